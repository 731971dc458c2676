using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Strings;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>What a fix changes in a connection string, or in what is set on its builder. Absent where the text is put together of more than one literal.</summary>
internal static class ConnectionEdits
{
    /// <summary>
    /// Takes an entry out, with the semicolon before it; or the one after it, where nothing is left before it.
    /// </summary>
    /// <param name="text">The connection string.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="alsoRemoved">Which other entries go too, when everything is fixed at once.</param>
    public static SourceEdit? Remove(ConnectionText text, ConnectionEntry entry, Func<ConnectionEntry, bool> alsoRemoved)
    {
        var (flat, start, end) = (text.Flat, entry.Span.Start, entry.Span.End);
        var after = Next(flat.Text, end);
        var leads = text.Entries.TakeWhile(other => other != entry).All(alsoRemoved);
        var place = (!leads && Before(flat.Text, start) is { } before ? flat.LocationOf(TextSpan.FromBounds(before, end)) : null)
            ?? (leads && after < flat.Text.Length ? flat.LocationOf(TextSpan.FromBounds(start, Next(flat.Text, after + 1))) : null)
            ?? flat.LocationOf(entry.Span);
        return place is null ? null : new SourceEdit(place, string.Empty, $"Remove '{entry.Keyword}'");
    }

    /// <summary>Takes out what sets a keyword on a builder.</summary>
    public static SourceEdit? Remove(BuilderKeyword set, Func<IOperation, bool> alsoRemoved) => set.Removal(alsoRemoved) is { } span
        ? new SourceEdit(Location.Create(set.Syntax.SyntaxTree, span), string.Empty, $"Remove '{set.Keyword}'")
        : null;

    /// <summary>Writes what was meant, where that is plain; otherwise takes it out.</summary>
    public static SourceEdit? Correct(ConnectionText text, ConnectionEntry entry, Refusal refusal, int version)
    {
        var flat = text.Flat;
        if (refusal is { IsOfValue: true, Value: { } value })
        {
            return Write(flat.LocationOf(entry.ValueSpan), value);
        }

        if (refusal.WhenTrue is { } said)
        {
            return CorrectFlag(text, entry, said, version);
        }

        if (refusal.Keyword is not { } keyword)
        {
            // A keyword that nobody knows may be the one that names the file: without it, the connection string would lead to another database in silence.
            return text.Keywords.ContainsKey(ConnectionKeywords.DataSource) || ConnectionKeywordTable.IsOfSqlite(entry.Keyword) ? RemoveRefused() : null;
        }

        // A second entry about the same thing, or what only another provider's file name can hold.
        if (text.Entries.Any(other => other != entry && ConnectionKeywords.Canonical(other.Keyword) == keyword)
            || (keyword == ConnectionKeywords.DataSource && entry.Value.Constant?.IndexOf(',') >= 0))
        {
            return null;
        }

        var rest = ConnectionKeywordTable.Judge(keyword, entry.Value.Constant, version);
        return rest is null ? Write(flat.LocationOf(entry.KeywordSpan), keyword)
            : rest.Value is { } meant ? Write(flat.LocationOf(entry.Span), $"{keyword}={meant}")
            : RemoveRefused();

        SourceEdit? RemoveRefused() =>
            Remove(text, entry, other => ConnectionKeywordTable.Judge(other.Keyword, other.Value.Constant, version) is { IsIdle: true });
    }

    /// <summary>Of a flag that another entry stands for. Where a second one says otherwise, or its value cannot be seen, it is the author's to decide.</summary>
    private static SourceEdit? CorrectFlag(ConnectionText text, ConnectionEntry entry, string said, int version) => entry.Value.Constant?.Trim().ToLowerInvariant() switch
    {
        "true" or "1" or "yes" when text.Entries.Any(other => other != entry
            && (ConnectionKeywords.Canonical(other.Keyword) == ConnectionKeywords.Mode
                || (ConnectionKeywordTable.Judge(other.Keyword, null, version)?.WhenTrue is not null && other.Value.Constant?.Trim().ToLowerInvariant() is not ("false" or "0" or "no")))) => null,
        "true" or "1" or "yes" => Write(text.Flat.LocationOf(entry.Span), said),
        "false" or "0" or "no" => Remove(text, entry, static _ => false),
        _ => null,
    };

    /// <inheritdoc cref="Correct(ConnectionText, ConnectionEntry, Refusal, int)"/>
    public static SourceEdit? Correct(BuilderKeyword set, Refusal refusal, int version, CancellationToken cancellation) => refusal switch
    {
        { IsOfValue: true, Value: { } value } when set.Value.Syntax is LiteralExpressionSyntax => WriteLiteral(set.Value.Syntax, value),
        { Keyword: { } keyword } when set.KeywordSyntax is LiteralExpressionSyntax
                                      && ConnectionKeywordTable.Judge(keyword, set.TextValue(cancellation), version) is null => WriteLiteral(set.KeywordSyntax, keyword),
        { WhenTrue: not null } => null,
        _ => Remove(set, other => BuilderKeyword.Read(other, cancellation) is { IsProperty: false } sibling
            && ConnectionKeywordTable.Judge(sibling.Keyword, sibling.TextValue(cancellation), version) is { IsIdle: true }),
    };

    private static SourceEdit? Write(Location? place, string text) => place is null ? null : new SourceEdit(place, text, $"Write '{text}'");

    private static SourceEdit WriteLiteral(SyntaxNode literal, string text) => new(literal.GetLocation(), $"\"{text}\"", $"Write '{text}'");

    private static int? Before(string text, int start) => start > 0 && text.LastIndexOf(';', start - 1) is >= 0 and var found ? found : null;

    private static int Next(string text, int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position;
    }
}
