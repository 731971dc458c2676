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

        using var right = SchemaScenario.Of(Schema, Rows, "DELETE FROM messages WHERE conversation_id = 1; DELETE FROM conversations WHERE id = 1");
        await right.IsFlagged("SQLD301", times: 0);
        await right.Does("done");
    }
}
