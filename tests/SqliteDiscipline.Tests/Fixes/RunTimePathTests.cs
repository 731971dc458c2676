using SqliteDiscipline.CodeFixes;
using Xunit;

namespace SqliteDiscipline.Tests.Fixes;

/// <summary>Sites whose path or connection string is known at run time only, as <c>dotnet format</c> leaves them.</summary>
public sealed class RunTimePathTests
{
    private const string Whole = "new SqliteConnection(o.ConnectionString)";

    private const string Factory = """
        using SqliteDiscipline;

        namespace App;

        [SqliteConnectionFactory]
        [SqliteDatabase("main", DataSourceFrom = nameof(MainPath))]
        internal static partial class Databases { private static string MainPath(string dataSource) => dataSource; }
        """;

    /// <summary>A wrapper takes over the path alone: what may be in-memory would become a file.</summary>
    [Theory]
    [InlineData("get { var b = new SqliteConnectionStringBuilder { DataSource = Memory ? \"shared\" : Path, Mode = Memory ? SqliteOpenMode.Memory : SqliteOpenMode.ReadWriteCreate }; return b.ConnectionString; }")]
    [InlineData("get { var b = new SqliteConnectionStringBuilder(); b.DataSource = Path; if (Memory) b[\"Mode\"] = \"Memory\"; return b.ToString(); }")]
    [InlineData("get { if (Memory) return \"Data Source=shared;Mode=Memory\"; return \"Data Source=\" + Path; }")]
    [InlineData("=> Memory ? \"Data Source=:memory:\" : \"Data Source=\" + Path;")]
    [InlineData("=> $\"Data Source={Path};Mode={Kind}\";")]
    [InlineData("get { var b = new SqliteConnectionStringBuilder { DataSource = Path }; b.Cache = Memory ? SqliteCacheMode.Shared : SqliteCacheMode.Private; return b.ToString(); }")]
    [InlineData("=> $\"Data Source={(Memory ? InMemory : Path)}\"; private const string InMemory = \":memory:\";")]
    [InlineData("=> Text(); private string Text() { var text = \"Data Source=\" + Path; if (Memory) { text += \";Pooling=False\"; } return text; }")]
    public async Task SettingByChoice_Stays(string body)
    {
        var options = "class Opt { public bool Memory; public string Path = \"\", Kind = \"\"; public string ConnectionString " + (body[0] == 'g' ? "{ " + body + " }" : body) + " }";
        const string file = "using Microsoft.Data.Sqlite; namespace App; ";
        var site = $"SqliteConnection Make(Opt o) => {Whole};\nSqliteConnection Known() => new(\"Data Source=a.db\");";

        // In another file or the same, to declare the first factory or for one that hands paths on, also where another site of this source was given to it by hand.
        Stays(await DotnetFormatTests.FormatAsync(new DeclareFactoryFix(), file + options, site));
        Stays(await DotnetFormatTests.FormatAsync(new DeclareFactoryFix(), null, options + "\n" + site));
        Stays(await DotnetFormatTests.FormatAsync(
            new UseWrapperFix(), Factory + " " + options.Replace("SqliteConnectionStringBuilder", "Microsoft.Data.Sqlite.SqliteConnectionStringBuilder", StringComparison.Ordinal).Replace("SqliteOpenMode.", "Microsoft.Data.Sqlite.SqliteOpenMode.", StringComparison.Ordinal),
            site + "\nSqliteConnection Mine(Opt o) => Databases._create_main(new SqliteConnectionStringBuilder(o.ConnectionString).DataSource);"));

        static void Stays(string text)
        {
            Assert.Contains($"Make(Opt o) => {Whole};", text, StringComparison.Ordinal);
            Assert.Contains("Known() => Databases._create_a();", text, StringComparison.Ordinal);
        }
    }

