namespace Aico;

/// <summary>What the assistant remembers.</summary>
internal static class Schema
{
    public const string First = "CREATE TABLE IF NOT EXISTS memories (id INTEGER PRIMARY KEY, text TEXT NOT NULL)";

    public const string Second = "ALTER TABLE memories ADD COLUMN importance INTEGER NOT NULL DEFAULT 0";
}
