using Xunit;
using static SqliteDiscipline.Tests.Rules.PragmaCode;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>Set once at start-up, and nowhere else: the others have it by luck only.</summary>
public sealed class SQLD202SetOnOneConnectionTests
{
    // What opens the database at every call.
    private const string Insert = """

        public void Insert()
        {
            using var c = new SqliteConnection(_connectionString);
            c.Open();
            c.Execute("INSERT INTO t VALUES (1)");
        }
        """;

    /// <summary>Both are of the database that the options tell, whichever of the two that is.</summary>
    [Theory]
    [InlineData("DataSource = Path")]
    [InlineData("DataSource = MemoryOnly ? Other : Path")]
    [InlineData("DataSource = MemoryOnly ? \":memory:\" : Path, Mode = MemoryOnly ? SqliteOpenMode.Memory : SqliteOpenMode.ReadWriteCreate")]
    public Task ConnectionStringOfOptionsThatChoose_Triggers(string keywords) => Verify.Analyzer(
        $$"""
        using Dapper; using Microsoft.Data.Sqlite;
        sealed class Options
        {
            public bool MemoryOnly { get; set; }
            public string Path { get; set; }
            public string Other { get; set; }
            public string ConnectionString
            {
                get
                {
                    var builder = new SqliteConnectionStringBuilder { {{keywords}} };
                    return builder.ConnectionString;
                }
            }
        }
        sealed class Store
        {
            private readonly Options _options = new();

            public void Start()
            {
                using var connection = new SqliteConnection(_options.ConnectionString);
                connection.Open();
                connection.Execute("[|PRAGMA synchronous = NORMAL|]");
            }

            public void Add()
            {
                using var connection = new SqliteConnection(_options.ConnectionString);
                connection.Open();
                connection.Execute("INSERT INTO t VALUES (1)");
            }
        }
        """, "SQLD202").RunAsync();

    [Theory]
    [InlineData("c.Execute(\"PRAGMA journal_mode = WAL\");\nc.Execute(\"[|PRAGMA synchronous = NORMAL|]\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = WAL; [|PRAGMA synchronous = NORMAL|]; CREATE TABLE IF NOT EXISTS t (x);\");")]
    [InlineData("using var command = c.CreateCommand();\ncommand.CommandText = @\"\n    [|PRAGMA foreign_keys = ON|];\n    CREATE TABLE IF NOT EXISTS t (x);\";\ncommand.ExecuteNonQuery();")]
    [InlineData("foreach (var pragma in new[] { \"PRAGMA journal_mode = WAL\", \"[|PRAGMA temp_store = MEMORY|]\" })\n    c.Execute(pragma);")]
    [InlineData("[|Configure(c)|];")]
    [InlineData("c.Execute(\"[|PRAGMA secure_delete = ON|]; CREATE TABLE IF NOT EXISTS t (x)\");")]
    [InlineData("c.Execute(\"[|PRAGMA recursive_triggers = ON|]; CREATE TABLE IF NOT EXISTS t (x); INSERT OR IGNORE INTO t VALUES (1)\");")]
    [InlineData("c.Execute(\"[|PRAGMA wal_autocheckpoint = 100|]; PRAGMA optimize\");")]
    [InlineData("c.Execute(\"[|PRAGMA busy_timeout = 5000|]; INSERT INTO t VALUES (0)\");")]
    [InlineData("c.Execute([|$\"PRAGMA busy_timeout = {Wait}\"|]);")]
    public Task OnceAtStartUp_Triggers(string statements) => Verify.Analyzer(Store(Initialize(statements) + Insert), "SQLD202").RunAsync();

