using SqliteDiscipline;

namespace Aico;

/// <summary>
/// What nobody else may read. It needs a build of SQLite with encryption, and the one that comes with this sample is none: opening it is
/// expected to be refused, before anything is written.
/// </summary>
[SqliteConnectionFactory]
[SqliteDatabase("vault", FileName, Profile = SqliteProfile.Durable, BusyTimeout = 30_000, MaxConnections = 1, KeyFrom = nameof(Key))]
internal static partial class Vault
{
    public const string FileName = "vault.db";

    // Applied before anything else touches the file.
    private static string Key => Environment.GetEnvironmentVariable("AICO_KEY") ?? "correct horse battery staple";

    public static void Add(string text)
    {
        using var connection = _connect_vault();
        connection.Run(Schema.First);
        Memories.Add(connection, text);
    }
}
