using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>A string as far as it can be seen: literal text with holes where an expression's value is not known.</summary>
internal sealed class TextTemplate
{
    private TextTemplate(ImmutableArray<TextPart> parts) => Parts = parts;

    /// <summary>The parts in order; no two literals stand beside one another.</summary>
    public ImmutableArray<TextPart> Parts { get; }

    /// <summary>The whole string, where it has no hole.</summary>
    public string? Constant => Parts.Length == 0 ? string.Empty : Parts.Length == 1 ? Parts[0].Text : null;

    /// <summary>The expression that is the whole string, where nothing of it can be seen.</summary>
    public IOperation? Hole => Parts.Length == 1 ? Parts[0].Hole : null;

    public static TextTemplate Literal(string text) =>
        new(text.Length == 0 ? ImmutableArray<TextPart>.Empty : ImmutableArray.Create(new TextPart(text, null)));

    public static TextTemplate Unknown(IOperation expression) => new(ImmutableArray.Create(new TextPart(null, expression)));

    public static TextTemplate Concat(IEnumerable<TextTemplate> templates)
    {
        var parts = ImmutableArray.CreateBuilder<TextPart>();
        var literal = new StringBuilder();
        foreach (var part in templates.SelectMany(template => template.Parts))
        {
            if (part.Text is { } text)
            {
                literal.Append(text);
                continue;
            }

            Flush();
            parts.Add(part);
        }

        Flush();
        return new TextTemplate(parts.ToImmutable());

        void Flush()
        {
            if (literal.Length > 0)
            {
                parts.Add(new TextPart(literal.ToString(), null));
                literal.Clear();
            }
        }
    }
}

/// <summary>A part of a <see cref="TextTemplate"/>: either literal text or the expression whose value is not known.</summary>
internal readonly record struct TextPart(string? Text, IOperation? Hole);
