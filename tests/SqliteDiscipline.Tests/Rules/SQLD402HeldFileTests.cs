using SqliteDiscipline.CodeFixes;
using Xunit;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>Database files taken away under the pool; and after it has been cleared.</summary>
public sealed class SQLD402HeldFileTests
{
    private const string Store = "private readonly string _path; public C(string path) => _path = path; SqliteConnection Open() => new SqliteConnection($\"Data Source={_path}\"); ";

    [Theory]
    [InlineData(Store + "public void Dispose() { [|File.Delete(_path)|]; }")]
    [InlineData(Store + "public void Dispose() { try { [|File.Delete(_path)|]; } catch { } try { File.Delete(_path + \"-wal\"); } catch { } }")]
    [InlineData(Store + "void Reset() { if (File.Exists(_path)) [|File.Delete(_path)|]; }")]
    [InlineData(Store + "void Retire() => [|File.Move(_path, _path + \".old\")|];")]
    [InlineData(Store + "void Restore(string from) => [|File.Copy(from, _path, overwrite: true)|];")]
    [InlineData(Store + "void Restore(string from) => [|File.Move(from, _path, true)|];")]
    [InlineData(Store + "void Restore(string from) => [|File.Replace(from, _path, null)|];")]
    [InlineData(Store + "void Restore(byte[] bytes) => [|File.WriteAllBytes(_path, bytes)|];")]
    [InlineData(Store + "async Task Restore(Stream from) { await using var to = [|new FileStream(_path, FileMode.Create)|]; await from.CopyToAsync(to); }")]
    [InlineData(Store + "async Task Restore(Stream from) { await using var to = [|File.Create(_path)|]; await from.CopyToAsync(to); }")]
    [InlineData(Store + "void Reset() => [|new FileInfo(_path).Delete()|];")]
    [InlineData("void Run(string path) { using (var c = new SqliteConnection($\"Data Source={path}\")) { c.Open(); } [|File.Delete(path)|]; }")]
    [InlineData("void Run() { var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + \".db\"); using (var c = new SqliteConnection($\"Data Source={path}\")) { c.Open(); } [|File.Delete(path)|]; }")]
    [InlineData("void Run() { var path = Path.GetTempFileName(); try { using var c = new SqliteConnection(\"Data Source=\" + path); c.Open(); } finally { [|File.Delete(path)|]; } }")]
    [InlineData("private readonly string _path = Path.Combine(Path.GetTempPath(), $\"test-{Guid.NewGuid():N}.db\"); private string Cs => $\"Data Source={_path};Foreign Keys=True\"; object Open() => new SqliteConnection(Cs); public void Dispose() => [|File.Delete(_path)|];")]
    [InlineData("private readonly string _folder = \"x\"; SqliteConnection Open() => new SqliteConnection(\"Data Source=\" + Path.Combine(Path.Combine(_folder, \"data\"), \"a.db\")); void Reset() => [|File.Delete(Path.Combine(_folder, \"data\", \"a.db\"))|];")]
    [InlineData("private readonly string _path = \"a.db\"; object Context() => new DbContextOptionsBuilder().UseSqlite($\"Data Source={_path}\").Options; public void Dispose() { if (File.Exists(_path)) { [|File.Delete(_path)|]; } }")]
    [InlineData("private readonly string _path = \"a.db\"; SqliteConnection Open(string path) => new SqliteConnection($\"Data Source={path}\"); void Load() { using var c = Open(_path); } public void Dispose() => [|File.Delete(_path)|];")]
    [InlineData(Store + "void Restore(string from) => [|new FileInfo(from).CopyTo(_path, true)|];")]
    [InlineData(Store + "void Restore() => [|new FileInfo(\"backup.db\").MoveTo(_path, overwrite: true)|];")]
    [InlineData(Store + "void Restore(FileInfo from) => [|from.Replace(_path, null)|];")]
    [InlineData("private readonly FileInfo _kept; " + Store + "void Restore() => [|_kept.Replace(_path, null)|];")]
    [InlineData(Store + "void Retire() => [|new FileInfo(_path).Replace(\"z.db\", null)|];")]
    [InlineData(Store + "void Reset() => [|File.WriteAllText(_path, \"\")|];")]
    [InlineData(Store + "async Task Reset() => await [|File.WriteAllTextAsync(_path, \"\")|];")]
    [InlineData(Store + "void Restore(ZipArchiveEntry entry) => [|entry.ExtractToFile(_path, true)|];")]
    [InlineData(Store + "void Restore(ZipArchiveEntry entry) => [|entry.ExtractToFile(overwrite: true, destinationFileName: _path)|];")]
    [InlineData(Store + "void Reset() { using var s = [|new FileStream(_path, new FileStreamOptions { Mode = FileMode.Truncate, Access = FileAccess.Write })|]; }")]
    // The folder goes, and the database with it.
    [InlineData("private readonly string _folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()); SqliteConnection Open() => new SqliteConnection($\"Data Source={Path.Combine(_folder, \"app.db\")}\"); public void Dispose() { if (Directory.Exists(_folder)) { [|Directory.Delete(_folder, true)|]; } }")]
    [InlineData("private readonly string _folder = Path.GetRandomFileName(); private string Db => Path.Combine(_folder, \"app.db\"); SqliteConnection Open() => new SqliteConnection(\"Data Source=\" + Db); public void Dispose() => [|Directory.Delete(_folder, recursive: true)|];")]
    [InlineData("private readonly string _folder = \"x\"; private readonly string _db; public C() { _db = Path.Combine(_folder, \"app.db\"); } SqliteConnection Open() => new SqliteConnection($\"Data Source={_db}\"); void Retire() => [|Directory.Move(_folder, _folder + \".old\")|];")]
    [InlineData("private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory(); SqliteConnection Open() => new SqliteConnection($\"Data Source={Path.Combine(_folder.FullName, \"app.db\")}\"); public void Dispose() => [|_folder.Delete(true)|];")]
    [InlineData("void Run() { var folder = Directory.CreateTempSubdirectory().FullName; using (var c = new SqliteConnection($\"Data Source={folder}/a.db\")) { c.Open(); } [|Directory.Delete(folder, true)|]; }")]
    [InlineData("void Run() { var folder = new DirectoryInfo(\"x\"); using (var c = new SqliteConnection(\"Data Source=x/a.db\")) { c.Open(); } [|folder.MoveTo(\"y\")|]; }")]
    [InlineData("private string PathOf(int id) { return Path.Combine(\"data\", id + \".db\"); } SqliteConnection Open(int id) => new SqliteConnection($\"Data Source={PathOf(id)}\"); void Drop(int id) { var path = PathOf(id); if (File.Exists(path)) [|File.Delete(path)|]; }")]
    [InlineData("static class Place { private static readonly string s_folder = Path.GetTempPath(); private static readonly string s_file = Path.Combine(s_folder, \"app.db\"); public static SqliteConnection Open() => new SqliteConnection($\"Data Source={s_file}\"); public static string Get() { if (!Directory.Exists(s_folder)) { Directory.CreateDirectory(s_folder); } return s_file; } } void Restore(string from) { var path = Place.Get(); [|File.Copy(from, path, true)|]; }")]
    // All three of its files, but the pool holds them.
    [InlineData(Store + "void Wipe() { foreach (var f in new[] { _path, _path + \"-wal\", _path + \"-shm\" }) if (File.Exists(f)) [|File.Delete(f)|]; }")]
    [InlineData(Store + "void Wipe() { foreach (var s in new[] { \"\", \"-wal\", \"-shm\" }) [|File.Delete(_path + s)|]; }")]
    [InlineData(Store + "void Wipe() { var all = new[] { _path, _path + \"-wal\" }; foreach (var f in all) [|File.Delete(f)|]; }")]
    [InlineData(Store + "public void Dispose() { [|TryDelete(_path)|]; TryDelete(_path + \"-wal\"); } static void TryDelete(string path) { try { File.Delete(path); } catch (IOException) { } }")]
    [InlineData(Store + "void Reset() { if (File.Exists(_path)) [|File.WriteAllBytes(_path, new byte[0])|]; }")]
    public Task UnderThePool_Triggers(string member) => Code(member).RunAsync();

