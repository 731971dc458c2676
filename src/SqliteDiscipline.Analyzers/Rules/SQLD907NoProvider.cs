using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD907: a manifest in a project that does not reference Microsoft.Data.Sqlite, so that nothing is generated from it.</summary>
internal sealed class SQLD907NoProvider() : ManifestRule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD907",
        "Microsoft.Data.Sqlite is not referenced",
        "'{0}' declares databases, but the project does not reference Microsoft.Data.Sqlite: no connection is generated",
        "SqliteDiscipline.Manifest",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The generated connections derive from Microsoft.Data.Sqlite.SqliteConnection, of version 6 or later.",
        helpLinkUri: Help.Link("SQLD907"));

    protected override void Judge(
        INamedTypeSymbol type, ManifestAttributes attributes, ManifestReading reading, SymbolAnalysisContext context, RuleContext rules)
    {
        if (rules.Provider is null && !attributes.Databases.IsEmpty)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, attributes.Databases[0].Location, type.Name));
        }
    }
}
