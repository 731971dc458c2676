using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD906: <c>[SqlitePragma]</c> or <c>[SqliteForeignKey]</c> names a database that is not declared.</summary>
internal sealed class SQLD906UndeclaredDatabase() : ManifestRule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD906",
        "An attribute names an undeclared database",
        "[{0}] names a database '{1}' that is not declared on this class",
        "SqliteDiscipline.Manifest",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "With a name that no [SqliteDatabase] on the same class has, the attribute holds for nothing.",
        helpLinkUri: Help.Link("SQLD906"));
}
