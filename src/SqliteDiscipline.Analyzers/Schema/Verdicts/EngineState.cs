using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema.Verdicts;

/// <summary>What is known of a connection and its database between two statements. A value, so that it can flow along the paths of a program.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Contents">The rows.</param>
/// <param name="IsEnforced">Whether <c>foreign_keys</c> is on.</param>
/// <param name="DefersAll">Whether <c>defer_foreign_keys</c> is on.</param>
/// <param name="HasDeferred">Whether rows changed in this transaction while it was: switching it off then loses count.</param>
/// <param name="Savepoints">The open savepoints, the outermost first; BEGIN makes one without a name. None means autocommit.</param>
/// <param name="IsLost">Whether something ran whose effect is not known.</param>
internal sealed record EngineState(
    DatabaseSchema Schema,
    Contents Contents,
    bool IsEnforced,
    bool DefersAll,
    bool HasDeferred,
    EquatableArray<Savepoint> Savepoints,
    bool IsLost)
{
    private static readonly EngineState Nothing = Start(DatabaseSchema.Empty, isEnforced: true).Lost();

    public bool IsInTransaction => Savepoints.Count > 0;

    /// <summary>A connection in autocommit, over data in which every foreign key is used.</summary>
    public static EngineState Start(DatabaseSchema schema, bool isEnforced) =>
        new(schema, Contents.Full, isEnforced, false, false, EquatableArray<Savepoint>.Empty, false);

    public EngineState Lost() => this with { IsLost = true };

    /// <summary>What is known where the paths of a program meet: nothing, where they differ in more than the rows.</summary>
    public EngineState Join(EngineState other)
    {
        if (Equals(other))
        {
            return this;
        }

        return !IsLost && this with { Contents = other.Contents } == other ? this with { Contents = Contents.Join(other.Contents) } : Nothing;
    }

    /// <summary>A transaction or a savepoint begins.</summary>
    public EngineState Mark(string? name) =>
        this with { Savepoints = Savepoints.Append(new Savepoint(name, Schema, Contents, IsLost)).ToEquatableArray() };

    /// <summary>The transaction is over, and the flags that live in it too.</summary>
    public EngineState Ended() =>
        this with { Savepoints = EquatableArray<Savepoint>.Empty, DefersAll = false, HasDeferred = false };

    /// <summary>Everything since a savepoint never was; the savepoint itself stays.</summary>
    public EngineState RolledBackTo(int savepoint) => Savepoints[savepoint] is var mark
        ? this with
        {
            Schema = mark.Schema,
            Contents = mark.Contents,
            IsLost = mark.WasLost,
            Savepoints = Savepoints.Take(savepoint + 1).ToEquatableArray(),
        }
        : this;

    /// <summary>Which open savepoint the name means; -1 where none does.</summary>
    public int FindSavepoint(SqlName name)
    {
        for (var i = Savepoints.Count - 1; i >= 0; i--)
        {
            if (Savepoints[i].Name is { } candidate && name.Is(candidate))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The schema after a statement that changes it; tables that it makes are empty.</summary>
    public EngineState After(SchemaStatement statement)
    {
        var builder = new SchemaBuilder(Schema);
        builder.Apply(statement);
        var schema = builder.ToSchema();
        if (schema == Schema)
        {
            return this;
        }

        var contents = Contents;
        if (statement is CreateTableStatement create && schema.Tables.Count > Schema.Tables.Count)
        {
            var table = schema.Tables[schema.Tables.Count - 1];
            contents = contents.With(table, create.IsFromSelect ? Tri.Maybe : Tri.No);
            foreach (var reference in table.References.Concat(schema.ReferencesTo(table)))
            {
                contents = contents.With(reference, contents.UseOf(reference) with { Coverage = Coverage.None });
            }
        }

        return this with { Schema = schema, Contents = contents };
    }
}

/// <summary>A savepoint, and what was known when it was set.</summary>
internal sealed record Savepoint(string? Name, DatabaseSchema Schema, Contents Contents, bool WasLost);