    [Theory]
    [InlineData(Store + "public void Dispose() { SqliteConnection.ClearAllPools(); File.Delete(_path); }")]
    [InlineData(Store + "public void Dispose() { SqliteConnection.ClearPool(new SqliteConnection($\"Data Source={_path}\")); if (File.Exists(_path)) File.Delete(_path); }")]
    [InlineData(Store + "void Close() => SqliteConnection.ClearAllPools(); public void Dispose() { Close(); File.Delete(_path); }")]
    [InlineData(Store + "public void Dispose() { SqliteConnection.ClearAllPools(); Delete(); } void Delete() => File.Delete(_path);")]
    [InlineData(Store + "void Run() { SqliteConnection.ClearAllPools(); foreach (var path in new[] { _path, _path + \"-wal\", _path + \"-shm\" }) try { if (File.Exists(path)) File.Delete(path); } catch (IOException) { } }")]
    [InlineData("private readonly string _path = \"a.db\"; object Open() => new SqliteConnection($\"Data Source={_path};Pooling=False\"); void Dispose() => File.Delete(_path);")]
    [InlineData("private readonly string _path = \"a.db\"; object Open() => new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false }.ToString()); void Dispose() => File.Delete(_path);")]
    [InlineData("void Make(string path) { if (File.Exists(path)) File.Delete(path); using var c = new SqliteConnection($\"Data Source={path}\"); c.Open(); }")]
    [InlineData("private readonly string _path; public C(string path) { _path = path; File.Delete(_path); Open(); } object Open() => new SqliteConnection($\"Data Source={_path}\");")]
    [InlineData("private readonly string _path = \"a.db\"; void Initialize() { File.Delete(_path); Open(); } object Open() => new SqliteConnection($\"Data Source={_path}\");")]
    [InlineData(Store + "void Clean() { File.Delete(_path + \".bak\"); File.Delete(\"other.db\"); }")]
    [InlineData(Store + "void Copy(string from) => File.Copy(from, _path);")]
    [InlineData("object Open(string path) => new SqliteConnection($\"Data Source={path}\"); void Delete(string path) => File.Delete(path);")]
    [InlineData("void Run(string path) { using var c = new SqliteConnection($\"Data Source={path};Mode=Memory\"); c.Open(); File.Delete(path); }")]
    [InlineData("void Run(C other) { using var c = new SqliteConnection($\"Data Source={other.Path}\"); File.Delete(Path); } public string Path { get; set; }")]
    [InlineData("void Run(string path) { using var c = new SqliteConnection($\"Data Source={path}\"); path = \"x\"; }")]
    [InlineData("private readonly string _folder = \"x\"; SqliteConnection Open() => new SqliteConnection($\"Data Source={Path.Combine(_folder, \"app.db\")}\"); public void Dispose() { SqliteConnection.ClearAllPools(); Directory.Delete(_folder, true); }")]
    [InlineData("private readonly string _folder = \"x\"; SqliteConnection Open() => new SqliteConnection($\"Data Source={Path.Combine(_folder, \"app.db\")};Pooling=False\"); public void Dispose() => Directory.Delete(_folder, true);")]
    // Only an empty folder goes this way; another folder; a folder within.
    [InlineData("private readonly string _folder = \"x\"; SqliteConnection Open() => new SqliteConnection($\"Data Source={Path.Combine(_folder, \"app.db\")}\"); public void Dispose() => Directory.Delete(_folder);")]
    [InlineData("private readonly string _folder = \"x\"; SqliteConnection Open() => new SqliteConnection($\"Data Source={Path.Combine(_folder, \"app.db\")}\"); void Clean(string folder) { Directory.Delete(folder, true); Directory.Delete(Path.Combine(_folder, \"cache\"), true); Directory.Delete(_folder + \".tmp\", true); }")]
    [InlineData("void Run(string folder) { if (Directory.Exists(folder)) Directory.Delete(folder, true); using var c = new SqliteConnection($\"Data Source={Path.Combine(folder, \"a.db\")}\"); c.Open(); }")]
    [InlineData("string PathOf(int id) => Path.Combine(\"data\", id + \".db\"); void Copy(int from, int to) { using (var c = new SqliteConnection($\"Data Source={PathOf(from)}\")) { c.Open(); } File.Delete(PathOf(to)); }")]
    [InlineData("static class Place { private static readonly string s_file = \"app.db\"; public static SqliteConnection Open() => new SqliteConnection($\"Data Source={s_file}\"); public static string Get() { if (Environment.TickCount == 0) { return \"copy.db\"; } return s_file; } } void Restore(string from) { var path = Place.Get(); File.Copy(from, path, true); }")]
    [InlineData(Store + "void Make() => MakeAnew(_path); static void MakeAnew(string path) { if (File.Exists(path)) { File.Delete(path); } using var c = new SqliteConnection($\"Data Source={path}\"); c.Open(); }")]
    [InlineData(Store + "void Dispose() => TryDelete(_path); static void TryDelete(string path) { SqliteConnection.ClearAllPools(); File.Delete(path); }")]
    [InlineData(Store + "void Clean() { foreach (var s in new[] { \".bak\", \".old\" }) File.Delete(_path + s); DeleteLog(_path); } static void DeleteLog(string path) { File.Delete(path + \".log\"); }")]
    [InlineData(Store + "void Seed(ZipArchiveEntry entry, FileInfo from) { entry.ExtractToFile(_path); from.CopyTo(_path); from.CopyTo(_path + \".bak\", true); }")]
    // Made only where there is none.
    [InlineData(Store + "void Touch() { if (!File.Exists(_path)) { File.Create(_path).Dispose(); } }")]
    [InlineData(Store + "void Touch(bool flag) { if (flag && !File.Exists(_path)) File.WriteAllBytes(_path, new byte[0]); }")]
    [InlineData("private static readonly string s_file = \"app.db\"; SqliteConnection Open() => new SqliteConnection($\"Data Source={s_file}\"); void Touch() { if (!File.Exists(s_file)) { using (File.Create(\"app.db\")) { } } }")]
    [InlineData(Store + "void Seed(string from) { if (File.Exists(_path)) return; File.Copy(from, _path, overwrite: true); }")]
    [InlineData(Store + "void Seed(string from) { if (File.Exists(_path)) { Console.WriteLine(); } else { using var to = File.Create(_path); } }")]
    public Task ClearedOrNotYetOpen_DoesNotTrigger(string member) => Code(member).RunAsync();

