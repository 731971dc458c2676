using Xunit;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>The gentle form: the same judgement, while no factory is in sight.</summary>
public sealed class SQLD100NoFactoryTests
{
    [Fact]
    public Task RawConnection_TriggersWhileNoFactoryIsDeclared() => Verify.Analyzer(
        """
        using Microsoft.Data.Sqlite;

        class C
        {
            object Make() => {|SQLD100:new SqliteConnection("Data Source=a.db")|};
        }
        """).RunAsync();

    [Fact]
    public Task AttributeOfTheSameNameElsewhere_IsNoFactory() => Verify.Analyzer(
        """
        using Microsoft.Data.Sqlite;

        [Other.SqliteConnectionFactory]
        class C
        {
            object Make() => {|SQLD100:new SqliteConnection("Data Source=a.db")|};
        }

        namespace Other
        {
            class SqliteConnectionFactoryAttribute : System.Attribute
            {
            }
        }
        """).RunAsync();

    [Theory]
    [InlineData("[SqliteConnectionFactory] class F { }")]
    [InlineData("[SqliteConnectionFactoryAttribute] struct F { }")]
    [InlineData("[global::SqliteDiscipline.SqliteConnectionFactory] class F<T> { }")]
    [InlineData("namespace N.M { namespace @class { partial class Outer<T> { [SqliteConnectionFactory] partial class F { } } } }")]
    [InlineData("class F { [SqliteConnectionFactory] static void Open() { } }")]
    [InlineData("class F { [SqliteConnectionFactory] F() { } }")]
    [InlineData("[Aliased] class F { }")]
    [InlineData("[type: SqliteConnectionFactory] class F { }")]
    [InlineData("class F { [method: SqliteConnectionFactory] static void Open() { } }")]
    [InlineData("class F { static SqliteConnection Now { [SqliteConnectionFactory] get { return new(); } } }")]
    [InlineData("class F { SqliteConnection this[int i] { [method: SqliteConnectionFactory] get => new(); } }")]
    [InlineData("class F { void M() { if (true) { Open(); [SqliteConnectionFactory] static SqliteConnection Open() => new(); } } }")]
    [InlineData("class F { object M() { var open = [SqliteConnectionFactory] (string s) => new SqliteConnection(s); return open; } }")]
    [CSharpData(1200, "[method: SqliteConnectionFactory] class F(string s) : SqliteConnection(s);")]
    public Task FactoryInAnyForm_IsInSight(string factory) => Verify.Analyzer(
        $$"""
        using Microsoft.Data.Sqlite;
        using SqliteDiscipline;
        using Aliased = SqliteDiscipline.SqliteConnectionFactoryAttribute;

        class C
        {
            object Make() => {|SQLD101:new SqliteConnection("Data Source=a.db")|};
        }

        {{factory}}
        """, "SQLD100", "SQLD101").RunAsync();

    [Fact]
    public Task LocalFunctionOfTopLevelStatements_IsInSight()
    {
        var test = Verify.Analyzer(
            """
            using Microsoft.Data.Sqlite;
            using SqliteDiscipline;

            Open().Dispose();
            {|SQLD101:new SqliteConnection("Data Source=a.db")|}.Dispose();

            [SqliteConnectionFactory]
            static SqliteConnection Open() => new("Data Source=a.db");
            """, "SQLD100", "SQLD101");
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync();
    }

    [Theory]
    [InlineData("class F { [return: SqliteConnectionFactory] static object Open() => 1; }")]
    [InlineData("class F { [field: SqliteConnectionFactory] object P { get; set; } = 1; }")]
    public Task AttributeOnSomethingElse_IsNoFactory(string code)
    {
        var test = Verify.Analyzer(
            "using SqliteDiscipline; class C { object Make() => {|SQLD100:new Microsoft.Data.Sqlite.SqliteConnection(\"Data Source=a.db\")|}; } " + code, "SQLD100", "SQLD101");
        test.CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None;
        return test.RunAsync();
    }

    [Fact]
    public Task WithoutTheProvider_NothingIsReported() => Verify.Analyzer(
        """
        namespace Microsoft.Data.Sqlite.Mine
        {
            class SqliteConnection { object Make() => new SqliteConnection(); }
        }
        """).WithoutProvider().RunAsync();
}
