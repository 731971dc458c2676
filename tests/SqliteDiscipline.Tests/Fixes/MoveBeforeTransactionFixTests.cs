using SqliteDiscipline.CodeFixes;
using Xunit;

namespace SqliteDiscipline.Tests.Fixes;

public sealed class MoveBeforeTransactionFixTests
{
    [Fact]
    public Task Statements_AreSentBefore() => Members(
        """
        using var transaction = connection.BeginTransaction();
        connection.Execute("DELETE FROM t");
        // Rows go in any order.
        connection.Execute("[|PRAGMA foreign_keys = OFF|]", transaction: transaction);
        new SqliteCommand("[|PRAGMA synchronous = NORMAL|]", connection, transaction).ExecuteNonQuery();
        transaction.Commit();
        """,
        """
        connection.Execute("PRAGMA foreign_keys = OFF");
        new SqliteCommand("PRAGMA synchronous = NORMAL", connection).ExecuteNonQuery();
        using var transaction = connection.BeginTransaction();
        connection.Execute("DELETE FROM t");
        // Rows go in any order.
        transaction.Commit();
        """);

    [Fact]
    public Task CommandOfBefore_IsRunBefore() => Members(
        """
        using var command = connection.CreateCommand();
        using (var transaction = connection.BeginTransaction())
        {
            command.CommandText = "[|PRAGMA foreign_keys = OFF|]";
            command.ExecuteNonQuery();
            transaction.Commit();
        }
        """,
        """
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA foreign_keys = OFF";
        command.ExecuteNonQuery();
        using (var transaction = connection.BeginTransaction())
        {
            transaction.Commit();
        }
        """);

    [Fact]
    public Task WithinOneText_ItMoves() => Members(
        """
        connection.Execute(@"BEGIN; DELETE FROM a; [|PRAGMA foreign_keys = OFF|]; DELETE FROM t; COMMIT");
        """,
        """
        connection.Execute(@"PRAGMA foreign_keys = OFF; BEGIN; DELETE FROM a; DELETE FROM t; COMMIT");
        """);

    [Fact]
    public Task CommandMadeInside_IsLeft() => Members(
        """
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = "[|PRAGMA foreign_keys = OFF|]";
        command.ExecuteNonQuery();
        """,
        null);

    private static Task Members(string before, string? after) => Verify.CodeFix<MoveBeforeTransactionFix>(
        InMethod(before), after is null ? null : InMethod(after), "SQLD203").RunAsync();

    private static string InMethod(string statements) => $$"""
        using Dapper;
        using Microsoft.Data.Sqlite;

        class C
        {
            void M(SqliteConnection connection)
            {
        {{string.Join("\n", statements.Split('\n').Select(line => line.Length == 0 ? line : "        " + line))}}
            }
        }
        """;
}