    /// <summary>Who asks for a path twice, has two files.</summary>
    [Theory]
    [InlineData("static string NewPath() => Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString(\"N\") + \".db\");")]
    [InlineData("private readonly string _folder = \"x\"; string NewPath() => Path.Combine(_folder, Path.GetRandomFileName());")]
    [InlineData("static string NewPath() { var path = Path.GetTempFileName(); return path; }")]
    [InlineData("static string NewPath() { return Path.Combine(\"x\", DateTime.UtcNow.Ticks + \".db\"); }")]
    [InlineData("private int _count; string NewPath() { _count++; return \"test\" + _count + \".db\"; }")]
    [InlineData("static string NewPath() => Path.Combine(\"x\", NewName()); static string NewName() => Guid.NewGuid() + \".db\";")]
    public async Task NewPathAtEveryCall_IsAFileOfItsOwn(string method)
    {
        const string Others = " void A() { var a = NewPath(); File.Copy(\"template.db\", a, true); } void B() { var b = NewPath(); using var c = new SqliteConnection($\"Data Source={b}\"); c.Open(); } void D() { var x = NewPath(); File.WriteAllBytes(x, new byte[] { 1 }); File.Delete(x); } void E() => File.Delete(NewPath());";
        const string Own = " void F() { var p = NewPath(); using (var c = new SqliteConnection($\"Data Source={p}\")) { c.Open(); } [|File.Delete(p)|]; }";
        await Code(method + Others).RunAsync();
        await Code(method + Own).RunAsync();
    }

