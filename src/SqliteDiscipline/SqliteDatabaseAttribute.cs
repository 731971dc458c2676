using System;

namespace SqliteDiscipline;

/// <summary>
/// Declares a database of a <see cref="SqliteConnectionFactoryAttribute">factory</see>: where it is, and the policy under which
/// every connection to it is opened.
/// </summary>
/// <remarks>
/// A setting that is not given has the value its <see cref="Profile"/> gives it. The settings are SQLite's, see
/// <see href="https://www.sqlite.org/pragma.html">sqlite.org/pragma.html</see>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SqliteDatabaseAttribute : Attribute
{
    /// <summary>Declares a database.</summary>
    /// <param name="name">
    /// The name by which rules, attributes and generated members call it. It must hold at least one letter, and be unique in its factory.
    /// </param>
    /// <param name="dataSource">
    /// The path of the file, as <c>Data Source</c> takes it (relative paths are relative to the current directory); <see langword="null"/>
    /// when <see cref="DataSourceFrom"/> says it at run time. Exactly one of the two must be given.
    /// </param>
    public SqliteDatabaseAttribute(string name, string? dataSource = null)
    {
        Name = name;
        DataSource = dataSource;
    }

    /// <summary>The name by which rules, attributes and generated members call the database.</summary>
    public string Name { get; }

    /// <summary>The path of the file, or <see langword="null"/> when <see cref="DataSourceFrom"/> gives it.</summary>
    public string? DataSource { get; }

    /// <summary>The set of defaults that the other settings start from. Default: <see cref="SqliteProfile.Wal"/>.</summary>
    public SqliteProfile Profile { get; set; }

    /// <summary>
    /// <c>nameof</c> a field, property or method of the factory that returns the path as a string. A method's parameters become parameters
    /// of the generated wrapper.
    /// </summary>
    public string? DataSourceFrom { get; set; }

    /// <summary><see href="https://www.sqlite.org/pragma.html#pragma_journal_mode">journal_mode</see>. Default: from the profile.</summary>
    public SqliteJournalMode JournalMode { get; set; }

    /// <summary>
    /// <see href="https://www.sqlite.org/pragma.html#pragma_synchronous">synchronous</see>. Default: from the profile. Whatever is asked, a
    /// database whose journal turns out not to be WAL runs <see cref="SqliteSynchronous.Full"/> or stronger.
    /// </summary>
    public SqliteSynchronous Synchronous { get; set; }

    /// <summary>
    /// <see href="https://www.sqlite.org/pragma.html#pragma_foreign_keys">foreign_keys</see>: whether declared foreign keys are enforced.
    /// Default: <see langword="true"/>.
    /// </summary>
    public bool ForeignKeys { get; set; } = true;

    /// <summary>
    /// How long an operation waits for a lock before it fails as "database is locked", in milliseconds; 0 or more. Default: 5000.
    /// See <see href="https://www.sqlite.org/pragma.html#pragma_busy_timeout">busy_timeout</see>.
    /// </summary>
    public int BusyTimeout { get; set; } = 5000;

    /// <summary>
    /// After how many pages in the WAL a commit runs a checkpoint; 0 never does. Default: 1000. See
    /// <see href="https://www.sqlite.org/pragma.html#pragma_wal_autocheckpoint">wal_autocheckpoint</see>.
    /// </summary>
    public int WalAutoCheckpoint { get; set; } = 1000;

    /// <summary>
    /// Whether a TRUNCATE checkpoint runs when the last connection of the process to a file closes, and when the factory shuts down. Closing does not
    /// fail where another program keeps it from completing for <see cref="BusyTimeout"/>. Default: from the profile.
    /// </summary>
    public bool CheckpointOnClose { get; set; }

    /// <summary>
    /// What is verified once per process and file, before the first connection is handed out. A damaged file is refused with a <c>SqliteException</c>
    /// (code 11), left as it is, and verified again at the next attempt. Default: from the profile.
    /// </summary>
    public SqliteVerification VerifyOnFirstOpen { get; set; }

    /// <summary>What connections may do. Default: <see cref="SqliteAccess.ReadWriteCreate"/>.</summary>
    public SqliteAccess Access { get; set; }

    /// <summary>The simple name of the only assembly that may write this database; <see langword="null"/> when any may.</summary>
    public string? Writer { get; set; }

    /// <summary>
    /// <c>nameof</c> a field, property or parameterless method of the factory that returns the encryption key as a string. The key is applied before
    /// anything else touches the file; a native library without encryption is refused.
    /// </summary>
    public string? KeyFrom { get; set; }

    /// <summary>
    /// At most so many connections of this database are open to a file at once in the process; 0 means no limit. A further open waits up to
    /// <see cref="BusyTimeout"/>, then fails as "database is locked" (code 5).
    /// </summary>
    public int MaxConnections { get; set; }

    /// <summary>The <c>.sql</c> AdditionalFile that holds this database's DDL: its file name, or an ending of its path.</summary>
    public string? Schema { get; set; }
}
