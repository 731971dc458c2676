using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Rules.Splicing;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>Tells code that reads SQL from a file or a resource when it runs: what that makes of the schema is not seen, unless the file is among the AdditionalFiles.</summary>
internal static class ScriptsOfRunTime
{
    private static readonly HashSet<string> s_readers = new(StringComparer.Ordinal)
    {
        "ReadAllText", "ReadAllTextAsync", "ReadToEnd", "ReadToEndAsync", "ReadAllLines", "ReadAllLinesAsync", "GetManifestResourceStream",
    };

    private static readonly HashSet<int> s_words = new(s_readers.Select(Words.HashOf));

    private static readonly string[] s_sql = { "Sql", "Ddl", "Migration", "Script", "Schema", "CommandText" };
    private static readonly string[] s_others = { "Json", "Xml", "Xsd", "Java", "Type", "Lua", "Python", "Power" };

    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> s_byTree = new();

    public static bool IsReadBy(SyntaxTree tree) =>
        s_words.Any(FileWords.Of(tree).MayHave) && s_byTree.GetValue(tree, static tree => new StrongBox<bool>(Find(tree))).Value;

    private static bool Find(SyntaxTree tree) => FileWords.Among(tree, s_words).Count > 0
        && tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Any(name => s_readers.Contains(name.Identifier.ValueText) && IsOfSql(name));

    /// <summary>Whether the path ends so, or what the text is given to is called so.</summary>
    private static bool IsOfSql(SimpleNameSyntax reader)
    {
        var member = reader.FirstAncestorOrSelf<MemberDeclarationSyntax>(static around => around is not GlobalStatementSyntax);
        if (member?.DescendantTokens().Any(token => token.Value is string text && text.EndsWith(".sql", StringComparison.OrdinalIgnoreCase)) == true)
        {
            return true;
        }

        foreach (var around in reader.Ancestors())
        {
            switch (around)
            {
                case AssignmentExpressionSyntax { Left: var target }:
                    return IsSql(target is MemberAccessExpressionSyntax { Name: var set } ? set.Identifier.ValueText : target.ToString());
                case VariableDeclaratorSyntax variable:
                    return IsSql(variable.Identifier.ValueText);
                case StatementSyntax or MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    private static bool IsSql(string name) => name == "CommandText" || (NameWords.Has(name, s_sql) && !NameWords.Has(name, s_others));
}
