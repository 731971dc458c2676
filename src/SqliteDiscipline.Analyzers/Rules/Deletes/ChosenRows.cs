using System.Globalization;
using System.Text.RegularExpressions;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Deletes;

/// <summary>Which rows the WHERE of a delete means, where it is simple enough to tell: some are referred to by nobody, and some by others than those that go later.</summary>
/// <param name="parent">The statement that takes the parent's rows.</param>
/// <param name="schema">The schema before it.</param>
internal sealed class ChosenRows(Ran parent, DatabaseSchema schema)
{
    private const string Column = @"(?:[\w\[\]""`]+\.)*[\[""`]?(?<column>\w+)[\]""`]?";

    private static readonly Regex s_isNull = new($@"^\s*{Column}\s+(IS\s+NULL|ISNULL)\s*$", RegexOptions.IgnoreCase);

    // WHERE ref_count = 0: what keeps count of those who refer, knows of none.
    private static readonly Regex s_isCountedOut = new($@"^\s*{Column}\s*(=|==|<=|<|IS)\s*(?<number>[01])\s*$", RegexOptions.IgnoreCase);

    // ref_count, RefCount, refcount; not discount, nor causes.
    private static readonly Regex s_counts = new(
        @"(?:^|_|(?-i:(?<=[a-z0-9])(?=[A-Z]))|(?<=ref|use|usage|link|child|children|item))(count|refs?|references|usages?|uses|children)$", RegexOptions.IgnoreCase);

    private static readonly Regex s_equals = new($@"^\s*{Column}\s*==?\s*(?<value>[-+]?\d+|'(?:[^']|'')*'|[@:$]\w+)\s*$", RegexOptions.IgnoreCase);

    private static readonly Regex s_and = new(@"\bAND\b", RegexOptions.IgnoreCase);

    // Of alternatives none has to hold.
    private static readonly Regex s_or = new(@"\bOR\b", RegexOptions.IgnoreCase);

    /// <summary>Whether nothing refers to the rows by this foreign key: what it refers to is NULL in them, or they are those whose count of references is zero.</summary>
    public bool HaveNoChildren(Reference reference) =>
        WhereOf(parent) is { } where
        && ((s_isNull.Match(where) is { Success: true } isNull && KeyOf(reference).Contains(isNull.Groups["column"].Value, SqlIdentifier.Comparer)) || IsCountedOut(where));

    /// <summary>
    /// Whether a later delete of the child's rows takes none that refer to these: <c>WHERE parent IS NULL</c>, or those of another value than the parent's, by constants,
    /// or by two parameters of one text.
    /// </summary>
    public bool AreNotThoseOf(Ran child, Reference reference)
    {
        if (WhereOf(child) is not { } where)
        {
            return false;
        }

        return (s_isNull.Match(where) is { Success: true } isNull && reference.Columns.Contains(isNull.Groups["column"].Value, SqlIdentifier.Comparer))
            || (reference.Columns.Count == 1
                && ValueOf(WhereOf(parent), KeyOf(reference)) is { } own
                && ValueOf(where, reference.Columns) is { } other
                && own != other
                && (IsConstant(own) ? IsConstant(other) : !IsConstant(other) && ReferenceEquals(child.Run, parent.Run)));
    }

    private EquatableArray<string> KeyOf(Reference reference) => ParentKey.Of(reference, schema).Columns;

    private static bool IsCountedOut(string where) =>
        s_isCountedOut.Match(where) is { Success: true } match
        && s_counts.IsMatch(match.Groups["column"].Value)
        && (match.Groups["number"].Value == "0" || match.Value.IndexOf('<') >= 0 && match.Value.IndexOf('=') < 0);

    /// <summary>What one of the columns has to equal.</summary>
    private static string? ValueOf(string? where, EquatableArray<string> columns) => where is null || s_or.IsMatch(where)
        ? null
        : s_and.Split(where).Select(part => s_equals.Match(part))
            .Where(match => match.Success && columns.Contains(match.Groups["column"].Value, SqlIdentifier.Comparer))
            .Select(match => Number(match.Groups["value"].Value))
            .FirstOrDefault();

    // To a column of numbers '1' is 1.
    private static string Number(string value) =>
        long.TryParse(value.Trim('\''), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : value;

    private static bool IsConstant(string value) => value[0] is not ('@' or ':' or '$');

    private static string? WhereOf(Ran ran) => ran is { Statement: DeleteStatement { Where: { } where }, Run.Text: var text } ? text[where] : null;
}
