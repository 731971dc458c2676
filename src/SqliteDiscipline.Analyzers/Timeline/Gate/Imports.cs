using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Timeline.Gate;

/// <summary>What <c>using</c> directives bring into a file that has to do with databases.</summary>
internal static class Imports
{
    private static readonly string[] s_databases = { "Sqlite", "Dapper", "System.Data", "EntityFrameworkCore" };

    public static bool OfDatabases(UsingDirectiveSyntax import) =>
        import.ToString() is var text && s_databases.Any(name => text.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>The name that a directive gives to what has to do with databases.</summary>
    public static IEnumerable<int> AliasOfDatabases(UsingDirectiveSyntax import)
    {
        if (import.Alias is { Name.Identifier.ValueText: var name } && OfDatabases(import))
        {
            yield return Words.HashOf(name);
        }
    }

    /// <summary>The directives of a file.</summary>
    public static IEnumerable<UsingDirectiveSyntax> In(SyntaxNode root) => root
        .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .OfType<UsingDirectiveSyntax>();

    /// <summary>The directives of a file that hold for every file.</summary>
    public static IEnumerable<UsingDirectiveSyntax> ForAll(SyntaxTree tree) => tree.GetRoot() is CompilationUnitSyntax unit
        ? unit.Usings.Where(import => import.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword))
        : Enumerable.Empty<UsingDirectiveSyntax>();
}
