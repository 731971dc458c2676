using SqliteDiscipline.CodeFixes;
using Xunit;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>Files of databases that the code also opens, read as files; and copies that do no harm.</summary>
public sealed class SQLD401LiveCopyTests
{
    private const string Store = "private readonly string _path; public C(string path) => _path = path; SqliteConnection Open() => new SqliteConnection($\"Data Source={_path}\"); ";

    private const string Configured = "private readonly string _cs; public C(string cs) => _cs = cs; SqliteConnection Open() => new SqliteConnection(_cs); ";

    [Theory]
    [InlineData(Store + "void Backup(string to) { [|File.Copy(_path, to, overwrite: true)|]; }")]
    [InlineData(Store + "void Backup(string to) { [|File.Copy(this._path, to)|]; }")]
    [InlineData(Store + "byte[] Export() => [|File.ReadAllBytes(_path)|];")]
    [InlineData(Store + "async Task<byte[]> Export() => await [|File.ReadAllBytesAsync(_path)|];")]
    [InlineData(Store + "Stream Export() => [|File.OpenRead(_path)|];")]
    [InlineData(Store + "Stream Export() => [|new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)|];")]
    [InlineData(Store + "void Backup(string to) { var info = new FileInfo(_path); [|info.CopyTo(to, true)|]; }")]
    [InlineData(Store + "void Backup(string to) => [|new FileInfo(_path).CopyTo(to)|];")]
    [InlineData(Store + "void Backup(ZipArchive zip) => [|zip.CreateEntryFromFile(_path, \"app.db\")|];")]
    [InlineData("private const string Path = \"app.db\"; object Open() => new SqliteConnection(\"Data Source=app.db;Mode=ReadWrite\"); void Backup(string to) => [|File.Copy(Path, to)|];")]
    [InlineData("private static string DbPath => System.IO.Path.Combine(AppContext.BaseDirectory, \"app.db\"); object Open() => new SqliteConnection(\"Data Source=\" + DbPath); void Backup(string to) => [|File.Copy(DbPath, to)|];")]
    [InlineData("void Run(string path) { using (var c = new SqliteConnection($\"Data Source={path}\")) { c.Open(); } [|File.Copy(path, path + \".bak\")|]; }")]
    [InlineData("void Run(string folder) { var path = Path.Combine(folder, \"a.db\"); using var c = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path }.ToString()); c.Open(); [|File.Copy(path, \"b\")|]; }")]
    [InlineData("class Context : DbContext { public static string DbPath { get; } = \"app.db\"; protected override void OnConfiguring(DbContextOptionsBuilder o) => o.UseSqlite($\"Data Source={DbPath}\"); } void Backup(string to) => [|File.Copy(Context.DbPath, to)|];")]
    [InlineData("class Context : DbContext { private readonly string _db; public Context(string folder) { _db = Path.Combine(folder, \"app.db\"); } protected override void OnConfiguring(DbContextOptionsBuilder o) => o.UseSqlite($\"Data Source={_db}\"); void Save(string to) { if (File.Exists(_db)) { [|File.Copy(_db, to, true)|]; } } }")]
    [InlineData(Store + "Stream Export() => [|new FileStream(_path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read })|];")]
    [InlineData(Store + "Stream Export() => [|File.Open(_path, new FileStreamOptions { Share = FileShare.ReadWrite })|];")]
    [InlineData(Store + "Stream Export() { var options = new FileStreamOptions { Mode = FileMode.Open }; return [|new FileInfo(_path).Open(options)|]; }")]
    [InlineData(Store + "object Export() => [|File.OpenHandle(_path)|];")]
    [CSharpData(1400, "} static class E { extension(string path) { public void Save(string to) { using (var c = new SqliteConnection($\"Data Source={path}\")) { c.Open(); } [|File.Copy(path, to)|]; } }")]
    // A folder with the database in it.
    [InlineData("private readonly string _folder; public C(string folder) => _folder = folder; SqliteConnection Open() => new SqliteConnection($\"Data Source={Path.Combine(_folder, \"app.db\")}\"); void Export(string to) => [|ZipFile.CreateFromDirectory(_folder, to)|];")]
    [InlineData("private readonly string _folder; public C(string folder) => _folder = folder; SqliteConnection Open() => new SqliteConnection($\"Data Source={_folder}/app.db\"); void Export(string to) { [|ZipFile.CreateFromDirectory(_folder, to, CompressionLevel.Fastest, includeBaseDirectory: false)|]; }")]
    [InlineData("private const string Root = \"data\"; object Open() => new SqliteConnection(\"Data Source=data/app.db\"); void Export(string to) { [|ZipFile.CreateFromDirectory(Root, to)|]; }")]
    [InlineData("private readonly DirectoryInfo _home = new DirectoryInfo(\"home\"); object Open() => new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_home.FullName, \"db\", \"app.db\") }.ToString()); void Export(Stream to) => [|ZipFile.CreateFromDirectory(_home.FullName, to)|];")]
    [InlineData("private static string Home => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), \"App\"); object Open() => new SqliteConnection($\"Data Source={Path.Combine(Home, \"app.db\")}\"); void Export(string to) => [|ZipFile.CreateFromDirectory(Home, to)|];")]
    // The backup failed, and the file is copied after all.
    [InlineData("void Save(string from, string to) { try { using var live = new SqliteConnection($\"Data Source={from}\"); using var copy = new SqliteConnection($\"Data Source={to}\"); live.Open(); copy.Open(); live.BackupDatabase(copy); } catch (SqliteException) { [|File.Copy(from, to, overwrite: true)|]; } }")]
    // A method names the file, for whatever it is given.
    [InlineData("static string PathOf(string user) => Path.Combine(\"users\", user + \".db\"); SqliteConnection Open(string user) => new SqliteConnection($\"Data Source={PathOf(user)}\"); byte[] Export(string name) => [|File.ReadAllBytes(PathOf(name))|];")]
    [InlineData("private readonly FileInfo _file; public C(FileInfo file) => _file = file; SqliteConnection Open() => new SqliteConnection($\"Data Source={_file.FullName}\"); void Backup(string to) { [|_file.CopyTo(to)|]; }")]
    // Written in other ways.
    [InlineData("void Run(string path) { using (var c = new SqliteConnection($\"Data Source={path}\")) { c.Open(); } void Save() { [|File.Copy(path, path + \".bak\")|]; } Save(); }")]
    [InlineData(Store + "Action<string> Backup => to => [|File.Copy(_path, to)|];")]
    [InlineData(Store + "Stream Export() => [|File.Open(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)|];")]
    [InlineData("private readonly string _path = \"a.db\"; object Open() => new SqliteConnection(string.Format(\"Data Source={0};Mode=ReadWrite\", _path)); void Backup(string to) => [|File.Copy(_path, to)|];")]
    [InlineData("private readonly string _path = \"a.db\"; object Open() => new SqliteConnection { ConnectionString = \"Filename=\" + _path }; void Backup(string to) => [|File.Copy(Path.GetFullPath(_path), to)|];")]
    [InlineData("object Open() => new SqliteConnection(@\"Data Source=data\\app.db\"); void Backup(string to) => [|File.Copy(\"data/app.db\", to)|];")]
    [InlineData(Store + "void Backup(string to) { using var from = [|new FileInfo(_path).OpenRead()|]; using var target = File.Create(to); from.CopyTo(target); }")]
    [InlineData(Store + "void Backup(string to, bool isFull) { string source = isFull ? to : null; if (source != null) { [|System.IO.File.Copy(sourceFileName: _path, destFileName: source)|]; } }")]
    // By a helper that is given the path.
    [InlineData(Store + "void Backup(string to) { [|CopySafe(_path, to)|]; } static void CopySafe(string a, string b) { if (File.Exists(a)) { File.Copy(a, b, true); } }")]
    [InlineData(Store + "void Backup(ZipArchive zip) => [|Archives.Add(zip, _path)|]; } static class Archives { public static void Add(ZipArchive zip, string path) { using var from = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite); using var to = zip.CreateEntry(\"a\").Open(); from.CopyTo(to); }")]
    [InlineData(Store + "byte[] Export() { byte[] Read(string file) => File.ReadAllBytes(file); return [|Read(_path)|]; }")]
    // The path is asked of the connection string.
    [InlineData(Configured + "void Backup(string to) { var path = new SqliteConnectionStringBuilder(_cs).DataSource; [|File.Copy(path, to)|]; }")]
    [InlineData(Configured + "void Backup(string to) { var b = new SqliteConnectionStringBuilder(_cs); if (File.Exists(b.DataSource)) { [|File.Copy(b.DataSource, to)|]; } }")]
    [InlineData(Configured + "string DbPath => new SqliteConnectionStringBuilder(_cs).DataSource; void Backup(string to) => [|File.Copy(DbPath, to)|];")]
    [InlineData("private readonly SqliteConnectionStringBuilder _b; public C(string path) => _b = new SqliteConnectionStringBuilder { DataSource = path }; SqliteConnection Open() => new SqliteConnection(_b.ToString()); void Backup(string to) => [|File.Copy(_b.DataSource, to)|];")]
    [InlineData("void Backup(string from, string to) { var cs = $\"Data Source={from}\"; using (var c = new SqliteConnection(cs)) { c.Open(); } [|File.Copy(new SqliteConnectionStringBuilder(cs).DataSource, to)|]; }")]
    public Task LiveDatabase_Triggers(string member) => Code(member).RunAsync();

