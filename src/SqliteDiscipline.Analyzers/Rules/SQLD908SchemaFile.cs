using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD908: <c>Schema</c> names a file that is not among the AdditionalFiles, or more than one that is.</summary>
internal sealed class SQLD908SchemaFile() : ManifestRule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD908",
        "The schema file of a database is not found",
        "The schema '{0}' of the database '{1}' is {2}",
        "SqliteDiscipline.Manifest",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The compiler sees those files only that are AdditionalFiles; the package adds a project's .sql files by itself.",
        helpLinkUri: Help.Link("SQLD908"));

    protected override void Judge(
        INamedTypeSymbol type, ManifestAttributes attributes, ManifestReading reading, SymbolAnalysisContext context, RuleContext rules)
    {
        foreach (var attribute in attributes.Databases)
        {
            if (!attribute.TryGet<string>("Schema", out var schema))
            {
                continue;
            }

            var fault = SchemaFiles.Named(schema, rules.Options.AdditionalFiles.Select(file => file.Path)).Count() switch
            {
                0 => "not found among the AdditionalFiles of the project",
                1 => null,
                var several => $"ambiguous: {several} AdditionalFiles of the project end so",
            };
            if (fault is not null)
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, attribute.At("Schema"), schema, attribute.Text(0), fault));
            }
        }
    }
}
