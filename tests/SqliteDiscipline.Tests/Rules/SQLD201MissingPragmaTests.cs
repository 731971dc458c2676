using Xunit;
using static SqliteDiscipline.Tests.Rules.PragmaCode;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>What a hand-written factory has to set between opening a connection and handing it out.</summary>
public sealed class SQLD201MissingPragmaTests
{
    private const string Whole = "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000";

    [Theory]
    [InlineData("[|c.Open()|];\nreturn c;")]
    [InlineData("[|c.Open()|];\nc.Execute(\"PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000\");\nreturn c;")]
    [InlineData("[|c.Open()|];\nif (path.Length > 3)\n    c.Execute(\"PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000\");\nreturn c;")]
    [InlineData("[|c.Open()|];\nif (path.Length > 3)\n    return c;\nc.Execute(\"PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000\");\nreturn c;")]
    [InlineData("[|c.Open()|];\nforeach (var pragma in new[] { \"foreign_keys = ON\", \"busy_timeout = 5000\" })\n    c.Execute(\"PRAGMA \" + pragma);\nreturn c;")]
    // What follows is a value at most.
    [InlineData("[|c.Open()|];\nforeach (var pragma in Settings.Current.Pragmas)\n    c.Execute($\"PRAGMA cache_size = {pragma}\");\nreturn c;")]
    [InlineData("[|c.Open()|];\nif (path.Length > 3)\n    c.Execute(\"PRAGMA \" + path);\nreturn c;")]
    // Asking sets nothing.
    [InlineData("[|c.Open()|];\nc.Execute(\"PRAGMA foreign_keys; PRAGMA synchronous; PRAGMA busy_timeout\");\nreturn c;")]
    public Task NotOnEveryPath_Triggers(string body) => Verify.Analyzer(Factory(body), "SQLD201").RunAsync();

    [Theory]
    [InlineData("c.Execute(\"" + Whole + "\");")]
    [InlineData("foreach (var pragma in s_pragmas)\n    c.Execute(\"PRAGMA \" + pragma);")]
    [InlineData("for (var i = 0; i < s_pragmas.Length; i++)\n    c.Execute(\"PRAGMA \" + s_pragmas[i]);")]
    [InlineData("var text = new System.Text.StringBuilder();\nforeach (var pragma in s_pragmas)\n    text.Append(\"PRAGMA \").Append(pragma).Append(';');\nc.Execute(text.ToString());")]
    [InlineData("var text = new System.Text.StringBuilder(\"PRAGMA foreign_keys=ON\").Append(';').Append(\"PRAGMA busy_timeout=\").Append(5000).AppendLine(\";\").Append(\"PRAGMA synchronous=FULL\");\nc.Execute(text.ToString());")]
    [InlineData("Configure(c);")]
    [InlineData("using var command = c.CreateCommand();\ncommand.CommandText = \"PRAGMA foreign_keys = ON\";\ncommand.ExecuteNonQuery();\ncommand.CommandText = $\"PRAGMA busy_timeout = {path.Length}\";\ncommand.ExecuteNonQuery();\ncommand.CommandText = \"PRAGMA synchronous = FULL\";\ncommand.ExecuteNonQuery();")]
    [InlineData("if (path.Length > 3)\n    c.Execute(\"" + Whole + "\");\nelse\n    Configure(c);")]
    [InlineData("SQLitePCL.raw.sqlite3_exec(c.Handle, \"" + Whole + "\");")]
    [InlineData("c.DefaultTimeout = 5;\nc.Execute(\"PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL\");")]
    // Others may do it. A list of settings has some in it.
    [InlineData("foreach (var (name, value) in s_values)\n    c.Execute($\"PRAGMA {name} = {value}\");")]
    [InlineData("foreach (var pragma in path.Split(';'))\n    c.Execute(pragma);")]
    [InlineData("c.Execute(path);")]
    [InlineData("foreach (var pragma in Settings.Current.Pragmas)\n    c.Execute(\"PRAGMA \" + pragma);")]
    [InlineData("for (var i = 0; i < Settings.Current.Pragmas.Length; i++)\n    c.Execute($\"PRAGMA {Settings.Current.Pragmas[i]};\");")]
    [InlineData("for (var i = 0; i < Settings.Current.Pragmas.Length; i++)\n{\n    using var k = c.CreateCommand();\n    k.CommandText = \"PRAGMA \" + Settings.Current.Pragmas[i];\n    k.ExecuteNonQuery();\n}")]
    [InlineData("c.Execute(\"PRAGMA \" + path);")]
    [InlineData("Settings.Current.Apply(c);")]
    public Task SetOnEveryPath_DoesNotTrigger(string configure) =>
        Verify.Analyzer(Factory("c.Open();\n" + configure + "\nreturn c;"), "SQLD201").RunAsync();

