using SqliteDiscipline.Machinery;
using Xunit;

namespace SqliteDiscipline.PackageTests;

/// <summary>
/// The systems of the incidents, before and after. What a program claims is spelled out here once more, so that neither half can come to
/// claim less.
/// </summary>
[Collection(SharedConsumers.Name)]
public sealed class SampleTests(Consumers consumers)
{
    private static readonly Consumer s_container = Sample.Of("NanoClaw", "Container");
    private static readonly Consumer s_nanoClawBefore = Sample.Of("NanoClaw", "Before") with { References = [s_container.Name] };
    private static readonly Consumer s_nanoClawAfter = Sample.Of("NanoClaw", "After") with { References = [s_container.Name] };
    private static readonly Consumer s_aicoBefore = Sample.Of("Aico", "Before");
    private static readonly Consumer s_aicoAfter = Sample.Of("Aico", "After");
    private static readonly Consumer s_atoCoreBefore = Sample.Of("AtoCore", "Before");
    private static readonly Consumer s_atoCoreAfter = Sample.Of("AtoCore", "After") with { Framework = "Microsoft.AspNetCore.App" };
    private static readonly Consumer s_hermesBefore = Sample.Of("Hermes", "Before");
    private static readonly Consumer s_hermesAfter = Sample.Of("Hermes", "After");

    [Fact]
    public void NanoClaw_Before_HasOneWayToOpenThemAll() => AssertBefore(
        s_nanoClawBefore,
        ["Db.cs"],
        [
            "central|wal, FULL, foreign keys not enforced",
            "a session of a member who does not exist|accepted",
            "orphans after everything was deleted|1",
            "inbound|wal, FULL, foreign keys not enforced",
            "files of inbound|inbound.db, inbound.db-shm, inbound.db-wal",
            "messages that reach the container, of 10|0",
            "a write of the host to outbound|accepted",
        ]);

    [Fact]
    public void NanoClaw_After_KeepsThreePolicies() => AssertAfter(
        s_nanoClawAfter,
        [
            "central|wal, NORMAL, foreign keys enforced",
            "a session of a member who does not exist|refused (19)",
            "orphans after everything was deleted|0",
            "inbound|delete, FULL, foreign keys enforced",
            "files of inbound|inbound.db",
            "messages that reach the container, of 10|10",
            "answers that the host reads|10",
            "a write of the host to outbound|refused (8)",
        ]);

    [Fact]
    public void NanoClaw_Container_IsClean() => AssertClean(consumers.Built(s_container));

    [Fact]
    public void Aico_Before_LeavesItToTheNextStart() => AssertBefore(
        s_aicoBefore,
        ["Memories.cs", "Memories.cs", "Memories.cs"],
        [
            "journal|wal, NORMAL",
            "a second connection meanwhile|opened at once",
            "100 memories after SIGTERM|some of it only in the WAL",
            "memories in the backup before a migration|0",
            "a write to a damaged file|accepted",
            "the damaged file|changed",
            "a secret, on a build without encryption|in plain text",
        ]);

    [Fact]
    public void Aico_After_IsDurable() => AssertAfter(
        s_aicoAfter,
        [
            "journal|wal, FULL",
            "a second connection meanwhile|waited",
            "100 memories after SIGTERM|all of it in the file",
            "memories in the backup before a migration|100",
            "a write to a damaged file|refused (11)",
            "the damaged file|as it was found",
            "opening with a key, on a build without encryption|refused",
            "a secret, on a build without encryption|not there",
        ]);

    [Fact]
    public void AtoCore_Before_UpgradesNothing() => AssertBefore(
        s_atoCoreBefore,
        ["Cleanup.cs", "Database.cs"],
        [
            "a new database|accepted",
            "policy|wal, NORMAL, foreign keys enforced",
            "patience for a lock, from the configuration, in ms|7000",
            "an interaction of a project that does not exist|refused (19)",
            "deleting a project that had interactions|accepted",
            "the project afterwards|still there",
            "a unit of work that fails in the middle|refused (19)",
            "what it had written by then|0",
            "the upgrade of an old database|refused (1)",
            "the index on the migrated column|missing",
        ]);