    [Theory]
    // In the file, in the transaction, or nowhere.
    [InlineData("c.Execute(\"PRAGMA journal_mode = WAL\");")]
    [InlineData("c.Execute(\"PRAGMA user_version = 3; PRAGMA application_id = 4; PRAGMA page_size = 4096; PRAGMA auto_vacuum = FULL\");")]
    [InlineData("c.Execute(\"PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize; PRAGMA incremental_vacuum(10)\");")]
    [InlineData("c.Execute(\"PRAGMA foreign_key_check; PRAGMA table_info(t); PRAGMA synchronous\");")]
    [InlineData("using var transaction = c.BeginTransaction();\nc.Execute(\"PRAGMA defer_foreign_keys = ON\", transaction: transaction);")]
    // For the time between.
    [InlineData("c.Execute(\"PRAGMA cache_size = 100000\");\nc.Execute(\"CREATE INDEX i ON t (x)\");\nc.Execute(\"PRAGMA cache_size = -2000\");")]
    // For what this connection does next.
    [InlineData("c.Execute(\"PRAGMA cache_size = 100000\");\nc.Execute(\"INSERT INTO t SELECT * FROM s\");")]
    [InlineData("c.Execute(\"PRAGMA secure_delete = ON; DELETE FROM t; VACUUM\");")]
    [InlineData("c.Execute(\"PRAGMA secure_delete = ON\");\nc.Execute(\"VACUUM\");")]
    [InlineData("c.Execute(\"PRAGMA cell_size_check = ON\");\nc.Query<string>(\"PRAGMA integrity_check\");")]
    [InlineData("c.Execute(\"PRAGMA wal_autocheckpoint = 0\");\nc.Execute(\"INSERT INTO t VALUES (1)\");\nc.Execute(\"PRAGMA wal_checkpoint(TRUNCATE)\");")]
    [InlineData("c.Execute(\"PRAGMA recursive_triggers = ON; INSERT OR REPLACE INTO t VALUES (1)\");")]
    [InlineData("c.Execute(\"PRAGMA query_only = ON; PRAGMA legacy_alter_table = ON; PRAGMA analysis_limit = 100\");")]
    // Inside a transaction it does nothing at all: SQLD203's.
    [InlineData("using var transaction = c.BeginTransaction();\nc.Execute(\"PRAGMA foreign_keys = ON\", transaction: transaction);\nc.Execute(\"DELETE FROM t\", transaction: transaction);\ntransaction.Commit();")]
    // SQLD204's.
    [InlineData("c.Execute(\"PRAGMA synchronous = OFF\");")]
    public Task NotOfTheConnection_DoesNotTrigger(string statements) => Verify.Analyzer(Store(Initialize(statements) + Insert), "SQLD202").RunAsync();

    /// <summary>A body that runs nothing but pragmas needs no setting of another's.</summary>
    [Fact]
    public Task OtherThatRunsPragmasOnly_DoesNotTrigger() => Verify.Analyzer(
        Store(Initialize("c.Execute(\"PRAGMA secure_delete = ON\");\nc.Execute(\"PRAGMA trusted_schema = OFF\");") + """

            public void Tidy()
            {
                using var c = new SqliteConnection(_connectionString);
                c.Open();
                c.Execute("PRAGMA optimize");
            }
            """),
        "SQLD202").RunAsync();

    [Fact]
    public Task EveryOtherSetsItToo_DoesNotTrigger() => Verify.Analyzer(
        Store(Initialize("c.Execute(\"PRAGMA foreign_keys = ON\");") + """

            public void Insert()
            {
                using var c = new SqliteConnection(_connectionString);
                c.Open();
                Configure(c);
                c.Execute("INSERT INTO t VALUES (1)");
            }

            public void Delete()
            {
                using var c = new SqliteConnection(_connectionString);
                c.Open();
                Run(c, "PRAGMA foreign_keys = 1");
                Run(c, "DELETE FROM t");
            }

            private static void Run(SqliteConnection c, string sql)
            {
                using var command = c.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
            """),
        "SQLD202").RunAsync();

