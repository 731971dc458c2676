using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.CodeFixes.Rewriting;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Pragmas;

/// <summary>Moves a pragma to where its transaction has not begun: within its text, or the statement that sends it.</summary>
internal static class PragmaMove
{
    /// <summary>The changes; none where it cannot be moved as it stands.</summary>
    public static IEnumerable<TextChange> Of(SyntaxNode root, SourceText text, TextSpan pragma, TextSpan begin)
    {
        var literal = root.FindNode(pragma, getInnermostNodeForTie: true);
        if (literal is InterpolatedStringTextSyntax or InterpolationSyntax)
        {
            literal = literal.Parent!;
        }

        if (literal is not (LiteralExpressionSyntax or InterpolatedStringExpressionSyntax))
        {
            return Enumerable.Empty<TextChange>();
        }

        return literal.Span.Contains(begin)
            ? WithinText(text, pragma, begin, literal.Span)
            : root.FindNode(begin, getInnermostNodeForTie: true).FirstAncestorOrSelf<StatementSyntax>() is { } before
                && literal.FirstAncestorOrSelf<ExpressionStatementSyntax>() is { } sends && IsWhole(text, pragma, literal.Span)
                ? Statements(text, sends, before)
                : Enumerable.Empty<TextChange>();
    }

    private static IEnumerable<TextChange> WithinText(SourceText text, TextSpan pragma, TextSpan begin, TextSpan literal)
    {
        var end = pragma.End;
        while (end < literal.End && (text[end] == ';' || char.IsWhiteSpace(text[end])))
        {
            end++;
        }

        // The last statement: what comes before it ends the text.
        yield return new TextChange(new TextSpan(begin.Start, 0), text.ToString(pragma) + "; ");
        yield return new TextChange(TextSpan.FromBounds(pragma.Start, Math.Max(pragma.End, end)), string.Empty);
    }

    /// <summary>Whether nothing else stands in the literal.</summary>
    private static bool IsWhole(SourceText text, TextSpan pragma, TextSpan literal) =>
        text.ToString(literal).Replace(text.ToString(pragma), string.Empty).All(c => c is '"' or '@' or '$' or ';' || char.IsWhiteSpace(c));

    private static IEnumerable<TextChange> Statements(SourceText text, ExpressionStatementSyntax sends, StatementSyntax before)
    {
        var isInside = before is UsingStatementSyntax { Statement: BlockSyntax block } && sends.Parent == block;
        if (!isInside && !Holder.Siblings(before).SkipWhile(statement => statement != before).Contains(sends))
        {
            yield break;
        }

        var moved = new List<StatementSyntax> { sends };
        if (sends.Expression is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CommandText", Expression: IdentifierNameSyntax command } })
        {
            // `command.CommandText = "…"; command.ExecuteNonQuery();` go together.
            var next = Holder.Siblings(sends).SkipWhile(statement => statement != sends).Skip(1).FirstOrDefault();
            if (next is not ExpressionStatementSyntax || !IsRun(next, command.Identifier.ValueText))
            {
                yield break;
            }

            moved.Add(next);
        }

        var transaction = before.DescendantNodes().OfType<VariableDeclaratorSyntax>().FirstOrDefault()?.Identifier.ValueText;
        var indentation = Indentation(text, before);
        foreach (var statement in moved)
        {
            if (WithoutTransaction(statement, transaction) is not { } alone)
            {
                yield break;
            }

            yield return new TextChange(new TextSpan(before.SpanStart, 0), alone + Environment(text) + indentation);
        }

        foreach (var statement in moved)
        {
            yield return Comments.Remove(statement);
        }
    }

    private static bool IsRun(StatementSyntax statement, string command) =>
        statement.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(access =>
            access.Expression is IdentifierNameSyntax { Identifier.ValueText: var name } && name == command
            && access.Name.Identifier.ValueText.StartsWith("Execute", StringComparison.Ordinal));

    /// <summary>The statement as it reads without the transaction that does not exist yet; absent where it cannot do without.</summary>
    private static string? WithoutTransaction(StatementSyntax statement, string? transaction)
    {
        var given = statement.DescendantNodes().OfType<IdentifierNameSyntax>()
            .FirstOrDefault(name => name.Identifier.ValueText == transaction && name.Parent is not NameColonSyntax);
        return given switch
        {
            null => statement.ToString(),
            { Parent: ArgumentSyntax argument } => statement.RemoveNode(argument, SyntaxRemoveOptions.KeepNoTrivia)?.ToString(),
            _ => null,
        };
    }

    private static string Indentation(SourceText text, StatementSyntax statement)
    {
        var line = text.Lines.GetLineFromPosition(statement.SpanStart);
        return text.ToString(TextSpan.FromBounds(line.Start, statement.SpanStart)) is var start && string.IsNullOrWhiteSpace(start) ? start : string.Empty;
    }

    private static string Environment(SourceText text)
    {
        var first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }
}
