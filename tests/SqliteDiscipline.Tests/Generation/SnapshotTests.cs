using Xunit;

namespace SqliteDiscipline.Tests.Generation;

/// <summary>What a reader of generated code gets to see. A change in these files is a change to be looked at.</summary>
public sealed class SnapshotTests
{
    // Never in the same run as a check: a file that overwrites itself checks nothing.
    private const string Regenerate = "SQLITE_DISCIPLINE_REGENERATE";

    private const string Ordinary = """
        using SqliteDiscipline;
        namespace AaronAi;
        [SqliteConnectionFactory]
        [SqliteDatabase("conversations", "conversations.db")]
        [SqlitePragma("conversations", "cache_size", "-64000")]
        internal static partial class Databases { }
        """;

    private const string Sessions = """
        using SqliteDiscipline;
        namespace NanoClaw;
        [SqliteConnectionFactory(Naming = SqliteNaming.PascalCase)]
        [SqliteDatabase("inbound", DataSourceFrom = nameof(InboundPath), Profile = SqliteProfile.Rollback)]
        [SqliteDatabase("outbound", DataSourceFrom = nameof(OutboundPath), Access = SqliteAccess.ReadOnly, BusyTimeout = 500)]
        public sealed partial class SessionDatabases
        {
            private string InboundPath(string sessionId) => sessionId + "/inbound.db";
            private string OutboundPath(string sessionId) => sessionId + "/outbound.db";
        }
        """;

    private const string Durable = """
        using SqliteDiscipline;
        namespace Aico;
        [SqliteConnectionFactory]
        [SqliteDatabase("memories", "memories.db", Profile = SqliteProfile.Durable, MaxConnections = 1, BusyTimeout = 30000)]
        internal static partial class Databases { }
        """;

    [Theory]
    [InlineData("Ordinary", Ordinary)]
    [InlineData("Sessions", Sessions)]
    [InlineData("Durable", Durable)]
    public void GeneratedText_IsAsItWas(string name, string source)
    {
        var path = Machinery.Repository.PathOf("tests", "SqliteDiscipline.Tests", "Generation", "Snapshots", name + ".txt");
        var text = GeneratorRun.Of(source).IsClean().Text;
        var current = File.Exists(path) ? File.ReadAllText(path) : string.Empty;
        if (Environment.GetEnvironmentVariable(Regenerate) == "1" && current != text)
        {
            File.WriteAllText(path, text);
            Assert.Fail($"{path} was written anew, because {Regenerate} is set. Look at the difference, and run without it.");
        }

        Assert.Equal(current, text);
    }
}