    [CSharpTheory(1400)]
    [CSharpData(1400, "c.Open(); c.Configure(); return c;")]
    [CSharpData(1400, "c.Open(); Extensions.Configure(c); return c;")]
    [CSharpData(1400, "return c.Ready;")]
    [CSharpData(1400, "c.Open(); c.Pragmas = \"" + Whole + "\"; return c;")]
    [CSharpData(1400, "[|c.Open()|]; c.Pragmas = \"PRAGMA foreign_keys = ON\"; return c;")]
    public Task ExtensionBlock_IsFollowed(string body) => Verify.Analyzer(
        File($$"""
            internal static class Extensions
            {
                extension(SqliteConnection connection)
                {
                    public void Configure() => connection.Execute("{{Whole}}");

                    public SqliteConnection Ready
                    {
                        get
                        {
                            connection.Open();
                            connection.Configure();
                            return connection;
                        }
                    }

                    public string Pragmas { get => ""; set => connection.Execute(value); }
                }
            }
            """) + Factory(body)[Factory(body).IndexOf("[SqliteConnectionFactory]", StringComparison.Ordinal)..], "SQLD201").RunAsync();

    [Theory]
    [InlineData("Data Source=app.db;Foreign Keys=True;Default Timeout=5", "PRAGMA synchronous = NORMAL")]
    [InlineData("Data Source=app.db;ForeignKeys=False;Command Timeout=5", "PRAGMA synchronous = NORMAL")]
    [InlineData("Data Source=app.db;Mode=ReadOnly", "PRAGMA busy_timeout = 5000")]
    [InlineData("Data Source=:memory:", "SELECT 1")]
    public Task Keywords_Count(string connectionString, string pragmas) => Verify.Analyzer(
        File($$"""
            [SqliteConnectionFactory]
            internal static class Db
            {
                public static SqliteConnection Open()
                {
                    var c = new SqliteConnection("{{connectionString}}");
                    c.Open();
                    c.Execute("{{pragmas}}");
                    return c;
                }
            }
            """),
        "SQLD201").RunAsync();

    [Fact]
    public Task Builder_Counts() => Verify.Analyzer(
        File("""
            [SqliteConnectionFactory]
            internal static class Db
            {
                public static async Task<SqliteConnection> OpenAsync(string path)
                {
                    var builder = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 5 };
                    var c = new SqliteConnection(builder.ToString());
                    await c.OpenAsync();
                    await c.ExecuteAsync("PRAGMA synchronous = NORMAL");
                    return c;
                }
            }
            """),
        "SQLD201").RunAsync();

    [Fact]
    public Task UnseenConnectionString_MayBringWhatAStringCan() => Verify.Analyzer(
        File("""
            [SqliteConnectionFactory]
            internal static class Db
            {
                public static SqliteConnection Open(string connectionString)
                {
                    var c = new SqliteConnection(connectionString);
                    {|#0:c.Open()|};
                    return c;
                }
            }
            """),
        "SQLD201").Expecting(Verify.Diagnostic("SQLD201").WithLocation(0).WithArguments("'synchronous'")).RunAsync();

    /// <summary>Who only reads has nothing to sync, and nothing to enforce.</summary>
    [Fact]
    public Task OneOfTwoStringsThatIsForReading_NeedsNoSync() => Verify.Analyzer(
        File("""
            [SqliteConnectionFactory]
            internal static class Databases
            {
                public static SqliteConnection Open(string path, bool reads)
                {
                    var c = new SqliteConnection(reads ? $"Data Source={path};Mode=ReadOnly" : $"Data Source={path}");
                    c.Open();
                    c.Execute("PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000");
                    if (!reads)
                        c.Execute("PRAGMA synchronous = FULL");
                    return c;
                }

                public static SqliteConnection Other(string path, bool reads)
                {
                    var c = new SqliteConnection(reads ? $"Data Source={path};Cache=Private" : $"Data Source={path}");
                    [|c.Open()|];
                    c.Execute("PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000");
                    return c;
                }
            }
            """), "SQLD201").RunAsync();

