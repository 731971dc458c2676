using SqliteDiscipline.Machinery;
using SqliteDiscipline.Tour;

// The main job, end to end, on the first incident, and what became of the other four: every claim below is checked by code, and the first
// that fails ends the tour.
var story = new Story();
try
{
    story.Title("SqliteDiscipline", "sixteen raw connect sites, one manifest, one command");

    story.Chapter("Pack the package, and put it into the program of the incident");
    using var workspace = Workspace.Create("tour");
    SampleSources.TakeCommon(workspace);
    var program = new Patient(workspace);
    var systems = Systems.Begin(workspace);
    story.Claim(true, $"{Path.GetFileName(workspace.Package.File)} is packed, and referenced by AaronAi ({program.Sources.Count} source files)");

    story.Chapter("Build it: no factory is in sight, so raw connections are only pointed out");
    var advised = program.Build();
    story.Claim(advised.Succeeded, "the build succeeds", advised.Errors);
    story.Claim(advised.Count("SQLD100") == Patient.Sites, $"{Patient.Sites} × SQLD100, as information");
    story.Claim(advised.Count("SQLD202") == 1, "1 × SQLD202: one site sets a busy timeout, for itself and nobody else");
    story.Claim(advised.Count("SQLD204") == 1, "1 × SQLD204: one site switches foreign keys off, to be fast");
    story.Claim(advised.Others("SQLD100", "SQLD202", "SQLD204") == 0, "nothing else is reported");
    story.Show(advised.Diagnostics.Take(1));

    story.Chapter("Run it on real files, as it was");
    var before = program.Run("before");
    story.Claim(before.Sites.Count == Patient.Sites, $"all {Patient.Sites} sites were visited ({before.Engine})");
    story.Claim(!before.Sites.Any(site => site.IsDisciplined), "no site runs under the policy that was meant for all of them");
    story.Claim(before.Orphans > 0, $"{before.Orphans} message was stored for a conversation that never existed");
    var systemBefore = program.RunOnSystemSqlite("before-system");

    story.Chapter("Add the manifest: six lines that say which databases there are");
    program.AddManifest();
    story.Source(program.Manifest);
    var refused = program.Build();
    story.Claim(!refused.Succeeded, "the build fails");
    story.Claim(refused.Count("SQLD101") == Patient.Sites, $"{Patient.Sites} × SQLD101, as errors");
    story.Claim(refused.Others("SQLD101", "SQLD202", "SQLD204") == 0, "nothing else is reported that was not before");
    story.Show(refused.Diagnostics.Take(3));
    story.List(refused.Diagnostics.Skip(3));

    story.Chapter("Apply the fix to all of them: dotnet format analyzers --diagnostics SQLD101");
    program.Remember();
    program.Fix("SQLD101");
    foreach (var change in program.Changes())
        story.Show(change);
    story.Claim(program.DriftFromAfter() is [], "the result is samples/AaronAi/After, file by file", string.Join(", ", program.DriftFromAfter()));
    var clean = program.Build();
    story.Claim(clean.Succeeded, "the build succeeds", clean.Errors);
    story.Claim(clean.Diagnostics is [], "nothing is left to report");

    story.Chapter("Run the result on real files");
    var after = program.Run("after");
    story.Table(before, after);
    story.Claim(after.Sites.Count == Patient.Sites, $"all {Patient.Sites} sites were visited");
    story.Claim(after.Sites.All(site => site.IsDisciplined), "every visit to every site found foreign_keys on, synchronous NORMAL, WAL, and five seconds' patience");
    story.Claim(after.Attempts.All(attempt => attempt.Refused) && after.Orphans == 0, "the message without a conversation was refused, wherever it was tried");
    story.Claim(before.Answers.SequenceEqual(after.Answers), "and every other answer of the program is what it was");

    // A second opinion where it can be had: the figures of the incident need an engine that enforces nothing by default.
    if (systemBefore is { EnforcesNothing: true } && program.RunOnSystemSqlite("after-system") is { } systemAfter)
    {
        story.Chapter("The same two programs on this machine's own SQLite, which enforces nothing unless told to");
        story.Table(systemBefore, systemAfter);
        story.Claim(systemBefore.Orphans == 2, $"before: {systemBefore.Orphans} orphans, the figure of the incident ({systemBefore.Engine})");
        story.Claim(systemAfter.Sites.All(site => site.IsDisciplined) && systemAfter.Orphans == 0, "after: every site under the policy, no orphan");
    }

    // The other four were built and run meanwhile.
    foreach (var system in await systems)
    {
        story.Chapter(system.Story);
        var sites = system.Before.Reported.Where(diagnostic => diagnostic.Id == "SQLD100").ToList();
        story.Claim(sites.Count > 0, $"before: {system.Before.Reports}");
        story.List(sites);
        story.Claim(system.Before.Holds, $"before: all {system.Before.Claims.Count} claims of the program hold, the harm is real", system.Before.Run.Output);
        story.Claim(system.After.Reports.Length == 0, "after: nothing is reported", system.After.Reports);
        story.Claim(system.After.Holds, $"after: all {system.After.Claims.Count} claims of the program hold, the harm is gone", system.After.Run.Output);
        story.Table(system);
    }

    story.End();
    return 0;
}
catch (Exception failed) when (failed is ClaimFailedException or InvalidOperationException)
{
    story.Fail(failed.Message);
    return 1;
}