    [Theory]
    // Another database, or one of which it cannot be told.
    [InlineData("using var c = new SqliteConnection(\"Data Source=other.db\");\nc.Open();\nc.Execute(\"INSERT INTO t VALUES (1)\");")]
    [InlineData("using var c = new SqliteConnection(path);\nc.Open();\nc.Execute(\"INSERT INTO t VALUES (1)\");")]
    // Who only reads has nothing to sync.
    [InlineData("using var c = new SqliteConnection(_connectionString);\nc.Open();\nvar n = c.ExecuteScalar<long>(\"SELECT count(*) FROM t\");")]
    // It may be set where it cannot be seen.
    [InlineData("using var c = new SqliteConnection(_connectionString);\nc.Open();\n_apply(c);\nc.Execute(\"INSERT INTO t VALUES (1)\");")]
    [InlineData("using var c = new SqliteConnection(_connectionString);\nc.StateChange += (_, e) => Configure(c);\nc.Open();\nc.Execute(\"INSERT INTO t VALUES (1)\");")]
    [InlineData("using var c = new SqliteConnection(_connectionString);\nc.Open();\nc.Execute(path);")]
    public Task NobodyIsSeenToLackIt_DoesNotTrigger(string statements) => Verify.Analyzer(
        Store(Initialize("c.Execute(\"PRAGMA synchronous = NORMAL\");") + $$"""

            private readonly Action<DbConnection> _apply;

            public void Use(string path)
            {
            {{statements}}
            }
            """),
        "SQLD202").RunAsync();

    [Fact]
    public Task OneLongLivedConnection_IsConfiguredOnceRightly() => Verify.Analyzer(
        File("""
            internal sealed class Store : IDisposable
            {
                private readonly SqliteConnection _connection;

                public Store(string path)
                {
                    _connection = new SqliteConnection($"Data Source={path}");
                    _connection.Open();
                    _connection.Execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL");
                }

                public void Insert() => _connection.Execute("INSERT INTO t VALUES (1)");

                public void Dispose() => _connection.Dispose();
            }
            """),
        "SQLD202").RunAsync();

    /// <summary>Made where the field is declared, or in a constructor, and set up by another member: it is as little the others' as one that is made there.</summary>
    [Theory]
    [InlineData("private readonly SqliteConnection _c = new(\"Data Source=app.db\");", "[|PRAGMA foreign_keys = ON|]")]
    [InlineData("private SqliteConnection _c { get; } = new SqliteConnection(\"Data Source=app.db\");", "[|PRAGMA synchronous = NORMAL|]")]
    [InlineData("private readonly SqliteConnection _c; public Store() => _c = new SqliteConnection(\"Data Source=app.db\");", "[|PRAGMA foreign_keys = ON|]")]
    // Another file, or memory; and what may be meant for the work of this one.
    [InlineData("private readonly SqliteConnection _c = new(\"Data Source=other.db\");", "PRAGMA foreign_keys = ON")]
    [InlineData("private readonly SqliteConnection _c = new(\"Data Source=:memory:\");", "PRAGMA foreign_keys = ON")]
    [InlineData("private readonly SqliteConnection _c = new(\"Data Source=app.db\");", "PRAGMA cache_size = -64000")]
    [InlineData("private SqliteConnection _c = new(\"Data Source=app.db\"); public void Use(SqliteConnection c) => _c = c;", "PRAGMA foreign_keys = ON")]
    public Task ConnectionOfAField(string field, string pragma) => Verify.Analyzer(
        File($$"""
            internal sealed class Store
            {
                {{field}}

                public void Start() { _c.Open(); _c.Execute("{{pragma}}"); }

                public void Insert() => _c.Execute("INSERT INTO t VALUES (1)");
            }

            internal sealed class Other
            {
                public void Insert() { using var c = new SqliteConnection("Data Source=app.db"); c.Open(); c.Execute("INSERT INTO t VALUES (1)"); }
            }
            """),
        "SQLD202").RunAsync();