    [Fact]
    public Task OneReport_NamesAllThatAreMissing() => Verify.Analyzer(
        Factory("{|#0:c.Open()|};\nif (path.Length > 3)\n    return c;\nc.Execute(\"PRAGMA synchronous = FULL\");\nreturn c;"), "SQLD201")
        .Expecting(Verify.Diagnostic("SQLD201").WithLocation(0).WithArguments("'foreign_keys', 'busy_timeout', 'synchronous'")).RunAsync();

    [Fact]
    public Task WhatIsPrivateToTheFactory_IsSeenWhereItIsHandedOut() => Verify.Analyzer(
        File("""
            [SqliteConnectionFactory]
            internal sealed class Db
            {
                private SqliteConnection? _kept;

                public SqliteConnection Configured()
                {
                    var c = Bare();
                    c.Execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000");
                    return c;
                }

                public SqliteConnection Forgotten() => [|Bare()|];

                public SqliteConnection Closed() => new SqliteConnection("Data Source=app.db");

                public void Vacuum()
                {
                    using var c = Bare();
                    c.Execute("VACUUM");
                }

                public void Keep()
                {
                    var c = new SqliteConnection("Data Source=app.db");
                    [|c.Open()|];
                    _kept = c;
                }

                public void Out(out SqliteConnection given)
                {
                    var c = new SqliteConnection("Data Source=app.db");
                    [|c.Open()|];
                    given = c;
                }

                private static SqliteConnection Bare()
                {
                    var c = new SqliteConnection("Data Source=app.db");
                    c.Open();
                    return c;
                }
            }
            """),
        "SQLD201").RunAsync();

    /// <summary>It is out, or kept for whoever asks, before it is open.</summary>
    [Theory]
    [InlineData("public static bool TryOpen(string p, out SqliteConnection c) { c = new SqliteConnection($\"Data Source={p}\"); [|c.Open()|]; return true; }")]
    [InlineData("public SqliteConnection C { get; } public H(string p) { C = new SqliteConnection($\"Data Source={p}\"); [|C.Open()|]; }")]
    [InlineData("SqliteConnection _c; public SqliteConnection C => _c!; public void Start(string p) { _c = new SqliteConnection($\"Data Source={p}\"); [|_c.Open()|]; }")]
    [InlineData("readonly List<SqliteConnection> _all = new(); public void Add(string p) { var c = new SqliteConnection($\"Data Source={p}\"); [|c.Open()|]; _all.Add(c); }")]
    [InlineData("public static bool TryOpen(string p, out SqliteConnection c) { c = new SqliteConnection($\"Data Source={p}\"); [|c.Open()|]; if (p.Length > 3) { c.Execute(\"" + Whole + "\"); } return true; }")]
    public Task KeptBeforeItIsOpen_Triggers(string members) => Verify.Analyzer(InFactory(members), "SQLD201").RunAsync();