    /// <summary>Whoever gives a connection may give one of an in-memory database.</summary>
    [Theory]
    [InlineData("SqliteConnection")]
    [InlineData("DbConnection")]
    public async Task StringOfAnotherConnection_Stays(string type)
    {
        var text = await DotnetFormatTests.FormatAsync(new DeclareFactoryFix(), null, $$"""
            private readonly string _text;
            Store({{type}} connection) { _text = connection.ConnectionString; }
            SqliteConnection Make() => new SqliteConnection(_text);
            SqliteConnection Known() => new("Data Source=a.db");
            """);

        Assert.Contains("Make() => new SqliteConnection(_text);", text, StringComparison.Ordinal);
        Assert.Contains("Known() => Databases._create_a();", text, StringComparison.Ordinal);
    }

    /// <summary>A constant is all that is seen of it, and what is called the same is something else.</summary>
    [Fact]
    public async Task OwnConstant_IsNoOtherConnections()
    {
        var text = await DotnetFormatTests.FormatAsync(new DeclareFactoryFix(), null, """
            private const string ConnectionString = "Data Source=a.db";
            SqliteConnection One() => new SqliteConnection(ConnectionString);
            SqliteConnection Two() => new SqliteConnection { ConnectionString = ConnectionString };
            """);

        Assert.Contains("One() => Databases._create_a();", text, StringComparison.Ordinal);
        Assert.Contains("Two() => Databases._create_a();", text, StringComparison.Ordinal);
    }

    /// <summary>What is dropped where it is seen is no reason to leave the site alone where it is a default.</summary>
    [Theory]
    [InlineData("configured ?? \"Data Source=app.db;Mode=ReadWriteCreate;Cache=Shared\"", true)]
    [InlineData("configured ?? \"Data Source=app.db;Mode=ReadOnly\"", false)]
    [InlineData("configured ?? \"Data Source=:memory:\"", false)]
    public async Task Default(string value, bool isReplaced)
    {
        var text = await DotnetFormatTests.FormatAsync(new DeclareFactoryFix(), null, $$"""
            SqliteConnection Make(string? configured) { var text = {{value}}; return new SqliteConnection(text); }
            SqliteConnection Known() => new("Data Source=a.db");
            """);

        Assert.Equal(isReplaced, text.Contains("return Databases._create_main(new SqliteConnectionStringBuilder(text).DataSource);", StringComparison.Ordinal));
    }

    /// <summary>The database of most sites is the program's own; the others may be files of the user, which WAL would change for good.</summary>
    [Fact]
    public async Task OfSeveralSources_OneIsDeclared()
    {
        var text = await DotnetFormatTests.FormatAsync(new DeclareFactoryFix(), null, """
            private readonly string _connectionString;
            Store(string connectionString) { _connectionString = connectionString; }
            SqliteConnection Foreign(string sourcePath) => new($"Data Source={sourcePath}");
            SqliteConnection A() => new(_connectionString);
            SqliteConnection B() { var text = this._connectionString; return new SqliteConnection(text); }
            SqliteConnection Reader(string databasePath) => new($"Data Source={databasePath};Mode=ReadOnly");
            """);

        Assert.StartsWith(FixTest.InClass("""
            private readonly string _connectionString;
            Store(string connectionString) { _connectionString = connectionString; }
            SqliteConnection Foreign(string sourcePath) => new($"Data Source={sourcePath}");
            SqliteConnection A() => Databases._create_main(new SqliteConnectionStringBuilder(_connectionString).DataSource);
            SqliteConnection B() { var text = this._connectionString; return Databases._create_main(new SqliteConnectionStringBuilder(text).DataSource); }
            SqliteConnection Reader(string databasePath) => new($"Data Source={databasePath};Mode=ReadOnly");
            """), text, StringComparison.Ordinal);
        Assert.DoesNotContain("main_readonly", text, StringComparison.Ordinal);
    }

