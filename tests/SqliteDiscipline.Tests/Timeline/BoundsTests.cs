using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace SqliteDiscipline.Tests.Timeline;

/// <summary>Code of any length and any brokenness has a timeline, or none; the work is counted in nodes.</summary>
public sealed class BoundsTests
{
    private const string Everything =
        """
        using Dapper;
        using Microsoft.Data.Sqlite;
        using Microsoft.EntityFrameworkCore;

        class C
        {
            private readonly SqliteConnection _connection = new("Data Source=a.db");

            async System.Threading.Tasks.Task<object> M(DbContext context, bool flag, string[] names)
            {
                await using var connection = new SqliteConnection($"Data Source={names[0]}");
                using var command = connection.CreateCommand();
                foreach (var name in new[] { "a", "b" })
                {
                    command.CommandText = flag ? $"PRAGMA {name} = 1" : "BEGIN";
                    try { command.ExecuteNonQuery(); }
                    catch (SqliteException e) when (e.SqliteErrorCode == 5) { continue; }
                    finally { _connection?.Close(); }
                }

                System.Func<SqliteConnection, int> run = c => c.Execute("DELETE FROM t");
                var (x, y) = (connection, run(connection));
                context.Database.ExecuteSqlRaw("VACUUM");
                return x is { } z ? Local(z) : throw new System.Exception();

                object Local(SqliteConnection inner) => flag ? inner : Local(inner);
            }
        }
        """;

    [Fact]
    public void TruncatedCode_DoesNotThrow()
    {
        for (var length = 0; length < Everything.Length; length += 3)
        {
            Build(Everything[..length]);
        }
    }

    [Fact]
    public void CodeWithoutAToken_DoesNotThrow()
    {
        var tokens = CSharpSyntaxTree.ParseText(Everything).GetRoot().DescendantTokens().Select(token => token.Span).ToList();
        foreach (var token in tokens)
        {
            Build(Everything.Remove(token.Start, token.Length));
        }
    }

    [Theory]
    [InlineData("command.CommandText = \"DELETE FROM t{0}\"; command.ExecuteNonQuery();")]
    [InlineData("if (n == {0}) command.CommandText += \"DELETE FROM t{0};\"; command.ExecuteNonQuery();")]
    [InlineData("if (n == {0}) {{ command.CommandText = \"DELETE FROM t{0}\"; command.ExecuteNonQuery(); return; }}")]
    [InlineData("Run(\"DELETE FROM t{0}\");")]
    [InlineData("for (var i{0} = 0; i{0} < n; i{0}++) command.ExecuteNonQuery();")]
    public void Work_GrowsWithTheLength(string statement)
    {
        Assert.InRange(Nodes(100), 50, 2.5 * Nodes(50));

        int Nodes(int statements) => Build(
            $$"""
            using Microsoft.Data.Sqlite;

            class C
            {
                void M(int n)
                {
                    using var connection = new SqliteConnection("Data Source=a.db");
                    using var command = connection.CreateCommand();
                    try
                    {
                        {{string.Concat(Enumerable.Range(0, statements).Select(i => string.Format(statement, i)))}}
                    }
                    finally
                    {
                        connection.Close();
                    }

                    void Run(string sql) => new SqliteCommand(sql, connection).ExecuteNonQuery();
                }
            }
            """).First(timeline => timeline.Symbol.Name == "M").Nodes.Length;
    }

    private static IReadOnlyList<Analyzers.Timeline.BodyTimeline> Build(string source)
    {
        var tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest));
        return TimelineDump.Build(CSharpCompilation.Create(
            "Snippet", [tree], TimelineDump.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)), tree);
    }
}
