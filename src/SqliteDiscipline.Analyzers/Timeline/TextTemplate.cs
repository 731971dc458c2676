using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>A string as far as it can be seen: literal text with holes where an expression's value is not known. Equal where it reads the same.</summary>
internal sealed class TextTemplate : IEquatable<TextTemplate>
{
    private int _hash;

    private TextTemplate(ImmutableArray<TextPart> parts) => Parts = parts;

    /// <summary>The parts in order; no two literals stand beside one another.</summary>
    public ImmutableArray<TextPart> Parts { get; }

    /// <summary>The whole string, where it has no hole.</summary>
    public string? Constant => Parts.Length == 0 ? string.Empty : Parts.Length == 1 ? Parts[0].Text : null;

    /// <summary>The expression that is the whole string, where nothing of it can be seen.</summary>
    public IOperation? Hole => Parts.Length == 1 ? Parts[0].Hole : null;

    /// <param name="text">The text.</param>
    /// <param name="origin">The expression that spells it, where one does.</param>
    public static TextTemplate Literal(string text, SyntaxNode? origin = null) => new(text.Length == 0
        ? ImmutableArray<TextPart>.Empty
        : ImmutableArray.Create(new TextPart(text, null, origin is null ? default : ImmutableArray.Create(new TextOrigin(0, text.Length, origin)))));

    /// <summary>A stretch of what a literal spells.</summary>
    public static TextTemplate Part(string text, int start, int length, SyntaxNode origin) => new(length == 0
        ? ImmutableArray<TextPart>.Empty
        : ImmutableArray.Create(new TextPart(text.Substring(start, length), null, ImmutableArray.Create(new TextOrigin(0, length, origin, start)))));

    public static TextTemplate Unknown(IOperation expression) => new(ImmutableArray.Create(new TextPart(null, expression)));

    public static TextTemplate Concat(IEnumerable<TextTemplate> templates)
    {
        var all = templates.Where(template => template.Parts.Length > 0).ToList();
        if (all.Count < 2)
        {
            return all.Count == 0 ? Literal(string.Empty) : all[0];
        }

        var parts = ImmutableArray.CreateBuilder<TextPart>(all.Count);
        var literal = new StringBuilder();
        var origins = ImmutableArray.CreateBuilder<TextOrigin>(1);
        foreach (var template in all)
        {
            foreach (var part in template.Parts)
            {
                if (part.Text is not { } text)
                {
                    Flush();
                    parts.Add(part);
                    continue;
                }

                foreach (var origin in part.Origins)
                {
                    origins.Add(origin with { Start = origin.Start + literal.Length });
                }

                literal.Append(text);
            }
        }

        Flush();
        return new TextTemplate(parts.ToImmutable());

        void Flush()
        {
            if (literal.Length > 0)
            {
                origins.Capacity = origins.Count;
                parts.Add(new TextPart(literal.ToString(), null, origins.MoveToImmutable()));
                literal.Clear();
            }
        }
    }

    /// <summary>The same with what a hole is filled with.</summary>
    public TextTemplate With(IOperation hole, TextTemplate filling) =>
        Concat(Parts.Select(part => part.Hole == hole ? filling : new TextTemplate(ImmutableArray.Create(part))));

    /// <summary>What two strings have in common from the beginning, and a hole for the rest.</summary>
    public static TextTemplate CommonStart(TextTemplate left, TextTemplate right, IOperation rest)
    {
        var common = new List<TextTemplate>();
        for (var i = 0; i < left.Parts.Length && i < right.Parts.Length; i++)
        {
            var (a, b) = (left.Parts[i], right.Parts[i]);
            if (a.Equals(b))
            {
                common.Add(new TextTemplate(ImmutableArray.Create(a)));
                continue;
            }

            if (a.Text is { } text && b.Text is { } other)
            {
                var length = 0;
                while (length < text.Length && length < other.Length && text[length] == other[length])
                {
                    length++;
                }

                common.Add(length == 0
                    ? Literal(string.Empty)
                    : new TextTemplate(ImmutableArray.Create(new TextPart(text.Substring(0, length), null, a.OriginsBefore(length)))));
            }

            break;
        }

        if (common.Count == 0 || common[common.Count - 1].Hole is null)
        {
            common.Add(Unknown(rest));
        }

        return Concat(common);
    }

    public bool Equals(TextTemplate? other) =>
        ReferenceEquals(this, other) || (other is not null && GetHashCode() == other.GetHashCode() && Parts.SequenceEqual(other.Parts));

    public override bool Equals(object? obj) => Equals(obj as TextTemplate);

    // Long texts are looked up again and again.
    public override int GetHashCode() => _hash != 0 ? _hash : _hash = Parts.Aggregate(17, (hash, part) => unchecked((hash * 31) + part.GetHashCode()));
}

/// <summary>
/// A part of a <see cref="TextTemplate"/>: either literal text or the expression whose value is not known. Where text is spelt is no part of
/// what it is.
/// </summary>
internal readonly struct TextPart(string? text, IOperation? hole, ImmutableArray<TextOrigin> origins = default) : IEquatable<TextPart>
{
    public string? Text { get; } = text;

    public IOperation? Hole { get; } = hole;

    /// <summary>Which expressions spell the text, in order, as far as that is known.</summary>
    public ImmutableArray<TextOrigin> Origins { get; } = origins.IsDefault ? ImmutableArray<TextOrigin>.Empty : origins;

    public ImmutableArray<TextOrigin> OriginsBefore(int length) => Origins
        .Where(origin => origin.Start < length)
        .Select(origin => origin with { Length = Math.Min(origin.Length, length - origin.Start) })
        .ToImmutableArray();

    public bool Equals(TextPart other) => Text == other.Text && Hole?.Syntax == other.Hole?.Syntax;

    public override bool Equals(object? obj) => obj is TextPart other && Equals(other);

    public override int GetHashCode() => Text?.GetHashCode() ?? Hole?.Syntax.GetHashCode() ?? 0;
}

/// <summary>The expression that spells a stretch of text: a literal, the text of an interpolated string, or the name of a constant.</summary>
/// <param name="Start">Where the stretch begins in its part.</param>
/// <param name="Length">How long it is; less than the expression's where the rest of it is not used.</param>
/// <param name="Node">The expression.</param>
/// <param name="Offset">Where in what the expression spells the stretch begins.</param>
internal readonly record struct TextOrigin(int Start, int Length, SyntaxNode Node, int Offset = 0);
