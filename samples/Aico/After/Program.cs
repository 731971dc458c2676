using System.Runtime.InteropServices;
using Aico;

// Every claim is a line `claim|what|found`; the program fails when one does not hold.
if (args is not [("run" or "serve" or "add") and var verb, var folder, .. var options])
{
    Console.Error.WriteLine("usage: Aico.After run FOLDER [system-sqlite]");
    return 2;
}

Engine.Choose(system: options.Contains("system-sqlite"));
Directory.CreateDirectory(folder);
Directory.SetCurrentDirectory(folder);

// However this ends, short of SIGKILL, nothing is left in a WAL.
AppDomain.CurrentDomain.ProcessExit += (_, _) => Databases._shutdown();
using var onTerm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Databases._shutdown());
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Databases._shutdown());

switch (verb)
{
    case "serve":
        using (var connection = Databases._connect_memories())
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
            using var connection = Databases._connect_memories();
            Memories.Add(connection, "one more");
        }));
        return 0;
}

var claims = new Claims();
using (var connection = Databases._connect_memories())
{
    connection.Run(Schema.First);
    claims.That("journal", "wal, FULL", Probe.Journal(connection));
}

var first = Databases._connect_memories();
var second = Task.Run(Databases._connect_memories);
var mustWait = await Task.WhenAny(second, Task.Delay(300)) != second;
first.Dispose();
(await second).Dispose();
claims.That("a second connection meanwhile", "waited", mustWait ? "waited" : "opened at once");

if (!OperatingSystem.IsWindows())
{
    using var server = Child.StartSelf(["serve", ".", .. options]);
    while (server.Line() is not (null or "ready"))
    {
    }

    server.Terminate();
    server.Output();
    claims.That("100 memories after SIGTERM", "all of it in the file", Evidence.Wal(Memories.FileName));
}

Memories.Migrate();
claims.That("memories in the backup before a migration", 100L, Memories.InBackup());

// Damaged somewhere in the middle.
Directory.CreateDirectory("damaged");
var damaged = Path.Combine("damaged", Memories.FileName);
Databases._backup_memories(damaged);
Evidence.Damage(damaged, page: 5);
var found = Evidence.Bytes(damaged);
using (var writer = Child.StartSelf(["add", "damaged", .. options]))
    claims.That("a write to a damaged file", "refused (11)", writer.Output().TrimEnd().Split('\n')[^1]);
claims.That("the damaged file", "as it was found", found.SequenceEqual(Evidence.Bytes(damaged)) ? "as it was found" : "changed");

// This build of SQLite has no encryption, and that is said before anything is written.
const string Secret = "the door code is 4711";
var refusal = string.Empty;
try
{
    Vault.Add(Secret);
}
catch (InvalidOperationException refused)
{
    refusal = refused.Message;
    Console.WriteLine($"refusal|{refusal}");
}

claims.That("opening with a key, on a build without encryption", "refused", refusal.Contains("encryption", StringComparison.Ordinal) ? "refused" : "opened");
claims.That("a secret, on a build without encryption", "not there", Evidence.PlainText(Vault.FileName, Secret));
return claims.ExitCode;
