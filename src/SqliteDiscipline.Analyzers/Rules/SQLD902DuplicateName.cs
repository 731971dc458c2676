using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD902: two databases, of one factory or of two in one namespace, would have the same generated names; or what they name is there already.</summary>
internal sealed class SQLD902DuplicateName() : ManifestRule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD902",
        "The name that a database would be given in code is taken",
        "The database '{0}' is left out: {1}",
        "SqliteDiscipline.Manifest",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Connection types and factory members are named after the database; the first to claim a name has it.",
        helpLinkUri: Help.Link("SQLD902"));

    /// <summary>Within a factory the reader has looked; here, among the factories before it, whose connection types share its namespace.</summary>
    protected override void Judge(
        INamedTypeSymbol type, ManifestAttributes attributes, ManifestReading reading, SymbolAnalysisContext context, RuleContext rules)
    {
        if (reading.Model is not { } factory)
        {
            return;
        }

        var earlier = FactoriesInSight.In(rules.Compilation, context.CancellationToken).Manifests
            .Where(other => SymbolEqualityComparer.Default.Equals(other.ContainingAssembly, type.ContainingAssembly))
            .TakeWhile(other => !SymbolEqualityComparer.Default.Equals(other, type));
        foreach (var other in earlier)
        {
            foreach (var taken in Databases(ManifestReadings.Of(other, context.CancellationToken).Model))
            {
                var claimed = factory.Databases.FirstOrDefault(database => factory.FullNameOf(database) == taken);
                if (claimed is not null && attributes.Databases.FirstOrDefault(attribute => attribute.Text(0) == claimed.Name) is { } attribute)
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        Descriptor, attribute.At(0), claimed.Name, $"'{other.Name}' has a database whose connection type is named {claimed.ConnectionType} too"));
                }
            }
        }
    }

    private static IEnumerable<string> Databases(FactoryModel? factory) =>
        factory?.Databases.Select(factory.FullNameOf) ?? Enumerable.Empty<string>();
}
