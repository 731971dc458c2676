namespace SqliteDiscipline;

/// <summary>
/// How hard SQLite presses for data to reach the disk, see <see href="https://www.sqlite.org/pragma.html#pragma_synchronous">synchronous</see>. There is
/// no OFF: with it a power cut corrupts the file.
/// </summary>
public enum SqliteSynchronous
{
    /// <summary>Under WAL: consistent after a power cut, though the last commits may be lost.</summary>
    Normal = 1,

    /// <summary>What was committed survives a power cut.</summary>
    Full = 2,

    /// <summary><see cref="Full"/>, and the journal's directory entry is synced too.</summary>
    Extra = 3,
}