    [Theory]
    [InlineData("public static bool TryOpen(string p, out SqliteConnection c) { c = new SqliteConnection($\"Data Source={p}\"); c.Open(); c.Execute(\"" + Whole + "\"); return true; }")]
    [InlineData("public static bool TryOpen(string p, out SqliteConnection c) { c = new SqliteConnection($\"Data Source={p}\"); c.Open(); Configure(c); return true; } static void Configure(SqliteConnection c) => c.Execute(\"" + Whole + "\");")]
    [InlineData("public static bool TryOpen(string p, out SqliteConnection c) { c = new SqliteConnection($\"Data Source={p}\"); return true; }")]
    [InlineData("public static bool TryOpen(string p, out SqliteConnection c) { c = new SqliteConnection($\"Data Source={p}\"); if (p.Length > 3) { c.Open(); c.Execute(\"" + Whole + "\"); return true; } return false; }")]
    [InlineData("public static bool Try(string p, out SqliteConnection c) { c = new SqliteConnection($\"Data Source={p}\"); c.Open(); c.Dispose(); return true; }")]
    [InlineData("SqliteConnection _c; public void Start(string p) { _c = new SqliteConnection($\"Data Source={p}\"); _c.Open(); }")]
    [InlineData("SqliteConnection _c; public SqliteConnection C => _c!; public void Start(string p) { _c = new SqliteConnection($\"Data Source={p}\"); _c.Open(); Configure(); } void Configure() => _c.Execute(\"" + Whole + "\");")]
    [InlineData("SqliteConnection _c; public SqliteConnection C => _c!; public void Start(string p) { _c = new SqliteConnection($\"Data Source={p}\"); _c.Open(); } public void Configure() => _c.Execute(\"" + Whole + "\");")]
    [InlineData("SqliteConnection _c; public SqliteConnection C => _c!; public void Start(string p) { _c = new SqliteConnection($\"Data Source={p}\"); _c.Open(); } public void Configure() => _c.Execute(\"\"\"" + Whole + "\"\"\");")]
    [InlineData("readonly List<SqliteConnection> _all = new(); public void Add(string p) { var c = new SqliteConnection($\"Data Source={p}\"); c.Open(); _all.Add(c); c.Execute(\"" + Whole + "\"); }")]
    [InlineData("readonly Stack<SqliteConnection> _idle = new(); public void Add(string p) { var c = new SqliteConnection($\"Data Source={p}\"); c.Open(); _idle.Push(c); } public SqliteConnection Rent() { var c = _idle.Pop(); c.Execute(\"" + Whole + "\"); return c; }")]
    [InlineData("public static void Each(string p) { var all = new List<SqliteConnection>(); var c = new SqliteConnection($\"Data Source={p}\"); c.Open(); all.Add(c); all[0].Dispose(); }")]
    public Task KeptAndConfigured_DoesNotTrigger(string members) => Verify.Analyzer(InFactory(members), "SQLD201").RunAsync();

    [Fact]
    public Task Fix_SetsThemOnWhatIsGivenOut() => Fix(
        "SQLD201",
        InFactory("public static bool TryOpen(string p, out SqliteConnection c)\n{\n    c = new SqliteConnection($\"Data Source={p};Foreign Keys=True;Default Timeout=5\");\n    [|c.Open()|];\n    return true;\n}"),
        InFactory("public static bool TryOpen(string p, out SqliteConnection c)\n{\n    c = new SqliteConnection($\"Data Source={p};Foreign Keys=True;Default Timeout=5\");\n    c.Open();\n    using (var pragmas = c.CreateCommand())\n    {\n        pragmas.CommandText = \"PRAGMA synchronous = FULL;\";\n        pragmas.ExecuteNonQuery();\n    }\n    return true;\n}")).RunAsync();

    private static string InFactory(string members) => File("[SqliteConnectionFactory] internal class H\n{\n" + members + "\n}").Replace("#nullable enable", "#nullable disable");

    [Fact]
    public Task BlessedMethod_MayBePrivate_AndOthersAreNoFactory() => Verify.Analyzer(
        Members("""
            [SqliteConnectionFactory]
            private static SqliteConnection Open()
            {
                var c = new SqliteConnection("Data Source=app.db");
                [|c.Open()|];
                return c;
            }

            public static SqliteConnection NoFactory()
            {
                var c = new SqliteConnection("Data Source=app.db");
                c.Open();
                return c;
            }
            """),
        "SQLD201").RunAsync();

    [Fact]
    public Task ConnectionThatOpensItself_IsOutOnceItIsOpen() => Verify.Analyzer(
        File("""
            [SqliteConnectionFactory]
            internal sealed class AppConnection : SqliteConnection
            {
                public AppConnection() : base("Data Source=app.db")
                {
                }

                public override void Open()
                {
                    [|base.Open()|];
                    using var command = CreateCommand();
                    command.CommandText = "PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000";
                    command.ExecuteNonQuery();
                }
            }

            [SqliteConnectionFactory]
            internal sealed class WholeConnection : SqliteConnection
            {
                public override void Open()
                {
                    base.Open();
                    using var command = CreateCommand();
                    command.CommandText = "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000";
                    command.ExecuteNonQuery();
                }
            }
            """),
        "SQLD201").RunAsync();

    [Fact]
    public Task Options_SayWhatIsRequired() => Verify.Analyzer(
        Factory("[|c.Open()|];\nc.Execute(\"PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON\");\nreturn c;"), "SQLD201")
        .WithEditorConfig("sqlite_discipline.required_pragmas = foreign_keys, trusted_schema").RunAsync();

