namespace SqliteDiscipline.Analyzers.Sql.Pragmas;

/// <summary>Where the setting lives: how long it holds, and for whom.</summary>
internal enum PragmaHome : byte
{
    /// <summary>In the connection, for all its databases.</summary>
    Connection,

    /// <summary>In the connection, for each of its databases by itself: <c>PRAGMA main.synchronous</c>.</summary>
    Schema,

    /// <summary>In the transaction; the end of it clears the setting.</summary>
    Transaction,

    /// <summary>In the file: every connection has it.</summary>
    File,

    /// <summary>The journal mode: WAL lives in the file, every other mode in the connection, for each database by itself.</summary>
    Journal,

    /// <summary>In the process: every connection has it, to every file.</summary>
    Process,

    /// <summary>Nowhere: it only asks.</summary>
    Query,

    /// <summary>Nowhere: it does something, once.</summary>
    Action,
}

internal static class PragmaHomes
{
    /// <summary>Whether it is a setting that lasts, rather than a question or a deed.</summary>
    public static bool IsSetting(this PragmaHome home) => home is not (PragmaHome.Query or PragmaHome.Action);

    /// <summary>Whether it holds for one connection alone, so that the next one has to set it again.</summary>
    public static bool IsPerConnection(this PragmaHome home) => home is PragmaHome.Connection or PragmaHome.Schema;
}
