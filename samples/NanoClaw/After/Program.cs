using NanoClaw;

// Every claim is a line `claim|what|found`; the program fails when one does not hold.
if (args is not ["run", var folder, .. var options])
{
    Console.Error.WriteLine("usage: NanoClaw.After run FOLDER [system-sqlite]");
    return 2;
}

Engine.Choose(system: options.Contains("system-sqlite"));
Directory.CreateDirectory(folder);
Directory.SetCurrentDirectory(folder);
var claims = new Claims();

Central.Create();
claims.That("central", "wal, NORMAL, foreign keys enforced", Central.InForce());
claims.That("a session of a member who does not exist", "refused (19)", Claims.Attempt(() => Central.StartSession("s2", "nobody")));
Central.Clear();
claims.That("orphans after everything was deleted", 0L, Central.Orphans());

var session = new Session("s1");
claims.That("inbound", "delete, FULL, foreign keys enforced", session.InForce());
foreach (var message in Enumerable.Range(1, 10))
    session.Send($"message {message}");
claims.That("files of inbound", "inbound.db", Files("inbound.db*"));
claims.That("messages that reach the container, of 10", 10, session.Wake());

claims.That("answers that the host reads", 10L, session.Answers());
File.WriteAllText("operator.sql", "UPDATE answers SET read = 1");
claims.That("a write of the host to outbound", "refused (8)", Claims.Attempt(() => session.RunOnOutbound("operator.sql")));

Databases._shutdown();
return claims.ExitCode;

string Files(string pattern) =>
    string.Join(", ", Directory.GetFiles(session.Folder, pattern).Select(Path.GetFileName).Order(StringComparer.Ordinal));
