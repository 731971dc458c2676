using SqliteDiscipline.CodeFixes;
using SqliteDiscipline.Tests.Generation;
using Xunit;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>What Microsoft.Data.Sqlite refuses in a connection string, wherever it is seen to become one.</summary>
public sealed class SQLD105RefusedKeywordTests
{
    [Theory]
    [InlineData("[|Version|]=3")]
    [InlineData("[|Journal Mode|]=WAL")]
    [InlineData("[|Synchronous|]=Normal;[|BusyTimeout|]=5000")]
    [InlineData("[|ForeignKeys|]=True")]
    [InlineData("Foreign Keys=[|ON|]")]
    [InlineData("Foreign Keys=[|1|]")]
    [InlineData("Pooling=[|no|]")]
    [InlineData("Mode=[|rw|]")]
    [InlineData("Cache=[|On|]")]
    [InlineData("Default Timeout=[|5s|]")]
    [InlineData("[|DefaultTimeout|]=5")]
    [InlineData("[|Data  Source|]=b.db")]
    [InlineData(" [|version|] = 3 ; [|New|]=True;")]
    [InlineData("[|Vfs|]=unix")]
    [InlineData("[|Server|]=localhost")]
    [InlineData("Foreign Keys=[|'ON'|]")]
    public Task KeywordOrValue_Triggers(string keyword) =>
        Code($"object Make() => new SqliteConnection(\"Data Source=a.db;{keyword}\");").RunAsync();

    [Theory]
    [InlineData("Foreign Keys=True")]
    [InlineData("foreign keys = false ; RECURSIVE TRIGGERS=True;Command Timeout=5")]
    [InlineData("Mode=ReadOnly;Cache=Private;Pooling=False;Default Timeout=0;Password=x")]
    [InlineData("Version=;Journal Mode= ;")]
    [InlineData("Mode=3")]
    [InlineData("Filename=b.db;DataSource=c.db")]
    [InlineData("Data Source='C:\\\\Version=3;Journal Mode=WAL\\\\a.db'")]
    [InlineData("Data Source=\\\"a;Version=3\\\"")]
    public Task AcceptedKeyword_DoesNotTrigger(string keyword) =>
        Code($"object Make() => new SqliteConnection(\"Data Source=a.db;{keyword}\");").RunAsync();

    [Theory]
    [InlineData("object Make(string path) => new SqliteConnection($\"Data Source={path};[|Version|]=3\");")]
    [InlineData("object Make(string path) => new SqliteConnection($@\"Data Source={path};[|Version|]={3}\");")]
    [InlineData("object Make(string path) => new SqliteConnection(\"Data Source=\" + path + \";[|Version|]=3;\");")]
    [InlineData("object Make(string path) => new SqliteConnection(string.Format(\"Data Source={0};[|Version|]=3;\", path));")]
    [InlineData("object Make(string path) => new SqliteConnection(string.Concat(\"Data Source=\", path, \";[|Version|]=3\"));")]
    [InlineData("object Make(string rest) => new SqliteConnection($\"{rest};[|Journal Mode|]=WAL;[|BusyTimeout|]=5000;\");")]
    [InlineData("object Make(int mode) => new SqliteConnection($\"Data Source=a.db;[|Journal Mode|]={mode}\");")]
    [InlineData("SqliteConnection Make() => new(\"Data Source=a.db;[|Version|]=3\");")]
    [InlineData("object Make() => new SqliteConnection { ConnectionString = \"Data Source=a.db;[|Version|]=3\" };")]
    [InlineData("object Make() { var c = new SqliteConnection(); c.ConnectionString = \"Data Source=a.db;[|Version|]=3\"; return c; }")]
    [InlineData("object Make() { DbConnection c = new SqliteConnection(); c.ConnectionString = \"Data Source=a.db;[|Version|]=3\"; return c; }")]
    [InlineData("object Make() { var text = \"Data Source=a.db;[|Version|]=3\"; using var c = new SqliteConnection(text); return c; }")]
    [InlineData("private const string Text = \"Data Source=a.db;[|Version|]=3\"; object A() => new SqliteConnection(Text); object B() => new SqliteConnection(Text);")]
    [InlineData("private const string Part = \"3 ;[|Version|]=\"; object A() => new SqliteConnection(\"Data Source=\" + Part + Part);")]
    [InlineData("private readonly string _text; C(string path) { _text = $\"Data Source={path};[|Version|]=3\"; } object A() => new SqliteConnection(_text); object B() => new SqliteConnection(_text);")]
    [InlineData("private static string Text => $\"Data Source={Environment.CurrentDirectory};[|Version|]=3\"; object A() => new SqliteConnection(Text);")]
    [InlineData("object Make(string path) => new SqliteConnection(path ?? \"Data Source=a.db;[|Version|]=3\");")]
    [InlineData("object Make(bool b) => new SqliteConnection(b ? \"Data Source=a.db;[|Version|]=3\" : \"Data Source=b.db\");")]
    [InlineData("object Make(string path) { var text = path ?? \"Data Source=a.db;[|Version|]=3\"; return new SqliteConnection(text); }")]
    [InlineData("class Mine : SqliteConnection { public Mine() : base(\"Data Source=a.db;[|Version|]=3\") { } }")]
    [InlineData("object Make() => Activator.CreateInstance(typeof(SqliteConnection), \"Data Source=a.db;[|Version|]=3\");")]
    [InlineData("object Make() => SqliteFactory.Instance.CreateDataSource(\"Data Source=a.db;[|Version|]=3\");")]
    [InlineData("class Context : DbContext { protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite(\"Data Source=a.db;[|Journal Mode|]=WAL\"); }")]
    [CSharpData(1100, "object Make(string path) => new SqliteConnection($\"\"\"Data Source={path};[|Version|]=3\"\"\");")]
    public Task TextThatBecomesOurs_Triggers(string member) => Code(member).RunAsync();

