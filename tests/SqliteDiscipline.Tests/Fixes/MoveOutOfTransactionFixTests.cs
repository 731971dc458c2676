using SqliteDiscipline.CodeFixes;
using Xunit;

namespace SqliteDiscipline.Tests.Fixes;

public sealed class MoveOutOfTransactionFixTests
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
    public Task SwitchingBack_IsSentBehind() => Members(
        """
        using var transaction = connection.BeginTransaction();
        connection.Execute("[|PRAGMA foreign_keys = OFF|]", transaction: transaction);
        connection.Execute("DROP TABLE t", transaction: transaction);
        connection.Execute("[|PRAGMA foreign_keys = ON|]", transaction: transaction);
        transaction.Commit();
        """,
        """
        connection.Execute("PRAGMA foreign_keys = OFF");
        using var transaction = connection.BeginTransaction();
        connection.Execute("DROP TABLE t", transaction: transaction);
        transaction.Commit();
        connection.Execute("PRAGMA foreign_keys = ON");
        """);

    [Fact]
    public Task SwitchingBackWithinOneText_GoesBehind() => Members(
        """
        connection.Execute(@"
            BEGIN IMMEDIATE;
            [|PRAGMA foreign_keys = OFF|];
            DROP TABLE t;
            [|PRAGMA foreign_keys = ON|];
            COMMIT;");
        """,
        """
        connection.Execute(@"
            PRAGMA foreign_keys = OFF;
            BEGIN IMMEDIATE;
            DROP TABLE t;
            COMMIT;
            PRAGMA foreign_keys = ON;");
        """);

    [Fact]
    public Task Checkpoint_IsSentBehind() => Members(
        """
        using (var transaction = connection.BeginTransaction())
        {
            connection.Execute("DELETE FROM t");
            connection.Execute("[|PRAGMA wal_checkpoint(TRUNCATE)|]");
            transaction.Commit();
        }
        """,
        """
        using (var transaction = connection.BeginTransaction())
        {
            connection.Execute("DELETE FROM t");
            transaction.Commit();
            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        """);

    /// <summary>It has the transaction still, which is over then.</summary>
    [Fact]
    public Task CommandOfTheTransaction_IsNotRunBehindIt() => Members(
        """
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM t";
        command.ExecuteNonQuery();
        command.CommandText = "[|PRAGMA wal_checkpoint(TRUNCATE)|]";
        command.ExecuteNonQuery();
        transaction.Commit();
        """,
        null);

    [Fact]
    public Task SwitchingBackWhereNothingCommits_IsLeft() => Members(
        """
        connection.Execute("PRAGMA foreign_keys = OFF");
        using var transaction = connection.BeginTransaction();
        connection.Execute("[|PRAGMA foreign_keys = ON|]");
        """,
        null);

    [Fact]
    public Task CommandMadeInside_IsLeft() => Members(
        """
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = "[|PRAGMA foreign_keys = OFF|]";
        command.ExecuteNonQuery();
        """,
        null);

    private static Task Members(string before, string? after) => Verify.CodeFix<MoveOutOfTransactionFix>(
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
