using Microsoft.Data.Sqlite;
using SQLitePCL;
using Xunit;

namespace SqliteDiscipline.EngineTests.Generation;

/// <summary>By whatever route a pooled handle is changed, the next open has it as the policy says; and one that nobody changed is sent nothing.</summary>
[Collection(nameof(PooledHandles))]
public sealed class TamperingTests : IDisposable
{
    private const string Tampering = "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -77; PRAGMA journal_mode = DELETE; PRAGMA query_only = ON";

    private readonly Generated _generated = Generated.With("""
        [SqliteDatabase("main", "{folder}/main.db")]
        [SqlitePragma("main", "cache_size", "-4000")]
        [SqlitePragma("main", "trusted_schema", "OFF")]
        """);

    /// <summary>Each route by which SQL or a setting comes to the handle, past the factory and the analyzer.</summary>
    private static readonly Dictionary<string, Action<SqliteConnection>> s_routes = new()
    {
        ["a command of the connection"] = connection => connection.Run(Tampering),
        ["a command made beside it"] = connection =>
        {
            using var command = new SqliteCommand(Tampering, connection);
            command.ExecuteNonQuery();
        },
        ["a command that got it later"] = connection =>
        {
            using var command = new SqliteCommand { CommandText = Tampering, Connection = connection };
            command.ExecuteScalar();
        },
        ["a prepared command"] = connection =>
        {
            using var command = new SqliteCommand("PRAGMA synchronous = OFF", connection);
            command.Prepare();
            command.ExecuteNonQuery();
        },
        ["a command that was only prepared"] = connection =>
        {
            // These take effect when they are prepared.
            using var command = new SqliteCommand("PRAGMA synchronous = OFF; PRAGMA cache_size = -77", connection);
            command.Prepare();
        },
        ["a comment before it"] = connection => connection.Run("/* SELECT 1 */ -- \n;; pRaGmA main . synchronous(0)"),
        ["a statement after a harmless one"] = connection => connection.Run("SELECT 1; PRAGMA synchronous = OFF"),
        ["a command that changes hands"] = connection =>
        {
            using var elsewhere = new SqliteConnection("Data Source=:memory:");
            using var command = elsewhere.CreateCommand();
            command.Connection = connection;
            command.CommandText = Tampering;
            command.ExecuteNonQuery();
        },
        ["a reader of a harmless statement"] = connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1";
            using var reader = command.ExecuteReader();
            raw.sqlite3_db_config(raw.sqlite3_db_handle(reader.Handle), raw.SQLITE_DBCONFIG_ENABLE_FKEY, 0, out _);
        },
        ["a function that a harmless statement calls"] = connection =>
        {
            connection.CreateFunction("tamper", () => raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, out _));
            connection.Ask("SELECT tamper()");
        },
        ["a reader that never came to it"] = connection =>
        {
            // The rest of the batch runs while the reader is closed, and that when the connection is.
            var command = connection.CreateCommand();
            command.CommandText = "SELECT 1; " + Tampering;
            Assert.True(command.ExecuteReader().Read());
        },
        ["the raw handle"] = connection => raw.sqlite3_exec(connection.Handle, Tampering),
        ["the handle of a reader's statement"] = connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1";
            using var reader = command.ExecuteReader();
            raw.sqlite3_exec(raw.sqlite3_db_handle(reader.Handle), "PRAGMA synchronous = OFF");
        },
        ["the C API"] = connection =>
        {
            raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_FKEY, 0, out _);
            raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, out _);
            raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, out _);
            raw.sqlite3_wal_autocheckpoint(connection.Handle, 7);
            raw.sqlite3_busy_timeout(connection.Handle, 12345);
        },
        ["another authorizer"] = connection =>
        {
            raw.sqlite3_set_authorizer(connection.Handle, (strdelegate_authorizer)((_, _, _, _, _, _) => raw.SQLITE_OK), null);
            connection.Run(Tampering);
        },
        ["no authorizer"] = connection =>
        {
            raw.sqlite3_set_authorizer(connection.Handle, (strdelegate_authorizer?)null, null);
            connection.Run(Tampering);
        },
        ["an authorizer that was taken away again"] = connection =>
        {
            raw.sqlite3_set_authorizer(connection.Handle, (strdelegate_authorizer)((_, _, _, _, _, _) => raw.SQLITE_DENY), null);
            raw.sqlite3_set_authorizer(connection.Handle, (strdelegate_authorizer?)null, null);
            raw.sqlite3_exec(connection.Handle, Tampering);
        },
        ["an authorizer that denies everything"] = connection =>
        {
            connection.Run(Tampering);
            raw.sqlite3_set_authorizer(connection.Handle, (strdelegate_authorizer)((_, _, _, _, _, _) => raw.SQLITE_DENY), null);
        },
        ["BEGIN as text"] = connection => connection.Run("PRAGMA synchronous = OFF; BEGIN IMMEDIATE; PRAGMA query_only = ON"),
        ["BEGIN as text alone"] = connection => connection.Run("BEGIN IMMEDIATE"),
        ["SAVEPOINT as text"] = connection => raw.sqlite3_exec(connection.Handle, "SAVEPOINT here; PRAGMA cache_size = -77"),
        ["ATTACH"] = connection => connection.Run("ATTACH ':memory:' AS \"it's \"\"other\"\"\"; CREATE TABLE \"it's \"\"other\"\"\".o(a)"),
        ["a temporary trigger"] = connection => connection.Run("CREATE TEMP TRIGGER late AFTER INSERT ON t BEGIN DELETE FROM t; END"),
        ["temporary tables"] = connection => connection.Run(
            "CREATE TEMP TABLE t(\"a\" PRIMARY KEY); CREATE TEMP TABLE \"t \"\"2\"(a REFERENCES t); INSERT INTO t VALUES (1); INSERT INTO \"t \"\"2\" VALUES (1); CREATE TEMP VIEW v AS SELECT * FROM t"),
    };

    public TamperingTests()
    {
        using var connection = _generated.Call("_connect_main");
        connection.Run("CREATE TABLE t(a)");
    }

    public static TheoryData<string> Routes => [.. s_routes.Keys];

    public void Dispose() => _generated.Dispose();

    [Theory]
    [MemberData(nameof(Routes))]
    public void NextOpen_HasThePolicy(string route)
    {
        sqlite3 handle;
        using (var first = _generated.Call("_connect_main"))
        {
            handle = first.Handle!;
            s_routes[route](first);
        }

        using var second = _generated.Call("_connect_main");

        Assert.Same(handle, second.Handle);
        AssertPolicy(second);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public void NextOpen_OfAHandleThatNobodyHadTaken_HasThePolicy(string route)
    {
        SqliteConnection.ClearAllPools();
        using (var first = _generated.Call("_connect_main"))
        {
            first.Run("INSERT INTO t VALUES (1)");
            s_routes[route](first);
        }

        using var second = _generated.Call("_connect_main");

        AssertPolicy(second);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public void NextOpen_HasThePolicy_AfterManyUntouchedOnes(string route)
    {
        for (var round = 0; round < 3; round++)
        {
            using (var first = _generated.Call("_connect_main"))
            {
                s_routes[route](first);
            }

            for (var open = 0; open < 3; open++)
            {
                using var next = _generated.Call("_connect_main");
                AssertPolicy(next);
                next.Run("INSERT INTO t VALUES (1)");
            }
        }
    }

    [Fact]
    public void ReopeningTheSameConnection_HasThePolicy()
    {
        using var connection = _generated.Call("_connect_main");
        foreach (var route in s_routes.Values)
        {
            route(connection);
            connection.Close();
            connection.Open();
            AssertPolicy(connection);
        }
    }

    [Fact]
    public void HandleThatWasKept_IsNoWayIn()
    {
        sqlite3 kept;
        using (var first = _generated.Call("_connect_main"))
        {
            kept = first.Handle!;
        }

        for (var round = 0; round < 3; round++)
        {
            using (var second = _generated.Call("_connect_main"))
            {
                AssertPolicy(second);
            }

            raw.sqlite3_exec(kept, Tampering);
        }

        using var last = _generated.Call("_connect_main");
        AssertPolicy(last);
    }

    [Fact]
    public void StatementThatWasPreparedBefore_IsNoWayIn()
    {
        using var first = _generated.Call("_connect_main");
        raw.sqlite3_prepare_v2(first.Handle, "ATTACH ':memory:' AS other", out var statement);
        for (var round = 0; round < 3; round++)
        {
            first.Close();
            first.Open();
            AssertPolicy(first);
            Assert.Equal(raw.SQLITE_DONE, raw.sqlite3_step(statement));
            raw.sqlite3_reset(statement);
            Assert.NotNull(first.Ask("SELECT 1 FROM pragma_database_list WHERE name = 'other'"));
        }

        statement.Dispose();
    }

    [Fact]
    public void WhoeverHearsThatItIsOpen_CannotTamperUnnoticed()
    {
        using var connection = _generated.Call("_create_main");
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == System.Data.ConnectionState.Open)
            {
                connection.Run(Tampering);
            }
        };
        for (var round = 0; round < 3; round++)
        {
            connection.Open();
            AssertPolicy(connection);
            connection.Close();
        }

        SqliteConnection.ClearAllPools();
        connection.Open();
        AssertPolicy(connection);
    }

    [Fact]
    public void ConnectionMadeFromTheConnectionString_HasAPoolOfItsOwn()
    {
        using var ours = _generated.Call("_connect_main");
        var handle = ours.Handle;
        ours.Close();
        using (var copy = new SqliteConnection(ours.ConnectionString))
        {
            copy.Open();
            Assert.NotSame(handle, copy.Handle);
            Assert.Equal("1", copy.Ask("PRAGMA foreign_keys"));
            copy.Run("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA query_only = ON");
        }

        ours.Open();
        AssertPolicy(ours);
    }

    [Fact]
    public void TriggersThatSomebodySwitchedOff_FireAgain()
    {
        using (var first = _generated.Call("_connect_main"))
        {
            first.Run("CREATE TABLE log(a); CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO log VALUES (1); END");
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_db_config(first.Handle, raw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, out var isOn));
            Assert.Equal(0, isOn);
        }

        using var second = _generated.Call("_connect_main");
        second.Run("INSERT INTO t VALUES (1)");
        Assert.Equal("1", second.Ask("SELECT count(*) FROM log"));
    }

    [Fact]
    public void WhatIsNoPolicy_IsLeft()
    {
        using (var first = _generated.Call("_connect_main"))
        {
            first.Run("INSERT INTO t VALUES (1); CREATE INDEX i ON t(a); CREATE VIEW w AS SELECT 1; CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END; PRAGMA user_version = 7");
        }

        using var second = _generated.Call("_connect_main");

        AssertPolicy(second);
        Assert.Equal("7", second.Ask("PRAGMA user_version"));
        Assert.Equal("4", second.Ask("SELECT count(*) FROM sqlite_master"));
    }

    [Fact]
    public void OwnAuthorizer_WorksUntilTheConnectionIsClosed()
    {
        using (var first = _generated.Call("_connect_main"))
        {
            raw.sqlite3_set_authorizer(first.Handle, (strdelegate_authorizer)((_, action, _, _, _, _) => action == raw.SQLITE_DELETE ? raw.SQLITE_DENY : raw.SQLITE_OK), null);
            Assert.Equal(raw.SQLITE_AUTH, Assert.Throws<SqliteException>(() => first.Run("DELETE FROM t")).SqliteErrorCode);
        }

        using var second = _generated.Call("_connect_main");
        second.Run("DELETE FROM t");
        AssertPolicy(second);
    }

    [Fact]
    public void ProviderThatIsInitializedAgain_LeavesWhatSqliteCalls()
    {
        using var first = _generated.Call("_connect_main");
        Read();

        // As sqlite-net does, and every program that calls it to be sure. What SQLite calls belongs to the provider: were it replaced, it would be collected some
        // time, and the process ended by whatever statement came next.
        var provider = Provider();
        Batteries_V2.Init();
        Assert.Same(provider, Provider());

        Read();
        AssertPolicy(first);

        static object? Provider() => typeof(raw).GetField("_imp", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.GetValue(null);

        // A reader takes the handle, so that SQLite asks the connection before each statement.
        void Read()
        {
            using var command = first.CreateCommand();
            command.CommandText = "SELECT count(*) FROM sqlite_master";
            using var reader = command.ExecuteReader();
            Assert.True(reader.Read());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FileInWal_StaysThereWhileAHandleIsIdle(bool isNew)
    {
        // One that has switched the file itself, and one that has found it switched; neither has run anything.
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/idle.db\")]");
        generated.Call("_connect_main").Dispose();
        if (!isNew)
        {
            SqliteConnection.ClearAllPools();
            generated.Call("_connect_main").Dispose();
        }

        using var other = new SqliteConnection($"Data Source={generated.PathOf("idle.db")};Pooling=False;Default Timeout=1");
        other.Open();

        Assert.Equal(5, Assert.Throws<SqliteException>(() => other.Run("PRAGMA journal_mode = DELETE")).SqliteErrorCode);
    }

    [Fact]
    public void FileThatAnotherSwitchedToWal_IsSwitchedBackOrRefused()
    {
        using var generated = Generated.With("[SqliteDatabase(\"shared\", \"{folder}/shared.db\", Profile = SqliteProfile.Rollback, BusyTimeout = 50)]");
        using (var first = generated.Call("_connect_shared"))
        {
            first.Run("CREATE TABLE t(a)");
        }

        using (var other = new SqliteConnection($"Data Source={generated.PathOf("shared.db")};Pooling=False"))
        {
            other.Open();
            Assert.Equal("wal", other.Ask("PRAGMA journal_mode = WAL"));
            other.Ask("SELECT count(*) FROM t");

            // A handle learns of it by reading.
            using (var unaware = generated.Call("_connect_shared"))
            {
                unaware.Ask("SELECT count(*) FROM t");
            }

            Assert.Equal(5, Assert.Throws<SqliteException>(() => generated.Call("_connect_shared")).SqliteErrorCode);
        }

        using var last = generated.Call("_connect_shared");
        Assert.Equal("delete", last.Ask("PRAGMA journal_mode"));
        Assert.Equal("2", last.Ask("PRAGMA synchronous"));
    }

    private static void AssertPolicy(SqliteConnection connection)
    {
        // No statement may come before: one that reads would hide a setting that holds only from the next statement on.
        Assert.Equal(1, raw.sqlite3_get_autocommit(connection.Handle));
        Assert.Equal(
            "wal 1 1 1000 -4000 0 0 0 0 main",
            string.Join(' ', new[] { "journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint", "cache_size", "trusted_schema", "query_only", "ignore_check_constraints", "writable_schema" }
                .Select(pragma => connection.Ask("PRAGMA " + pragma)).Append(connection.Ask("SELECT group_concat(name) FROM pragma_database_list WHERE name <> 'temp'"))));
        Assert.Equal("0", connection.Ask("SELECT count(*) FROM sqlite_temp_master"));
        Assert.Equal(raw.sqlite3_compileoption_used("HAVE_USLEEP") != 0 || raw.sqlite3_libversion_number() >= 3043000 || OperatingSystem.IsWindows() ? "5000" : "0", connection.Ask("PRAGMA busy_timeout"));
    }
}
