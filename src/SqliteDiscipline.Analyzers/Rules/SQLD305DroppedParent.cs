using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Verdicts;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>
/// SQLD305: a table dropped, perhaps to be built anew, while others refer to it and foreign keys are enforced. Found together with
/// <see cref="SQLD301DeleteOrder"/>.
/// </summary>
internal static class SQLD305DroppedParent
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD305",
        "A parent table is dropped under enforcement",
        "DROP TABLE deletes the rows first: {0}; {1}",
        "SqliteDiscipline.Deletes",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A table that is rebuilt loses its children, or cannot be dropped, unless enforcement is off meanwhile; within a transaction it cannot be switched.",
        helpLinkUri: Help.Link("SQLD305"));

    /// <summary>A foreign key by which rows of another table are deleted or changed when the table is dropped.</summary>
    public static Reference? FindLoss(EngineState state, SqlObjectName name) => state.IsEnforced && state.Schema.Find(name) is { } table
        ? state.Schema.ReferencesTo(table).FirstOrDefault(reference =>
            reference is { IsSelf: false, OnDelete: SqliteDeleteAction.Cascade or SqliteDeleteAction.SetNull }
            && state.Contents.UseOf(reference).Coverage == Coverage.EveryParent && state.Contents.RowsOf(table) == Tri.Yes)
        : null;

    public static Diagnostic Of(BodyTimeline timeline, Ran drop, SqlObjectName name, Reference reference, bool fails) => Diagnostic.Create(
        Descriptor,
        drop.Location,
        fails ? $"it fails while rows of '{reference.Child}' refer to '{name.Name}' ({reference})"
        : reference.OnDelete == SqliteDeleteAction.Cascade ? $"with those of '{name.Name}' go the rows of '{reference.Child}' ({reference})"
        : $"the rows of '{reference.Child}' lose their reference ({reference})",
        IsRenamedBefore(timeline, drop, name)
            ? "foreign keys go along with a table that is renamed: make the new one under another name, drop the old one and rename the new one"
            : "switch foreign_keys off before the transaction, and on after it");

    // With foreign_keys off it would go, and leave foreign keys to a table that is not there.
    private static bool IsRenamedBefore(BodyTimeline timeline, Ran drop, SqlObjectName name) => timeline.Events
        .TakeWhile(happening => !ReferenceEquals(happening, drop))
        .Any(happening => happening is Ran { Statement: RenameTableStatement rename } && name.Name.Value is { } dropped && rename.NewName.Is(dropped));
}
