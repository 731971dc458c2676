using AtoCore;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// Every claim is a line `claim|what|found`; the program fails when one does not hold.
if (args is not ["run", var folder, .. var options])
{
    Console.Error.WriteLine("usage: AtoCore.After run FOLDER [system-sqlite]");
    return 2;
}

Engine.Choose(system: options.Contains("system-sqlite"));
Directory.CreateDirectory(folder);
Directory.SetCurrentDirectory(folder);
var claims = new Claims();

var builder = Host.CreateApplicationBuilder(["--AtoCore:File=ato.db", "--AtoCore:BusyTimeout=7000"]);
builder.Logging.ClearProviders();
builder.Services.AddSingleton(Settings.From(builder.Configuration));
builder.Services.AddSingleton<HandWritten>();

// All that the manifest asks of a host, as in the README.
builder.Services.AddSingleton<Databases>();
var app = builder.Build();
app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(app.Services.GetRequiredService<Databases>()._shutdown);

await app.StartAsync();
Func<SqliteConnection> byManifest = app.Services.GetRequiredService<Databases>()._connect_atocore;
Func<SqliteConnection> byHand = app.Services.GetRequiredService<HandWritten>().Open;

claims.That("a new database", "accepted", Claims.Attempt(() => Upgrade(byManifest)));
claims.That("policy", "wal, NORMAL, foreign keys enforced", byManifest.Do(Probe.InForce));
claims.That("policy, by hand", "wal, NORMAL, foreign keys enforced", byHand.Do(Probe.InForce));
claims.That("patience for a lock, in ms", 5000L, byManifest.Do(Probe.Patience));
claims.That("patience for a lock, from the configuration, in ms", 7000L, byHand.Do(Probe.Patience));

foreach (var (open, project, way) in new[] { (byManifest, "p1", string.Empty), (byHand, "p2", ", by hand") })
{
    open.Do(connection => connection.Run("INSERT INTO projects (id) VALUES ($id)", ("$id", project)));
    open.Do(connection => connection.Run("INSERT INTO interactions (id, project_id) VALUES ($id, $id)", ("$id", project)));
    claims.That("an interaction of a project that does not exist" + way, "refused (19)", Claims.Attempt(
        () => open.Do(connection => connection.Run("INSERT INTO interactions (id, project_id) VALUES ('i2', 'p3')"))));
    claims.That("deleting a project that had interactions" + way, "accepted", Claims.Attempt(() => open.DeleteProject(project)));
    claims.That("the project afterwards" + way, "gone", open.Do(connection =>
        connection.Scalar("SELECT id FROM projects WHERE id = $id", ("$id", project))) is null ? "gone" : "still there");
}

// Committed on success, rolled back on error.
claims.That("a unit of work that fails in the middle", "refused (19)", Claims.Attempt(() => byManifest.Do(connection =>
    connection.Run("INSERT INTO projects (id) VALUES ('p4')") + connection.Run("INSERT INTO interactions (id, project_id) VALUES ('i4', 'p5')"))));
claims.That("what it had written by then", 0L, byManifest.Do(connection => connection.Scalar("SELECT count(*) FROM projects"))!);

// Cascade where it is declared; a memory of a chunk would hold it back, so memories let go first.
byManifest.Do(connection => connection.Run("INSERT INTO source_documents (id) VALUES ('d1')"));
byManifest.Do(connection => connection.Run("INSERT INTO source_chunks (id, document_id) VALUES ('c1', 'd1')"));
byManifest.Do(connection => connection.Run("UPDATE memories SET source_chunk_id = NULL") + connection.Run("DELETE FROM source_documents"));
claims.That("chunks of a document that was deleted", 0L, byManifest.Do(connection => connection.Scalar("SELECT count(*) FROM source_chunks"))!);

// An old one, as customers have it: the script of its day, and no migration.
var databases = new Databases(new Settings("old.db", 7000));
Func<SqliteConnection> old = databases._connect_atocore;
old.Do(connection => connection.Run(Schema.Script));
claims.That("the upgrade of an old database", "accepted", Claims.Attempt(() => Upgrade(old)));
claims.That("the index on the migrated column", "there", old.Do(connection =>
    connection.Scalar("SELECT 1 FROM pragma_index_list('memories') WHERE name = 'memories_by_project'")) is null ? "missing" : "there");

// Stopping the host runs _shutdown(): the last handle on the file goes, and with it the WAL.
claims.That("the WAL while the host runs", "there", File.Exists("ato.db-wal") ? "there" : "gone");
await app.StopAsync();
claims.That("the WAL after the host has stopped", "gone", File.Exists("ato.db-wal") ? "there" : "gone");
return claims.ExitCode;

static long Upgrade(Func<SqliteConnection> open)
{
    using var connection = open();
    return Schema.Upgrade(connection);
}
