using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Timeline.Creation;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD101: a raw connection outside the factory, in whatever form it comes to be.</summary>
internal sealed class SQLD101RawConnection : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD101",
        "A raw connection outside the factory",
        "{0} outside the factory: foreign_keys, synchronous and busy_timeout hold per connection, and this one has not got them; use those of {1}",
        "SqliteDiscipline.Connections",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A factory is declared, so every connection has to come from it: only then does each one follow the policy of its database.",
        helpLinkUri: Help.Link("SQLD101"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
        ImmutableArray.Create(Descriptor, SQLD100NoFactory.Descriptor);

    public override void Register(RuleRegistry registry)
    {
        if (registry.Context.Provider is not { } types)
        {
            return;
        }

        registry.OnOperation(
            (context, rules) =>
            {
                if (RawConnections.Read(context.Operation, types, context.CancellationToken) is { } raw)
                {
                    Judge(raw, context.Operation, context.ContainingSymbol, rules, context.ReportDiagnostic, context.CancellationToken);
                }
            },
            RawConnections.Kinds);

        registry.OnSymbol(
            (context, rules) =>
            {
                var found = context.Symbol switch
                {
                    INamedTypeSymbol type => RawConnections.ReadGenericBase(type, types, context.Compilation, context.CancellationToken) is { } bound
                        ? new[] { bound }
                        : RawConnections.ReadImplicitBases(type, types, context.CancellationToken),
                    IMethodSymbol method when ReflectionForms.ReadUnsafeAccessor(method, types) is { } accessor => new[] { accessor },
                    _ => Enumerable.Empty<RawConnection>(),
                };

                foreach (var raw in found)
                {
                    Judge(raw, null, context.Symbol, rules, context.ReportDiagnostic, context.CancellationToken);
                }
            },
            SymbolKind.NamedType,
            SymbolKind.Method);
    }

    private static void Judge(
        RawConnection raw, IOperation? operation, ISymbol container, RuleContext rules, Action<Diagnostic> report, CancellationToken cancellation)
    {
        var options = rules.OptionsFor(raw.Location.SourceTree!);
        if (Blessing.Covers(container, options)
            || IsInBlessedFunction(operation, options)
            || IsBlessedType(raw, rules, options)
            || Blessing.Covers(raw.Generic, options)
            || (operation is not null && Harmless.Is(operation))
            || (options.AllowInMemory && raw.IsInMemory(cancellation)))
        {
            return;
        }

        report(rules.FactoryInSight(options, cancellation) is { } factory
            ? Diagnostic.Create(Descriptor, raw.Location, Describe(raw), factory)
            : Diagnostic.Create(SQLD100NoFactory.Descriptor, raw.Location, Describe(raw)));
    }

    // What an operation reports as its container is the member: local functions and lambdas stand only around the operation.
    private static bool IsInBlessedFunction(IOperation? operation, RuleOptions options)
    {
        for (var around = operation; around is not null; around = around.Parent)
        {
            var function = around switch
            {
                ILocalFunctionOperation local => local.Symbol,
                IAnonymousFunctionOperation lambda => lambda.Symbol,
                _ => null,
            };
            if (function is not null && Blessing.Covers(function, options))
            {
                return true;
            }
        }

        return false;
    }

    // A hand-written connection type that is itself a factory hands out what it promises. A generated one does not bear the attribute: only its
    // factory may make it.
    private static bool IsBlessedType(RawConnection raw, RuleContext rules, RuleOptions options) =>
        raw.Form != RawForm.BaseConstructor
        && raw.Type is { } type
        && !SymbolEqualityComparer.Default.Equals(type, rules.Provider!.Connection)
        && Blessing.Covers(type, options);

    private static string Describe(RawConnection raw) => raw.Form switch
    {
        RawForm.BaseConstructor => $"'{raw.Type?.Name}' runs the constructor of a raw connection",
        RawForm.TypeArgument => $"This makes a raw '{raw.Type?.Name}' of its type argument",
        RawForm.Reflection => $"This makes a raw '{raw.Type?.Name}' by its type",
        RawForm.ProviderFactory => "The provider's factory makes raw connections",
        RawForm.Registration => $"The container makes a raw '{raw.Type?.Name}'",
        RawForm.EntityFramework => "EF Core makes a raw connection of this connection string",
        _ => $"A raw '{raw.Type?.Name}' is made",
    };
}