    [Theory]
    // Another file, or one that nobody here opens.
    [InlineData(Store + "void Backup(string from, string to) { File.Copy(from, to); File.Copy(to, _path + \".bak\"); }")]
    [InlineData(Store + "bool Exists() => File.Exists(_path) && new FileInfo(_path).Length > 0;")]
    [InlineData("object Open(string text) => new SqliteConnection(text); void Backup(string path, string to) => File.Copy(path, to);")]
    [InlineData("void Run(string path) { using var c = new SqliteConnection(\"Data Source=:memory:\"); File.Copy(path, \"b\"); }")]
    // The pool is cleared: here, by a helper, by the caller.
    [InlineData(Store + "void Backup(string to) { SqliteConnection.ClearAllPools(); File.Copy(_path, to); }")]
    [InlineData(Store + "void Close() { SqliteConnection.ClearPool(Open()); } void Backup(string to) { Close(); File.Copy(_path, to); }")]
    [InlineData(Store + "void Copy(string to) { File.Copy(_path, to); } void Backup(string to) { SqliteConnection.ClearAllPools(); Copy(to); }")]
    // A helper that thinks of it, that is given another file, or that only asks.
    [InlineData(Store + "void Backup(string to) { CopySafe(_path, to); } static void CopySafe(string a, string b) { SqliteConnection.ClearAllPools(); File.Copy(a, b, true); }")]
    [InlineData(Store + "void Backup(string to) { CopySafe(_path, to); } static void CopySafe(string a, string b) { File.Copy(a, b, true); File.Copy(a + \"-wal\", b + \"-wal\", true); }")]
    [InlineData(Store + "void Backup(string to) { CopySafe(to, to + \".bak\"); } static void CopySafe(string a, string b) { File.Copy(a, b, true); }")]
    [InlineData(Store + "void Backup(string to) { Restore(to, _path); } static void Restore(string a, string b) { File.Copy(a, b, true); }")]
    [InlineData(Store + "bool Has() => Exists(_path); static bool Exists(string path) => File.Exists(path);")]
    [InlineData(Store + "void Backup(string to) { CopySafe(to, _path); } static void CopySafe(string a, string b) { a = b + a; File.Delete(b + a); }")]
    // Of another connection string, of one that may say Pooling=False, or set anew.
    [InlineData(Configured + "void Backup(string other, string to) => File.Copy(new SqliteConnectionStringBuilder(other).DataSource, to);")]
    [InlineData(Configured + "void Backup(string to) { var b = new SqliteConnectionStringBuilder(_cs); b.DataSource = to + \".bak\"; File.Copy(b.DataSource, to); }")]
    [InlineData(Configured + "bool Holds => !_cs.Contains(\"Pooling=False\"); void Backup(string to) => File.Copy(new SqliteConnectionStringBuilder(_cs).DataSource, to);")]
    // Unpooled and closed.
    [InlineData("private readonly string _path = \"a.db\"; object Open() => new SqliteConnection($\"Data Source={_path};Pooling=False\"); void Backup(string to) => File.Copy(_path, to);")]
    [InlineData("private readonly string _path = \"a.db\"; private SqliteConnection Connection { get; set; } private SqliteConnection Connect() => new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false, Mode = SqliteOpenMode.ReadWriteCreate }.ToString()); void Migrate() { Connection.Close(); Connection.Dispose(); File.Copy(_path, _path + \".bak\"); }")]
    // The WAL has been emptied, or is copied along.
    [InlineData(Store + "void Backup(string to) { using var c = Open(); c.Open(); var k = c.CreateCommand(); k.CommandText = \"PRAGMA wal_checkpoint(TRUNCATE)\"; k.ExecuteNonQuery(); File.Copy(_path, to); }")]
    [InlineData(Store + "void Backup(string to) { using var c = Open(); c.Open(); var k = c.CreateCommand(); k.CommandText = \"PRAGMA journal_mode = DELETE\"; k.ExecuteNonQuery(); File.Copy(_path, to); }")]
    [InlineData(Store + "void CheckpointWal() { } void Backup(string to) { CheckpointWal(); File.Copy(_path, to); }")]
    [InlineData(Store + "void Backup(string to) { File.Copy(_path, to); foreach (var e in new[] { \"-wal\", \"-shm\" }) { File.Copy(_path + e, to + e); } }")]
    // Before anything is opened.
    [InlineData("void Run(string path) { File.Copy(path, path + \".bak\"); using var c = new SqliteConnection($\"Data Source={path}\"); c.Open(); }")]
    [InlineData("private readonly string _path; public C(string path) { _path = path; File.Copy(_path, _path + \".bak\"); Open(); } object Open() => new SqliteConnection($\"Data Source={_path}\");")]
    [InlineData("void Run(string path) { using var c = new SqliteConnection($\"Data Source={path}\"); if (File.Exists(path)) { File.Copy(path, path + \".bak\", true); } c.Open(); }")]
    // A copy of somebody else's database, which is read instead of it.
    [InlineData("void Read(string places, string folder) { var copy = Path.Combine(folder, $\"tempplaces_{Guid.NewGuid()}.sqlite\"); File.Copy(places, copy, true); using var c = new SqliteConnection($\"Data Source={copy};Mode=ReadOnly\"); c.Open(); SqliteConnection.ClearPool(c); c.Close(); File.Delete(copy); }")]
    // A folder of other things; one of backups.
    [InlineData("private readonly string _folder = \"x\"; object Open() => new SqliteConnection($\"Data Source={_folder}.db\"); void Export(string to) => ZipFile.CreateFromDirectory(_folder, to);")]
    [InlineData("private readonly string _folder = \"x\"; object Open() => new SqliteConnection($\"Data Source={Path.Combine(_folder, \"app.db\")}\"); void Export(string to) => ZipFile.CreateFromDirectory(Path.Combine(_folder, \"logs\"), to);")]
    [InlineData("void Export(SqliteConnection live, string folder, string to) { var path = Path.Combine(folder, \"app.db\"); using (var copy = new SqliteConnection($\"Data Source={path}\")) { copy.Open(); live.BackupDatabase(copy); } ZipFile.CreateFromDirectory(folder, to); }")]
    [InlineData("static string PathOf(string user) => user + \".db\"; SqliteConnection Open() => new SqliteConnection($\"Data Source={PathOf(\"main\")}\"); byte[] Export() => File.ReadAllBytes(PathOf(\"other\"));")]
    // Seeding from a template.
    [InlineData(Store + "void Seed() { if (!File.Exists(_path)) File.Copy(\"template.db\", _path); }")]
    // Each member of an extension block may be called on another path.
    [CSharpData(1400, "} static class E { extension(string path) { public object Open() => new SqliteConnection($\"Data Source={path}\"); public void Save(string to) => File.Copy(path, to); }")]
    public Task WhatDoesNoHarm_DoesNotTrigger(string member) => Code(member).RunAsync();

