namespace SqliteDiscipline.Analyzers.Sql.Pragmas;

/// <summary>One row of the table: what is known of a pragma whatever its value.</summary>
/// <param name="Name">Its name, in lower case; SQLite compares it whatever its case.</param>
/// <param name="Home">Where the setting lives.</param>
/// <param name="Values">What it takes, and how SQLite reads it.</param>
/// <param name="Rows">When it has result columns.</param>
internal sealed record Pragma(string Name, PragmaHome Home, PragmaValues Values, PragmaRows Rows)
{
    /// <summary>What becomes of it inside a transaction; for the journal mode, of a switch into or out of WAL.</summary>
    public PragmaInTransaction InTransaction { get; init; } = PragmaInTransaction.Works;

    /// <summary>Whether nothing but VACUUM changes it once the file has a table.</summary>
    public bool IsFixedByFirstTable { get; init; }

    /// <summary>Which builds of SQLite have it.</summary>
    public PragmaBuilds Builds { get; init; } = PragmaBuilds.Every;

    /// <summary>The version that brought it; <see langword="null"/> where that was before 3.16 of 2017.</summary>
    public string? Since { get; init; }

    /// <summary>Whether SQLite has dropped it: it is still taken, and does nothing.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Whether SQLite's documentation advises against it.</summary>
    public bool IsDeprecated { get; init; }

    /// <summary>Whether asking for it looks into the file: within a transaction, that holds on to what it saw.</summary>
    public bool ReadsFile { get; init; }

    /// <summary>Whether setting it writes to the file.</summary>
    public bool WritesFile => Home == PragmaHome.File && !IsFixedByFirstTable;

    /// <summary>Whether it is set as the statement is prepared, so that <c>EXPLAIN PRAGMA foreign_keys = OFF</c> switches off.</summary>
    public bool IsSetWhenPrepared => Home is PragmaHome.Connection or PragmaHome.Schema or PragmaHome.Transaction or PragmaHome.Process && !ReadsFile;

    /// <summary>Whether it has a value that can be set and asked for, in every build that one is likely to meet.</summary>
    public bool CanBeAsked => Builds == PragmaBuilds.Every && !IsDeprecated && Home.IsSetting() && Rows != PragmaRows.Never;

    /// <summary>What becomes of it inside a transaction, given whether it means a switch into or out of WAL.</summary>
    public PragmaInTransaction InTransactionWhen(bool involvesWal) =>
        Home == PragmaHome.Journal && !involvesWal ? PragmaInTransaction.IgnoredOnceWritten : InTransaction;
}
