namespace SqliteDiscipline.Analyzers.Sql.Pragmas;

/// <summary>Which builds of SQLite have a pragma. In any other it is an unknown name: taken, and ignored.</summary>
internal enum PragmaBuilds : byte
{
    Every,

    /// <summary>Compiled with SQLITE_DEBUG or SQLITE_TEST.</summary>
    Debug,

    Windows,

    /// <summary>With proxy locking, which is macOS.</summary>
    LockingStyle,

    /// <summary>With encryption: SEE, SQLCipher, SQLite3 Multiple Ciphers.</summary>
    Encrypting,

    /// <summary>With a VFS that answers it: checksums, multiplexing, tracing.</summary>
    Vfs,
}
