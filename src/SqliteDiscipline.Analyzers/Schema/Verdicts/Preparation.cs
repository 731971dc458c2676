using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema.Verdicts;

/// <summary>
/// What fails before any row is touched: the engine compiles a statement with all that it may set off, and finds a foreign key whose
/// parent is no table or has no such key ("foreign key mismatch").
/// </summary>
internal sealed class Preparation(DatabaseSchema schema)
{
    private readonly HashSet<(string, bool, string)> _seen = new();

    /// <summary>Whether it fails.</summary>
    public Tri Fails { get; private set; }

    /// <summary>The first foreign key that is at fault.</summary>
    public Reference? Blame { get; private set; }

    /// <summary>REPLACE deletes a row like any other statement, but its delete triggers are passed over unless <c>recursive_triggers</c> is on.</summary>
    public void Replace(Table table)
    {
        var fired = new Preparation(schema);
        fired.Fire(table, TriggerEvent.Delete, default);
        Fails = TriLogic.Or(Fails, TriLogic.Doubted(fired.Fails));
        Delete(table, firesTriggers: false);
    }

    public void Delete(Table table, bool isDrop = false, bool firesTriggers = true)
    {
        if (!_seen.Add((table.Name, table.IsTemporary, isDrop ? "DROP" : "DELETE")))
        {
            return;
        }

        // DROP TABLE deletes the rows first, but lets a mismatch of the table's own pass; not so an action that comes back to it.
        if (!isDrop)
        {
            foreach (var reference in table.References)
            {
                Check(reference);
            }

            if (firesTriggers)
            {
                Fire(table, TriggerEvent.Delete, default);
            }
        }

        foreach (var reference in schema.ReferencesTo(table))
        {
            if (!isDrop)
            {
                Check(reference);
            }

            if (ParentKey.Of(reference, schema).State == ParentKeyState.Found)
            {
                Act(reference, reference.OnDelete, isDelete: true);
            }
        }
    }

    public void Update(Table table, EquatableArray<string> columns)
    {
        if (!_seen.Add((table.Name, table.IsTemporary, string.Join("\n", columns))))
        {
            return;
        }

        var changed = schema.ReferencesTo(table).Where(reference =>
            (reference.ParentColumns.Count == 0 ? table.PrimaryKey : reference.ParentColumns).Any(column => columns.Contains(column, SqlIdentifier.Comparer))).ToList();
        if (changed.Count > 0 || table.References.Any(reference => reference.Overlaps(columns)))
        {
            // Where one key is looked at, all that refer to the table are.
            foreach (var reference in table.References.Where(reference => reference.IsSelf || reference.Overlaps(columns)).Concat(schema.ReferencesTo(table)))
            {
                Check(reference);
            }
        }

        foreach (var reference in changed)
        {
            Act(reference, reference.OnUpdate, isDelete: false);
        }

        Fire(table, TriggerEvent.Update, columns);
    }

    public void Insert(Table table)
    {
        if (!_seen.Add((table.Name, table.IsTemporary, "INSERT")))
        {
            return;
        }

        foreach (var reference in table.References)
        {
            Check(reference);
        }

        // Whether the keys that refer to the table are looked at depends on what else the statement does.
        if (schema.ReferencesTo(table).Any(reference => ParentKey.Of(reference, schema).State != ParentKeyState.Found))
        {
            Fails = TriLogic.Or(Fails, Tri.Maybe);
        }

        Fire(table, TriggerEvent.Insert, default);
    }

    private void Act(Reference reference, SqliteDeleteAction action, bool isDelete)
    {
        if (schema.ChildOf(reference) is not { } child)
        {
            return;
        }

        if (action == SqliteDeleteAction.Cascade && isDelete)
        {
            Delete(child);
        }
        else if (action is SqliteDeleteAction.SetNull or SqliteDeleteAction.SetDefault or SqliteDeleteAction.Cascade)
        {
            Update(child, reference.Columns);
        }
    }

    private void Fire(Table table, TriggerEvent firing, EquatableArray<string> columns)
    {
        foreach (var trigger in schema.TriggersOf(table).Where(trigger => Triggers.Fires(trigger, firing, columns)))
        {
            foreach (var statement in trigger.Body)
            {
                if (statement is not DataStatement data || Triggers.TargetOf(data, trigger, schema) is not { } target)
                {
                    Fails = TriLogic.Or(Fails, Tri.Maybe);
                    continue;
                }

                switch (data)
                {
                    case DeleteStatement:
                        Delete(target);
                        break;
                    case UpdateStatement update:
                        Update(target, update.Columns.Select(column => column.Value ?? string.Empty).ToEquatableArray());
                        break;
                    default:
                        Insert(target);
                        break;
                }
            }
        }
    }

    private void Check(Reference reference)
    {
        var fails = ParentKey.Of(reference, schema).State switch
        {
            ParentKeyState.Found => Tri.No,
            ParentKeyState.NoKey => Tri.Yes,
            ParentKeyState.NoTable when schema.IsWhole => Tri.Yes,
            _ => Tri.Maybe,
        };
        if (fails <= Fails)
        {
            return;
        }

        Fails = fails;
        Blame = reference;
    }
}
