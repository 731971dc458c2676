using System.Text;
using SQLitePCL;

namespace SqliteDiscipline.EngineTests.Sql;

/// <summary>The real SQLite, asked what it reads: an in-memory database, closed with the test.</summary>
internal sealed class Engine : IDisposable
{
    private readonly sqlite3 _database;

    static Engine() => Batteries_V2.Init();

    public Engine(string schema = "")
    {
        if (raw.sqlite3_open(":memory:", out _database) != raw.SQLITE_OK)
        {
            throw new InvalidOperationException("cannot open an in-memory database");
        }

        Execute(schema);
    }

    /// <summary>What the authorizer is asked while statements are compiled.</summary>
    public List<Access> Accesses { get; } = [];

    public void Execute(string sql)
    {
        if (TryExecute(sql) is { } error)
        {
            throw new InvalidOperationException(error + "\n" + sql);
        }
    }

    /// <summary>Runs statements up to the first that fails; what the engine says of it, or <see langword="null"/> where none does.</summary>
    public string? TryExecute(string sql) =>
        raw.sqlite3_exec(_database, sql) == raw.SQLITE_OK ? null : raw.sqlite3_errmsg(_database).utf8_to_string();

    /// <summary>How many rows a query gives.</summary>
    public int Count(string query) => Rows(query).Count;

    public List<string?[]> Rows(string query)
    {
        var rows = new List<string?[]>();
        if (raw.sqlite3_exec(_database, query, (_, values, _) => { rows.Add([.. values.Cast<string?>()]); return 0; }, null, out var error) != raw.SQLITE_OK)
        {
            throw new InvalidOperationException(error + "\n" + query);
        }

        return rows;
    }

    public void Watch() => raw.sqlite3_set_authorizer(
        _database,
        (_, action, first, second, schema, source) =>
        {
            Accesses.Add(new(action, first.utf8_to_string(), second.utf8_to_string(), schema.utf8_to_string(), source.utf8_to_string()));
            return raw.SQLITE_OK;
        },
        null);

    /// <summary>As SQLite built with DQS=0: no word in double quotes is a string.</summary>
    public void KnowDoubleQuotesForNamesOnly()
    {
        const int InData = 1013, InDefinitions = 1014;
        raw.sqlite3_db_config(_database, InData, 0, out _);
        raw.sqlite3_db_config(_database, InDefinitions, 0, out _);
    }

    /// <summary>Compiles the first statement of the text.</summary>
    public Prepared Prepare(string sql)
    {
        Accesses.Clear();
        var bytes = Encoding.UTF8.GetBytes(sql + "\0");
        var result = raw.sqlite3_prepare_v2(_database, bytes.AsSpan(), out var statement, out var tail);
        using (statement)
        {
            var consumed = bytes.Length - tail.Length;
            return result != raw.SQLITE_OK
                ? new Prepared(false, raw.sqlite3_errmsg(_database).utf8_to_string(), 0, 0)
                : new Prepared(
                    true,
                    "",
                    Encoding.UTF8.GetCharCount(bytes, 0, Math.Min(consumed, bytes.Length - 1)),
                    statement.IsInvalid ? -1 : raw.sqlite3_column_count(statement));
        }
    }

    public void Dispose() => _database.Dispose();
}

/// <param name="Succeeded">Whether SQLite takes the statement.</param>
/// <param name="Error">Why not.</param>
/// <param name="Length">How many characters of the text it consumed.</param>
/// <param name="Columns">How many result columns there are; -1 where there was no statement at all.</param>
internal sealed record Prepared(bool Succeeded, string Error, int Length, int Columns)
{
    public bool IsEmpty => Columns < 0;
}

/// <summary>One question to the authorizer, as sqlite.org/c3ref/c_alter_table.html numbers them.</summary>
internal sealed record Access(int Action, string? First, string? Second, string? Schema, string? Source);
