using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Reading;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Deletes;

/// <summary>
/// Makes an upsert of a REPLACE, where the two leave the same row: the schema tells all columns, all of them are given, and one key alone can
/// be in conflict.
/// </summary>
internal static class UpsertEdit
{
    private static readonly ImmutableArray<SourceChange> s_none = ImmutableArray<SourceChange>.Empty;

    public static ImmutableArray<SourceChange> Of(Run run, InsertStatement insert, DatabaseSchema schema)
    {
        if (insert.HasUpsert || insert.Site.HasUnknownText || InsertShape.Of(run.Text, insert) is not { } end
            || !schema.IsWhole || schema.Find(insert.Target) is not { HasAllColumns: true, HasAllConstraints: true } table || schema.HasTriggers(table.Name)
            || ClauseOf(insert, table, schema) is not { } clause
            || run.ExactLocationOf(new TextSpan(end - 1, 1)) is not { } last)
        {
            return s_none;
        }

        var behind = new SourceChange(Location.Create(last.SourceTree!, new TextSpan(last.SourceSpan.End, 0)), clause);
        var isReplace = insert.ConflictSpan == insert.Site.Keyword;
        var verb = isReplace ? insert.ConflictSpan : TextSpan.FromBounds(insert.Site.Keyword.End, insert.ConflictSpan.End);
        return run.ExactLocationOf(verb) is { } place
            ? ImmutableArray.Create(new SourceChange(place, isReplace ? "INSERT" : string.Empty), behind)
            : s_none;
    }

    private static string? ClauseOf(InsertStatement insert, Table table, DatabaseSchema schema)
    {
        var given = insert.Columns.Count == 0
            ? table.Columns.Where(column => !column.IsGenerated).Select(column => column.Name).ToList()
            : insert.Columns.Select(column => column.Value ?? string.Empty).ToList();

        // A column that is not given goes back to its default in a REPLACE, and stays as it is in an upsert. A rowid that is not given is new.
        if (table.Columns.Any(column => !column.IsGenerated && !given.Contains(column.Name, SqlIdentifier.Comparer) && !SqlIdentifier.Equals(column.Name, table.RowIdAlias))
            || KeyOf(table, schema, given) is not { } key)
        {
            return null;
        }

        var names = key.Select(SqlSpelling.Of).ToList();
        var others = given.Where(column => !key.Contains(column, SqlIdentifier.Comparer)).Select(SqlSpelling.Of).ToList();
        if (names.Contains(null) || others.Contains(null))
        {
            return null;
        }

        var action = others.Count == 0 ? "NOTHING" : "UPDATE SET " + string.Join(", ", others.Select(column => $"{column} = excluded.{column}"));
        return $" ON CONFLICT({string.Join(", ", names)}) DO {action}";
    }

    /// <summary>The columns of the only key that a new row can be in conflict with.</summary>
    private static List<string>? KeyOf(Table table, DatabaseSchema schema, List<string> given)
    {
        // An index by itself may be partial, or of expressions.
        var keys = table.Keys.Where(key => !(key.Terms.Count == 1 && table.RowIdAlias is { } alias && SqlIdentifier.Equals(key.Terms[0].Column, alias) && !given.Contains(alias, SqlIdentifier.Comparer)))
            .Select(key => key.Terms)
            .Concat(schema.IndexesOf(table).Where(index => index.IsUnique).Select(index => index.IsPartial ? EquatableArray<KeyTerm>.Empty : index.Terms))
            .ToList();
        return keys.Count == 1 && keys[0].Count > 0 && keys[0].All(term => term is { Column: not null, Collation: null } && given.Contains(term.Column, SqlIdentifier.Comparer))
            ? keys[0].Select(term => term.Column!).ToList()
            : null;
    }
}
