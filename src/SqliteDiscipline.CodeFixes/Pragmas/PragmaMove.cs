using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.CodeFixes.Rewriting;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Pragmas;

/// <summary>Moves a pragma out of its transaction, before or behind: within its text, or the statement that sends it.</summary>
internal static class PragmaMove
{
    /// <summary>The changes; none where it cannot be moved as it stands.</summary>
    /// <param name="root">The file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="pragma">The pragma.</param>
    /// <param name="end">What begins the transaction; or what commits it, further on.</param>
    public static IEnumerable<TextChange> Of(SyntaxNode root, SourceText text, TextSpan pragma, TextSpan end)
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

        return literal.Span.Contains(end)
            ? WithinText(text, pragma, end, literal.Span)
            : root.FindNode(end, getInnermostNodeForTie: true).FirstAncestorOrSelf<StatementSyntax>() is { } there
                && literal.FirstAncestorOrSelf<ExpressionStatementSyntax>() is { } sends && IsWhole(text, pragma, literal.Span)
                ? Statements(text, sends, there)
                : Enumerable.Empty<TextChange>();
    }

    private static IEnumerable<TextChange> WithinText(SourceText text, TextSpan pragma, TextSpan there, TextSpan literal)
    {
        var end = pragma.End;
        while (end < literal.End && (text[end] == ';' || char.IsWhiteSpace(text[end])))
        {
            end++;
        }

        // On a line of its own, where the transaction's statement has one.
        var gap = Indentation(text, there.Start) is { Length: > 0 } indentation ? LineBreak(text) + indentation : " ";
        yield return there.Start > pragma.Start
            ? new TextChange(new TextSpan(there.End, 0), ";" + gap + text.ToString(pragma))
            : new TextChange(new TextSpan(there.Start, 0), text.ToString(pragma) + ";" + gap);

        // The last statement: what comes before it ends the text.
        yield return new TextChange(TextSpan.FromBounds(pragma.Start, Math.Max(pragma.End, end)), string.Empty);
    }

    /// <summary>Whether nothing else stands in the literal.</summary>
    private static bool IsWhole(SourceText text, TextSpan pragma, TextSpan literal) =>
        text.ToString(literal).Replace(text.ToString(pragma), string.Empty).All(c => c is '"' or '@' or '$' or ';' || char.IsWhiteSpace(c));

    private static IEnumerable<TextChange> Statements(SourceText text, ExpressionStatementSyntax sends, StatementSyntax there)
    {
        var isInside = there is UsingStatementSyntax { Statement: BlockSyntax block } && sends.Parent == block;
        if (!isInside && !Holder.Siblings(there).Contains(sends))
        {
            yield break;
        }

        var moved = new List<StatementSyntax> { sends };
        if (sends.Expression is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CommandText", Expression: IdentifierNameSyntax command } })
        {
            // `command.CommandText = "…"; command.ExecuteNonQuery();` go together.
            // Behind the transaction the command would still have it, and be refused.
            var next = Holder.Siblings(sends).SkipWhile(statement => statement != sends).Skip(1).FirstOrDefault();
            if (next is not ExpressionStatementSyntax || !IsRun(next, command.Identifier.ValueText) || there.SpanStart > sends.SpanStart)
            {
                yield break;
            }

            moved.Add(next);
        }

        var isBehind = there.SpanStart > sends.SpanStart;
        var transaction = isBehind
            ? there.DescendantNodes().OfType<IdentifierNameSyntax>().FirstOrDefault()?.Identifier.ValueText
            : there.DescendantNodes().OfType<VariableDeclaratorSyntax>().FirstOrDefault()?.Identifier.ValueText;
        var indentation = Indentation(text, there.SpanStart);
        foreach (var statement in moved)
        {
            if (WithoutTransaction(statement, transaction) is not { } alone)
            {
                yield break;
            }

            yield return isBehind
                ? new TextChange(new TextSpan(there.Span.End, 0), LineBreak(text) + indentation + alone)
                : new TextChange(new TextSpan(there.SpanStart, 0), alone + LineBreak(text) + indentation);
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

    /// <summary>The statement as it reads without the transaction, which there is none of out there; absent where it cannot do without.</summary>
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

    /// <summary>The white space before a position that is the first of its line.</summary>
    private static string Indentation(SourceText text, int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        return text.ToString(TextSpan.FromBounds(line.Start, position)) is var start && string.IsNullOrWhiteSpace(start) ? start : string.Empty;
    }

    private static string LineBreak(SourceText text)
    {
        var first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }
}