    /// <summary>A connection says itself which file it has open.</summary>
    [Theory]
    [InlineData("void Save(SqliteConnection c, string to) { c.Open(); [|File.Copy(c.DataSource, to)|]; }")]
    [InlineData("void Save(SqliteConnection c) { if (Version(c) < 3) { var backup = c.DataSource + \".bak\"; [|File.Copy(c.DataSource, backup, overwrite: true)|]; } } int Version(SqliteConnection c) => 1;")]
    [InlineData("void Save(string path, string to) { using var c = new SqliteConnection($\"Data Source={path}\"); c.Open(); [|File.Copy(c.DataSource, to)|]; }")]
    [InlineData("void Save(string path, string to) { using (var c = new SqliteConnection($\"Data Source={path}\")) { c.Open(); var source = Path.GetFullPath(c.DataSource); [|File.Copy(source, to)|]; } }")]
    [InlineData("byte[] Read(string text) { using var c = new SqliteConnection(text); c.Open(); return [|File.ReadAllBytes(c.DataSource)|]; }")]
    [InlineData("byte[] Read(System.Data.Common.DbConnection any) { if (any is SqliteConnection c) { c.Open(); return [|File.ReadAllBytes(c.DataSource)|]; } return null; }")]
    [InlineData("private SqliteConnection _c; void Save(string to) { using var from = [|File.OpenRead(_c.DataSource)|]; }")]
    [InlineData("void Save(string path, string to) { var b = new SqliteConnectionStringBuilder { DataSource = path }; using var c = new SqliteConnection(b.ConnectionString); c.Open(); [|File.Copy(path, to)|]; }")]
    [InlineData("void Save(string path, string to) { var c = new SqliteConnection($\"Data Source={path}\"); using (c) { Run(c: c); [|File.Copy(path, to)|]; } } void Run(SqliteConnection c) { }")]
    [InlineData("void Save(string path, string to) { using (var c = new SqliteConnection($\"Data Source={path}\")) { c.Open(); } [|File.Copy(new SqliteConnection($\"Data Source={path}\").DataSource, to)|]; }")]
    public Task FileOfAConnection_Triggers(string member) => Code(member).RunAsync();

