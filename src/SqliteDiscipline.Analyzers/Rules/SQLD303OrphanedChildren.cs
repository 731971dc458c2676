using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD303: a parent deleted whose children this path never deletes. Found together with <see cref="SQLD301DeleteOrder"/>.</summary>
internal static class SQLD303OrphanedChildren
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD303",
        "A parent is deleted and its children are not",
        "This fails while rows of '{1}' refer to '{0}' ({2}), and this code deletes none of them",
        "SqliteDiscipline.Deletes",
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "It may be meant so: a parent in use is then not deleted, and the failure says why.",
        helpLinkUri: Help.Link("SQLD303"));
}