    [Theory]
    [InlineData("object Make(string path, bool b) => new SqliteConnection($\"Data Source={path};Foreign Keys={(b ? \"[|ON|]\" : \"[|OFF|]\")}\");")]
    [InlineData("object Make(string path, bool b) { var mode = b ? \"[|ro|]\" : \"ReadWrite\"; return new SqliteConnection($\"Data Source={path};Mode={mode}\"); }")]
    [InlineData("object Make(string path, bool b) => new SqliteConnection($\"Data Source={path}\" + (b ? \";[|ForeignKeys|]=True\" : \"\"));")]
    [InlineData("object Make(string path, int n) => new SqliteConnection($\"Data Source={path};[|Version|]=3;Pooling={n switch { 0 => \"False\", 1 => \"[|no|]\", _ => \"True\" }}\");")]
    [InlineData("object Make(string path, string given) => new SqliteConnection(\"Data Source=\" + path + (given ?? \";[|Version|]=3\"));")]
    public Task PartThatIsChosen_Triggers(string member) => Code(member).RunAsync();

    [Theory]
    [InlineData("object Make(string path, bool b) => new SqliteConnection($\"Data Source={path};Foreign Keys={(b ? \"True\" : \"False\")}\");")]
    [InlineData("object Make(string path, bool b) => new SqliteConnection($\"Data Source={path};Pooling={(b ? path : \"False\")}\");")]
    [InlineData("object Make(string path, bool b) { var rest = b ? \";Database=x\" : \"\"; return new SqliteConnection($\"Data Source={path}{rest}\"); }")]
    [InlineData("object Make(string path, bool b) => new SqliteConnection($\"Data Source={path}{(b ? \";Pooling=False\" : \"\")};Mode={(b ? \"ReadOnly\" : \"ReadWrite\")}\");")]
    public Task PartOfWhichEveryChoiceIsAccepted_DoesNotTrigger(string member) => Code(member).RunAsync();

    [Theory]
    [InlineData("var s = \"Data Source=a.db\"; s += \";[|Version|]=3\"; return new SqliteConnection(s);")]
    [InlineData("var s = $\"Data Source={path}\"; s = s + \";[|Version|]=3\"; s = $\"{s};Pooling=False\"; return new SqliteConnection(s);")]
    [InlineData("var s = \"Data Source=a.db\"; if (b) s = \"Data Source=a.db;[|Version|]=3\"; return new SqliteConnection(s);")]
    [InlineData("var s = \"Data Source=a.db\"; if (b) { s += \";[|Version|]=3\"; } return new SqliteConnection(s);")]
    [InlineData("string s; if (b) { s = \"Data Source=a.db\"; } else { s = \"Data Source=a.db;Foreign Keys=[|ON|]\"; } return new SqliteConnection(s);")]
    [InlineData("string s = path; if (b) { s = \"Data Source=a.db;[|Version|]=3\"; return new SqliteConnection(s); } s = \"Data Source=b.db\"; return new SqliteConnection(s);")]
    [InlineData("var mode = \"ReadWrite\"; if (b) { mode = \"[|ro|]\"; } return new SqliteConnection($\"Data Source={path};Mode={mode}\");")]
    [InlineData("try { var s = \"Data Source=a.db\"; s += \";[|Version|]=3\"; using (var c = new SqliteConnection(s)) { s = path; } } finally { } return null;")]
    [InlineData("foreach (var s in new[] { \"Data Source=a.db;[|Synchronous|]=Off\", \"Data Source=b.db\" }) { new SqliteConnection(s).Dispose(); } return null;")]
    public Task TextAssignedInSteps_Triggers(string statements) => Code($"object Make(string path, bool b) {{ {statements} }}").RunAsync();