    [Fact]
    public Task NewPathByTheTime_IsAFileOfItsOwn() => Code(
        "static string NewPath() => $\"{DateTime.UtcNow.Ticks}.db\"; void B() { var b = NewPath(); using var c = new SqliteConnection($\"Data Source={b}\"); c.Open(); } void D() { var x = NewPath(); File.Delete(x); } void E() { var p = $\"{DateTime.UtcNow.Ticks}.db\"; using (var c = new SqliteConnection($\"Data Source={p}\")) { c.Open(); } [|File.Delete(p)|]; }").RunAsync();

    [Theory]
    [InlineData("static string s_path; static string NewPath() => s_path ??= Path.Combine(Path.GetTempPath(), Guid.NewGuid() + \".db\");")]
    [InlineData("static string NewPath() { var name = \"\"; for (var i = 0; i < 3; i++) { name += i; } return name + \".db\"; }")]
    public Task SamePathAtEveryCall_Triggers(string method) => Code(
        method + " void B() { var b = NewPath(); using var c = new SqliteConnection($\"Data Source={b}\"); c.Open(); } void D() { var x = NewPath(); [|File.Delete(x)|]; }").RunAsync();

    [Fact]
    public Task PropertyThatGivesANewPath_IsAFileOfItsOwn() => Code(
        "static string Fresh => Guid.NewGuid() + \".db\"; void B() { using var c = new SqliteConnection($\"Data Source={Fresh}\"); c.Open(); } void D() => File.Delete(Fresh);").RunAsync();

