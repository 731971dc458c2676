using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Rules.Deletes;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Verdicts;
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
                    ran.Run.Text[insert.ConflictSpan].ToUpperInvariant(), Describe(reference)));
            }
        }
    });

    /// <summary>A foreign key that does something about a deleted parent. NO ACTION waits for the end of the statement, when the key is back.</summary>
    private static Reference? FindHarm(EngineState state, InsertStatement insert) => state.Schema.Find(insert.Target) is { } table && (table.Keys.Count > 0 || state.Schema.IndexesOf(table).Any(index => index.IsUnique))
        ? state.Schema.ReferencesTo(table).FirstOrDefault(reference =>
            reference.OnDelete != SqliteDeleteAction.NoAction && !(reference.OnDelete == SqliteDeleteAction.Restrict && state.DefersAll)
            && state.Contents.UseOf(reference).Coverage != Coverage.None && ParentKey.Of(reference, state.Schema).State == ParentKeyState.Found)
        : null;

    private static string Describe(Reference reference) => reference.OnDelete switch
    {
        SqliteDeleteAction.Cascade => $"the rows of '{reference.Child}' that refer to it are deleted too ({reference})",
        SqliteDeleteAction.Restrict => $"it fails while rows of '{reference.Child}' refer to it ({reference})",
        _ => $"the rows of '{reference.Child}' that refer to it lose their reference ({reference})",
    };
}
