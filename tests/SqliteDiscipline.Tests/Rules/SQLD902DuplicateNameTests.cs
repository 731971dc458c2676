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