    [Theory]
    [InlineData("var s = \"Data Source=a.db;Version=3\"; s = \"Data Source=a.db\"; return new SqliteConnection(s);")]
    [InlineData("var s = \"Data Source=a.db;Version=3\"; if (b) { s = \"Data Source=a.db\"; } else { return null; } return new SqliteConnection(s);")]
    [InlineData("var s = \"Data Source=a.db\"; if (b) { s = \"Data Source=a.db;Version=3\"; return s; } return new SqliteConnection(s);")]
    [InlineData("var s = \"Data Source=a.db\"; if (b) { s = \"Server=x;Database=y\"; } return b ? s : new SqliteConnection(s);")]
    [InlineData("var s = \"Data Source=a.db;Version=3\"; s = s.Replace(\";Version=3\", \"\"); return new SqliteConnection(s);")]
    [InlineData("var s = \"Data Source=a.db\"; new SqliteConnection(s).Dispose(); s += \";Version=3\"; return s;")]
    [InlineData("var s = \"Data Source=a.db;Version=3\"; Clean(ref s); return new SqliteConnection(s);")]
    [InlineData("var s = \"Data Source=a.db;Version=3\"; Action clean = () => s = path; clean(); return new SqliteConnection(s);")]
    [InlineData("var s = \"Data Source=a.db;Version=3\"; Clean(); return new SqliteConnection(s); void Clean() { s = path; }")]
    [InlineData("var s = \"Data Source=a.db;Version=3\"; while (s.Length > 20) { s = path; } return new SqliteConnection(s);")]
    [InlineData("var s = \"Data Source=a.db;Version=3\"; try { s = path; } finally { } return new SqliteConnection(s);")]
    [InlineData("var s = \"Data Source=a.db;Version=3\"; switch (b) { case true: s = path; break; default: return null; } return new SqliteConnection(s);")]
    [InlineData("var s = \"Data Source=a.db;Version=3\"; if ((s = path) != null) { } return new SqliteConnection(s);")]
    [InlineData("var s = \"Data Source=a.db;Version=3\"; return b || (s = path) != null ? new SqliteConnection(s) : null;")]
    [InlineData("foreach (var s in new[] { \"Data Source=a.db\", path }) { new SqliteConnection(s).Dispose(); } return null;")]
    [InlineData("foreach (var s in new[] { \"Data Source=a.db\", \"Server=x;Database=y\" }) { if (b) { new SqliteConnection(s).Dispose(); } } return null;")]
    public Task TextThatIsNotSeenToReach_DoesNotTrigger(string statements) =>
        Code($"object Make(string path, bool b) {{ {statements} }} static void Clean(ref string s) => s = s.Substring(0, 16);").RunAsync();

    [Theory]
    [InlineData("object Make() => new SqliteConnectionStringBuilder(\"Data Source=a.db;[|Version|]=3\");")]
    [InlineData("object Make() => new SqliteConnection(new SqliteConnectionStringBuilder(\"Data Source=a.db;[|Version|]=3\").ToString());")]
    [InlineData("object Make() => new SqliteConnectionStringBuilder { DataSource = \"a.db\", [[|\"Version\"|]] = 3 };")]
    [InlineData("object Make() => new SqliteConnectionStringBuilder { { [|\"Version\"|], 3 } };")]
    [InlineData("void Make() { var b = new SqliteConnectionStringBuilder(); b[[|\"Journal Mode\"|]] = \"WAL\"; b.Add([|\"Synchronous\"|], \"Normal\"); using var c = new SqliteConnection(b.ToString()); }")]
    [InlineData("void Make(SqliteConnectionStringBuilder b) { b[[|\"ForeignKeys\"|]] = true; b[\"Foreign Keys\"] = [|\"ON\"|]; }")]
    [InlineData("void Make() { DbConnectionStringBuilder b = new SqliteConnectionStringBuilder(); b[[|\"Version\"|]] = \"3\"; }")]
    [InlineData("void Make(SqliteConnectionStringBuilder b) { b.ConnectionString = \"Data Source=a.db;[|Version|]=3\"; }")]
    public Task Builder_Triggers(string member) => Code(member).RunAsync();

