using System.Runtime.InteropServices;
using System.Text;
using SQLitePCL;

namespace SqliteDiscipline.EngineTests.Sql.Pragmas;

/// <summary>
/// A native SQLite library, called by itself: SQLitePCLRaw binds a process to one, and what a pragma does has to be seen on several.
/// </summary>
internal sealed class NativeEngine
{
    public const int Row = 100, Done = 101;

    private static readonly Dictionary<string, Lazy<NativeEngine?>> s_engines = new()
    {
        ["e_sqlite3"] = new(() => Load(NativeLibrary.Load("e_sqlite3", typeof(SQLite3Provider_e_sqlite3).Assembly, null))),
        ["libsqlite3.so.0"] = new(() => NativeLibrary.TryLoad("libsqlite3.so.0", out var handle) ? Load(handle) : null),
    };

    private NativeEngine(nint library)
    {
        Open = Function<OpenFunction>(library, "sqlite3_open");
        Close = Function<CallFunction>(library, "sqlite3_close_v2");
        Prepare = Function<PrepareFunction>(library, "sqlite3_prepare_v2");
        Step = Function<CallFunction>(library, "sqlite3_step");
        Finish = Function<CallFunction>(library, "sqlite3_finalize");
        ColumnCount = Function<CallFunction>(library, "sqlite3_column_count");
        ColumnText = Function<ColumnFunction>(library, "sqlite3_column_text");
        ErrorMessage = Function<TextFunction>(library, "sqlite3_errmsg");
        Version = System.Version.Parse(Marshal.PtrToStringUTF8(Function<VersionFunction>(library, "sqlite3_libversion")())!);
    }

    public delegate int OpenFunction(byte[] path, out nint database);

    public delegate int CallFunction(nint handle);

    public delegate int PrepareFunction(nint database, byte[] sql, int length, out nint statement, nint tail);

    public delegate nint ColumnFunction(nint statement, int column);

    public delegate nint TextFunction(nint database);

    private delegate nint VersionFunction();

    public OpenFunction Open { get; }

    public CallFunction Close { get; }

    public PrepareFunction Prepare { get; }

    public CallFunction Step { get; }

    public CallFunction Finish { get; }

    public CallFunction ColumnCount { get; }

    public ColumnFunction ColumnText { get; }

    public TextFunction ErrorMessage { get; }

    public Version Version { get; }

    public static NativeEngine Of(string name) => Find(name) ?? throw new InvalidOperationException(name + " is not here");

    /// <summary>The library of that name; <see langword="null"/> where this machine has none.</summary>
    public static NativeEngine? Find(string name) => s_engines[name].Value;

    private static NativeEngine Load(nint library) => new(library);

    private static T Function<T>(nint library, string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));
}

/// <summary>A connection to a fresh file in a folder of its own.</summary>
internal sealed class NativeDatabase : IDisposable
{
    private readonly NativeEngine _engine;
    private readonly string _folder;
    private readonly bool _ownsFolder;
    private readonly nint _database;

    public NativeDatabase(NativeEngine engine, string schema = "CREATE TABLE t(x)")
        : this(engine, Directory.CreateTempSubdirectory("sqlite-discipline-").FullName, ownsFolder: true)
    {
        if (schema.Length > 0)
        {
            Require(schema);
        }
    }

    private NativeDatabase(NativeEngine engine, string folder, bool ownsFolder)
    {
        (_engine, _folder, _ownsFolder) = (engine, folder, ownsFolder);
        if (engine.Open(Utf8(File), out _database) != 0)
        {
            throw new InvalidOperationException("cannot open " + File);
        }
    }

    public string File => Path.Combine(_folder, "a.db");

    public string Other => Path.Combine(_folder, "b.db");

    /// <summary>A further connection to the same file.</summary>
    public NativeDatabase Again() => new(_engine, _folder, ownsFolder: false);

    /// <summary>Runs one statement.</summary>
    public Answer Run(string sql)
    {
        if (_engine.Prepare(_database, Utf8(sql), -1, out var statement, 0) != 0)
        {
            return new Answer(Error(), 0, []);
        }

        var columns = _engine.ColumnCount(statement);
        var rows = new List<string?>();
        int result;
        while ((result = _engine.Step(statement)) == NativeEngine.Row)
        {
            rows.Add(string.Join('|', Enumerable.Range(0, columns).Select(i => Marshal.PtrToStringUTF8(_engine.ColumnText(statement, i)))));
        }

        var error = result == NativeEngine.Done ? null : Error();
        _engine.Finish(statement);
        return new Answer(error, columns, rows);
    }

    public string? Ask(string sql) => Require(sql).Rows.SingleOrDefault();

    public Answer Require(string sql) => Run(sql) is { Error: null } answer ? answer : throw new InvalidOperationException(sql + ": " + Run(sql).Error);

    public void Dispose()
    {
        _engine.Close(_database);
        if (_ownsFolder)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private string Error() => Marshal.PtrToStringUTF8(_engine.ErrorMessage(_database)) ?? "";

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + "\0");
}

/// <param name="Error">What SQLite complains of.</param>
/// <param name="Columns">How many result columns there are.</param>
/// <param name="Rows">The rows, their columns joined by bars.</param>
internal sealed record Answer(string? Error, int Columns, IReadOnlyList<string?> Rows);
