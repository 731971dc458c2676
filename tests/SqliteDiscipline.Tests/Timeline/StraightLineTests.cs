using Xunit;
using static SqliteDiscipline.Tests.Timeline.TimelineDump;

namespace SqliteDiscipline.Tests.Timeline;

/// <summary>Connections, commands and transactions in one body, one thing after the other.</summary>
public sealed class StraightLineTests
{
    [Fact]
    public void ConnectionAndCommand() => OfStatements(
        """
        using var connection = new SqliteConnection("Data Source=a.db");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA foreign_keys = ON; DELETE FROM t";
        command.ExecuteNonQuery();
        """,
        """
        created c1 a.db
        opened c1
        ran c1 PRAGMA foreign_keys = ON
        ran c1 DELETE FROM t
        disposed c1 by using
        """);

    [Fact]
    public void NewCommand_WithInitializer_AndTextReassignedBetweenRuns() => OfStatements(
        """
        var connection = new SqliteConnection("Data Source=a.db");
        await connection.OpenAsync();
        await using (var command = new SqliteCommand("SELECT 1", connection) { CommandTimeout = 3 })
        {
            _ = await command.ExecuteScalarAsync();
            command.CommandText = "SELECT 2";
            command.CommandText += " FROM t WHERE id = @id";
            command.Parameters.AddWithValue("@id", 1);
            using var reader = await command.ExecuteReaderAsync();
        }

        new SqliteCommand { Connection = connection, CommandText = "SELECT 3" }.ExecuteNonQuery();
        connection.Close();
        """,
        """
        created c1 a.db
        opened c1
        ran c1 SELECT 1 [answer dropped]
        ran c1 SELECT 2 FROM t WHERE id = @id [with parameters, answer used]
        ran c1 SELECT 3
        closed c1
        """);

    [Fact]
    public void Transactions() => OfStatements(
        """
        using var connection = new SqliteConnection("Data Source=a.db");
        connection.Open();
        using (var transaction = connection.BeginTransaction(deferred: true))
        {
            new SqliteCommand("DELETE FROM t", connection, transaction).ExecuteNonQuery();
            transaction.Commit();
        }
        """,
        """
        created c1 a.db
        opened c1
        began c1 deferred
        ran c1 DELETE FROM t [in transaction]
        ended c1 by commit
        ended c1 by dispose by using
        disposed c1 by using
        """);
}
