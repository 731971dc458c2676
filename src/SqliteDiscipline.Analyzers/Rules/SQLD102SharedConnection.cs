using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Rules.Sharing;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD102: one connection that several threads use.</summary>
internal sealed class SQLD102SharedConnection : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD102",
        "One connection shared by threads",
        "One connection for several threads: {0}; open one for each use, the pool makes that cheap",
        "SqliteDiscipline.Connections",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A SqliteConnection serves one thread at a time. What two threads do over one connection is one transaction: each commits, rolls back and locks for the other.",
        helpLinkUri: Help.Link("SQLD102"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry)
    {
        if (registry.Context.Provider is not { } types)
        {
            return;
        }

        var keepers = new ConnectionKeepers(registry.Context.Compilation, types);
        registry.OnSymbol(
            (context, _) =>
            {
                if (context.Symbol.IsStatic && keepers.SharingUse(context.Symbol, context.CancellationToken) is { } use)
                {
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, context.Symbol.Locations[0], $"a static member keeps it, and {use}"));
                }
            },
            SymbolKind.Field,
            SymbolKind.Property);
        registry.OnOperation(
            (context, _) =>
            {
                if (SharedRegistration.Read((IInvocationOperation)context.Operation, types, keepers, context.CancellationToken) is { } registration)
                {
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, registration.Location, registration.Reason));
                }
            },
            OperationKind.Invocation);
        registry.OnOperation(
            (context, _) =>
            {
                if (TimerUse.Read(context.Operation, types, keepers, context.CancellationToken) is { } use)
                {
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, use.Location, use.Reason));
                }
            },
            OperationKind.ObjectCreation,
            OperationKind.EventAssignment);
        registry.OnTimeline((timeline, context) =>
        {
            foreach (var capture in ConcurrentCapture.In(timeline, types, context.Cancellation))
            {
                context.Report(Diagnostic.Create(Descriptor, capture.Location, capture.Reason));
            }
        });
    }
}
