namespace SqliteDiscipline;

/// <summary>What the connections of a database may do: the provider's <c>Mode</c>.</summary>
public enum SqliteAccess
{
    /// <summary>Read and write; the file is created when there is none.</summary>
    ReadWriteCreate = 0,

    /// <summary>Read and write; opening fails when there is no file.</summary>
    ReadWrite = 1,

    /// <summary>Read only; opening fails when there is no file. No journal or synchronous pragma is sent.</summary>
    ReadOnly = 2,
}
