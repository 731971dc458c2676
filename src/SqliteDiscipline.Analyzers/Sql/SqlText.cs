using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Sql;

/// <summary>
/// SQL as the source shows it: text, and the holes in it where an interpolated string splices in something unseen.
/// Every hole takes exactly one character, so that a position in the text maps back to the source by counting.
/// </summary>
/// <param name="Text">The text; <see cref="Placeholder"/> stands at each hole.</param>
/// <param name="Holes">The positions of the holes, ascending.</param>
internal sealed record SqlText(string Text, EquatableArray<int> Holes)
{
    /// <summary>
    /// What stands in the text for a hole. SQLite takes it for a letter, so a hole within a name, a number or a literal needs no
    /// rule of its own. The same character written in the source is no hole: only <see cref="Holes"/> tells.
    /// </summary>
    public const char Placeholder = '\uFFFC';

    public int Length => Text.Length;

    public static implicit operator SqlText(string text) => From(text);

    /// <summary>Text without holes.</summary>
    public static SqlText From(string text) => new(text, EquatableArray<int>.Empty);

    /// <summary>Text of an interpolated string, part by part; a <see langword="null"/> part is a hole.</summary>
    public static SqlText FromParts(IEnumerable<string?> parts)
    {
        var text = new StringBuilder();
        var holes = ImmutableArray.CreateBuilder<int>();
        foreach (var part in parts)
        {
            if (part is null)
            {
                holes.Add(text.Length);
                text.Append(Placeholder);
            }
            else
            {
                text.Append(part);
            }
        }

        return new SqlText(text.ToString(), new EquatableArray<int>(holes.ToImmutable()));
    }

    public string this[TextSpan span] => Text.Substring(span.Start, span.Length);

    /// <summary>Whether a hole lies within the span.</summary>
    public bool HasHole(TextSpan span)
    {
        var index = Holes.Items.BinarySearch(span.Start);
        index = index < 0 ? ~index : index;
        return index < Holes.Count && Holes[index] < span.End;
    }
}
