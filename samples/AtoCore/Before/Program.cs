using AtoCore;

// Every claim is a line `claim|what|found`; the program fails when one does not hold.
if (args is not ["run", var folder, .. var options])
{
    Console.Error.WriteLine("usage: AtoCore.Before run FOLDER [system-sqlite]");
    return 2;
}

Engine.Choose(system: options.Contains("system-sqlite"));
Directory.CreateDirectory(folder);
Directory.SetCurrentDirectory(folder);
var claims = new Claims();

// Every developer starts with a new database.
var database = new Database("ato.db", busyTimeout: 7000);
claims.That("a new database", "accepted", Claims.Attempt(() => Schema.Upgrade(database)));
claims.That("policy", "wal, NORMAL, foreign keys enforced", database.Do(Probe.InForce));
claims.That("patience for a lock, from the configuration, in ms", 7000L, database.Do(Probe.Patience));

database.Do(connection => connection.Run("INSERT INTO projects (id) VALUES ('p1'), ('p2')"));
database.Do(connection => connection.Run("INSERT INTO interactions (id, project_id) VALUES ('i1', 'p1')"));
claims.That("an interaction of a project that does not exist", "refused (19)", Claims.Attempt(
    () => database.Do(connection => connection.Run("INSERT INTO interactions (id, project_id) VALUES ('i2', 'p3')"))));
claims.That("deleting a project that had interactions", "accepted", Claims.Attempt(() => Cleanup.DeleteProject("ato.db", "p1")));
claims.That("the project afterwards", "still there", database.Do(connection =>
    connection.Scalar("SELECT id FROM projects WHERE id = 'p1'")) is null ? "gone" : "still there");

// Committed on success, rolled back on error.
claims.That("a unit of work that fails in the middle", "refused (19)", Claims.Attempt(() => database.Do(connection =>
    connection.Run("INSERT INTO projects (id) VALUES ('p4')") + connection.Run("INSERT INTO interactions (id, project_id) VALUES ('i4', 'p5')"))));
claims.That("what it had written by then", 0L, database.Do(connection => connection.Scalar("SELECT count(*) FROM projects WHERE id = 'p4'"))!);

// Customers have an old one.
var old = new Database("old.db", busyTimeout: 7000);
old.Do(connection => connection.Run(Schema.FirstMemories));
claims.That("the upgrade of an old database", "refused (1)", Claims.Attempt(() => Schema.Upgrade(old)));
claims.That("the index on the migrated column", "missing", old.Do(connection =>
    connection.Scalar("SELECT 1 FROM pragma_index_list('memories') WHERE name = 'memories_by_project'")) is null ? "missing" : "there");
return claims.ExitCode;
