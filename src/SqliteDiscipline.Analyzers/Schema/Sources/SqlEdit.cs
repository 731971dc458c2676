using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>A change within SQL that a rule hands to its fix: where in the file, and what stands there then.</summary>
internal static class SqlEdit
{
    public const string Start = "Start";
    public const string Length = "Length";
    public const string Text = "Text";

    /// <summary>Inserts text behind the character before the position; nothing where that character cannot be shown in the source.</summary>
    public static ImmutableDictionary<string, string?> Insert(SqlScript script, int position, string text) =>
        position > 0 && script.ExactSpanOf(new TextSpan(position - 1, 1)) is { } last
            ? Of(new TextSpan(last.End, 0), text)
            : ImmutableDictionary<string, string?>.Empty;

    /// <summary>What stands between a statement and the next: a new line, as far in as the statement, where that begins one; else a space.</summary>
    public static string Gap(SqlScript script, int start)
    {
        if (script.ExactSpanOf(new TextSpan(start, 1)) is not { Start: var place })
        {
            return " ";
        }

        // A file of SQL is its own text; in C#, what begins a line stands in a literal of several lines.
        var source = script.LocationOf(new TextSpan(start, 1)).SourceTree?.GetText() ?? SourceText.From(script.Text.Text);
        var line = source.Lines.GetLineFromPosition(place);
        var indentation = source.ToString(TextSpan.FromBounds(line.Start, place));
        return line.LineNumber > 0 && string.IsNullOrWhiteSpace(indentation)
            ? source.ToString(TextSpan.FromBounds(source.Lines[line.LineNumber - 1].End, line.Start)) + indentation
            : " ";
    }

    /// <summary>Writes text in the place of what stands there.</summary>
    public static ImmutableDictionary<string, string?> Replace(TextSpan span, string text) => Of(span, text);

    private static ImmutableDictionary<string, string?> Of(TextSpan span, string text) => ImmutableDictionary<string, string?>.Empty
        .Add(Start, span.Start.ToString())
        .Add(Length, span.Length.ToString())
        .Add(Text, text);
}
