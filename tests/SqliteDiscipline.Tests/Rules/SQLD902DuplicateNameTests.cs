using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD902DuplicateNameTests
{
    [Theory]
    [InlineData("\"a\"", "[|\"a\"|]")]
    [InlineData("\"audit-log\"", "[|\"audit_log\"|]")]
    [InlineData("\"audit-log\"", "[|\"audit log\"|]")]
    [InlineData("\"auditLog\"", "[|\"AuditLog\"|]")]
    [InlineData("\"a\"", "dataSource: \"x.db\", name: [|nameof(A)|]")]
    public Task OneFactory_Triggers(string first, string second) => Verify.Analyzer(
        $$"""
        using SqliteDiscipline;
        [SqliteConnectionFactory]
        [SqliteDatabase({{first}}, DataSourceFrom = nameof(A))]
        [SqliteDatabase({{second}}{{(second.Contains("x.db", StringComparison.Ordinal) ? "" : ", \"b.db\"")}})]
        static partial class Databases { static string A => "a.db"; }
        """,
        "SQLD902").RunAsync();

    [Fact]
    public Task FactoryOfThatName_Triggers() => Verify.Analyzer(
        "using SqliteDiscipline; [SqliteConnectionFactory, SqliteDatabase([|\"audit\"|], \"a.db\")] static partial class AuditConnection { }", "SQLD902").RunAsync();

    [Theory]
    [InlineData("Naming = SqliteNaming.PascalCase", "ConnectX", "[|\"x\"|], \"a.db\"")]
    [InlineData("Naming = SqliteNaming.PascalCase", "BackupX", "[|\"x\"|], \"a.db\", Access = SqliteAccess.ReadOnly")]
    [InlineData("Naming = SqliteNaming.Connect", "_verify_x", "[|\"x\"|], \"a.db\"")]
    [InlineData("Naming = SqliteNaming.Connect", "ConnectX", "\"x\", \"a.db\"")]
    [InlineData("Naming = SqliteNaming.PascalCase", "CheckpointX", "\"x\", \"a.db\", Access = SqliteAccess.ReadOnly")]
    public Task FactoryNamedAsAMember_Triggers(string naming, string name, string database) => Verify.Analyzer(
        $"using SqliteDiscipline; [SqliteConnectionFactory({naming}), SqliteDatabase({database})] static partial class {name} {{ }}", "SQLD902").WithGenerator().RunAsync();

    /// <summary>A type parameter has a place of its own among the members; those of types around, and what is named as a type, are in nobody's way.</summary>
    [Theory]
    [InlineData("[SqliteConnectionFactory, SqliteDatabase([|\"audit\"|], \"a.db\"), SqliteDatabase(\"other\", \"b.db\")] static partial class Databases<_connect_audit> { }")]
    [InlineData("[SqliteConnectionFactory(Naming = SqliteNaming.PascalCase), SqliteDatabase([|\"audit\"|], \"a.db\")] partial class Databases<T, BackupAudit> { }")]
    [InlineData("[SqliteConnectionFactory, SqliteDatabase(\"audit\", \"a.db\")] partial class Databases<AuditConnection, SqliteConnection, global, System, destination, _backup_other> { }")]
    [InlineData("partial class Outer<_connect_audit, _shutdown> { [SqliteConnectionFactory, SqliteDatabase(\"audit\", \"a.db\")] static partial class Databases { } }")]
    public Task TypeParameterNamedAsAMember_Triggers(string factory) => Verify.Analyzer("using SqliteDiscipline; " + factory, "SQLD902").WithGenerator().RunAsync();

    [Theory]
    [InlineData("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"TestProject\")] namespace N { class AuditConnection { } }", true)]
    [InlineData("namespace N { public struct AuditConnection { } }", true)]
    [InlineData("namespace N { class AuditConnection { } }", false)]
    [InlineData("public class AuditConnection { } namespace N { public class AuditConnection<T> { } }", false)]
    public Task TypeOfAReferencedAssembly_TriggersWhereItIsSeen(string library, bool isSeen) => Verify.Analyzer(
        $$"""
        using SqliteDiscipline;
        namespace N { [SqliteConnectionFactory, SqliteDatabase({{(isSeen ? "[|\"audit\"|]" : "\"audit\"")}}, "a.db")] static partial class Databases { } }
        """,
        "SQLD902").WithProject("Library", library).WithGenerator().RunAsync();

    [Fact]
    public Task ConnectionGeneratedInAFriend_Triggers() => Verify.Analyzer(
        "using SqliteDiscipline; [SqliteConnectionFactory, SqliteDatabase([|\"audit\"|], \"a.db\")] static partial class Mine { }", "SQLD902")
        .WithProject(
            "Library",
            "using SqliteDiscipline; [assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"TestProject\")] [SqliteConnectionFactory, SqliteDatabase(\"audit\", \"a.db\")] static partial class Theirs { }")
        .WithGenerator().RunAsync();

    [Theory]
    [InlineData("", "class AuditConnection { }")]
    [InlineData("", "static partial class AuditConnection { }")]
    [InlineData("", "partial struct AuditConnection { }")]
    [InlineData("", "partial record AuditConnection { }")]
    [InlineData("", "delegate void AuditConnection();")]
    [InlineData("public static object _connect_audit() => 1;", "")]
    [InlineData("static int _verify_audit;", "")]
    [InlineData("class _create_audit { }", "")]
    [InlineData("public static void _backup_audit(string path) { }", "")]
    public async Task HandWrittenInItsPlace_Triggers(string member, string type)
    {
        var source = $$"""
            using SqliteDiscipline;
            [SqliteConnectionFactory, SqliteDatabase([|"audit"|], "a.db"), SqliteDatabase("other", "b.db")] static partial class Databases { {{member}} }
            {{type}}
            """;
        await Verify.Analyzer(source, "SQLD902").RunAsync();

        // The other database is generated, and nothing that does not compile.
        await Verify.Analyzer(source, "SQLD902").WithGenerator().RunAsync();
    }

    [Theory]
    [InlineData("SqliteDatabase([|\"inbound\"|], DataSourceFrom = nameof(PathOf))", "static string _connect_inbound(string? session, int n) => \"\";")]
    [InlineData("SqliteDatabase(\"inbound\", DataSourceFrom = nameof(PathOf))", "static string _connect_inbound() => _connect_inbound(\"a\", 1).DataSource;")]
    [InlineData("SqliteDatabase(\"inbound\", \"a.db\", Access = SqliteAccess.ReadOnly)", "static bool _checkpoint_inbound() => false;")]
    [InlineData("SqliteDatabase(\"inbound\", \"a.db\")", "static void _backup_inbound() { } static void _connect_inbound<T>() { } static void ConnectInbound() { }")]
    public Task OnlyOfTheSameParameters(string database, string member) => Verify.Analyzer(
        $$"""
        #nullable enable
        using SqliteDiscipline;
        [SqliteConnectionFactory, {{database}}]
        static partial class Databases { static string PathOf(string? session, int n) => "a.db"; {{member}} }
        namespace Elsewhere { class InboundConnection { } }
        class InboundConnection<T> { }
        file class InboundConnection { }
        """,
        "SQLD902").WithGenerator().RunAsync();

    [Fact]
    public Task PartialConnection_IsJoined() => Verify.Analyzer(
        """
        using SqliteDiscipline;
        [SqliteConnectionFactory, SqliteDatabase("audit", "a.db")] static partial class Databases { static int Of() { using var c = _connect_audit(); return c.Mine; } }
        sealed partial class AuditConnection { public int Mine => 1; }
        """,
        "SQLD902").WithGenerator().RunAsync();

    [Fact]
    public Task TwoFactoriesInOneNamespace_TheSecondTriggers() => Verify.Analyzer(
        """
        using SqliteDiscipline;
        namespace N
        {
            [SqliteConnectionFactory, SqliteDatabase("a", "a.db")] static partial class One { }
            partial class Outer
            {
                [SqliteConnectionFactory, SqliteDatabase("b", "b.db"), SqliteDatabase([|"a"|], "a.db")] static partial class Two { }
            }
        }
        """,
        "SQLD902").RunAsync();

    [Theory]
    [InlineData("namespace N { [SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\")] static partial class One { } } namespace M { [SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\")] static partial class Two { } }")]
    [InlineData("[SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\")] static partial class One { } [SqliteConnectionFactory, SqliteDatabase(\"b\", \"a.db\")] static partial class Two { }")]
    [InlineData("[SqliteConnectionFactory, SqliteDatabase(\"ab\", \"a.db\"), SqliteDatabase(\"aB\", \"b.db\"), SqliteDatabase(\"a_b2\", \"c.db\")] static partial class One { }")]
    [InlineData("partial class Outer { [SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\")] static partial class AConnection { } }")]
    public Task DifferentNames_DoNotTrigger(string source) => Verify.Analyzer("using SqliteDiscipline; " + source, "SQLD902").WithGenerator().RunAsync();

    [Fact]
    public Task AnotherAssemblysName_DoesNotTrigger() => Verify.Analyzer(
            "using SqliteDiscipline; namespace N { [SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\")] static partial class Databases { } }", "SQLD902")
        .WithProject("Other", "using SqliteDiscipline; namespace N { [SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\")] public static partial class Shared { } }")
        .RunAsync();
}