    [Theory]
    [InlineData("const string Text = \"Data Source=a.db;Version=3;Journal Mode=WAL\";")]
    [InlineData("string Make() => \"Data Source=a.db;Version=3\";")]
    [InlineData("object Make() => new Other(\"Data Source=a.db;Version=3\"); class Other { public Other(string connectionString) { } }")]
    [InlineData("object Make(string text) => new SqliteConnection(text);")]
    [InlineData("object Make() => new SqliteConnection(Environment.GetEnvironmentVariable(\"Data Source=a.db;Version=3\"));")]
    [InlineData("class Mine : SqliteConnection { public Mine(string path) : base(\"Data Source=\" + path) { } } object Make() => new Mine(\"Version=3\");")]
    [InlineData("object Make(bool lite) { var text = lite ? \"Data Source=a.db\" : \"Server=x;Database=y\"; return lite ? new SqliteConnection(text) : text; }")]
    [InlineData("object Make(string given) { var text = given ?? \"Server=x;Database=y\"; return new SqliteConnection(text); }")]
    [InlineData("object Make(string key) => new SqliteConnection($\"Data Source=a.db;{key}=3\");")]
    [InlineData("object Make(bool on) => new SqliteConnection($\"Data Source=a.db;Foreign Keys={on}\");")]
    [InlineData("object Make(string path) => new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 5, [\"Pooling\"] = 0, [\"Cache\"] = SqliteCacheMode.Shared };")]
    [InlineData("void Make(SqliteConnectionStringBuilder b) { b[\"Version\"] = null; b.Remove(\"Version\"); b.ContainsKey(\"Journal Mode\"); }")]
    [InlineData("void Make(DbConnectionStringBuilder b) { b[\"Version\"] = 3; b.ConnectionString = \"Version=3\"; }")]
    [InlineData("void Make(IDbConnection c) { c.ConnectionString = \"Data Source=a.db;Version=3\"; }")]
    [InlineData("void Make(DbContextOptionsBuilder options, string text) { options.UseSqlite(text); }")]
    public Task WhatIsNotSeenToBeOurs_DoesNotTrigger(string member) => Code(member).RunAsync();

    [Theory]
    [InlineData("8.0.30", "[|Vfs|]=unix")]
    [InlineData("9.0.20", "[|Vfs|]=unix;[|Synchronous|]=Full")]
    [InlineData("10.0.11", "Vfs=unix;[|Synchronous|]=Full;Foreign Keys=[|ON|]")]
    public Task ReferencedVersion_Decides(string version, string keyword)
    {
        var test = Verify.Analyzer($"class C {{ object Make() => new Microsoft.Data.Sqlite.SqliteConnection(\"Data Source=a.db;{keyword}\"); }}", "SQLD105").WithoutProvider();
        test.TestState.AdditionalReferences.AddRange(ProviderVersions.References(version).Skip(1));
        return test.RunAsync();
    }

    [Fact]
    public Task ConstantOfAnotherFile_TriggersWhereItIsUsed() => Code("object A() => new SqliteConnection([|Settings.Text|]); object B() => new SqliteConnection([|Settings.Text|]);")
        .WithFile("Settings.cs", "static class Settings { public const string Text = \"Data Source=a.db;Version=3\"; }").RunAsync();

    [Fact]
    public Task SharedConstant_TriggersWhereItIsUsed() => Code(
        "private const string Name = \"a.db\"; private const string Text = \"Data Source=\" + Name + \";Version=3\"; object A() => new SqliteConnection([|Text|]);").RunAsync();

    [Fact]
    public Task GeneratedCode_DoesNotTrigger() => Verify.Analyzer("", "SQLD105").WithFile("C.g.cs", """
        // <auto-generated/>
        class C { object Make() => new Microsoft.Data.Sqlite.SqliteConnection("Data Source=a.db;Version=3"); }
        """).RunAsync();

