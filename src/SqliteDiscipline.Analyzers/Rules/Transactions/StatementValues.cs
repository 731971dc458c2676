using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Transactions;

/// <summary>What a statement is given from outside: its parameters by name, and the expressions spliced into it.</summary>
internal static class StatementValues
{
    /// <summary>Whether the two are given something in common, and so are about the same thing.</summary>
    public static bool AreShared(Ran left, Ran right) => Of(left).Overlaps(Of(right));

    private static HashSet<string> Of(Ran ran)
    {
        var (text, span) = (ran.Run.Text, ran.Statement.Site.Span);
        var values = new HashSet<string>(StringComparer.Ordinal);
        for (var i = span.Start; i < span.End; i++)
        {
            if (text.Text[i] is not ('@' or ':' or '$'))
            {
                continue;
            }

            var end = i + 1;
            while (end < span.End && (char.IsLetterOrDigit(text.Text[end]) || text.Text[end] == '_'))
            {
                end++;
            }

            if (end > i + 1)
            {
                values.Add(text.Text.Substring(i, end - i));
            }
        }

        for (var i = 0; i < text.Holes.Count && i < ran.Run.Holes.Length; i++)
        {
            if (span.Contains(text.Holes[i]))
            {
                values.Add(ran.Run.Holes[i].Syntax.ToString());
            }
        }

        return values;
    }
}
