using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD901: <c>[SqliteDatabase]</c> on a type that generated members cannot be put into.</summary>
internal sealed class SQLD901UnfitFactory() : ManifestRule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD901",
        "Nothing can be generated into the factory",
        "'{0}' {1}: the connections of its databases cannot be generated into it",
        "SqliteDiscipline.Manifest",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Generated members join a class through partial, at every level that it is nested in.",
        helpLinkUri: Help.Link("SQLD901"));
}