    [Theory]
    [InlineData("Data Source=a.db;[|Version|]=3", "Data Source=a.db")]
    [InlineData("Data Source=a.db;[|Version|]=3;", "Data Source=a.db;")]
    [InlineData("[|Version|]=3;Data Source=a.db", "Data Source=a.db")]
    [InlineData("Data Source=a.db; [|Version|]=3; [|New|]=True; Pooling=False", "Data Source=a.db; Pooling=False")]
    [InlineData("[|Version|]=3;[|New|]=True;Data Source=a.db", "Data Source=a.db")]
    [InlineData("Data Source=a.db;[|Journal Mode|]=WAL;[|Synchronous|]=Normal;[|BusyTimeout|]=5000", "Data Source=a.db")]
    [InlineData("Data Source=a.db;[|ForeignKeys|]=True", "Data Source=a.db;Foreign Keys=True")]
    [InlineData("Data Source=a.db;[|ForeignKeys|]=ON;Pooling=[|no|]", "Data Source=a.db;Foreign Keys=True;Pooling=False")]
    [InlineData("Data Source=a.db;Foreign Keys=[|'1'|]", "Data Source=a.db;Foreign Keys=True")]
    [InlineData("Data Source=a.db;Mode=[|ro|];Cache=[|On|]", "Data Source=a.db;Mode=ReadOnly")]
    [InlineData("Data Source=a.db;Default Timeout=[|5s|]", "Data Source=a.db")]
    [InlineData("[|URI|]=file:a.db;[|Version|]=3", "Data Source=file:a.db")]
    [InlineData("Data Source=a.db;[|Timeout|]=5", "Data Source=a.db;Default Timeout=5")]
    [InlineData("Data Source=a.db;[|Read Only|]=True", "Data Source=a.db;Mode=ReadOnly")]
    [InlineData("Data Source=a.db;[|FailIfMissing|]=true;[|Version|]=3", "Data Source=a.db;Mode=ReadWrite")]
    [InlineData("Data Source=a.db;[|Read Only|]=False;Pooling=False", "Data Source=a.db;Pooling=False")]
    [InlineData("Data Source=a.db;[|Read Only|]=False;[|FailIfMissing|]=True", "Data Source=a.db;Mode=ReadWrite")]
    public Task Text_IsCorrected(string before, string after) => Fix(
        $"object Make() => new SqliteConnection(\"{before}\");", $"object Make() => new SqliteConnection(\"{after}\");");

    [Theory]
    [InlineData(
        "object Make(string path) => new SqliteConnection($\"Data Source={path};[|Version|]={3};[|Journal Mode|]={path}\");",
        "object Make(string path) => new SqliteConnection($\"Data Source={path}\");")]
    [InlineData(
        "object Make(string path) => new SqliteConnection(\"Data Source=\" + path + \";[|Version|]=3;Pooling=True;\");",
        "object Make(string path) => new SqliteConnection(\"Data Source=\" + path + \";Pooling=True;\");")]
    [InlineData(
        "object Make(string path) => new SqliteConnection(string.Format(\"Data Source={0};[|Version|]=3;[|ForeignKeys|]={1};\", path, true));",
        "object Make(string path) => new SqliteConnection(string.Format(\"Data Source={0};Foreign Keys={1};\", path, true));")]
    [InlineData(
        "private const string Text = \"Data Source=a.db;[|Version|]=3\"; /* kept */ object A() => new SqliteConnection(Text); object B() => new SqliteConnection(Text);",
        "private const string Text = \"Data Source=a.db\"; /* kept */ object A() => new SqliteConnection(Text); object B() => new SqliteConnection(Text);")]
    [InlineData(
        "object Make() => new SqliteConnectionStringBuilder { DataSource = \"a.db\", [[|\"Version\"|]] = 3, [[|\"ForeignKeys\"|]] = true };",
        "object Make() => new SqliteConnectionStringBuilder { DataSource = \"a.db\", [\"Foreign Keys\"] = true };")]
    [InlineData(
        "object Make() => new SqliteConnectionStringBuilder { DataSource = \"a.db\", [[|\"Version\"|]] = 3, [[|\"New\"|]] = true };",
        "object Make() => new SqliteConnectionStringBuilder { DataSource = \"a.db\" };")]
    [InlineData(
        "object Make() => new SqliteConnectionStringBuilder\n    {\n        DataSource = \"a.db\",\n        [[|\"Version\"|]] = 3, // old\n        Pooling = true,\n    };",
        "object Make() => new SqliteConnectionStringBuilder\n    {\n        DataSource = \"a.db\",\n        // old\n        Pooling = true,\n    };")]
    [InlineData(
        "void Make(SqliteConnectionStringBuilder b)\n    {\n        b.DataSource = \"a.db\";\n        b[[|\"Version\"|]] = 3;\n        b.Add(\"Foreign Keys\", [|\"ON\"|]);\n    }",
        "void Make(SqliteConnectionStringBuilder b)\n    {\n        b.DataSource = \"a.db\";\n        b.Add(\"Foreign Keys\", \"True\");\n    }")]
    [InlineData(
        "object Make() => new SqliteConnectionStringBuilder { [[|\"Version\"|]] = 3, [[|\"New\"|]] = true, DataSource = \"a.db\" };",
        "object Make() => new SqliteConnectionStringBuilder { DataSource = \"a.db\" };")]
    public Task Form_IsCorrected(string before, string after) => Fix(before, after);

