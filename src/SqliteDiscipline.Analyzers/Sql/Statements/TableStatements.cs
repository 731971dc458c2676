using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Sql.Statements;

/// <summary>A statement that changes the schema.</summary>
/// <param name="Site">Where it stands.</param>
/// <param name="Name">The object that it makes, changes or drops.</param>
internal abstract record SchemaStatement(StatementSite Site, SqlObjectName Name) : SqlStatement(Site)
{
    private protected override bool WritesMain => Name.MayBeInMain;
}

#pragma warning disable CS1573 // Site and Name are the base's.

/// <summary>A <c>CREATE</c> statement.</summary>
/// <param name="IsTemporary">Whether TEMP stands before it, or <c>temp.</c> before its name.</param>
/// <param name="IfNotExists">Whether it does nothing where an object of this name exists.</param>
internal abstract record CreateStatement(StatementSite Site, SqlObjectName Name, bool IsTemporary, bool IfNotExists) : SchemaStatement(Site, Name)
{
    private protected override bool WritesMain => !IsTemporary && base.WritesMain;
}

/// <summary><c>CREATE TABLE</c>.</summary>
/// <param name="Columns">The columns, in order; none for AS SELECT.</param>
/// <param name="Constraints">The table's own constraints, in order.</param>
/// <param name="WithoutRowId">Whether the table is WITHOUT ROWID.</param>
/// <param name="IsStrict">Whether the table is STRICT.</param>
/// <param name="IsFromSelect">Whether its columns come from AS SELECT.</param>
/// <param name="Reads">The tables that the AS SELECT reads.</param>
/// <param name="IsWhole">Whether all of its columns and constraints were understood; if not, there may be more than are listed.</param>
internal sealed record CreateTableStatement(
    StatementSite Site,
    SqlObjectName Name,
    bool IsTemporary,
    bool IfNotExists,
    EquatableArray<ColumnDefinition> Columns,
    EquatableArray<TableConstraint> Constraints,
    bool WithoutRowId,
    bool IsStrict,
    bool IsFromSelect,
    EquatableArray<SqlObjectName> Reads,
    bool IsWhole) : CreateStatement(Site, Name, IsTemporary, IfNotExists)
{
    /// <summary>Every foreign key, of columns and of the table, in the order in which they stand.</summary>
    public IEnumerable<ForeignKey> ForeignKeys => Columns
        .SelectMany(column => column.ForeignKeys)
        .Concat(Constraints.OfType<ForeignKeyConstraint>().Select(constraint => constraint.ForeignKey));
}

/// <summary><c>CREATE VIRTUAL TABLE … USING module(…)</c>; its columns are the module's business.</summary>
internal sealed record CreateVirtualTableStatement(StatementSite Site, SqlObjectName Name, bool IfNotExists, SqlName Module)
    : CreateStatement(Site, Name, IsTemporary: Name.IsInTemp, IfNotExists);

/// <summary><c>ALTER TABLE</c>; <see cref="SchemaStatement.Name"/> is the table's before.</summary>
internal abstract record AlterTableStatement(StatementSite Site, SqlObjectName Name) : SchemaStatement(Site, Name);

/// <summary><c>ALTER TABLE … RENAME TO</c>.</summary>
internal sealed record RenameTableStatement(StatementSite Site, SqlObjectName Name, SqlName NewName) : AlterTableStatement(Site, Name);

/// <summary><c>ALTER TABLE … RENAME COLUMN … TO</c>.</summary>
internal sealed record RenameColumnStatement(StatementSite Site, SqlObjectName Name, SqlName Column, SqlName NewName) : AlterTableStatement(Site, Name);

/// <summary><c>ALTER TABLE … ADD COLUMN</c>.</summary>
/// <param name="IsWhole">Whether all of the definition was understood.</param>
internal sealed record AddColumnStatement(StatementSite Site, SqlObjectName Name, ColumnDefinition Column, bool IsWhole) : AlterTableStatement(Site, Name);

/// <summary><c>ALTER TABLE … DROP COLUMN</c>.</summary>
internal sealed record DropColumnStatement(StatementSite Site, SqlObjectName Name, SqlName Column) : AlterTableStatement(Site, Name);

/// <summary><c>DROP TABLE</c>, <c>INDEX</c>, <c>VIEW</c> or <c>TRIGGER</c>.</summary>
/// <param name="Kind">What is dropped.</param>
/// <param name="IfExists">Whether nothing happens where there is none.</param>
internal sealed record DropStatement(StatementSite Site, SqlObjectName Name, SchemaObjectKind Kind, bool IfExists) : SchemaStatement(Site, Name);

internal enum SchemaObjectKind : byte
{
    Table,
    Index,
    View,
    Trigger,
}
#pragma warning restore CS1573
