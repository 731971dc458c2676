using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD904: settings that contradict each other, or the policy, or SQLite itself.</summary>
internal sealed class SQLD904Contradiction() : ManifestRule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD904",
        "Settings of the manifest contradict each other",
        "'{0}' {1}",
        "SqliteDiscipline.Manifest",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A setting that cannot be kept is a promise that nobody keeps; nothing is generated for such a database.",
        helpLinkUri: Help.Link("SQLD904"));
}