    [Theory]
    [InlineData("void Save(SqliteConnection c, string to) { File.Copy(c.DataSource, to); c.Open(); }")]
    [InlineData("void Save(SqliteConnection c, string to) { if (c.State == System.Data.ConnectionState.Closed) File.Copy(c.DataSource, to); }")]
    [InlineData("void Save(SqliteConnection c, string to) { c.Open(); c.Close(); File.Copy(c.DataSource, to); }")]
    [InlineData("void Save(SqliteConnection c, string to) { c.Close(); SqliteConnection.ClearPool(c); File.Copy(c.DataSource, to); }")]
    [InlineData("void Save(SqliteConnection c, string to) { c.Open(); Checkpoint(c); File.Copy(c.DataSource, to); } void Checkpoint(SqliteConnection c) { }")]
    [InlineData("void Seed(SqliteConnection c) { c.Open(); c.Close(); File.Copy(\"template.db\", c.DataSource, true); }")]
    [InlineData("void Save(string to) { using var c = new SqliteConnection(\"Data Source=:memory:\"); c.Open(); File.Copy(c.DataSource, to); }")]
    [InlineData("void Save(System.Data.Common.DbConnection c, string to) { c.Open(); File.Copy(c.DataSource, to); }")]
    public Task FileOfAConnectionNotSeenOpen_DoesNotTrigger(string member) => Code(member).RunAsync();

