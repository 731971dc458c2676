namespace AtoCore;

/// <summary>The schema script, run at every start, and the migrations after it.</summary>
internal static class Schema
{
    /// <summary>As it is today; every line does nothing where the thing is there.</summary>
    public const string Script = """
        CREATE TABLE IF NOT EXISTS projects (id TEXT PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS source_documents (id TEXT PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS source_chunks (
            id TEXT PRIMARY KEY,
            document_id TEXT NOT NULL REFERENCES source_documents(id) ON DELETE CASCADE);
        CREATE TABLE IF NOT EXISTS memories (
            id TEXT PRIMARY KEY,
            source_chunk_id TEXT REFERENCES source_chunks(id),
            project_id TEXT REFERENCES projects(id));
        CREATE TABLE IF NOT EXISTS interactions (
            id TEXT PRIMARY KEY,
            project_id TEXT NOT NULL REFERENCES projects(id));
        CREATE TABLE IF NOT EXISTS conflicts (id TEXT PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS conflict_members (
            conflict_id TEXT NOT NULL REFERENCES conflicts(id) ON DELETE CASCADE,
            memory_id TEXT NOT NULL REFERENCES memories(id),
            PRIMARY KEY (conflict_id, memory_id));
        CREATE INDEX IF NOT EXISTS memories_by_project ON memories(project_id);
        """;

    /// <summary>What databases of the first version have not got.</summary>
    public const string Migration = "ALTER TABLE memories ADD COLUMN project_id TEXT REFERENCES projects(id)";

    /// <summary>The memories of the first version.</summary>
    public const string FirstMemories = "CREATE TABLE memories (id TEXT PRIMARY KEY, source_chunk_id TEXT REFERENCES source_chunks(id))";

    public static int Upgrade(Database database) => database.Do(connection =>
    {
        connection.Run(Script);
        var isOld = connection.Scalar("SELECT 1 FROM pragma_table_info('memories') WHERE name = 'project_id'") is null;
        return isOld ? connection.Run(Migration) : 0;
    });
}
