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
        "{0}; {1}",
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

    /// <summary>
    /// A foreign key that went along with the table when it was renamed, and is left behind with nothing to refer to: enforced or not, the engine finds that out with
    /// the next row.
    /// </summary>
    public static Reference? FindLeftBehind(BodyTimeline timeline, Ran drop, EngineState state, SqlObjectName name) =>
        !state.IsEnforced && IsRenamedBefore(timeline, drop, name) && state.Schema.Find(name) is { } table
            ? state.Schema.ReferencesTo(table).FirstOrDefault(reference => !reference.IsSelf && !IsMendedLater(timeline, drop, name, reference))
            : null;

    public static Diagnostic Of(BodyTimeline timeline, Ran drop, SqlObjectName name, Reference reference, bool fails) => Diagnostic.Create(
        Descriptor,
        drop.Location,
        "DROP TABLE deletes the rows first: " + (
            fails ? $"it fails while rows of '{reference.Child}' refer to '{name.Name}' ({reference})"
            : reference.OnDelete == SqliteDeleteAction.Cascade ? $"with those of '{name.Name}' go the rows of '{reference.Child}' ({reference})"
            : $"the rows of '{reference.Child}' lose their reference ({reference})"),
        IsRenamedBefore(timeline, drop, name) ? "foreign keys go along with a table that is renamed: " + NewFirst : OffMeanwhile);

    public static Diagnostic OfLeftBehind(Ran drop, SqlObjectName name, Reference reference) => Diagnostic.Create(
        Descriptor, drop.Location, $"The foreign key of '{reference.Child}' went along with the table to the name '{name.Name}', and refers to nothing once that is gone ({reference})", NewFirst);

    public static Diagnostic OfPutOff(Ran drop, SqlObjectName name, Reference reference) => Diagnostic.Create(
        Descriptor,
        drop.Location,
        $"DROP TABLE deletes the rows first: the transaction cannot be committed while rows of '{reference.Child}' refer to '{name.Name}' ({reference}), and a table that is renamed brings none back",
        OffMeanwhile);

    private const string OffMeanwhile = "switch foreign_keys off before the transaction, and on after it";

    private const string NewFirst = "make the new one under another name, drop the old one and rename the new one";

    // With foreign_keys off it would go, and leave foreign keys to a table that is not there.
    private static bool IsRenamedBefore(BodyTimeline timeline, Ran drop, SqlObjectName name) => timeline.Events
        .TakeWhile(happening => !ReferenceEquals(happening, drop))
        .Any(happening => happening is Ran { Statement: RenameTableStatement rename } && name.Name.Value is { } dropped && rename.NewName.Is(dropped));

    // The child is dropped too, or the name is given to another table.
    private static bool IsMendedLater(BodyTimeline timeline, Ran drop, SqlObjectName name, Reference reference) => timeline.Events
        .SkipWhile(happening => !ReferenceEquals(happening, drop)).Skip(1)
        .Any(happening => happening is Ran { Statement: var statement } && statement switch
        {
            DropStatement { Kind: SchemaObjectKind.Table } other => other.Name.Name.Is(reference.Child),
            RenameTableStatement rename => name.Name.Value is not { } gone || rename.NewName.Is(gone),
            CreateTableStatement create => name.Name.Value is not { } gone || create.Name.Name.Is(gone),
            UnknownStatement => true,
            _ => false,
        });
}