    [Fact]
    public Task Fix_OfADatabaseWhosePathIsGiven_GivesItToTheBackup() => Verify.CodeFix<DatabaseFileFix>(Given("[|File.Copy(_path, to, true)|];"), Given("Databases._backup_main(_path, to);"), "SQLD401").WithGenerator().RunAsync();

    private static string Given(string statement) => $$"""
        using System.IO;
        using SqliteDiscipline;

        [SqliteConnectionFactory, SqliteDatabase("main", DataSourceFrom = nameof(MainPath))]
        static partial class Databases
        {
            private static string MainPath(string dataSource) => Path.GetFullPath(dataSource);
        }

        class Store
        {
            private readonly string _path = Path.GetTempFileName();

            void Use()
            {
                using var connection = Databases._create_main(_path);
            }

            void Copy(string to)
            {
                {{statement}}
            }
        }
        """;

    [Fact]
    public Task FileOfATypedConnection_IsBackedUpByItsMember() => Verify.CodeFix<DatabaseFileFix>(
            In("void Backup(string to)\n    {\n        using var app = Databases._connect_app();\n        [|File.Copy(app.DataSource, to)|];\n    }"),
            In("void Backup(string to)\n    {\n        using var app = Databases._connect_app();\n        Databases._backup_app(to);\n    }"),
            "SQLD401")
        .WithFile("Factory.cs", Factory).WithGenerator().RunAsync();

