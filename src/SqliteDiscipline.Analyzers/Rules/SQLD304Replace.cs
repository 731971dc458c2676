using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Rules.Deletes;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Verdicts;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD304: REPLACE INTO a table that others refer to: it deletes the row that is there, and what is to happen then happens.</summary>
internal sealed class SQLD304Replace : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD304",
        "REPLACE into a table that others refer to",
        "{0} deletes the row that is there before it inserts: {1}; an upsert (ON CONFLICT … DO UPDATE) changes it in place",
        "SqliteDiscipline.Deletes",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "To the foreign keys a replaced row is a deleted one, even if the new row has the same key.",
        helpLinkUri: Help.Link("SQLD304"));

    // A generated column may be computed of others; one that is computed of itself is an error, and has no end.
    private const int MaxDepth = 8;

    private static readonly string[] s_rowId = { "rowid", "oid", "_rowid_" };

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnTimeline((timeline, context) =>
    {
        if (!timeline.Events.Any(happening => happening is Ran { Statement: InsertStatement { Conflict: ConflictAction.Replace } }))
        {
            return;
        }

        foreach (var (_, ran, _, state) in EngineFlow.Verdicts(timeline, context))
        {
            if (ran.Statement is InsertStatement { Conflict: ConflictAction.Replace } insert && state is { IsEnforced: true, IsLost: false }
                && FindHarm(state, insert) is { } reference)
            {
                context.Report(SourceEdit.Report(
                    Descriptor, ran.Run.LocationOf(insert.ConflictSpan), SourceEdit.Of("Write an upsert", UpsertEdit.Of(ran.Run, insert, state.Schema)),
                    ran.Run.Text[insert.ConflictSpan].ToUpperInvariant(), Describe(reference, state.Schema, insert)));
            }
        }
    });

    /// <summary>A foreign key that does something about a deleted parent.</summary>
    private static Reference? FindHarm(EngineState state, InsertStatement insert) => state.Schema.Find(insert.Target) is { } table && MayReplace(state.Schema, table, insert)
        ? state.Schema.ReferencesTo(table)
            .Where(reference => ParentKey.Of(reference, state.Schema).State == ParentKeyState.Found && Acts(reference, state, table, insert))
            .OrderBy(reference => reference.OnDelete == SqliteDeleteAction.NoAction)
            .FirstOrDefault()
        : null;

    // NO ACTION waits for the end of the statement, when the key is back, if it is; a deferred one for that of the transaction, and a trigger may do something about it.
    private static bool Acts(Reference reference, EngineState state, Table table, InsertStatement insert) => (reference.OnDelete, state.Contents.UseOf(reference).Coverage) switch
    {
        (_, Coverage.None) => false,
        (SqliteDeleteAction.NoAction, >= Coverage.SomeParent) =>
            !reference.IsDeferred && !state.DefersAll && LostKey(reference, state.Schema, table, insert) is not null && !state.Schema.HasTriggers(table.Name),
        (SqliteDeleteAction.NoAction, _) => false,
        (SqliteDeleteAction.Restrict, _) => !state.DefersAll,
        _ => true,
    };

    /// <summary>A column of what the foreign key refers to that the new row has not from the old one: an <c>id</c> that is not given is a new one.</summary>
    private static string? LostKey(Reference reference, DatabaseSchema schema, Table table, InsertStatement insert) =>
        ParentKey.Of(reference, schema).Columns.FirstOrDefault(column => IsLeftNull(column, table, insert));

    /// <summary>Whether a new row can be in conflict with one that is there: by a key that it is given, and that no ON CONFLICT clause looks after.</summary>
    private static bool MayReplace(DatabaseSchema schema, Table table, InsertStatement insert)
    {
        if (insert.Upserts.Any(upsert => !upsert.HasTarget))
        {
            return false;
        }

        var keys = table.Keys.Select(key => key.Terms).Concat(schema.IndexesOf(table).Where(index => index.IsUnique).Select(index => index.Terms));
        var left = keys.Count(terms => !terms.Any(term => IsLeftNull(term.Column, table, insert)) && !insert.Upserts.Any(upsert => IsFor(terms, upsert)));

        // A clause of which the columns are not known may be for any of them.
        return left > insert.Upserts.Count(upsert => upsert.Target.Count == 0 || upsert.Target.Any(term => term.Column?.Value is null));
    }

    private static bool IsFor(EquatableArray<KeyTerm> key, UpsertClause upsert) => key.Count == upsert.Target.Count && key.Count > 0
        && key.All(term => term.Column is { } column && upsert.Target.Any(other => other.Column is { } name && name.Is(column)));

    // What is not listed has its default; a NULL is in conflict with nothing, and a rowid is a new one. What is computed of either is that too, or it cannot be told.
    private static bool IsLeftNull(string? column, Table table, InsertStatement insert, int depth = 0) =>
        column is not null
        && IsNotGiven(column, table, insert)
        && (table.Find(column) switch
        {
            { IsGenerated: true } generated => depth == MaxDepth || generated.ComputedOf.Any(other => IsLeftNull(other, table, insert, depth + 1)),
            var stored => stored is { Default: DefaultKind.Null },
        });

    private static bool IsNotGiven(string column, Table table, InsertStatement insert)
    {
        if (insert.IsOfDefaults)
        {
            return true;
        }

        var listed = insert.Columns.Count > 0
            ? insert.Columns.Select(name => name.Value)
            : table.HasAllColumns ? table.Columns.Where(stored => !stored.IsGenerated).Select(stored => (string?)stored.Name) : new string?[] { null };
        return listed.Select((name, place) => (Name: name, Place: place)).All(given => given.Name is { } name && (insert.Nulls.Contains(given.Place) || !IsNameOf(name, column, table)));
    }

    private static bool IsNameOf(string name, string column, Table table) =>
        SqlIdentifier.Equals(name, column) || (SqlIdentifier.Equals(column, table.RowIdAlias) && s_rowId.Contains(name, SqlIdentifier.Comparer));

    private static string Describe(Reference reference, DatabaseSchema schema, InsertStatement insert) => reference.OnDelete switch
    {
        SqliteDeleteAction.NoAction =>
            $"it fails while rows of '{reference.Child}' refer to it, for the new row has another '{LostKey(reference, schema, schema.Find(insert.Target)!, insert)}' ({reference})",
        SqliteDeleteAction.Cascade => $"the rows of '{reference.Child}' that refer to it are deleted too ({reference})",
        SqliteDeleteAction.Restrict => $"it fails while rows of '{reference.Child}' refer to it ({reference})",
        _ when IsRefused(reference, schema) => $"it fails while rows of '{reference.Child}' refer to it, for their reference cannot become NULL ({reference})",
        SqliteDeleteAction.SetDefault when !IsNulled(reference, schema) => $"the rows of '{reference.Child}' that refer to it go over to their default, and it fails if there is no such row ({reference})",
        _ => $"the rows of '{reference.Child}' that refer to it lose their reference ({reference})",
    };

    private static bool IsRefused(Reference reference, DatabaseSchema schema) =>
        schema.ChildOf(reference) is { } child && NulledBy(reference, child).Any(child.IsNeverNull);

    private static bool IsNulled(Reference reference, DatabaseSchema schema) => schema.ChildOf(reference) is { } child && NulledBy(reference, child).Any();

    private static IEnumerable<string> NulledBy(Reference reference, Table child) => reference.OnDelete == SqliteDeleteAction.SetNull
        ? reference.Columns
        : reference.Columns.Where(column => child.Find(column) is { Default: DefaultKind.Null });
}
