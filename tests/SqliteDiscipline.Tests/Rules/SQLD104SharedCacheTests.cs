using SqliteDiscipline.CodeFixes;
using Xunit;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>A shared cache over a file, and the in-memory databases that it is for.</summary>
public sealed class SQLD104SharedCacheTests
{
    [Theory]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=a.db;[|Cache=Shared|]\");")]
    [InlineData("object Make() => new SqliteConnection(\"DataSource=a.db; [|cache = shared|] ;Mode=ReadWriteCreate\");")]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=a.db;Mode=ReadWrite;[|Cache=2|]\");")]
    [InlineData("object Make(string path) => new SqliteConnection($\"Data Source={path};[|Cache=Shared|]\");")]
    [InlineData("object Make() => new SqliteConnection(\"[|Data Source=file:app.db?cache=shared|];Pooling=True\");")]
    [InlineData("object Make() => new SqliteConnection(\"[|Filename=file:app.db?mode=rwc&cache=shared|]\");")]
    [InlineData("object Make(string name) => new SqliteConnection(\"Data Source=\" + Path.Combine(\"data\", name) + \";[|Cache=Shared|]\");")]
    [InlineData("private readonly string _path; C(string path) => _path = path; object Make() => new SqliteConnection($\"Data Source={_path};[|Cache=Shared|];Foreign Keys=True\");")]
    [InlineData("object Make(string given) => new SqliteConnection(given ?? \"Data Source=a.db;[|Cache=Shared|]\");")]
    [InlineData("private const string Text = \"Data Source=a.db;[|Cache=Shared|]\"; object A() => new SqliteConnection(Text); object B() => new SqliteConnection(Text);")]
    [InlineData("void Make(DbContextOptionsBuilder options) => options.UseSqlite(\"Data Source=a.db;[|Cache=Shared|]\");")]
    [InlineData("object Make(string path) => new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, [|Cache = SqliteCacheMode.Shared|], Pooling = true }.ToString();")]
    [InlineData("object Make(string path) { var b = new SqliteConnectionStringBuilder { DataSource = path, [|Cache = SqliteCacheMode.Shared|] }; return new SqliteConnection(b.ToString()); }")]
    [InlineData("object Make(string path) { var b = new SqliteConnectionStringBuilder(); [|b.Cache = SqliteCacheMode.Shared|]; b.DataSource = path; return new SqliteConnection(b.ConnectionString); }")]
    [InlineData("object Make() { var b = new SqliteConnectionStringBuilder(\"Data Source=a.db\"); [|b[\"Cache\"] = \"Shared\"|]; return b; }")]
    [InlineData("object Make() { var b = new SqliteConnectionStringBuilder(\"Data Source=a.db;[|Cache=Shared|]\"); b.Mode = SqliteOpenMode.ReadWrite; return new SqliteConnection(b.ToString()); }")]
    [InlineData("object Make(string path) { var text = $\"Data Source={path}\"; text += \";[|Cache=Shared|]\"; return new SqliteConnection(text); }")]
    [InlineData("object Make(string path) { var text = $\"Data Source={path}\"; text = $\"{text};[|Cache=Shared|]\"; return new SqliteConnection(text); }")]
    [InlineData("object Make(string path, bool b) => new SqliteConnection($\"Data Source={path}{(b ? \";[|Cache=Shared|]\" : \"\")}\");")]
    [InlineData("object Make(string path, bool b) => new SqliteConnection($\"Data Source={path};Cache={(b ? \"[|Shared|]\" : \"Private\")}\");")]
    public Task File_Triggers(string member) => Code(member).RunAsync();

    [Theory]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=:memory:;Cache=Shared\");")]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=shared;Mode=Memory;Cache=Shared\");")]
    [InlineData("object Make(string name) => new SqliteConnection($\"Data Source={name};Mode=Memory;Cache=Shared\");")]
    [InlineData("object Make() => new SqliteConnection($\"Data Source={Guid.NewGuid():N};Mode=Memory;Cache=Shared\");")]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=file:x?mode=memory;Cache=Shared\");")]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=file:/x?vfs=memdb&cache=shared\");")]
    [InlineData("object Make(string name) => new SqliteConnection($\"Data Source=file:{name}?mode=memory;Cache=Shared\");")]
    [InlineData("object Make(string memoryName) => new SqliteConnection($\"Data Source={memoryName};Cache=Shared\");")]
    [InlineData("object Make(bool test) { var source = test ? \":memory:\" : \"a.db\"; return new SqliteConnection($\"Data Source={source};Cache=Shared\"); }")]
    [InlineData("object Make(string source) => new SqliteConnection($\"Data Source={source};Cache=Shared\"); object Test() => Make(\":memory:\");")]
    [InlineData("object Make(string mode) => new SqliteConnection($\"Data Source=a;Mode={mode};Cache=Shared\");")]
    [InlineData("object Make(string rest) => new SqliteConnection($\"{rest};Cache=Shared\");")]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=;Cache=Shared\");")]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=a.db;Cache=Private\");")]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=a.db;Mode=ReadOnly;Cache=Shared\");")]
    [InlineData("object Make(string path) => new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Cache = SqliteCacheMode.Shared, Pooling = false }.ToString());")]
    [InlineData("object Make(string path) { var b = new SqliteConnectionStringBuilder { DataSource = path, Cache = SqliteCacheMode.Shared }; b.Mode = SqliteOpenMode.ReadOnly; return new SqliteConnection(b.ToString()); }")]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=a.db\");")]
    [InlineData("object Make() => new SqliteConnectionStringBuilder { DataSource = \"x\", Mode = SqliteOpenMode.Memory, Cache = SqliteCacheMode.Shared }.ToString();")]
    [InlineData("object Make(string name) { var b = new SqliteConnectionStringBuilder { DataSource = name, Cache = SqliteCacheMode.Shared }; b.Mode = SqliteOpenMode.Memory; return b; }")]
    [InlineData("object Make(string name, bool test) { var b = new SqliteConnectionStringBuilder { DataSource = name, Cache = SqliteCacheMode.Shared }; if (test) { b.Mode = SqliteOpenMode.Memory; } return b; }")]
    [InlineData("object Make(string name, bool test) => new SqliteConnectionStringBuilder { DataSource = name, Mode = test ? SqliteOpenMode.Memory : SqliteOpenMode.ReadWrite, Cache = SqliteCacheMode.Shared };")]
    [InlineData("object Make(string text) => new SqliteConnectionStringBuilder(text) { Cache = SqliteCacheMode.Shared };")]
    [InlineData("void Make(SqliteConnectionStringBuilder b) => b.Cache = SqliteCacheMode.Shared;")]
    [InlineData("object Make(SqliteCacheMode cache) => new SqliteConnectionStringBuilder { DataSource = \"a.db\", Cache = cache };")]
    [InlineData("const string Text = \"Data Source=a.db;Cache=Shared\";")]
    [InlineData("object Make(string path, bool b) => new SqliteConnection($\"Data Source={(b ? \":memory:\" : path)};Cache=Shared\");")]
    [InlineData("object Make(string path, bool b) => new SqliteConnection($\"Data Source={path};Mode={(b ? \"Memory\" : \"ReadWrite\")};Cache=Shared\");")]
    [InlineData("object Make(string path, bool b) => new SqliteConnection($\"Data Source={path}{(b ? \";Mode=Memory;Cache=Shared\" : \"\")}\");")]
    [InlineData("object Make(string path) { var text = $\"Data Source={path};Cache=Shared\"; text += \";Mode=Memory\"; return new SqliteConnection(text); }")]
    public Task MemoryOrNotKnown_DoesNotTrigger(string member) => Code(member).RunAsync();

    [Fact]
    public Task FileThatTheManifestKeepsOutOfWal_DoesNotTrigger() => Code("object Make() => new SqliteConnection(\"Data Source=a.db;Cache=Shared\");")
        .WithFile("Factory.cs", "[SqliteDiscipline.SqliteConnectionFactory, SqliteDiscipline.SqliteDatabase(\"a\", \"a.db\", Profile = SqliteDiscipline.SqliteProfile.Rollback)] static partial class Databases { }")
        .RunAsync();

    [Theory]
    [InlineData(
        "object Make(string path) => new SqliteConnection($\"Data Source={path};[|Cache=Shared|]\");",
        "object Make(string path) => new SqliteConnection($\"Data Source={path}\");")]
    [InlineData(
        "object Make() => new SqliteConnection(\"Data Source=a.db;[|Cache=Shared|];Pooling=False\");",
        "object Make() => new SqliteConnection(\"Data Source=a.db;Pooling=False\");")]
    [InlineData(
        "object Make(string path) => new SqliteConnectionStringBuilder\n    {\n        DataSource = path, // where\n        [|Cache = SqliteCacheMode.Shared|],\n        Pooling = true,\n    }.ToString();",
        "object Make(string path) => new SqliteConnectionStringBuilder\n    {\n        DataSource = path, // where\n        Pooling = true,\n    }.ToString();")]
    [InlineData(
        "object Make(string path) => new SqliteConnectionStringBuilder\n    {\n        DataSource = path,\n        [|Cache = SqliteCacheMode.Shared|]\n    }.ToString();",
        "object Make(string path) => new SqliteConnectionStringBuilder\n    {\n        DataSource = path,\n    }.ToString();")]
    [InlineData(
        "object Make(string path) => new SqliteConnectionStringBuilder { DataSource = path, [|Cache = SqliteCacheMode.Shared|] };",
        "object Make(string path) => new SqliteConnectionStringBuilder { DataSource = path };")]
    [InlineData(
        "object Make(string path)\n    {\n        var b = new SqliteConnectionStringBuilder { DataSource = path };\n        [|b.Cache = SqliteCacheMode.Shared|];\n        return b;\n    }",
        "object Make(string path)\n    {\n        var b = new SqliteConnectionStringBuilder { DataSource = path };\n        return b;\n    }")]
    public Task SharedCache_IsTakenOut(string before, string after) =>
        Verify.CodeFix<ConnectionStringFix>(In(before), In(after), "SQLD104").RunAsync();

    private static SqliteAnalyzerTest Code(string member) => Verify.Analyzer(In(member), "SQLD104");

    private static string In(string member) => $$"""
        #nullable disable
        using System;
        using System.IO;
        using Microsoft.Data.Sqlite;
        using Microsoft.EntityFrameworkCore;

        class C
        {
            {{member}}
        }
        """;
}
