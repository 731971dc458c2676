using System;

namespace SqliteDiscipline;

/// <summary>Declares a foreign key of a schema that the compiler cannot see, for the rules about deletes and their order.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SqliteForeignKeyAttribute : Attribute
{
    /// <summary>Declares a foreign key.</summary>
    /// <param name="childTable">The table that refers.</param>
    /// <param name="childColumns">Its columns, separated by commas.</param>
    /// <param name="parentTable">The table referred to.</param>
    /// <param name="parentColumns">Its columns, separated by commas, as many as there are child columns.</param>
    public SqliteForeignKeyAttribute(string childTable, string childColumns, string parentTable, string parentColumns)
    {
        ChildTable = childTable;
        ChildColumns = childColumns;
        ParentTable = parentTable;
        ParentColumns = parentColumns;
    }

    /// <summary>The table that refers.</summary>
    public string ChildTable { get; }

    /// <summary>The columns that refer, separated by commas.</summary>
    public string ChildColumns { get; }

    /// <summary>The table referred to.</summary>
    public string ParentTable { get; }

    /// <summary>The columns referred to, separated by commas.</summary>
    public string ParentColumns { get; }

    /// <summary>The name of the database; <see langword="null"/> means every database that has the child table.</summary>
    public string? Database { get; set; }

    /// <summary>What a delete of the parent does to the child. Default: <see cref="SqliteDeleteAction.NoAction"/>.</summary>
    public SqliteDeleteAction OnDelete { get; set; }
}
