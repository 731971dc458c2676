using Xunit;

namespace SqliteDiscipline.PackageTests;

/// <summary>
/// What is generated survives trimming and native compilation: not one warning, from anybody, and the published program does what it did before.
/// </summary>
[Collection(SharedConsumers.Name)]
public sealed class PublishTests(Consumers consumers)
{
    private const string Provider = "10.0.11";

    private static readonly Consumer s_trimmed = Published("Trimmed", ("PublishTrimmed", "true"));

    // The compiler for it is some hundred megabytes, and takes its time.
    private static readonly Consumer? s_native = OnRequest.IsNative ? Published("Native", ("PublishAot", "true"), ("CppCompilerAndLinker", "gcc")) : null;

    [Fact]
    public void Trimmed_WithoutAWarning_AndRuns() => AssertRuns(s_trimmed);

    [FactOnRequest(OnRequest.Native, "it restores a compiler and takes a minute, and needs gcc")]
    public void Native_WithoutAWarning_AndRuns() => AssertRuns(s_native!);

    private void AssertRuns(Consumer consumer)
    {
        Assert.True(consumers.Built(consumer).Messages is [], string.Join(Environment.NewLine, consumers.Built(consumer).Messages));
        var (publish, run) = consumers.Publish(consumer);

        Assert.DoesNotContain(": warning ", publish.Required().Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" warning IL", publish.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["journal_mode=wal", "synchronous=2", "foreign_keys=1", "cache_size=-4000", "sound=False", "orphan=row 1 of 'c' has no parent in 'p'", "checkpoint=True", "refused=5"],
            run.Required().Lines);
    }

    // With the native binding that this provider asks for: it is not only compiled, it runs.
    private static Consumer Published(string name, params ReadOnlySpan<(string Name, string Value)> properties)
    {
        var all = new Dictionary<string, string>
        {
            ["TreatWarningsAsErrors"] = "true",
            ["RuntimeIdentifier"] = "$(NETCoreSdkPortableRuntimeIdentifier)",
            ["AppendRuntimeIdentifierToOutputPath"] = "false",
            ["SelfContained"] = "true",
            ["DisableTransitiveFrameworkReferenceDownloads"] = "true",
            ["IsAotCompatible"] = "true",
            ["TrimmerSingleWarn"] = "false",
            ["InvariantGlobalization"] = "true",
        };
        foreach (var (property, value) in properties)
        {
            all.Add(property, value);
        }

        return new Consumer(name)
        {
            Files = Sources.Files(("Program.cs", Program)),
            Provider = null,
            Packages = new Dictionary<string, string> { ["Microsoft.Data.Sqlite.Core"] = Provider, ["SQLitePCLRaw.bundle_e_sqlite3"] = "2.1.12" },
            LangVersion = "latest",
            OutputType = "Exe",
            Properties = all,
        };
    }

    private const string Program = """
        using System;
        using Microsoft.Data.Sqlite;
        using SqliteDiscipline;

        SQLitePCL.Batteries_V2.Init();
        using (var connection = Shop.Databases._connect_orders())
        {
            foreach (var pragma in new[] { "journal_mode", "synchronous", "foreign_keys", "cache_size" })
                Console.WriteLine(pragma + "=" + Run(connection, "PRAGMA " + pragma));

            Run(connection, "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(p REFERENCES p(id)); PRAGMA foreign_keys = OFF; INSERT INTO c VALUES (7)");
            var report = Shop.Databases._verify_orders();
            Console.WriteLine("sound=" + report.IsSound);
            foreach (var orphan in report.Orphans)
                Console.WriteLine("orphan=" + orphan);
            Shop.Databases._backup_orders("copy.db");
            Console.WriteLine("checkpoint=" + Shop.Databases._checkpoint_orders());
            try
            {
                Shop.Databases._connect_orders();
            }
            catch (SqliteException refused)
            {
                Console.WriteLine("refused=" + refused.SqliteErrorCode);
            }
        }

        Shop.Databases._shutdown();

        static object? Run(SqliteConnection connection, string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteScalar();
        }

        namespace Shop
        {
            [SqliteConnectionFactory]
            [SqliteDatabase("orders", "orders.db", Profile = SqliteProfile.Durable, MaxConnections = 1, BusyTimeout = 100)]
            [SqlitePragma("orders", "cache_size", "-4000")]
            internal static partial class Databases
            {
            }
        }
        """;
}
