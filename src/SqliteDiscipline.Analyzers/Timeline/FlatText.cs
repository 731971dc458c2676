using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Timeline.Text;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>
/// A <see cref="TextTemplate"/> as one string in which holes stand as characters that no connection string holds (private use area), so that one
/// parser reads it all; and the way back, from the string to holes and to the source.
/// </summary>
internal sealed class FlatText
{
    private const char FirstHole = '\uE000';

    private readonly List<IOperation> _holes = new();
    private readonly List<TextOrigin> _origins = new();

    public FlatText(TextTemplate template)
    {
        var flat = new StringBuilder();
        foreach (var part in template.Parts)
        {
            if (part.Hole is { } hole)
            {
                flat.Append((char)(FirstHole + _holes.Count));
                _holes.Add(hole);
                continue;
            }

            _origins.AddRange(part.Origins.Select(origin => origin with { Start = origin.Start + flat.Length }));
            flat.Append(part.Text);
        }

        Text = flat.ToString();
    }

    public string Text { get; }

    /// <summary>What stands there, its holes as holes again.</summary>
    public TextTemplate Template(string text)
    {
        var parts = new List<TextTemplate>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsHole(text[i]))
            {
                parts.Add(TextTemplate.Literal(text.Substring(start, i - start)));
                parts.Add(TextTemplate.Unknown(_holes[text[i] - FirstHole]));
                start = i + 1;
            }
        }

        parts.Add(TextTemplate.Literal(text.Substring(start)));
        return TextTemplate.Concat(parts);
    }

    public bool HasHole(string text) => text.Any(IsHole);

    /// <summary>What spells this character.</summary>
    public SyntaxNode? OriginOf(int index) => At(index)?.Node;

    /// <summary>The source of a range, where all of it stands in one literal or interpolated string, holes between included. A constant may occur twice in a text.</summary>
    public Location? LocationOf(TextSpan span) =>
        !span.IsEmpty && SourceOf(span.Start) is { } first && SourceOf(span.End - 1) is { } last && first.Whole == last.Whole && first.Span.Start <= last.Span.Start
            ? Location.Create(first.Whole.SyntaxTree, TextSpan.FromBounds(first.Span.Start, last.Span.End))
            : null;

    private (SyntaxNode Whole, TextSpan Span)? SourceOf(int index)
    {
        if (IsHole(Text[index]))
        {
            return Braces(_holes[Text[index] - FirstHole].Syntax);
        }

        if (At(index) is not { } origin)
        {
            return null;
        }

        var place = origin.Offset + index - origin.Start;
        return LiteralMap.Of(origin.Node) is not { } map ? Braces(origin.Node)
            : place + 1 < map.Length
                ? (origin.Node is InterpolatedStringTextSyntax ? origin.Node.Parent! : origin.Node, TextSpan.FromBounds(map[place], map[place + 1]))
                : null;
    }

    // The braces of an interpolation are its own.
    private static (SyntaxNode Whole, TextSpan Span)? Braces(SyntaxNode inside) =>
        inside.Parent is InterpolationSyntax { Parent: { } around } braces ? (around, braces.Span) : null;

    private TextOrigin? At(int index)
    {
        foreach (var origin in _origins)
        {
            if (index >= origin.Start && index < origin.Start + origin.Length)
            {
                return origin;
            }
        }

        return null;
    }

    private bool IsHole(char c) => c >= FirstHole && c < FirstHole + _holes.Count;
}
