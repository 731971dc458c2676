using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD903: the name of a database gives no identifier.</summary>
internal sealed class SQLD903NoIdentifier() : ManifestRule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD903",
        "The name of a database gives no identifier",
        "The name '{0}' has no letter to make an identifier of",
        "SqliteDiscipline.Manifest",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The connection type and the members of the factory are named after the database.",
        helpLinkUri: Help.Link("SQLD903"));
}
