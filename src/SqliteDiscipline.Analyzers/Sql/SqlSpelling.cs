using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql;

/// <summary>Spells a name in SQL that is to stand in a literal of C#: bare where it can, otherwise in brackets, which no kind of literal escapes.</summary>
internal static class SqlSpelling
{
    private static readonly char[] s_unquotable = { '[', ']', '"', '\\', '{', '}', '\r', '\n' };

    /// <summary>The name as it is to be written; <see langword="null"/> where it would need quotes that the literal may not bear.</summary>
    public static string? Of(string name) => IsPlain(name) ? name : name.IndexOfAny(s_unquotable) < 0 ? $"[{name}]" : null;

    private static bool IsPlain(string name) =>
        name.Length > 0 && !Characters.IsDigit(name[0]) && name.All(c => c is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'))
        && Keywords.Find(name, 0, name.Length) == Keyword.None;
}
