using Microsoft.Data.Sqlite;

namespace AtoCore;

/// <summary>The schema script, and what has come since, in order.</summary>
internal static class Schema
{
    /// <summary>The first version. It is never changed again: on a database that is there it does nothing.</summary>
    public const string Script = """
        CREATE TABLE IF NOT EXISTS projects (id TEXT PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS source_documents (id TEXT PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS source_chunks (
            id TEXT PRIMARY KEY,
            document_id TEXT NOT NULL REFERENCES source_documents(id) ON DELETE CASCADE);
        CREATE TABLE IF NOT EXISTS memories (
            id TEXT PRIMARY KEY,
            source_chunk_id TEXT REFERENCES source_chunks(id));
        CREATE TABLE IF NOT EXISTS interactions (
            id TEXT PRIMARY KEY,
            project_id TEXT NOT NULL REFERENCES projects(id));
        CREATE TABLE IF NOT EXISTS conflicts (id TEXT PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS conflict_members (
            conflict_id TEXT NOT NULL REFERENCES conflicts(id) ON DELETE CASCADE,
            memory_id TEXT NOT NULL REFERENCES memories(id),
            PRIMARY KEY (conflict_id, memory_id));
        CREATE INDEX IF NOT EXISTS chunks_by_document ON source_chunks(document_id);
        CREATE INDEX IF NOT EXISTS memories_by_chunk ON memories(source_chunk_id);
        CREATE INDEX IF NOT EXISTS interactions_by_project ON interactions(project_id);
        CREATE INDEX IF NOT EXISTS members_by_memory ON conflict_members(memory_id);
        """;

    // The position is the version: a new one goes to the end, and an index after the column that it is on.
    private static readonly string[] s_migrations =
    [
        "ALTER TABLE memories ADD COLUMN project_id TEXT REFERENCES projects(id)",
        "CREATE INDEX memories_by_project ON memories(project_id)",
    ];

    public static long Upgrade(SqliteConnection connection)
    {
        connection.Run(Script);
        var version = Convert.ToInt64(connection.Scalar("PRAGMA user_version"));
        for (; version < s_migrations.Length; version++)
            connection.RunAll([s_migrations[version], $"PRAGMA user_version = {version + 1}"]);

        return version;
    }
}
