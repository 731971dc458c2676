using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>Parent first: the engine refuses the delete. Children first: it does not, and nothing is flagged.</summary>
public sealed class SQLD301Proof
{
    [Fact]
    public async Task SQLD301_ParentFirstFails_ChildrenFirstDoNot()
    {
        const string Schema = "CREATE TABLE conversations(id INTEGER PRIMARY KEY); CREATE TABLE messages(conversation_id REFERENCES conversations(id));";
        const string Rows = "INSERT INTO conversations VALUES (1); INSERT INTO messages VALUES (1);";
        using var wrong = SchemaScenario.Of(Schema, Rows, "DELETE FROM conversations WHERE id = 1; DELETE FROM messages WHERE conversation_id = 1");
        await wrong.IsFlagged("SQLD301", times: 1);
        await wrong.Does("SQLite Error 19: 'FOREIGN KEY constraint failed'.");
        await wrong.Fix("SQLD301");
        await wrong.Does("done");

        using var right = SchemaScenario.Of(Schema, Rows, "DELETE FROM messages WHERE conversation_id = 1; DELETE FROM conversations WHERE id = 1");
        await right.IsFlagged("SQLD301", times: 0);
        await right.Does("done");
    }

    /// <summary>One command, two texts: the fix lets them change places, and the parameter that was given before the first serves both.</summary>
    [Fact]
    public async Task SQLD301_TwoRunsOfOneCommand_AreMended()
    {
        using var proof = Proof.Of(
            """
            using Microsoft.Data.Sqlite;

            internal static class Scenario
            {
                public static string Run(string folder)
                {
                    using var connection = new SqliteConnection("Data Source=" + folder + "/app.db;Foreign Keys=True");
                    connection.Open();
                    using var make = connection.CreateCommand();
                    make.CommandText = "CREATE TABLE conversations(id INTEGER PRIMARY KEY); CREATE TABLE messages(conversation_id REFERENCES conversations(id)); "
                        + "INSERT INTO conversations VALUES (1), (2); INSERT INTO messages VALUES (1), (2);";
                    make.ExecuteNonQuery();
                    try
                    {
                        Forget(connection, 1);
                    }
                    catch (SqliteException failure)
                    {
                        return failure.Message;
                    }

                    make.CommandText = "SELECT count(*) FROM messages JOIN conversations ON id = conversation_id";
                    return make.ExecuteScalar() + " left";
                }

                private static void Forget(SqliteConnection connection, int id)
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = "DELETE FROM conversations WHERE id = $id";
                    command.Parameters.AddWithValue("$id", id);
                    command.ExecuteNonQuery();
                    command.CommandText = "DELETE FROM messages WHERE conversation_id = $id";
                    command.ExecuteNonQuery();
                }
            }
            """);
        await proof.IsFlagged("SQLD301", times: 1);
        await proof.Does("SQLite Error 19: 'FOREIGN KEY constraint failed'.");
        await proof.Fix("SQLD301");
        await proof.Does("1 left");
    }

    /// <summary>A deferred foreign key is refused at the end of the transaction: children that go in the next one go too late.</summary>
    [Theory]
    [InlineData("BEGIN; DELETE FROM p; COMMIT; DELETE FROM c", 1)]
    [InlineData("BEGIN; DELETE FROM p; DELETE FROM c; COMMIT", 0)]
    [InlineData("DELETE FROM p WHERE 1 = 0; DELETE FROM c; DELETE FROM p", 0)]
    public async Task SQLD301_PutOffToTheCommit_ItFailsThere(string statements, int times)
    {
        using var proof = SchemaScenario.Of(
            "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p DEFERRABLE INITIALLY DEFERRED);", "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1);", statements);
        await proof.IsFlagged("SQLD301", times);
        await proof.Does(times == 0 ? "done" : "SQLite Error 19: 'FOREIGN KEY constraint failed'.");
    }
}