    [Fact]
    public Task RollbackJournal_DoesNotTrigger() => Verify.Analyzer(
        In(Store + "void Backup(string to) => File.Copy(_path, to);").Replace("journal_mode = WAL", "foreign_keys = ON"), "SQLD401").RunAsync();

    [Theory]
    [InlineData("private readonly SqliteConnection _kept = new SqliteConnection(\"Data Source=app.db\"); byte[] Export() => [|File.ReadAllBytes(\"app.db\")|];")]
    [InlineData("void Make(DbContextOptionsBuilder o) => o.UseSqlite(\"Data Source=app.db\"); byte[] Export() => [|File.ReadAllBytes(\"app.db\")|];")]
    [InlineData("private readonly string _path = \"a.db\"; private SqliteConnection Connection { get; set; } private SqliteConnection Connect() => new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false, Mode = SqliteOpenMode.ReadWriteCreate }.ToString()); void Migrate() { [|File.Copy(_path, _path + \".bak\")|]; }")]
    public Task KeptOpenOrOfEntityFramework_Triggers(string member) => Verify.Analyzer(
        In(member).Replace("journal_mode = WAL", "foreign_keys = ON"), "SQLD401").RunAsync();

    [Fact]
    public Task DeclaredDatabase_Triggers() => Code("void Backup(string to) { [|File.Copy(\"app.db\", to)|]; byte[] bytes = [|File.ReadAllBytes(Databases.Place)|]; } byte[] Of(string user) { var path = Databases.PlaceOf(user); return [|File.ReadAllBytes(path)|]; } void Pack(string to) => [|ZipFile.CreateFromDirectory(Databases.Users, to)|]; byte[] Second() => [|File.ReadAllBytes(Databases.Second())|];")
        .WithFile("Factory.cs", Factory).RunAsync();

