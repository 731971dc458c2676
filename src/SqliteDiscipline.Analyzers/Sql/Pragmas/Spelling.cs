namespace SqliteDiscipline.Analyzers.Sql.Pragmas;

/// <summary>Finds the word that a misspelt one is likely to stand for.</summary>
internal static class Spelling
{
    /// <summary>
    /// The one word that is nearest; <see langword="null"/> where none is near enough, or two are equally near and so nothing can be told.
    /// </summary>
    public static string? Nearest(string misspelt, IEnumerable<string> words)
    {
        var key = Key(misspelt);
        var candidates = key.Length < 2 ? new List<string>() : words.ToList();
        var least = Math.Min(3, (key.Length + 1) / 3) + 1;
        string? nearest = null;
        foreach (var word in candidates)
        {
            var distance = Distance(key, Key(word), least);
            if (distance < least)
            {
                (least, nearest) = (distance, word);
            }
            else if (distance == least)
            {
                nearest = null;
            }
        }

        return nearest ?? CutShort(key, candidates);
    }

    // `TRUNC`: too many letters are missing, but none is wrong.
    private static string? CutShort(string key, List<string> words)
    {
        var longer = key.Length < 3 ? new List<string>() : words.FindAll(word => Key(word).StartsWith(key, StringComparison.Ordinal));
        return longer.Count == 1 ? longer[0] : null;
    }

    // `ForeignKeys` and `foreign-keys` are spelt right but for the joints.
    private static string Key(string word) => word.Replace("_", string.Empty).Replace("-", string.Empty).Replace(" ", string.Empty).ToLowerInvariant();

    /// <summary>How many letters are wrong, missing, too many or swapped with their neighbour; not counted beyond <paramref name="limit"/>.</summary>
    private static int Distance(string x, string y, int limit)
    {
        if (Math.Abs(x.Length - y.Length) > limit)
        {
            return limit + 1;
        }

        var (before, previous, current) = (new int[y.Length + 1], new int[y.Length + 1], new int[y.Length + 1]);
        for (var j = 0; j <= y.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= x.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= y.Length; j++)
            {
                var change = previous[j - 1] + (x[i - 1] == y[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[y.Length];
    }
}
