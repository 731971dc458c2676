using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema.Verdicts;

/// <summary>
/// Which rows go, and which foreign keys change, when a statement takes rows from a table: the table's own, and by actions and
/// triggers those of others. What is found grows until nothing more follows; only then can <see cref="Violations"/> be judged.
/// </summary>
internal sealed class Consequences(EngineState state)
{
    private readonly Dictionary<string, Table> _touched = new(SqlIdentifier.Comparer);
    private readonly Dictionary<string, Loss> _losses = new(SqlIdentifier.Comparer);
    private readonly Dictionary<string, List<Reference?>> _causes = new(SqlIdentifier.Comparer);
    private readonly List<Change> _changes = new();
    private readonly HashSet<Change> _followed = new();
    private readonly HashSet<string> _firstTriggered = new(SqlIdentifier.Comparer);
    private readonly HashSet<string> _takenByTriggers = new(SqlIdentifier.Comparer);
    private readonly List<Action> _seeds = new();
    private readonly Queue<Table> _open = new();

    public EngineState State { get; } = state;

    public DatabaseSchema Schema => State.Schema;

    /// <summary>The table that is dropped by the statement: its own triggers stay silent.</summary>
    public Table? Dropped { get; init; }

    /// <summary>The table whose rows come back under the same key, if it has one key only: what REPLACE does.</summary>
    public Table? Replaced { get; init; }

    /// <summary>Whether a trigger does something that cannot be followed.</summary>
    public bool IsUncertain { get; private set; }

    public IEnumerable<Table> Losing => Schema.InOrder(_touched.Values.Where(table => LossOf(table).IsPossible));

    /// <summary>The foreign keys from and to the tables that lose rows or have them changed: all others are used as before.</summary>
    public IEnumerable<Reference> Touched => _touched.Values.SelectMany(table => table.References.Concat(Schema.ReferencesTo(table)));

    public Loss LossOf(Table table) => _losses.TryGetValue(KeyOf(table), out var loss) ? loss : default;

    /// <summary>The statement takes rows from a table.</summary>
    public Consequences Lose(Table table, Loss loss)
    {
        _seeds.Add(() => Add(table, loss, null));
        return this;
    }

    /// <summary>The statement sets off triggers of a table whose rows it does not take.</summary>
    public Consequences Fire(Table table, TriggerEvent firing, EquatableArray<string> columns)
    {
        _seeds.Add(() => RunTriggers(table, firing, columns));
        return this;
    }

    /// <summary>
    /// Follows all that the statement sets off. Twice, for a row whose key one action changes is no more deleted by another: which
    /// keys may change is known after the first time.
    /// </summary>
    public Consequences Settle()
    {
        for (var pass = 0; pass < 2; pass++)
        {
            _losses.Clear();
            _causes.Clear();
            _followed.Clear();
            foreach (var seed in _seeds)
            {
                seed();
            }

            while (_open.Count > 0)
            {
                Follow(_open.Dequeue());
            }
        }

        // "If a BEFORE DELETE trigger modifies or deletes a row that was to have been deleted, the result is undefined" (lang_createtrigger.html):
        // foreign keys are then counted wrong, and rows can be left without their parent.
        IsUncertain |= _firstTriggered.Any(IsTouchedAgain);
        return this;
    }

    /// <summary>Whether child rows lose their parent to this statement, before its action is looked at.</summary>
    public Loss Orphaned(Reference reference, Loss parent)
    {
        // A mismatch that does not stop the statement (DROP TABLE) is passed over.
        var use = State.Contents.UseOf(reference);
        if (!parent.IsPossible || use.Coverage == Coverage.None || ParentKey.Of(reference, Schema).State == ParentKeyState.NoKey)
        {
            return default;
        }

        // A row of a table that refers to itself may be its own and only parent.
        var isSure = (use.Coverage == Coverage.EveryParent && !reference.IsSelf) || (use.Coverage == Coverage.SomeParent && parent.IsEverything);
        var isEverything = parent.IsEverything
            && use is { Dangling: Tri.No, HasStrays: false }
            && Schema.ChildOf(reference) is { } child
            && reference.Columns.All(child.IsNeverNull);
        return new Loss(isSure ? parent.Happens : TriLogic.Doubted(parent.Happens), isEverything);
    }

    /// <summary>Whether something else than the foreign key itself touches the child rows in the same statement.</summary>
    public bool IsTouchedOtherwise(Reference reference) =>
        (Schema.ChildOf(reference) is { } child && LossOf(child).IsPossible) || IsChangedOtherwise(reference);

    public bool IsChangedOtherwise(Reference reference) => _changes.Any(change =>
        change.By != reference && SqlIdentifier.Equals(change.Table, KeyOf(reference)) && reference.Overlaps(change.Columns));

    /// <summary>Whether the table's rows go by this foreign key alone, so that those which stay are covered as they were.</summary>
    public bool IsLostBy(Table table, Reference reference) =>
        _causes.TryGetValue(KeyOf(table), out var causes) && causes.All(cause => cause == reference);

    /// <summary>Whether an action changes the very table that the statement is about.</summary>
    public bool ComesBackTo(Table table) =>
        (_causes.TryGetValue(KeyOf(table), out var causes) && causes.Any(cause => cause is not null))
        || _changes.Any(change => SqlIdentifier.Equals(change.Table, KeyOf(table)));

