using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace SqliteDiscipline.Tests.Generation;

/// <summary>Every shape that a factory can have, compiled together with what is generated and with code that uses it.</summary>
public sealed class ShapeTests
{
    public static TheoryData<string, string> ProvidersAndLanguages
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var provider in ProviderVersions.All)
            {
                foreach (var language in new[] { "7", "7.3", "8", "9", "10", "11", "latest", "preview" })
                {
                    data.Add(provider, language);
                }
            }

            return data;
        }
    }

    [Theory]
    [InlineData("A.B", "class Use { System.Func<Microsoft.Data.Sqlite.SqliteConnection> M() => A.B.Databases._connect_a; A.B.AConnection N() => A.B.Databases._create_a(); }")]
    [InlineData("", "class Use { System.Func<Microsoft.Data.Sqlite.SqliteConnection> M() => Databases._connect_a; AConnection N() => Databases._create_a(); }")]
    [InlineData("@class.@event", "class Use { @class.@event.AConnection M() => @class.@event.Databases._connect_a(); }")]
    [InlineData("System.Microsoft", "class Use { object M() => System.Microsoft.Databases._connect_a(); }")]
    public void Namespaces(string name, string use) =>
        Clean((name.Length == 0 ? "{0}" : $"namespace {name} {{ {{0}} }}").Replace("{0}", Factory("static partial class Databases"), StringComparison.Ordinal), use);

    [Theory]
    [InlineData("static partial class Databases", "Databases._connect_a()")]
    [InlineData("public static partial class Databases", "Databases._connect_a()")]
    [InlineData("sealed partial class Databases", "new Databases()._connect_a()")]
    [InlineData("partial record Databases", "new Databases()._connect_a()")]
    [InlineData("sealed partial record class Databases", "new Databases()._create_a()")]
    [InlineData("static partial class Databases<T>", "Databases<int>._connect_a()")]
    [InlineData("partial class Databases<@class, T> where T : class, new()", "new Databases<int, object>()._connect_a()")]
    [InlineData("static partial class @record", "@record._connect_a()")]
    [InlineData("static partial class @int", "@int._connect_a()")]
    [InlineData("static partial class Datenbänke", "Datenbänke._connect_a()")]
    public void Kinds(string declaration, string use) => Clean(Factory(declaration), $"class Use {{ AConnection M() => {use}; }}");

    [Theory]
    [InlineData("partial class Outer", "Outer.Databases")]
    [InlineData("partial class Outer<T>", "Outer<int>.Databases")]
    [InlineData("partial struct Outer", "Outer.Databases")]
    [InlineData("readonly partial struct Outer", "Outer.Databases")]
    [InlineData("partial record Outer(int X)", "Outer.Databases")]
    [InlineData("partial record struct @struct", "@struct.Databases")]
    [InlineData("partial interface IOuter", "IOuter.Databases")]
    [InlineData("public abstract partial class Outer", "Outer.Databases")]
    [InlineData("static partial class Databases", "Databases.Inner", "Inner")]
    public void Nested(string outer, string use, string name = "Databases") =>
        Clean($"namespace N {{ {outer} {{ {Factory($"internal static partial class {name}")} }} }}", $"class Use {{ N.AConnection M() => N.{use}._connect_a(); }}");

    [Fact]
    public void PrivateFactory_ServesItsContainer() =>
        Clean("partial class Outer { " + Factory("private static partial class Databases") + " object M() => Databases._connect_a(); }");

    [Fact]
    public void PublicFactory_HasPublicMembersAndConnections()
    {
        var run = GeneratorRun.Of("using SqliteDiscipline; " + Factory("public static partial class Databases")).IsClean();

        Assert.Equal(Accessibility.Public, run.Output.GetTypeByMetadataName("AConnection")!.DeclaredAccessibility);
        Assert.All(
            run.Output.GetTypeByMetadataName("Databases")!.GetMembers().OfType<IMethodSymbol>(),
            method => Assert.Equal(Accessibility.Public, method.DeclaredAccessibility));
    }

    [Fact]
    public void PublicFactory_InAnInternalType_HasInternalConnections()
    {
        var run = GeneratorRun.Of("using SqliteDiscipline; partial class Outer { " + Factory("public static partial class Databases") + " }").IsClean();

        Assert.Equal(Accessibility.Internal, run.Output.GetTypeByMetadataName("AConnection")!.DeclaredAccessibility);
    }

    [Fact]
    public void SeveralFiles_OneFactory()
    {
        var run = GeneratorRun.Of(
            "using SqliteDiscipline; namespace N; [SqliteConnectionFactory] static partial class Databases { }",
            "using SqliteDiscipline; namespace N; [SqliteDatabase(\"a\", \"a.db\")] static partial class Databases { }",
            "using SqliteDiscipline; namespace N; [SqliteDatabase(\"b\", DataSourceFrom = nameof(B)), SqlitePragma(\"a\", \"cache_size\", \"1\")] static partial class Databases { static string B => \"\"; }",
            "class Use { object M() => (N.Databases._connect_a(), N.Databases._connect_b()); }").IsClean();

        Assert.Equal(["N.AConnection.g.cs", "N.BConnection.g.cs", "N.Databases.g.cs"], run.Files.Select(file => file.HintName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SeveralFactories_HaveFilesOfTheirOwn()
    {
        var run = GeneratorRun.Of(
            "using SqliteDiscipline;"
            + "namespace N { [SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\")] static partial class Databases { } }"
            + "namespace N { [SqliteConnectionFactory, SqliteDatabase(\"A\", \"a.db\"), SqliteDatabase(\"b\", \"b.db\")] static partial class DATABASES { } }"
            + "namespace N { [SqliteConnectionFactory, SqliteDatabase(\"c\", \"c.db\"), SqliteDatabase(\"C2\", \"c.db\")] static partial class Databases<T> { } }"
            + "namespace n { [SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\")] static partial class Databases { } }"
            + "namespace N { partial class Databases_1 { [SqliteConnectionFactory, SqliteDatabase(\"d\", \"d.db\")] internal static partial class Databases { } } }",
            "class Use { object M() => (N.Databases._connect_a(), N.DATABASES._connect_b(), N.Databases<int>._connect_C2(), n.Databases._connect_a(), N.Databases_1.Databases._connect_d()); }");

        // The same name again is a compile-time error, SQLD902, and the first claim stands.
        Assert.DoesNotContain("_connect_A", run.Text, StringComparison.Ordinal);
        run.IsClean();
    }

    [Theory]
    [InlineData("class", "_connect_class", "ClassConnection")]
    [InlineData("audit-log", "_connect_audit_log", "AuditLogConnection")]
    [InlineData("2024-log", "_connect_2024_log", "_2024LogConnection")]
    [InlineData("größe", "_connect_größe", "GrößeConnection")]
    [InlineData("会話", "_connect_会話", "会話Connection")]
    [InlineData("हिन्दी", "_connect_हिन्दी", "हिन्दीConnection")]
    [InlineData("a.b/c\\\\d\\\"e\\n<f>*/", "_connect_a_b_c_d_e__f___", "ABCDEFConnection")]
    public void Names(string name, string connect, string type) => Clean(
        $$"""[SqliteConnectionFactory, SqliteDatabase("{{name}}", "{{name}}")] static partial class Databases { }""",
        $"class Use {{ {type} M() => Databases.{connect}(); }}");

    [Fact]
    public void PascalCase() => Clean(
        "[SqliteConnectionFactory(Naming = SqliteNaming.PascalCase), SqliteDatabase(\"audit-log\", \"a.db\"), SqliteDatabase(\"2024-log\", \"a.db\")] partial class Databases { }",
        "class Use { AuditLogConnection M(Databases d) => d.ConnectAuditLog(); object N(Databases d) => d.Create2024Log(); }");

    [Theory]
    [InlineData("static partial class", "static string Path => \"\";", "_connect_a()")]
    [InlineData("static partial class", "const string Path = \"\";", "_connect_a()")]
    [InlineData("static partial class", "static readonly string? Path = null;", "_connect_a()")]
    [InlineData("static partial class", "static string? Path() => null;", "_connect_a()")]
    [InlineData("static partial class", "static string Path(string session, int? number = 3) => \"\";", "_connect_a(\"\", null)")]
    [InlineData("static partial class", "static string Path(string? @class, (int X, string? Y)[] pairs, params object?[] rest) => \"\";", "_connect_a(null, new (int, string?)[0], new object?[0])")]
    [InlineData("static partial class", "static string Path(in int Path) => \"\";", "_connect_a(1)")]
    [InlineData("static partial class", "static string Path(System.Collections.Generic.Dictionary<string, System.Func<dynamic?>?> connection) => connection.ToString() ?? \"\";", "_connect_a(new())")]
    [InlineData("partial class", "private string Path => \"\";", "_connect_a()")]
    [InlineData("partial class", "private static string Path(System.ReadOnlySpan<char> span) => \"\";", "_connect_a(default)")]
    [InlineData("partial record", "public string Path { get; init; } = \"\";", "_connect_a()")]
    [InlineData("public static partial class", "static string Path(Hidden hidden) => \"\";", "_connect_a(new())")]
    [InlineData("public static partial class", "private static string Path(System.Collections.Generic.List<Hidden?[]> hidden) => \"\";", "_connect_a(new())")]
    public void DataSourceFrom(string kind, string member, string call) => Clean(
        $"[SqliteConnectionFactory, SqliteDatabase(\"a\", DataSourceFrom = \"Path\")] {kind} Databases {{ {member} }} class Hidden {{ }}",
        $"class Use {{ object M({(kind.Contains("static", StringComparison.Ordinal) ? "" : "Databases it")}) => {(kind.Contains("static", StringComparison.Ordinal) ? "Databases" : "it")}.{call}; }}");

    [Fact]
    public void GenericFactory_TakesItsOwnTypeParameter() => Clean(
        "[SqliteConnectionFactory, SqliteDatabase(\"a\", DataSourceFrom = nameof(Path))] static partial class Databases<T> where T : struct { static string Path(T? t, T[] ts) => \"\"; }",
        "class Use { object M() => Databases<int>._connect_a(null, new[] { 1 }); }");

    [Fact]
    public void KeyFrom() => Clean(
        "[SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\", KeyFrom = nameof(Key))] partial class Databases { string? Key() => null; }",
        "class Use { object M(Databases d) => d._connect_a(); }");

    [Theory]
    [InlineData("Profile = SqliteProfile.Rollback")]
    [InlineData("Profile = SqliteProfile.Durable")]
    [InlineData("Access = SqliteAccess.ReadOnly")]
    [InlineData("JournalMode = SqliteJournalMode.Persist, Synchronous = SqliteSynchronous.Extra, ForeignKeys = false, BusyTimeout = 0")]
    [InlineData("WalAutoCheckpoint = 0, BusyTimeout = 2147483647")]
    public void Policies(string settings) => Clean($"[SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\", {settings})] static partial class Databases {{ }}");

    [Fact]
    public void FactoryThatDerivesFromAFactory() => Clean(
        Factory("partial class Databases") + "[SqliteConnectionFactory, SqliteDatabase(\"b\", \"b.db\")] partial class More : Databases { }",
        "class Use { void M(More more) { more._connect_a().Dispose(); more._connect_b().Dispose(); more._shutdown(); ((Databases)more)._shutdown(); } }");

    [Theory]
    [InlineData("CheckpointOnClose = true")]
    [InlineData("MaxConnections = 1")]
    [InlineData("VerifyOnFirstOpen = SqliteVerification.ForeignKeyCheck")]
    [InlineData("VerifyOnFirstOpen = SqliteVerification.QuickCheck | SqliteVerification.IntegrityCheck, MaxConnections = 2, CheckpointOnClose = true")]
    [InlineData("VerifyOnFirstOpen = SqliteVerification.QuickCheck, MaxConnections = 1, Access = SqliteAccess.ReadOnly")]
    public void Lifetimes(string settings) => Clean($"[SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\", {settings})] static partial class Databases {{ }}");

    [Fact]
    public void Maintenance_AsDeclared() => Clean(
        "[SqliteConnectionFactory(Naming = SqliteNaming.PascalCase), SqliteDatabase(\"audit-log\", DataSourceFrom = nameof(Path))] partial class Databases { string Path(string destination, int connection) => destination; }",
        """
        class Use
        {
            string M(Databases d)
            {
                d.BackupAuditLog("", 1, destination_: "copy.db");
                AuditLogConnection.Verification report = d.VerifyAuditLog("", 1);
                foreach (AuditLogConnection.Orphan orphan in report.Orphans)
                    return orphan.Table + orphan.RowId?.ToString() + orphan.Parent + (orphan.ForeignKey + 1);
                d.Shutdown();
                return d.CheckpointAuditLog("", 1) && report.IsSound ? string.Concat(report.Damage) : "";
            }
        }
        """);

    [Fact]
    public void HooksOfShutdown() => Clean(
        Factory("static partial class Databases"),
        "class Use { void M(System.Threading.CancellationToken stopped) { System.AppDomain.CurrentDomain.ProcessExit += (_, _) => Databases._shutdown(); stopped.Register(Databases._shutdown); } }");

    [Fact]
    public void UsersPart_JoinsTheConnection() => Clean(
        Factory("static partial class Databases"), "partial class AConnection { public string Answer() => DataSource; } class Use { string M() => Databases._connect_a().Answer(); }");

    [Theory]
    [MemberData(nameof(ProvidersAndLanguages))]
    public void EveryProvider_EveryLanguageVersion(string provider, string language)
    {
        Assert.True(LanguageVersionFacts.TryParse(language, out var version));
        GeneratorRun.Of(
            version,
            ProviderVersions.References(provider),
            """
            using SqliteDiscipline;
            [SqliteConnectionFactory]
            [SqliteDatabase("a", "a.db")]
            [SqliteDatabase("b", DataSourceFrom = nameof(Path), KeyFrom = nameof(Key), Profile = SqliteProfile.Durable, MaxConnections = 2, BusyTimeout = 200)]
            [SqliteDatabase("c", "c.db", Access = SqliteAccess.ReadOnly)]
            [SqliteDatabase("d", "d.db", Profile = SqliteProfile.Rollback)]
            [SqlitePragma("a", "temp_store_directory", "'a\"\\b'")]
            public static partial class Databases
            {
                private static string Path(string name) { return name; }
                private static string Key { get { return "key"; } }
            }
            """).IsClean();
    }

    /// <summary>SQLD901 says why.</summary>
    [Theory]
    [InlineData("5")]
    [InlineData("6")]
    public void OlderThanCSharp7_HasNothingGenerated(string language)
    {
        Assert.True(LanguageVersionFacts.TryParse(language, out var version));
        var run = GeneratorRun.Of(version, ProviderVersions.References("6.0.7"), "using SqliteDiscipline; " + Factory("static partial class Databases"));

        Assert.Empty(run.Files);
        Assert.DoesNotContain(run.Output.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    private static string Factory(string declaration) => $"[SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\")] {declaration} {{ }}";

    private static void Clean(params string[] sources) => GeneratorRun.Of([.. sources.Select(source => "using SqliteDiscipline; " + source)]).IsClean();
}