    /// <summary>Behind other names, and in other types, it is the same setting.</summary>
    [Fact]
    public async Task OneSource_IsOneDatabase()
    {
        var text = await DotnetFormatTests.FormatAsync(new DeclareFactoryFix(), null, """
            class Options { public string Path { get; set; } = ""; public string Text => "Data Source=" + Path; }
            class A { private readonly Options _options; A(Options o) { _options = o; } SqliteConnection Make() => new(_options.Text); }
            class B { private readonly string _path; B(Options o) { _path = o.Path; } SqliteConnection Make() => new($"Data Source={_path};Mode=ReadOnly"); }
            SqliteConnection Other(string path) => new("Data Source=" + path);
            """);

        Assert.Contains("=> Databases._create_main(new SqliteConnectionStringBuilder(_options.Text).DataSource);", text, StringComparison.Ordinal);
        Assert.Contains("=> Databases._create_main_readonly(_path);", text, StringComparison.Ordinal);
        Assert.Contains("=> new(\"Data Source=\" + path);", text, StringComparison.Ordinal);
    }

    /// <summary>Ten repositories are made for one database. Of two strings that one of them is given, one is of another.</summary>
    [Fact]
    public async Task WhatConstructorsAreGiven_IsOneSource()
    {
        var text = await DotnetFormatTests.FormatAsync(new DeclareFactoryFix(), null, """
            class Orders { private readonly string _connectionString; Orders(string connectionString) { _connectionString = connectionString; } SqliteConnection Make() => new(_connectionString); }
            class Customers { private readonly string _path; Customers(int size, string path) { _path = path; } SqliteConnection Make() => new($"Data Source={_path}"); }
            class Both { private readonly string _cs, _log; Both(string cs, string log) { _cs = cs; _log = log; } SqliteConnection Make() => new(_cs); SqliteConnection Log() => new(_log); }
            SqliteConnection Foreign(string path) => new("Data Source=" + path);
            """);

        Assert.Contains("=> Databases._create_main(new SqliteConnectionStringBuilder(_connectionString).DataSource);", text, StringComparison.Ordinal);
        Assert.Contains("=> Databases._create_main(_path);", text, StringComparison.Ordinal);
        Assert.Contains("=> Databases._create_main(new SqliteConnectionStringBuilder(_cs).DataSource);", text, StringComparison.Ordinal);
        Assert.Contains("Log() => new(_log);", text, StringComparison.Ordinal);
        Assert.Contains("=> new(\"Data Source=\" + path);", text, StringComparison.Ordinal);
    }

    /// <summary>Once somebody has said that a source is the database's, its other sites follow.</summary>
    [Fact]
    public async Task DeclaredDatabase_IsGivenWhatItServesAlready()
    {
        var text = await DotnetFormatTests.FormatAsync(new UseWrapperFix(), Factory, """
            private readonly string _text;
            Store(string text) { _text = text; }
            SqliteConnection Mine() => Databases._create_main(new SqliteConnectionStringBuilder(_text).DataSource);
            SqliteConnection Foreign(string path) => new("Data Source=" + path);
            SqliteConnection Again() => new(_text);
            """);

        Assert.Contains("Again() => Databases._create_main(new SqliteConnectionStringBuilder(_text).DataSource);", text, StringComparison.Ordinal);
        Assert.Contains("Foreign(string path) => new(\"Data Source=\" + path);", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BuilderAtHand_TellsItsPath()
    {
        var text = await DotnetFormatTests.FormatAsync(new DeclareFactoryFix(), null, """
            private readonly SqliteConnectionStringBuilder _builder;
            Store(SqliteConnectionStringBuilder builder) { _builder = builder; }
            SqliteConnection A() => new(_builder.ToString());
            SqliteConnection B() => new(_builder.ConnectionString);
            """);

        Assert.Contains("A() => Databases._create_main(_builder.DataSource);", text, StringComparison.Ordinal);
        Assert.Contains("B() => Databases._create_main(_builder.DataSource);", text, StringComparison.Ordinal);
    }
}
