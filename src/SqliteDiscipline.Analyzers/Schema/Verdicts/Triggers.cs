using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema.Verdicts;

internal static class Triggers
{
    /// <summary>Whether the trigger is set off; one that watches certain columns, by a change of one of them only.</summary>
    public static bool Fires(Trigger trigger, TriggerEvent firing, EquatableArray<string> columns) =>
        trigger.Event == firing
        && (firing != TriggerEvent.Update || trigger.Columns.Count == 0
            || trigger.Columns.Any(column => column.Length == 0 || columns.Contains(column, SqlIdentifier.Comparer)));

    /// <summary>The table that a statement of the body means: that of a trigger in <c>main</c> sees <c>main</c> only.</summary>
    public static Table? TargetOf(DataStatement statement, Trigger trigger, DatabaseSchema schema) =>
        trigger.IsTemporary || statement.Target.Schema is not null ? schema.Find(statement.Target)
        : statement.Target.Name.Value is { } name ? schema.Find(name, isTemporary: false)
        : null;
}