    [Theory]
    [InlineData("object Make(string mode) => new SqliteConnection([|\"Data Source=a.db;Journal \" + \"Mode=\" + mode|]);")]
    [InlineData("void Make(SqliteConnectionStringBuilder b, bool old) { if (old) b[[|\"Version\"|]] = 3; }")]
    // Nobody knows what it names: perhaps the file.
    [InlineData("object Make() => new SqliteConnection(\"[|Path|]=a.db\");")]
    [InlineData("object Make() => new SqliteConnection(\"[|URI|]=file:a.db,version=3\");")]
    // Two entries about one thing.
    [InlineData("object Make() => new SqliteConnection(\"Data Source=a.db;Default Timeout=10;[|Timeout|]=30\");")]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=a.db;Mode=ReadWriteCreate;[|Read Only|]=True\");")]
    [InlineData("object Make(bool isReader) => new SqliteConnection($\"Data Source=a.db;[|Read Only|]={isReader}\");")]
    [InlineData("void Make(SqliteConnectionStringBuilder b) { b[[|\"Read Only\"|]] = true; }")]
    public Task WhatIsTheAuthorsToSay_IsLeft(string member) =>
        Verify.CodeFix<ConnectionStringFix>(In(member), null, "SQLD105").RunAsync();

    [Fact]
    public Task ConstantOfAnotherFile_IsCorrectedThere() => Verify.CodeFix<ConnectionStringFix>(
            In("object A() => new SqliteConnection([|Settings.Text|]); object B() => new SqliteConnection([|Settings.Text|]);"),
            In("object A() => new SqliteConnection(Settings.Text); object B() => new SqliteConnection(Settings.Text);"),
            "SQLD105")
        .WithFile(
            "Settings.cs",
            "static class Settings { public const string Text = \"Data Source=a.db;Version=3\"; }",
            "static class Settings { public const string Text = \"Data Source=a.db\"; }")
        .RunAsync();

    [Theory]
    [InlineData(
        "object Make(string path, bool b) => new SqliteConnection($\"Data Source={path};Foreign Keys={(b ? \"[|ON|]\" : \"[|OFF|]\")}\");",
        "object Make(string path, bool b) => new SqliteConnection($\"Data Source={path};Foreign Keys={(b ? \"True\" : \"False\")}\");")]
    [InlineData(
        "object Make(string path, bool b) => new SqliteConnection($\"Data Source={path}\" + (b ? \";[|ForeignKeys|]=True\" : \"\"));",
        "object Make(string path, bool b) => new SqliteConnection($\"Data Source={path}\" + (b ? \";Foreign Keys=True\" : \"\"));")]
    [InlineData(
        "object Make(string path) { var s = $\"Data Source={path}\"; s += \";[|Version|]=3\"; return new SqliteConnection(s); }",
        "object Make(string path) { var s = $\"Data Source={path}\"; s += \"\"; return new SqliteConnection(s); }")]
    public Task Choice_IsCorrected(string before, string after) => Fix(before, after);

    private static Task Fix(string before, string after) => Verify.CodeFix<ConnectionStringFix>(In(before), In(after), "SQLD105").RunAsync();

    private static SqliteAnalyzerTest Code(string member) => Verify.Analyzer(In(member), "SQLD105");

    private static string In(string member) => $$"""
        #nullable disable
        using System;
        using System.Data;
        using System.Data.Common;
        using Microsoft.Data.Sqlite;
        using Microsoft.EntityFrameworkCore;

        class C
        {
            {{member}}
        }
        """;
}