    [Fact]
    public Task DeclaredDatabase_IsBackedUpByItsMember() => Verify.CodeFix<DatabaseFileFix>(
            In("void Backup(string to)\n    {\n        // Every night.\n        [|File.Copy(\"app.db\", to)|]; // over there\n    }"),
            In("void Backup(string to)\n    {\n        // Every night.\n        Databases._backup_app(to); // over there\n    }"),
            "SQLD401")
        .WithFile("Factory.cs", Factory).WithGenerator().RunAsync();

    [Fact]
    public Task Copy_BecomesABackup() => Verify.CodeFix<DatabaseFileFix>(
            In(Store + "void Backup(string to, int live)\n    {\n        [|File.Copy(_path, to, true)|];\n    }"),
            In(Store + """
            void Backup(string to, int live)
                {
                    using (var liveDatabase = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false }.ToString()))
                    using (var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString()))
                    {
                        liveDatabase.Open();
                        copy.Open();
                        liveDatabase.BackupDatabase(copy);
                    }
                }
            """),
            "SQLD401").RunAsync();

    [Theory]
    [InlineData(Store + "void Backup(string to) => [|File.Copy(_path, to)|];")]
    [InlineData(Store + "byte[] Export() => [|File.ReadAllBytes(_path)|];")]
    [InlineData("private readonly string _path = \"a.db\"; object Open(string key) => new SqliteConnection($\"Data Source={_path};Password={key}\"); void Backup(string to) { [|File.Copy(_path, to)|]; }")]
    public Task WhatIsNoPlainStatement_IsLeft(string member) => Verify.CodeFix<DatabaseFileFix>(In(member), null, "SQLD401").RunAsync();

    private const string Factory =
        """
        using SqliteDiscipline;
        [SqliteConnectionFactory]
        [SqliteDatabase("app", "app.db")]
        [SqliteDatabase("other", DataSourceFrom = nameof(Place))]
        [SqliteDatabase("user", DataSourceFrom = nameof(PlaceOf))]
        [SqliteDatabase("second", DataSourceFrom = nameof(Second))]
        static partial class Databases
        {
            public const string Users = "users";
            public static string Place => System.Environment.CurrentDirectory + "/other.db";
            public static string PlaceOf(string user) => System.IO.Path.Combine(Users, user, "app.db");
            public static string Second() => "second.db";
        }
        """;

    /// <summary>With a rollback journal all is in the file, unless somebody has it open just then.</summary>
    [Theory]
    [InlineData("using var c = new SqliteConnection($\"Data Source={path}\"); c.Open(); [|File.Copy(path, \"b\")|];")]
    [InlineData("using (var c = new SqliteConnection($\"Data Source={path}\")) { c.Open(); [|File.Copy(path, \"b\")|]; }")]
    [InlineData("using (var c = new SqliteConnection($\"Data Source={path}\")) { c.Open(); } File.Copy(path, \"b\");")]
    [InlineData("using var c = new SqliteConnection($\"Data Source={path}\"); c.Open(); c.Close(); File.Copy(path, \"b\");")]
    [InlineData("using var c = new SqliteConnection($\"Data Source={path}\"); File.Copy(path, \"b\");")]
    public Task WithoutAWal_TriggersWhileItIsOpen(string statements) =>
        Verify.Analyzer(In($"void Run(string path) {{ {statements} }}").Replace("PRAGMA journal_mode = WAL", ""), "SQLD401").RunAsync();

    private static SqliteAnalyzerTest Code(string member) => Verify.Analyzer(In(member), "SQLD401");

    internal static string In(string member) => $$"""
        #nullable disable
        using System;
        using System.IO;
        using System.IO.Compression;
        using System.Threading.Tasks;
        using Microsoft.Data.Sqlite;
        using Microsoft.EntityFrameworkCore;

        class C
        {
            private const string Wal = "PRAGMA journal_mode = WAL";
            {{member}}
        }
        """;
}
