using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Timeline.Text;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>A string as one expression spells it: literals, interpolation and <c>+</c>, read from the syntax alone; whatever else there is, is a hole.</summary>
internal sealed class StringExpression : IScriptPlace
{
    private readonly ExpressionSyntax _whole;

    private StringExpression(ExpressionSyntax whole, ImmutableArray<(SyntaxNode Node, string? Text)> parts)
    {
        _whole = whole;
        Parts = parts;
    }

    /// <summary>What it is made of, from left to right; a hole has no text.</summary>
    public ImmutableArray<(SyntaxNode Node, string? Text)> Parts { get; }

    public int Start => _whole.SpanStart;

    /// <summary>Whether the node spells a string and is no part of a larger expression that does.</summary>
    public static bool Starts(SyntaxNode node) =>
        node.IsKind(SyntaxKind.StringLiteralExpression)
        || node is InterpolatedStringExpressionSyntax
        || (node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } add && IsOfStrings(add));

    public static StringExpression Of(ExpressionSyntax whole) =>
        new(whole, Leaves(whole).SelectMany(PartsOf).ToImmutableArray());

    /// <summary>
    /// The same with the constants of its file read, where it names any: the names of tables are often kept so. Asked only of what is worth it,
    /// for every message of a program is a string too.
    /// </summary>
    public StringExpression WithConstants() => new(_whole, Parts.Select(part => (part.Node, part.Text ?? FileConstants.Find(part.Node))).ToImmutableArray());

    /// <summary>The literal text, the holes left out: what a look for words needs.</summary>
    public bool Any(Func<string, bool> isMet) => isMet(string.Concat(Parts.Select(part => part.Text)));

    /// <summary>Whether one of the names is spliced in.</summary>
    public bool Names(HashSet<string> names) => names.Count > 0 && Parts.Any(part => part.Text is null && (part.Node is InterpolationSyntax { Expression: var inner } ? inner : part.Node) switch
    {
        IdentifierNameSyntax name => names.Contains(name.Identifier.ValueText),
        MemberAccessExpressionSyntax access => names.Contains(access.Name.Identifier.ValueText),
        _ => false,
    });

    /// <summary>The text.</summary>
    /// <param name="isContinued">Whether something may come behind it: unless a statement ends there, the last is then not known to its end.</param>
    public SqlText ToSqlText(bool isContinued = false)
    {
        var texts = Parts.Select(part => part.Text).ToList();
        if (isContinued && !(texts[texts.Count - 1]?.TrimEnd() is { Length: > 0 } last && last[last.Length - 1] == ';'))
        {
            texts.Add(null);
        }

        return SqlText.FromParts(texts);
    }

    /// <summary>Where a span of the text stands: within the literals that spell it, or the expression as a whole where that cannot be shown.</summary>
    public Location Locate(TextSpan span) =>
        FindExactly(span) is { } exact ? Location.Create(_whole.SyntaxTree, exact) : _whole.GetLocation();

    public TextSpan? FindExactly(TextSpan span)
    {
        var start = PositionOf(span.Start, isEnd: false);
        var end = span.Length == 0 ? start : PositionOf(span.End - 1, isEnd: true);
        return start is { } from && end is { } to && from <= to ? TextSpan.FromBounds(from, to) : null;
    }

    private int? PositionOf(int index, bool isEnd)
    {
        foreach (var (node, text) in Parts)
        {
            var length = text?.Length ?? 1;
            if (index >= length)
            {
                index -= length;
                continue;
            }

            // What stands for something else is shown as a whole, or not at all.
            if (text is null || node is not (LiteralExpressionSyntax or InterpolatedStringTextSyntax))
            {
                return isEnd && index == length - 1 ? node.Span.End : !isEnd && index == 0 ? node.SpanStart : null;
            }

            return LiteralMap.Of(node) is { } map && index + 1 < map.Length ? map[isEnd ? index + 1 : index] : null;
        }

        return null;
    }

    // By itself, for every node of a file is asked about: a closure in there would be made for each.
    private static bool IsOfStrings(BinaryExpressionSyntax add) => Leaves(add).Any(leaf => leaf != add && Starts(leaf));

    private static IEnumerable<ExpressionSyntax> Leaves(ExpressionSyntax whole)
    {
        // A stack, for a concatenation of a thousand lines nests a thousand deep.
        var pending = new Stack<ExpressionSyntax>();
        pending.Push(whole);
        while (pending.Count > 0)
        {
            switch (pending.Pop())
            {
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } add:
                    pending.Push(add.Right);
                    pending.Push(add.Left);
                    break;
                case ParenthesizedExpressionSyntax parenthesized:
                    pending.Push(parenthesized.Expression);
                    break;
                case var leaf:
                    yield return leaf;
                    break;
            }
        }
    }

    private static IEnumerable<(SyntaxNode Node, string? Text)> PartsOf(ExpressionSyntax leaf) => leaf switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal => new[] { ((SyntaxNode)literal, (string?)literal.Token.ValueText) },
        InterpolatedStringExpressionSyntax interpolated => interpolated.Contents.Select(content => content is InterpolatedStringTextSyntax text
            ? ((SyntaxNode)text, (string?)text.TextToken.ValueText)
            : (content, null)),

        // The one member that is often found between statements.
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "NewLine" } => new[] { ((SyntaxNode)leaf, (string?)"\n") },
        _ => new[] { ((SyntaxNode)leaf, (string?)null) },
    };
}