    [Fact]
    public Task HandWrittenFactory_DoesNotTrigger() => Verify.Analyzer(
        Store("""
            private SqliteConnection Open()
            {
                var c = new SqliteConnection(_connectionString);
                c.Open();
                c.Execute("PRAGMA foreign_keys = ON");
                Tune(c);
                return c;
            }

            private static void Tune(SqliteConnection c) => c.Execute("PRAGMA cache_size = -64000");

            public void Insert()
            {
                using var c = Open();
                c.Execute("INSERT INTO t VALUES (1)");
            }

            public void Delete()
            {
                using var c = Open();
                c.Execute("DELETE FROM t");
            }
            """),
        "SQLD202").RunAsync();

    [Fact]
    public Task BehindAHelperThatOpens_Triggers() => Verify.Analyzer(
        Store("""
            private SqliteConnection Open()
            {
                var c = new SqliteConnection(_connectionString);
                c.Open();
                return c;
            }

            public void Initialize()
            {
                using var c = Open();
                c.Execute("[|PRAGMA synchronous = NORMAL|]");
            }

            public void Insert()
            {
                using var c = Open();
                c.Execute("INSERT INTO t VALUES (1)");
            }
            """),
        "SQLD202").RunAsync();

    [Fact]
    public Task StartUpConnection_KeptWhileAPoolOpensOthers_Triggers() => Verify.Analyzer(
        File("""
            internal sealed class Options
            {
                public string ConnectionString { get; set; } = "";
            }

            internal sealed class Cache
            {
                private readonly SqliteConnection _db;

                public Cache(Options options)
                {
                    _db = Connect(options);
                    Pool = new Pool(_db);
                }

                public Pool Pool { get; }

                private static SqliteConnection Connect(Options options)
                {
                    var db = new SqliteConnection(options.ConnectionString);
                    db.Open();
                    using (var command = new SqliteCommand("PRAGMA journal_mode = WAL;", db))
                        command.ExecuteNonQuery();
                    using (var command = new SqliteCommand("[|PRAGMA synchronous = NORMAL|];", db))
                        command.ExecuteNonQuery();
                    return db;
                }
            }

            internal sealed class Pool
            {
                private readonly System.Collections.Concurrent.ConcurrentBag<SqliteConnection> _connections = new();
                private readonly string _connectionString;

                public Pool(SqliteConnection db)
                {
                    _connectionString = db.ConnectionString;
                    for (var i = 0; i < 4; i++)
                    {
                        var connection = new SqliteConnection(_connectionString);
                        connection.Open();
                        _connections.Add(connection);
                    }
                }
            }
            """),
        "SQLD202").RunAsync();

    [Fact]
    public Task Factory_Interceptor_AndOpenHandlers_DoNotTrigger() => Verify.Analyzer(
        File("""
            [SqliteConnectionFactory]
            internal static class Db
            {
                public static SqliteConnection Open()
                {
                    var c = new SqliteConnection("Data Source=app.db");
                    c.Open();
                    c.Execute("PRAGMA foreign_keys = ON");
                    return c;
                }
            }

            internal sealed class Interceptor : Microsoft.EntityFrameworkCore.Diagnostics.DbConnectionInterceptor
            {
                public override void ConnectionOpened(DbConnection connection, Microsoft.EntityFrameworkCore.Diagnostics.ConnectionEndEventData eventData) =>
                    connection.Execute("PRAGMA synchronous = NORMAL");
            }

            internal sealed class Store
            {
                public void Use()
                {
                    using var c = new SqliteConnection("Data Source=app.db");
                    c.StateChange += OnStateChange;
                    c.Open();
                    c.Execute("INSERT INTO t VALUES (1)");
                }

                public void Forgetful()
                {
                    using var c = new SqliteConnection("Data Source=app.db");
                    c.Open();
                    c.Execute("INSERT INTO t VALUES (1)");
                }

                private static void OnStateChange(object sender, StateChangeEventArgs e) => ((SqliteConnection)sender).Execute("PRAGMA cache_size = 10");
            }
            """),
        "SQLD202").RunAsync();

