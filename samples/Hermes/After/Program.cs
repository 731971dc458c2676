using Hermes;

// Every claim is a line `claim|what|found`; the program fails when one does not hold.
if (args is not [("run" or "write") and var verb, var folder, .. var options])
{
    Console.Error.WriteLine("usage: Hermes.After run FOLDER [system-sqlite]");
    return 2;
}

const string Local = "sessions.db";

if (verb == "write")
{
    SQLitePCL.Batteries_V2.Init();
    Directory.SetCurrentDirectory(folder);
    using var connection = Databases._connect_sessions(Local);
    Writer.Run(Turns.Last(connection) + 1, turn => Sessions.Add(connection, turn, Turns.Example));
}

Engine.Choose(system: options.Contains("system-sqlite"));
Directory.CreateDirectory(folder);
Directory.SetCurrentDirectory(folder);
var claims = new Claims();

using (var connection = Databases._connect_sessions(Local))
{
    connection.Run(Turns.Schema);
    claims.That("journal on the disk", "wal, NORMAL", Probe.Journal(connection));
    claims.That("patience for a lock, in ms", 2_000L, Probe.Patience(connection));
}

Sessions.Import(Local, 1, Turns.Example);
using (var connection = Databases._connect_sessions(Local))
    claims.That("journal after an import", "wal, NORMAL", Probe.Journal(connection));

// Without shared memory, as on NFS, there can be no WAL.
if (!OperatingSystem.IsWindows())
{
    const string Network = "file:network.db?vfs=unix-dotfile";
    using (var connection = Databases._connect_sessions(Network))
        connection.Run(Turns.Schema);

    Sessions.Import(Network, 1, Turns.Example);
    using var next = Databases._connect_sessions(Network);
    claims.That("journal on a network file system", "delete, FULL", Probe.Journal(next));
}

using (var connection = Databases._connect_full())
{
    // A limit on the pages, in the manifest, stands in for a disk that is full.
    connection.Run(Turns.Schema);
    claims.That("a turn while the disk fills up", "refused (13)", Claims.Attempt(() => Sessions.Add(connection, 1, Turns.Example)));
    claims.That("torn turns after the disk was full", 0L, Turns.Torn(connection));
}

List<long> acknowledged = [];
for (var kill = 1; kill <= 5; kill++)
    acknowledged.AddRange(Writer.Kill(".", afterMilliseconds: kill * 3));

using (var connection = Databases._connect_sessions(Local))
{
    claims.That("torn turns after SIGKILL", 0L, Turns.Torn(connection));
    claims.That("acknowledged turns that are not there", 0, acknowledged.Count(turn => !Turns.IsWhole(connection, turn)));
    claims.That("integrity_check", "ok", connection.Scalar("PRAGMA integrity_check")!);
}

Databases._shutdown();
return claims.ExitCode;