    [Fact]
    public Task Options_MayRequireLess() => Verify.Analyzer(
        Factory("c.Open();\nc.Execute(\"PRAGMA Foreign_Keys = ON\");\nreturn c;"), "SQLD201")
        .WithEditorConfig("sqlite_discipline.required_pragmas = foreign_keys").RunAsync();

    [Fact]
    public Task Options_MayRequireNothing() => Verify.Analyzer(Factory("c.Open();\nreturn c;"), "SQLD201", "SQLD909").WithEditorConfig("sqlite_discipline.required_pragmas =").RunAsync();

    /// <summary>SQLD909 says so.</summary>
    [Theory]
    [InlineData("trusted_schema, busy_timout", "c.Open()", "PRAGMA trusted_schema = OFF")]
    [InlineData("trusted_schema, busy_timout", "[|c.Open()|]", "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 100")]
    [InlineData("busy_timout", "c.Open()", "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 100")]
    [InlineData("busy_timout", "[|c.Open()|]", "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 100")]
    public Task ItemThatIsNotUnderstood_IsLeftOut_AndTheDefaultHoldsWhereNothingRemains(string required, string open, string set) => Verify.Analyzer(
        Factory($"{open};\nc.Execute(\"{set}\");\nreturn c;"), "SQLD201")
        .WithEditorConfig("sqlite_discipline.required_pragmas = " + required).RunAsync();

    [Theory]
    [InlineData(
        "[|c.Open()|]; // At last.\nreturn c;",
        "c.Open(); // At last.\nusing (var pragmas = c.CreateCommand())\n{\n    pragmas.CommandText = \"PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;\";\n    pragmas.ExecuteNonQuery();\n}\nreturn c;")]
    [InlineData(
        "[|c.Open()|];\nc.Execute(\"PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 100\");\nreturn c;",
        "c.Open();\nusing (var pragmas = c.CreateCommand())\n{\n    pragmas.CommandText = \"PRAGMA synchronous = FULL;\";\n    pragmas.ExecuteNonQuery();\n}\nc.Execute(\"PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 100\");\nreturn c;")]
    public Task Fix_SetsThemAfterTheOpening(string before, string after) => Fix("SQLD201", Factory(before), Factory(after)).RunAsync();

    [Fact]
    public Task Fix_InAConnectionThatOpensItself() => Fix(
        "SQLD201",
        File("""
            [SqliteConnectionFactory]
            internal sealed class AppConnection : SqliteConnection
            {
                public override void Open()
                {
                    [|base.Open()|];
                }
            }
            """),
        File("""
            [SqliteConnectionFactory]
            internal sealed class AppConnection : SqliteConnection
            {
                public override void Open()
                {
                    base.Open();
                    using (var pragmas = CreateCommand())
                    {
                        pragmas.CommandText = "PRAGMA synchronous = FULL;";
                        pragmas.ExecuteNonQuery();
                    }
                }
            }
            """)).RunAsync();

    [Theory]
    [InlineData("var pragmas = path;\n[|c.Open()|];\nreturn c;")]
    [InlineData("if (path.Length > 3)\n    [|c.Open()|];\nreturn c;")]
    public Task Fix_IsNotOffered(string body) => Fix("SQLD201", Factory(body), null).RunAsync();

    // A method of a factory that makes `c` for a path.
    private static string Factory(string body) => File($$"""
        [SqliteConnectionFactory]
        internal static class Db
        {
            private static readonly string[] s_pragmas = { "foreign_keys = ON", "synchronous = NORMAL", "busy_timeout = 5000" };
            private static readonly System.Collections.Generic.IReadOnlyDictionary<string, string> s_values = new System.Collections.Generic.Dictionary<string, string> { ["foreign_keys"] = "ON", ["synchronous"] = "NORMAL", ["busy_timeout"] = "5000" };

            public static SqliteConnection Open(string path)
            {
                var c = new SqliteConnection($"Data Source={path}");
        {{string.Join("\n", body.Split('\n').Select(line => "        " + line))}}
            }

            private static void Configure(SqliteConnection c) => c.Execute("{{Whole}}");
        }

        internal abstract class Settings
        {
            public static Settings Current { get; set; } = null!;

            public string[] Pragmas { get; set; } = { "foreign_keys = ON" };

            public abstract void Apply(DbConnection c);
        }
        """);
}
