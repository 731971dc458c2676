using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>On a database of the first version the schema script stops at the index, before any migration.</summary>
public sealed class SQLD504Proof
{
    [Fact]
    public async Task SQLD504_AnOldDatabaseHasNoSuchColumn()
    {
        using var proof = SchemaScenario.Of(
            "CREATE TABLE IF NOT EXISTS memories(id INTEGER PRIMARY KEY, project TEXT); CREATE INDEX IF NOT EXISTS i ON memories(project);",
            "DROP TABLE memories; CREATE TABLE memories(id INTEGER PRIMARY KEY);",
            "CREATE TABLE IF NOT EXISTS memories(id INTEGER PRIMARY KEY, project TEXT); CREATE INDEX IF NOT EXISTS i ON memories(project); ALTER TABLE memories ADD COLUMN project TEXT");
        await proof.IsFlagged("SQLD504", times: 2);
        await proof.Does("SQLite Error 1: 'no such column: project'.");
    }

    [Theory]
    [InlineData("memories(id) WHERE project IS NULL")]
    [InlineData("memories(lower(project))")]
    public async Task SQLD504_NorHasItOneInAnExpressionOrACondition(string index)
    {
        using var proof = SchemaScenario.Of(
            "SELECT 1",
            "CREATE TABLE memories(id INTEGER PRIMARY KEY);",
            $"CREATE TABLE IF NOT EXISTS memories(id INTEGER PRIMARY KEY, project TEXT); CREATE INDEX IF NOT EXISTS i ON {index}; ALTER TABLE memories ADD COLUMN project TEXT");
        await proof.IsFlagged("SQLD504", times: 1);
        await proof.Does("SQLite Error 1: 'no such column: project'.");
    }
}