    private void Follow(Table parent)
    {
        if (parent != Dropped)
        {
            RunTriggers(parent, TriggerEvent.Delete, default);
        }

        foreach (var reference in Schema.ReferencesTo(parent))
        {
            var orphaned = Orphaned(reference, LossOf(parent));
            if (!orphaned.IsPossible || Schema.ChildOf(reference) is not { } child)
            {
                continue;
            }

            switch (reference.OnDelete)
            {
                case SqliteDeleteAction.Cascade:
                    Add(child, IsChangedOtherwise(reference) ? new Loss(TriLogic.Doubted(orphaned.Happens), false) : orphaned, reference);
                    break;
                case SqliteDeleteAction.SetNull or SqliteDeleteAction.SetDefault:
                    Alter(child, reference.Columns, reference);
                    break;
            }
        }
    }

    private void Add(Table table, Loss loss, Reference? cause)
    {
        var key = KeyOf(table);
        if (!_causes.TryGetValue(key, out var causes))
        {
            _causes.Add(key, causes = new List<Reference?>());
        }

        var before = LossOf(table);
        var after = before | loss;
        var isNewCause = !causes.Contains(cause);
        if (isNewCause)
        {
            causes.Add(cause);
        }

        if (after == before)
        {
            return;
        }

        _touched[key] = table;
        _losses[key] = after;
        _open.Enqueue(table);
    }

    private void Alter(Table table, EquatableArray<string> columns, Reference? by)
    {
        var change = new Change(KeyOf(table), columns, by);
        if (!_followed.Add(change))
        {
            return;
        }

        _touched[change.Table] = table;
        _changes.Add(change);
        RunTriggers(table, TriggerEvent.Update, columns);

        IsUncertain |= table.References.Any(reference =>
            !reference.Overlaps(columns) && State.Contents.UseOf(reference).Coverage != Coverage.None && Affinities.MayMissItself(reference, Schema));

        // What is a parent's key in turn would set off actions of its own.
        IsUncertain |= Schema.ReferencesTo(table).Any(reference =>
            State.Contents.UseOf(reference).Coverage != Coverage.None
            && ParentKey.Of(reference, Schema).Columns.Any(column => columns.Contains(column, SqlIdentifier.Comparer)));
    }

    private bool IsTouchedAgain(string table) =>
        _takenByTriggers.Contains(table)
        || (_causes.TryGetValue(table, out var causes) && causes.Count > 1)
        || _changes.Any(change => SqlIdentifier.Equals(change.Table, table));

    private void RunTriggers(Table table, TriggerEvent firing, EquatableArray<string> columns)
    {
        IsUncertain |= (Schema.Gaps & SchemaGaps.Triggers) != 0;
        foreach (var trigger in Schema.TriggersOf(table).Where(trigger => Triggers.Fires(trigger, firing, columns)))
        {
            if (trigger is { Timing: TriggerTiming.Before, Event: TriggerEvent.Delete })
            {
                _firstTriggered.Add(KeyOf(table));
            }

            foreach (var statement in trigger.Body)
            {
                Run(statement, trigger);
            }
        }
    }

    /// <summary>A statement of a trigger: what it does is followed, though never known to happen.</summary>
    private void Run(SqlStatement statement, Trigger trigger)
    {
        if (statement is not DataStatement data || Triggers.TargetOf(data, trigger, Schema) is not { } target)
        {
            IsUncertain = true;
            return;
        }

        switch (data)
        {
            case DeleteStatement:
                _takenByTriggers.Add(KeyOf(target));
                Add(target, new Loss(TriLogic.Doubted(State.Contents.RowsOf(target)), false), null);
                break;
            case UpdateStatement { Conflict: not ConflictAction.Replace } update when IsHarmless(update, target):
                Alter(target, update.Columns.Select(column => column.Value!).ToEquatableArray(), null);
                break;
            case InsertStatement { Conflict: not ConflictAction.Replace, HasUpsert: false } when IsIsolated(target):
                break;
            default:
                IsUncertain = true;
                break;
        }
    }

    /// <summary>It sets a foreign key to NULL, or columns that are no part of any.</summary>
    private bool IsHarmless(UpdateStatement update, Table target)
    {
        var set = update.Columns.Select(column => column.Value).ToList();
        return !set.Contains(null)
            && !target.HasCheck
            && target.References.All(reference => !reference.Overlaps(set!) || (
                update.Nulled.Any(column => reference.Columns.Contains(column.Value, SqlIdentifier.Comparer) && !target.IsNeverNull(column.Value!))))
            && Schema.ReferencesTo(target).All(reference =>
                !ParentKey.Of(reference, Schema).Columns.Any(column => set.Contains(column, SqlIdentifier.Comparer)));
    }

    private bool IsIsolated(Table table) =>
        table is { HasAllConstraints: true, References.Count: 0 } && !Schema.ReferencesTo(table).Any() && !Schema.TriggersOf(table).Any();

    private static string KeyOf(Table table) => (table.IsTemporary ? "temp\n" : string.Empty) + table.Name;

    private static string KeyOf(Reference reference) => (reference.IsTemporary ? "temp\n" : string.Empty) + reference.Child;

    private readonly record struct Change(string Table, EquatableArray<string> Columns, Reference? By);
}
