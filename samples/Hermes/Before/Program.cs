using Hermes;

// Every claim is a line `claim|what|found`; the program fails when one does not hold.
if (args is not [("run" or "write") and var verb, var folder, .. var options])
{
    Console.Error.WriteLine("usage: Hermes.Before run FOLDER [system-sqlite]");
    return 2;
}

const string Local = "sessions.db";

if (verb == "write")
{
    SQLitePCL.Batteries_V2.Init();
    Directory.SetCurrentDirectory(folder);
    using var connection = Sessions.Open(Local);
    Writer.Run(Turns.Last(connection) + 1, turn => Sessions.Add(connection, turn, Turns.Example));
}

Engine.Choose(system: options.Contains("system-sqlite"));
Directory.CreateDirectory(folder);
Directory.SetCurrentDirectory(folder);
var claims = new Claims();

using (var connection = Sessions.Open(Local))
{
    connection.Run(Turns.Schema);
    claims.That("journal on the disk", "wal, FULL", Probe.Journal(connection));
    claims.That("patience for a lock, in ms", 30_000L, Probe.Patience(connection));
}

Sessions.Import(Local, 1, Turns.Example);
using (var connection = Sessions.Open(Local))
    claims.That("journal after an import", "wal, OFF", Probe.Journal(connection));

// Without shared memory, as on NFS, there can be no WAL; and SQLite's answer that there is none was never read.
if (!OperatingSystem.IsWindows())
{
    const string Network = "file:network.db?vfs=unix-dotfile";
    using (var connection = Sessions.Open(Network))
        connection.Run(Turns.Schema);

    Sessions.Import(Network, 1, Turns.Example);
    using var next = Sessions.Open(Network);
    claims.That("journal on a network file system", "delete, OFF", Probe.Journal(next));
}

using (var connection = Sessions.Open("full.db"))
{
    // A limit on the pages stands in for a disk that is full.
    connection.Run(Turns.Schema);
    connection.Run("PRAGMA max_page_count = 6");
    claims.That("a turn while the disk fills up", "refused (13)", Claims.Attempt(() => Sessions.Add(connection, 1, Turns.Example)));
    claims.That("torn turns after the disk was full", 1L, Turns.Torn(connection));
}

// Killed often enough to be caught between two parts; the first time, as a rule.
var torn = 0L;
for (var kill = 1; kill <= 20 && torn == 0; kill++)
{
    Writer.Kill(".", afterMilliseconds: kill);
    using var connection = Sessions.Open(Local);
    torn = Turns.Torn(connection);
}

claims.That("torn turns after SIGKILL", 1L, torn);
return claims.ExitCode;
