using Aico;
using Microsoft.Data.Sqlite;

// Every claim is a line `claim|what|found`; the program fails when one does not hold.
if (args is not [("run" or "serve" or "add") and var verb, var folder, .. var options])
{
    Console.Error.WriteLine("usage: Aico.Before run FOLDER [system-sqlite]");
    return 2;
}

Engine.Choose(system: options.Contains("system-sqlite"));
Directory.CreateDirectory(folder);
Directory.SetCurrentDirectory(folder);

switch (verb)
{
    case "serve":
        using (var connection = Memories.Open())
        {
            foreach (var number in Enumerable.Range(1, 100))
                Memories.Add(connection, $"memory {number}: {new string('.', 500)}");
            Console.WriteLine("ready");
            Thread.Sleep(Timeout.Infinite);
        }

        break;

    case "add":
        Console.WriteLine(Claims.Attempt(() =>
        {
            using var connection = Memories.Open();
            Memories.Add(connection, "one more");
        }));
        return 0;
}

var claims = new Claims();
using (var connection = Memories.Open())
{
    connection.Run(Schema.First);
    claims.That("journal", "wal, NORMAL", Probe.Journal(connection));
    using var second = Memories.Open();
    claims.That("a second connection meanwhile", "opened at once", second.State == System.Data.ConnectionState.Open ? "opened at once" : "waited");
}

// The laptop is started: everything is in the file, and nothing open.
SqliteConnection.ClearAllPools();

if (!OperatingSystem.IsWindows())
{
    using var server = Child.StartSelf(["serve", ".", .. options]);
    while (server.Line() is not (null or "ready"))
    {
    }

    server.Terminate();
    server.Output();
    claims.That("100 memories after SIGTERM", "some of it only in the WAL", Evidence.Wal(Memories.FileName));
}

using (Memories.Open())
    Memories.Migrate();
claims.That("memories in the backup before a migration", 0L, Memories.InBackup());

// Damaged somewhere in the middle, and written to at the end.
SqliteConnection.ClearAllPools();
Directory.CreateDirectory("damaged");
var damaged = Path.Combine("damaged", Memories.FileName);
File.Copy(Memories.FileName, damaged);
Evidence.Damage(damaged, page: 5);
var found = Evidence.Bytes(damaged);
using (var writer = Child.StartSelf(["add", "damaged", .. options]))
    claims.That("a write to a damaged file", "accepted", writer.Output().TrimEnd().Split('\n')[^1]);
claims.That("the damaged file", "changed", found.SequenceEqual(Evidence.Bytes(damaged)) ? "as it was found" : "changed");

// This build of SQLite has no encryption, and does not say so.
const string Secret = "the door code is 4711";
Memories.AddSecret(Secret);
claims.That("a secret, on a build without encryption", "in plain text", Evidence.PlainText(Memories.VaultFile, Secret));
return claims.ExitCode;
