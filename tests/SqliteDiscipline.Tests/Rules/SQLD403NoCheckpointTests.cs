using Xunit;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>Automatic checkpoints off, with and without somebody who checkpoints.</summary>
public sealed class SQLD403NoCheckpointTests
{
    [Theory]
    [InlineData("PRAGMA wal_autocheckpoint = 0")]
    [InlineData("PRAGMA wal_autocheckpoint(0)")]
    [InlineData("pragma wal_autocheckpoint=-1")]
    public Task Off_Triggers(string sql) => Code($"{{|SQLD403:{sql}|}}").RunAsync();

    [Theory]
    [InlineData("PRAGMA wal_autocheckpoint = 500")]
    [InlineData("PRAGMA wal_autocheckpoint")]
    [InlineData("PRAGMA wal_autocheckpoint = 0; PRAGMA wal_checkpoint(TRUNCATE)")]
    public Task OnOrCheckpointed_DoesNotTrigger(string sql) => Code(sql).RunAsync();

    [Fact]
    public Task CheckpointInAnotherFile_DoesNotTrigger() => Code("PRAGMA wal_autocheckpoint = 0")
        .WithFile("Other.cs", "class Other { const string Sql = \"PRAGMA wal_checkpoint\"; }").RunAsync();

    [Fact]
    public Task ManifestThatSwitchesItOff_Triggers() => Manifest("[SqliteDatabase(\"a\", \"a.db\", [|WalAutoCheckpoint = 0|])]", "").RunAsync();

    [Theory]
    [InlineData("[SqliteDatabase(\"a\", \"a.db\", WalAutoCheckpoint = 0, CheckpointOnClose = true)]", "")]
    [InlineData("[SqliteDatabase(\"a\", \"a.db\", WalAutoCheckpoint = 0)]", "void Nightly() => Databases._checkpoint_a();")]
    [InlineData("[SqliteDatabase(\"a\", \"a.db\", WalAutoCheckpoint = 100)]", "")]
    [InlineData("[SqliteDatabase(\"a\", \"a.db\")]", "")]
    public Task ManifestWithACheckpoint_DoesNotTrigger(string attributes, string member) => Manifest(attributes, member).RunAsync();

    private static SqliteAnalyzerTest Manifest(string attributes, string member) => Verify.Analyzer(
        $$"""
        using SqliteDiscipline;

        [SqliteConnectionFactory]
        {{attributes}}
        static partial class Databases { }

        class C { {{member}} }
        """, "SQLD403").WithGenerator();

    private static SqliteAnalyzerTest Code(string sql) => Verify.Analyzer(
        $$"""
        using Microsoft.Data.Sqlite;

        class C
        {
            void M(SqliteConnection connection)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "{{sql}}";
                command.ExecuteNonQuery();
            }
        }
        """, "SQLD403");
}