    /// <summary>A generated member that is given the path opens it, as the manifest is written that SQLD100's fix writes.</summary>
    [Fact]
    public Task PathThatAGeneratedMemberIsGiven_Triggers() => Verify.Analyzer(
        """
        using System.IO;
        using SqliteDiscipline;

        [SqliteConnectionFactory, SqliteDatabase("main", DataSourceFrom = nameof(MainPath))]
        static partial class Databases
        {
            private static string MainPath(string dataSource) => dataSource;
        }

        class Store
        {
            private readonly string _path = Path.GetTempFileName();

            void Use()
            {
                using var connection = Databases._connect_main(_path);
            }

            void Copy(string to) => {|SQLD401:File.Copy(_path, to)|};

            void Reset() => {|SQLD402:File.Delete(_path)|};

            void Other(string path) => File.Delete(path);
        }
        """, "SQLD401", "SQLD402").WithGenerator().RunAsync();

    /// <summary>That it may be in memory as well says nothing of the file.</summary>
    [Fact]
    public Task PathByChoice_Triggers() => Verify.Analyzer(
        """
        using System.IO;
        using SqliteDiscipline;

        class Config { public bool IsInMemory { get; set; } public string CachePath { get; set; } = "cache.db"; public string Other { get; set; } = "other.db"; }

        [SqliteConnectionFactory, SqliteDatabase("main", DataSourceFrom = nameof(MainPath))]
        static partial class Databases
        {
            private static string MainPath(Config config) => config.IsInMemory ? "file:cache?mode=memory&cache=shared" : config.CachePath;
        }

        class Store
        {
            void Reset(Config config)
            {
                using (var connection = Databases._connect_main(config)) { }
                {|SQLD402:File.Delete(config.CachePath)|};
                File.Delete(config.Other);
            }
        }
        """, "SQLD402").WithGenerator().RunAsync();

    [Theory]
    [InlineData(
        Store + "public void Dispose()\n    {\n        // Gone with it.\n        [|File.Delete(_path)|];\n    }",
        Store + "public void Dispose()\n    {\n        // Gone with it.\n        SqliteConnection.ClearAllPools();\n        File.Delete(_path + \"-wal\");\n        File.Delete(_path + \"-shm\");\n        File.Delete(_path);\n    }")]
    [InlineData(
        "void Open() { using var c = new SqliteConnection(\"Data Source=orders.db\"); c.Open(); }\n    void Wipe()\n    {\n        [|File.Delete(@\"orders.db\")|];\n    }",
        "void Open() { using var c = new SqliteConnection(\"Data Source=orders.db\"); c.Open(); }\n    void Wipe()\n    {\n        SqliteConnection.ClearAllPools();\n        File.Delete(@\"orders.db-wal\");\n        File.Delete(@\"orders.db-shm\");\n        File.Delete(@\"orders.db\");\n    }")]
    [InlineData(
        Store + "public void Dispose()\n    {\n        [|File.Delete(_path)|]; // the database\n        File.Delete(_path + \"-wal\");\n    }",
        Store + "public void Dispose()\n    {\n        SqliteConnection.ClearAllPools();\n        File.Delete(_path); // the database\n        File.Delete(_path + \"-wal\");\n    }")]
    [InlineData(
        Store + "void Reset(string from)\n    {\n        if (File.Exists(_path))\n            [|File.Delete(_path)|];\n        File.Copy(from, _path, true);\n    }",
        Store + "void Reset(string from)\n    {\n        SqliteConnection.ClearAllPools();\n        if (File.Exists(_path))\n            File.Delete(_path);\n        File.Copy(from, _path, true);\n    }")]
    [InlineData(
        Store + "async Task Restore(Stream from)\n    {\n        await using var to = [|File.Create(_path)|];\n        await from.CopyToAsync(to);\n    }",
        Store + "async Task Restore(Stream from)\n    {\n        SqliteConnection.ClearAllPools();\n        await using var to = File.Create(_path);\n        await from.CopyToAsync(to);\n    }")]
    public Task Pools_AreClearedFirst(string before, string after) => Verify.CodeFix<DatabaseFileFix>(In(before), In(after), "SQLD402").RunAsync();

    [Fact]
    public Task ExpressionBody_IsLeft() => Verify.CodeFix<DatabaseFileFix>(In(Store + "public void Dispose() => [|File.Delete(_path)|];"), null, "SQLD402").RunAsync();

    private static SqliteAnalyzerTest Code(string member) => Verify.Analyzer(In(member), "SQLD402");

    private static string In(string member) => SQLD401LiveCopyTests.In(member);
}
