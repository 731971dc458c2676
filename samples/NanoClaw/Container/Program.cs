using NanoClaw.Container;

// Answers every message of a session, and prints how many there were.
if (args is not [var folder])
{
    Console.Error.WriteLine("usage: NanoClaw.Container SESSION_FOLDER");
    return 2;
}

SQLitePCL.Batteries_V2.Init();

List<string> messages = [];
using (var inbound = Databases._connect_inbound(folder))
{
    // From a host in WAL, not even the table need have come through.
    if (inbound.Scalar("SELECT 1 FROM sqlite_master WHERE name = 'messages'") is not null)
    {
        using var command = inbound.Command("SELECT text FROM messages ORDER BY id");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            messages.Add(reader.GetString(0));
    }
}

using (var outbound = Databases._connect_outbound(folder))
{
    outbound.Run("CREATE TABLE IF NOT EXISTS answers (id INTEGER PRIMARY KEY, text TEXT NOT NULL, read INTEGER NOT NULL DEFAULT 0)");
    using var transaction = outbound.BeginTransaction();
    foreach (var message in messages)
        outbound.Run("INSERT INTO answers (text) VALUES ($text)", ("$text", $"You said: {message}"));

    transaction.Commit();
}

Console.WriteLine(messages.Count);
return 0;
