namespace SqliteDiscipline.Analyzers.Sql.Tokens;

/// <summary>Finds the keyword that a stretch of text spells, without making a string of it.</summary>
internal static class Keywords
{
    // Open addressing over a table several times as large as the set, so that most words are told apart by one probe.
    private const int TableSize = 1024;

    private static readonly string[] s_names = Enum.GetNames(typeof(Keyword));
    private static readonly Keyword[] s_table = MakeTable();
    private static readonly int s_longest = s_names.Max(name => name.Length);

    /// <summary>Whether the keyword can never be a bare name.</summary>
    public static bool IsReserved(Keyword keyword) => keyword > Keyword.LastFallback;

    public static Keyword Find(string text, int start, int length)
    {
        // Every keyword has letters and underscores only, and none is shorter than two.
        if (length < 2 || length > s_longest)
        {
            return Keyword.None;
        }

        for (var slot = Hash(text, start, length); s_table[slot] != Keyword.None; slot = (slot + 1) % TableSize)
        {
            var keyword = s_table[slot];
            var name = s_names[(int)keyword];
            if (name.Length == length && SqlIdentifier.EqualsAt(text, start, name))
            {
                return keyword;
            }
        }

        return Keyword.None;
    }

    private static Keyword[] MakeTable()
    {
        var table = new Keyword[TableSize];
        for (var i = 1; i < s_names.Length; i++)
        {
            if ((Keyword)i == Keyword.LastFallback)
            {
                continue;
            }

            var slot = Hash(s_names[i], 0, s_names[i].Length);
            while (table[slot] != Keyword.None)
            {
                slot = (slot + 1) % TableSize;
            }

            table[slot] = (Keyword)i;
        }

        return table;
    }

    private static int Hash(string text, int start, int length)
    {
        var hash = (uint)length;
        for (var i = start; i < start + length; i++)
        {
            hash = unchecked((hash * 31) + (uint)(text[i] & ~0x20));
        }

        return (int)(hash % TableSize);
    }
}