    [Fact]
    public void AtoCore_After_HasTwoWays() => AssertAfter(
        s_atoCoreAfter,
        [
            "a new database|accepted",
            "policy|wal, NORMAL, foreign keys enforced",
            "policy, by hand|wal, NORMAL, foreign keys enforced",
            "patience for a lock, in ms|5000",
            "patience for a lock, from the configuration, in ms|7000",
            "an interaction of a project that does not exist|refused (19)",
            "deleting a project that had interactions|accepted",
            "the project afterwards|gone",
            "an interaction of a project that does not exist, by hand|refused (19)",
            "deleting a project that had interactions, by hand|accepted",
            "the project afterwards, by hand|gone",
            "a unit of work that fails in the middle|refused (19)",
            "what it had written by then|0",
            "chunks of a document that was deleted|0",
            "the upgrade of an old database|accepted",
            "the index on the migrated column|there",
            "the WAL while the host runs|there",
            "the WAL after the host has stopped|gone",
        ]);

    [Fact]
    public void AtoCore_After_DoesWhatTheReadmeSaysOfDependencyInjection()
    {
        var readme = File.ReadAllLines(Repository.PathOf("README.md")).Select(line => line.Trim()).ToList();
        var first = readme.IndexOf("builder.Services.AddSingleton<Databases>();");
        var pattern = readme.Skip(first).TakeWhile(line => line != "```").ToList();

        Assert.Equal(3, pattern.Count);
        Assert.Contains(string.Join('\n', pattern), s_atoCoreAfter.Files["Program.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Hermes_Before_TearsTurns() => AssertBefore(
        s_hermesBefore,
        ["Sessions.cs"],
        [
            "journal on the disk|wal, FULL",
            "patience for a lock, in ms|30000",
            "journal after an import|wal, OFF",
            "journal on a network file system|delete, OFF",
            "a turn while the disk fills up|refused (13)",
            "torn turns after the disk was full|1",
            "torn turns after SIGKILL|1",
        ]);

    [Fact]
    public void Hermes_After_LosesNothing() => AssertAfter(
        s_hermesAfter,
        [
            "journal on the disk|wal, NORMAL",
            "patience for a lock, in ms|2000",
            "journal after an import|wal, NORMAL",
            "journal on a network file system|delete, FULL",
            "a turn while the disk fills up|refused (13)",
            "torn turns after the disk was full|0",
            "torn turns after SIGKILL|0",
            "acknowledged turns that are not there|0",
            "integrity_check|ok",
        ]);

    private void AssertBefore(Consumer half, string[] rawSites, string[] claims)
    {
        var built = consumers.Built(half);

        Assert.True(built.Succeeded);
        Assert.Equal(rawSites, built.Reported.Where(diagnostic => diagnostic.Id == "SQLD100").Select(diagnostic => Path.GetFileName(diagnostic.File)));
        Assert.Equal(claims, Claims(consumers.Run(half)));
    }

    private void AssertAfter(Consumer half, string[] claims)
    {
        AssertClean(consumers.Built(half));
        Assert.Equal(claims, Claims(consumers.Run(half)));

        // On an engine that enforces nothing unless told to, where the machine has one that this process can load.
        var system = consumers.Run(half, "system-sqlite");
        if (!system.Lines.Contains("engine|none"))
        {
            Assert.Equal(claims, Claims(system));
        }
    }

    private static void AssertClean(BuiltConsumer built)
    {
        Assert.Empty(built.Summary);
        Assert.Empty(built.Messages);
        Assert.True(built.Succeeded);
    }

    private static IEnumerable<string> Claims(Outcome outcome) =>
        outcome.Required().Lines.Where(line => line.StartsWith("claim|", StringComparison.Ordinal)).Select(line => line["claim|".Length..]);
}
