using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>Sends pragmas in one batch right after a connection has been opened.</summary>
internal static class PragmaInsertion
{
    /// <summary>
    /// What to send, in this order. busy_timeout comes last because it answers with a row, after which Microsoft.Data.Sqlite would swallow the
    /// failure of another statement; synchronous is pinned at what SQLite does by default, which is the safe choice in any journal mode.
    /// </summary>
    private static readonly ImmutableArray<(string Name, string Value)> s_values =
        ImmutableArray.Create(("foreign_keys", "ON"), ("synchronous", "FULL"), ("busy_timeout", "5000"));

    public static SourceEdit? After(Opened opened, IReadOnlyCollection<string> names)
    {
        if (names.Any(name => s_values.All(known => known.Name != name))
            || opened.Operation.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Open" or "OpenAsync", Expression: var receiver } }
            || receiver is not (IdentifierNameSyntax or BaseExpressionSyntax or ThisExpressionSyntax)
            || opened.Operation.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax { Parent: BlockSyntax } statement)
        {
            return null;
        }

        var source = statement.SyntaxTree.GetText();
        var line = source.Lines.GetLineFromPosition(statement.SpanStart);
        var indent = source.ToString(TextSpan.FromBounds(line.Start, statement.SpanStart));
        if (indent.Trim().Length > 0)
        {
            return null;
        }

        var ending = source.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        var newLine = ending.Length == 0 ? "\n" : ending;
        var unit = indent.IndexOf('\t') >= 0 ? "\t" : "    ";
        var batch = string.Join(" ", s_values.Where(known => names.Contains(known.Name)).Select(known => $"PRAGMA {known.Name} = {known.Value};"));
        var command = receiver is IdentifierNameSyntax ? receiver + ".CreateCommand()" : "CreateCommand()";
        var text = new StringBuilder();
        foreach (var added in new[]
                 {
                     $"using (var pragmas = {command})",
                     "{",
                     $"{unit}pragmas.CommandText = \"{batch}\";",
                     $"{unit}pragmas.ExecuteNonQuery();",
                     "}",
                 })
        {
            text.Append(newLine).Append(indent).Append(added);
        }

        // A comment behind the opening stays with it.
        var end = statement.GetTrailingTrivia().Where(trivia => trivia.IsComment()).Select(trivia => trivia.Span.End).DefaultIfEmpty(statement.Span.End).Last();
        return new SourceEdit(Location.Create(statement.SyntaxTree, new TextSpan(end, 0)), text.ToString(), "Set it after the opening");
    }

    private static bool IsComment(this SyntaxTrivia trivia) => trivia.ToString().StartsWith("/", StringComparison.Ordinal);
}
