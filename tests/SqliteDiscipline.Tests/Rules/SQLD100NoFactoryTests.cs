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
    public Task WithoutTheProvider_NothingIsReported() => Verify.Analyzer(
        """
        namespace Microsoft.Data.Sqlite.Mine
        {
            class SqliteConnection { object Make() => new SqliteConnection(); }
        }
        """).WithoutProvider().RunAsync();
}
