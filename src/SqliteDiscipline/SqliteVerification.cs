using System;

namespace SqliteDiscipline;

/// <summary>What is verified before the first connection to a file is handed out.</summary>
[Flags]
public enum SqliteVerification
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><see href="https://www.sqlite.org/pragma.html#pragma_quick_check">quick_check</see>: structure, without comparing indexes to tables.</summary>
    QuickCheck = 1,

    /// <summary><see href="https://www.sqlite.org/pragma.html#pragma_integrity_check">integrity_check</see>: structure and indexes; reads the whole file.</summary>
    IntegrityCheck = 2,

    /// <summary><see href="https://www.sqlite.org/pragma.html#pragma_foreign_key_check">foreign_key_check</see>: rows whose parent does not exist, which the other two do not report.</summary>
    ForeignKeyCheck = 4,
}
