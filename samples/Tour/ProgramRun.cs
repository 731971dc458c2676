using System.Globalization;
using SqliteDiscipline.Machinery;

namespace SqliteDiscipline.Tour;

/// <summary>One visit to a connect site: the pragmas in force there, by name.</summary>
internal sealed record Site(string Database, string Name, IReadOnlyDictionary<string, string> Values)
{
    private const string On = "1";
    private const string Normal = "1";

    /// <summary>Whether the connection was under the policy of the manifest.</summary>
    public bool IsDisciplined =>
        Values["foreign_keys"] == On && Values["synchronous"] == Normal && Values["journal_mode"] == "wal" && WaitsFiveSeconds;

    // Five seconds by SQLite's own handler, or by the provider's where the native build can only sleep for whole seconds.
    private bool WaitsFiveSeconds => Values["busy_timeout"] == "5000" || (Values["busy_timeout"] == "0" && Values["default_timeout"] == "5");
}

/// <summary>An attempt to store a message without a conversation.</summary>
internal sealed record Attempt(string Site, bool Refused);

/// <summary>What a run of the program printed.</summary>
internal sealed record ProgramRun(
    string Engine, IReadOnlyList<Site> Visits, IReadOnlyList<Attempt> Attempts, int Orphans, IReadOnlyList<string> Answers)
{
    /// <summary>Whether the engine that was asked for exists here.</summary>
    public bool Ran => Visits.Count > 0;

    /// <summary>Whether foreign keys were off wherever nobody had said a word about them.</summary>
    public bool EnforcesNothing => Visits.All(visit => visit.Values["foreign_keys"] == "0");

    /// <summary>The sites, each at its worst visit: a site is under the policy when every visit was.</summary>
    public IReadOnlyList<Site> Sites { get; } =
        [.. Visits.GroupBy(visit => (visit.Database, visit.Name)).Select(visits => visits.FirstOrDefault(visit => !visit.IsDisciplined) ?? visits.Last())];

    public static ProgramRun Read(Outcome outcome)
    {
        var lines = outcome.Lines.Select(line => line.Split('|')).ToLookup(line => line[0], line => line[1..]);
        return new ProgramRun(
            string.Join(' ', lines["engine"].Single()),
            [.. lines["site"].Select(line => new Site(line[0], line[1], line[2..].Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1])))],
            [.. lines["orphan"].Select(line => new Attempt(line[0], line[1] == "refused"))],
            int.Parse(lines["orphans"].SingleOrDefault()?[0] ?? "0", CultureInfo.InvariantCulture),
            [.. lines.Where(line => line.Key is not ("engine" or "site" or "orphan" or "orphans")).SelectMany(line => line.Select(rest => $"{line.Key}: {string.Join('|', rest)}"))]);
    }
}
