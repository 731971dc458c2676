using System.Collections.Immutable;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>Which tables are without rows as a text goes on: those that it has made or emptied itself, and put nothing in.</summary>
internal sealed class EmptyTables
{
    private static readonly ImmutableDictionary<string, State> s_nothing = ImmutableDictionary.Create<string, State>(SqlIdentifier.Comparer!);

    private readonly List<(SqlName? Savepoint, ImmutableDictionary<string, State> Known)> _marks = new();

    // The tables that triggers of the text put rows into, and after how many changes the trigger was made.
    private readonly Dictionary<string, int> _fed = new(SqlIdentifier.Comparer!);

    private ImmutableDictionary<string, State> _known = s_nothing;
    private int _changes;

    private enum Rows : byte
    {
        Maybe,
        None,
        NoTable,
    }

    public bool Has(SqlObjectName table) => IsEmpty(KeyOf(table));

    /// <summary>Passes one statement more of the text.</summary>
    public void Pass(SqlStatement statement)
    {
        if (statement.Site.Explain != ExplainKind.None)
        {
            return;
        }

        switch (statement)
        {
            case UnknownStatement or DataStatement { Target.Name.Value: null }:
                _known = s_nothing;
                break;
            case CreateTableStatement create:
                Make(create);
                break;
            case CreateTriggerStatement trigger:
                foreach (var insert in trigger.Body.OfType<InsertStatement>())
                {
                    _fed[KeyOf(insert.Target)] = _changes;
                }

                break;
            case DropStatement { Kind: SchemaObjectKind.Table } drop:
                Set(KeyOf(drop.Name), Rows.NoTable);
                break;
            case RenameTableStatement rename:
                Rename(KeyOf(rename.Name), rename.NewName);
                break;
            case DataStatement data:
                Change(data, KeyOf(data.Target));
                break;
            case TransactionStatement transaction:
                Pass(transaction);
                break;
        }
    }

    private void Make(CreateTableStatement create)
    {
        var key = create.IsTemporary ? KeyOf("temp", create.Name.Name) : KeyOf(create.Name.Schema, create.Name.Name);
        var before = _known.TryGetValue(key, out var known) ? known.Rows : Rows.Maybe;
        if (!create.IfNotExists || before == Rows.NoTable)
        {
            Set(key, create.IsFromSelect ? Rows.Maybe : Rows.None);
        }
        else if (before == Rows.Maybe)
        {
            Set(key, Rows.Maybe);
        }
    }

    private void Rename(string key, SqlName newName)
    {
        var renamed = KeyOf(key.Substring(0, key.IndexOf('\n')), newName);
        Set(renamed, IsEmpty(key) ? Rows.None : Rows.Maybe);
        Set(key, Rows.NoTable);
        if (_fed.TryGetValue(key, out var since))
        {
            _fed[renamed] = since;
        }
    }

    // Where there are no rows, UPDATE and DELETE change none and set off no trigger.
    private void Change(DataStatement data, string key)
    {
        var isInsert = data is InsertStatement;
        if (!isInsert && IsEmpty(key))
        {
            return;
        }

        _changes++;
        if (isInsert || data is DeleteStatement { Where: null })
        {
            Set(key, isInsert ? Rows.Maybe : Rows.None);
        }
    }

    private void Pass(TransactionStatement statement)
    {
        switch (statement)
        {
            case BeginStatement:
                _marks.Add((null, _known));
                break;
            case SavepointStatement savepoint:
                _marks.Add((savepoint.Name, _known));
                break;
            case ReleaseStatement release when FindMark(release.Name) is >= 0 and var mark:
                _marks.RemoveRange(mark, _marks.Count - mark);
                break;
            case RollbackStatement { Savepoint: { } name }:
                RollBack(FindMark(name), isOver: false);
                break;
            case RollbackStatement:
                RollBack(_marks.FindIndex(mark => mark.Savepoint is null), isOver: true);
                break;
            default:
                _marks.Clear();
                break;
        }
    }

    /// <summary>Back to what was known at a mark; to nothing, where the text has not set it.</summary>
    private void RollBack(int mark, bool isOver)
    {
        _known = mark >= 0 ? _marks[mark].Known : s_nothing;
        var kept = isOver ? 0 : mark + 1;
        _marks.RemoveRange(kept, _marks.Count - kept);
    }

    private int FindMark(SqlName savepoint) => _marks.FindLastIndex(mark => mark.Savepoint is { } name && SqlIdentifier.Equals(name.Value, savepoint.Value));

    private bool IsEmpty(string key) => _known.TryGetValue(key, out var state) && state.Rows == Rows.None
        && (!_fed.TryGetValue(key, out var fed) || Math.Max(fed, state.Since) == _changes);

    private void Set(string key, Rows rows) => _known = _known.SetItem(key, new State(rows, _changes));

    /// <summary>A bare name is looked for in <c>temp</c> first.</summary>
    private string KeyOf(SqlObjectName name)
    {
        var temporary = KeyOf("temp", name.Name);
        return name.Schema is null && _known.TryGetValue(temporary, out var state) && state.Rows != Rows.NoTable ? temporary : KeyOf(name.Schema, name.Name);
    }

    private static string KeyOf(SqlName? schema, SqlName name) => KeyOf(schema is { } given ? Spelt(given) : "main", name);

    private static string KeyOf(string schema, SqlName name) => schema + "\n" + Spelt(name);

    // Of two holes it is not known that they are different.
    private static string Spelt(SqlName name) => name.Value ?? SqlText.Placeholder.ToString();

    /// <summary>What is known of a table, and after how many changes of rows it was so.</summary>
    private readonly record struct State(Rows Rows, int Since);
}