    [Fact]
    public Task InMemory_DoesNotTrigger() => Verify.Analyzer(
        Members("""
            public void One()
            {
                using var c = new SqliteConnection("Data Source=:memory:");
                c.Open();
                c.Execute("PRAGMA foreign_keys = ON");
            }

            public void Two()
            {
                using var c = new SqliteConnection("Data Source=:memory:");
                c.Open();
                c.Execute("INSERT INTO t VALUES (1)");
            }
            """),
        "SQLD202").RunAsync();

    [Fact]
    public Task ConnectionString_MaySetIt() => Verify.Analyzer(
        Members("""
            public void One()
            {
                using var c = new SqliteConnection("Data Source=app.db");
                c.Open();
                c.Execute("PRAGMA foreign_keys = ON");
            }

            public void Two()
            {
                using var c = new SqliteConnection("Data Source=app.db;Foreign Keys=True");
                c.Open();
                c.Execute("INSERT INTO t VALUES (1)");
            }
            """),
        "SQLD202").RunAsync();

    [Fact]
    public Task TypedConnection_TriggersOnWhatThePolicyDoesNotSay() => Verify.Analyzer(
        File("""
            [SqliteConnectionFactory]
            [SqliteDatabase("app", "app.db")]
            internal static partial class Db
            {
            }

            internal sealed class Store
            {
                public void Initialize()
                {
                    using var c = Db._connect_app();
                    c.Execute("[|PRAGMA cache_size = -64000|]");
                    c.Execute("PRAGMA synchronous = FULL");
                }

                public void Insert()
                {
                    using var c = Db._connect_app();
                    c.Execute("INSERT INTO t VALUES (1)");
                }
            }
            """),
        "SQLD202").WithGenerator().RunAsync();

    [Fact]
    public Task Fix_SaysItInTheManifest() => Verify.CodeFix<SqliteDiscipline.CodeFixes.MoveToManifestFix>(
        Typed(
            "[SqliteDatabase(\"app\", \"app.db\")]",
            """
            using var c = Db._connect_app();
            // More room.
            c.Execute("[|PRAGMA cache_size = -64000|]");
            c.Execute("[|PRAGMA recursive_triggers = ON|]");
            c.Execute("CREATE TABLE IF NOT EXISTS t (x)");
            """),
        Typed(
            "[SqliteDatabase(\"app\", \"app.db\")]\n[SqlitePragma(\"app\", \"cache_size\", \"-64000\")]\n[SqlitePragma(\"app\", \"recursive_triggers\", \"ON\")]",
            """
            using var c = Db._connect_app();
            // More room.
            c.Execute("CREATE TABLE IF NOT EXISTS t (x)");
            """),
        "SQLD202").WithGenerator().RunAsync();

    /// <summary>SQLite reads a quoted word as the word; the manifest takes it bare.</summary>
    [Theory]
    [InlineData("\\\"ON\\\"", "ON")]
    [InlineData("[ON]", "ON")]
    [InlineData("'ON'", "'ON'")]
    public Task Fix_UnquotesTheValue(string value, string declared) => Verify.CodeFix<SqliteDiscipline.CodeFixes.MoveToManifestFix>(
        Typed("[SqliteDatabase(\"app\", \"app.db\")]", $"using var c = Db._connect_app();\nc.Execute(\"[|PRAGMA recursive_triggers = {value}|]\");\nc.Execute(\"CREATE TABLE IF NOT EXISTS t (x)\");"),
        Typed($"[SqliteDatabase(\"app\", \"app.db\")]\n[SqlitePragma(\"app\", \"recursive_triggers\", \"{declared}\")]", "using var c = Db._connect_app();\nc.Execute(\"CREATE TABLE IF NOT EXISTS t (x)\");"),
        "SQLD202").WithGenerator().RunAsync();

