using NanoClaw;

// Every claim is a line `claim|what|found`; the program fails when one does not hold.
if (args is not ["run", var folder, .. var options])
{
    Console.Error.WriteLine("usage: NanoClaw.Before run FOLDER [system-sqlite]");
    return 2;
}

Engine.Choose(system: options.Contains("system-sqlite"));
Directory.CreateDirectory(folder);
Directory.SetCurrentDirectory(folder);
var claims = new Claims();

Central.Create();
claims.That("central", "wal, FULL, foreign keys not enforced", Central.InForce());
claims.That("a session of a member who does not exist", "accepted", Claims.Attempt(() => Central.StartSession("s2", "nobody")));
Central.Clear();
claims.That("orphans after everything was deleted", 1L, Central.Orphans());

var session = new Session("s1");
claims.That("inbound", "wal, FULL, foreign keys not enforced", session.InForce());
foreach (var message in Enumerable.Range(1, 10))
    session.Send($"message {message}");
claims.That("files of inbound", "inbound.db, inbound.db-shm, inbound.db-wal", Files("inbound.db*"));
claims.That("messages that reach the container, of 10", 0, session.Wake());

claims.That("a write of the host to outbound", "accepted", Claims.Attempt(session.MarkAllRead));
return claims.ExitCode;

string Files(string pattern) =>
    string.Join(", ", Directory.GetFiles(session.Folder, pattern).Select(Path.GetFileName).Order(StringComparer.Ordinal));
