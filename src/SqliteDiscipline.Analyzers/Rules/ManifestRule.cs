using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>A rule about the manifest. What it reports was found when the manifest was read, by the same reading that the generator works from.</summary>
internal abstract class ManifestRule(DiagnosticDescriptor descriptor) : Rule
{
    public sealed override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(descriptor);

    public sealed override void Register(RuleRegistry registry) => registry.OnSymbol(
        (context, rules) =>
        {
            var type = (INamedTypeSymbol)context.Symbol;
            var reading = ManifestReadings.Of(type, context.CancellationToken);
            foreach (var problem in reading.Problems.Where(problem => problem.Id == descriptor.Id))
            {
                context.ReportDiagnostic(Diagnostic.Create(descriptor, problem.Location, problem.Arguments.ToArray()));
            }

            if (ManifestAttributes.Of(type) is { } attributes)
            {
                Judge(type, attributes, reading, context, rules);
            }
        },
        SymbolKind.NamedType);

    /// <summary>What can be told only from more than the manifest itself.</summary>
    protected virtual void Judge(
        INamedTypeSymbol type, ManifestAttributes attributes, ManifestReading reading, SymbolAnalysisContext context, RuleContext rules)
    {
    }
}
