using AaronAi;
using Microsoft.Data.Sqlite;

// A run of the whole program on a folder of its own. Every line it prints is `kind|…`, to be read by a person or a test.
if (args is not ["run", var folder, .. var options])
{
    Console.Error.WriteLine("usage: AaronAi run FOLDER [system-sqlite]");
    return 2;
}

Engine.Choose(system: options.Contains("system-sqlite"));
Directory.CreateDirectory(folder);
Directory.SetCurrentDirectory(folder);

Conversations.CreateSchema();
Conversations.Create("c1", "On foreign keys");
Conversations.Create("c2", "On time-outs");
Conversations.AddMessage("c1", "Are they enforced?");
Conversations.Import("c2", "How long do we wait?", "Until the lock is free.");
Conversations.Rename("c2", "On waiting");
Say("titles", string.Join(", ", await Conversations.TitlesAsync(CancellationToken.None)));
Say("title", Conversations.Title("c1"));
Say("search", Conversations.Search("lock").Count);
Say("count", Conversations.Count("c2"));
Say("total", Conversations.Total());

using (var sessions = new Sessions())
{
    sessions.Start("s1", "aaron");
    sessions.Start("s2", "berta");
    Sessions.Touch("s1");
    Say("expired", await Sessions.ExpireAsync(seen: 1));
    Say("active", Sessions.Active());
}

// What the incident was about: messages of a conversation that never existed.
Attempt("AddMessage", () => Conversations.AddMessage("never-existed", "lost"));
Attempt("Import", () => Conversations.Import("never-existed", "lost too"));
Say("orphans", Conversations.Orphans());

// Both delete paths.
Conversations.Delete("c1");
Conversations.Clear();
Say("left", Conversations.Total());
return 0;

static void Say(string kind, object? value) => Console.WriteLine($"{kind}|{value}");

static void Attempt(string site, Action insert)
{
    try
    {
        insert();
        Console.WriteLine($"orphan|{site}|accepted");
    }
    catch (SqliteException refusal) when (refusal.SqliteErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT)
    {
        Console.WriteLine($"orphan|{site}|refused|{refusal.SqliteErrorCode}");
    }
}
