using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>One <c>keyword=value</c> of a connection string.</summary>
/// <param name="Keyword">The keyword as it is written.</param>
/// <param name="Value">The value without its quotes.</param>
/// <param name="KeywordSpan">Where the keyword stands in the text.</param>
/// <param name="ValueSpan">Where the value stands, its quotes included.</param>
internal sealed record ConnectionEntry(string Keyword, TextTemplate Value, TextSpan KeywordSpan, TextSpan ValueSpan)
{
    /// <summary>All of it, without the semicolons around.</summary>
    public TextSpan Span => TextSpan.FromBounds(KeywordSpan.Start, ValueSpan.End);

    /// <summary>The entries of a text, by ADO.NET's grammar. Where something stands that is none, <paramref name="isWhole"/> is <see langword="false"/>.</summary>
    public static IReadOnlyList<ConnectionEntry> Read(FlatText flat, out bool isWhole)
    {
        var entries = new List<ConnectionEntry>();
        isWhole = true;
        var text = flat.Text;
        for (var position = 0; position < text.Length;)
        {
            if (text[position] == ';' || char.IsWhiteSpace(text[position]))
            {
                position++;
                continue;
            }

            var start = position;
            var equals = IndexOf('=', text, start);
            if (equals == text.Length || IndexOf(';', text, start) < equals || Peek(text, equals + 1) == '=')
            {
                // A hole that stands for any number of entries, or a mistake that the provider will report at run time.
                isWhole = false;
                position = IndexOf(';', text, start);
                continue;
            }

            var keyword = text.Substring(start, equals - start).TrimEnd();
            var value = ReadValue(text, equals + 1, out position, out var isSound);
            isWhole &= isSound && !flat.HasHole(keyword);

            // An empty value takes the keyword out, whatever it is; a quoted one does not.
            if (isSound && !flat.HasHole(keyword) && !value.Span.IsEmpty)
            {
                entries.Add(new ConnectionEntry(keyword, flat.Template(value.Text), new TextSpan(start, keyword.Length), value.Span));
            }
        }

        return entries;
    }

    private static (string Text, TextSpan Span) ReadValue(string text, int position, out int end, out bool isSound)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        isSound = true;
        var first = Peek(text, position);
        if (first is not ('"' or '\''))
        {
            end = IndexOf(';', text, position);
            var plain = text.Substring(position, end - position).TrimEnd();
            return (plain, new TextSpan(position, plain.Length));
        }

        var close = position + 1;
        while (close < text.Length && (text[close] != first || Peek(text, close + 1) == first))
        {
            close += text[close] == first ? 2 : 1;
        }

        close = Math.Min(close, text.Length);
        end = IndexOf(';', text, close);
        isSound = close < text.Length && string.IsNullOrWhiteSpace(text.Substring(close + 1, end - close - 1));
        var quoted = text.Substring(position + 1, close - position - 1).Replace(new string(first, 2), first.ToString());
        return (quoted, TextSpan.FromBounds(position, Math.Min(close + 1, text.Length)));
    }

    private static int IndexOf(char c, string text, int start) => text.IndexOf(c, start) is >= 0 and var found ? found : text.Length;

    private static char Peek(string text, int position) => position < text.Length ? text[position] : '\0';
}