    /// <summary>However the attribute beside it is written, and whether the namespace is imported or not.</summary>
    [Theory]
    [InlineData("using DB = SqliteDiscipline.SqliteDatabaseAttribute;", "[SqliteDiscipline.SqliteConnectionFactory, DB(\"app\", \"app.db\")]", "SqliteDiscipline.SqlitePragma")]
    [InlineData("using DB = SqliteDiscipline.SqliteDatabaseAttribute;", "[global::SqliteDiscipline.SqliteConnectionFactory]\n[DB(\"app\", \"app.db\")]", "SqliteDiscipline.SqlitePragma")]
    [InlineData("", "[SqliteDiscipline.SqliteConnectionFactory]\n[global::SqliteDiscipline.SqliteDatabase(\"app\", \"app.db\")]", "global::SqliteDiscipline.SqlitePragma")]
    [InlineData("using D = SqliteDiscipline;", "[D.SqliteConnectionFactory]\n[D::SqliteDatabase(\"app\", \"app.db\")]", "D::SqlitePragma")]
    [InlineData("using SqliteDiscipline; using DB = SqliteDiscipline.SqliteDatabaseAttribute;", "[SqliteConnectionFactory]\n[DB(\"app\", \"app.db\")]", "SqlitePragma")]
    public Task Fix_WritesWhatBindsThere(string usings, string attributes, string name)
    {
        return Verify.CodeFix<SqliteDiscipline.CodeFixes.MoveToManifestFix>(
            Manifest(attributes, "c.Execute(\"[|PRAGMA cache_size = -64000|]\");\n        "),
            Manifest($"{attributes}\n[{name}(\"app\", \"cache_size\", \"-64000\")]", string.Empty),
            "SQLD202").WithGenerator().RunAsync();

        string Manifest(string attributes, string setting) => $$"""
            using Dapper;
            {{usings}}

            {{attributes}}
            internal static partial class Db
            {
            }

            internal sealed class Store
            {
                public void Initialize()
                {
                    using var c = Db._connect_app();
                    {{setting}}c.Execute("CREATE TABLE IF NOT EXISTS t (x)");
                }

                public void Insert()
                {
                    using var c = Db._connect_app();
                    c.Execute("INSERT INTO t VALUES (1)");
                }
            }
            """;
    }

    [Theory]
    [InlineData("using var c = Db._connect_app();\nc.Execute(\"[|PRAGMA recursive_triggers = \\\"o n\\\"|]\");\nc.Execute(\"CREATE TABLE IF NOT EXISTS t (x)\");")]
    [InlineData("using var c = Db._connect_app();\nif (DateTime.Now.Year > 3)\n    c.Execute(\"[|PRAGMA cache_size = -64000|]\");")]
    public Task Fix_IsNotOffered(string statements) => Verify.CodeFix<SqliteDiscipline.CodeFixes.MoveToManifestFix>(
        Typed("[SqliteDatabase(\"app\", \"app.db\")]", statements), null, "SQLD202").WithGenerator().RunAsync();

    private static string Typed(string database, string statements) => File($$"""
        [SqliteConnectionFactory]
        {{database}}
        internal static partial class Db
        {
        }

        internal sealed class Store
        {
            public void Initialize()
            {
        {{string.Join("\n", statements.Split('\n').Select(line => "        " + line))}}
            }

            public void Insert()
            {
                using var c = Db._connect_app();
                c.Execute("INSERT INTO t VALUES (1)");
            }
        }
        """);

    private static string Initialize(string statements) => $$"""

        public void Initialize()
        {
            using var c = new SqliteConnection(_connectionString);
            c.Open();
        {{string.Join("\n", statements.Split('\n').Select(line => "    " + line))}}
        }

        """;

    private static string Store(string members) => Members($$"""
        private const int Wait = 5000;

        private readonly string _path;
        private readonly string _connectionString;

        public Store(string path)
        {
            _path = path;
            _connectionString = $"Data Source={_path};Cache=Private";
        }

        private static void Configure(SqliteConnection c)
        {
            c.Execute("PRAGMA foreign_keys = ON");
        }

        {{members}}
        """);
}
