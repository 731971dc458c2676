using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD905: <c>DataSourceFrom</c> or <c>KeyFrom</c> names a member that cannot be called.</summary>
internal sealed class SQLD905Member() : ManifestRule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD905",
        "A member that the manifest names is missing or unfit",
        "{0}: '{1}' {2}",
        "SqliteDiscipline.Manifest",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "DataSourceFrom names a field, property or method of the factory that returns a string; KeyFrom one without parameters.",
        helpLinkUri: Help.Link("SQLD905"));
}
