using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Tests.Generation;
using Xunit;

namespace SqliteDiscipline.Tests.Manifest;

/// <summary>Profiles and properties resolved, names made, and the same read from source as from a referenced assembly.</summary>
public sealed class ManifestReaderTests
{
    [Theory]
    [InlineData("", "Wal Normal True 5000 1000 False None ReadWriteCreate 0")]
    [InlineData("Profile = SqliteProfile.Wal", "Wal Normal True 5000 1000 False None ReadWriteCreate 0")]
    [InlineData("Profile = SqliteProfile.Durable", "Wal Full True 5000 1000 True QuickCheck ReadWriteCreate 0")]
    [InlineData("Profile = SqliteProfile.Rollback", "Delete Full True 5000 - False None ReadWriteCreate 0")]
    [InlineData("JournalMode = SqliteJournalMode.Truncate", "Truncate Full True 5000 - False None ReadWriteCreate 0")]
    [InlineData("Profile = SqliteProfile.Rollback, JournalMode = SqliteJournalMode.Wal", "Wal Normal True 5000 1000 False None ReadWriteCreate 0")]
    [InlineData("Profile = SqliteProfile.Durable, JournalMode = SqliteJournalMode.Persist", "Persist Full True 5000 - False QuickCheck ReadWriteCreate 0")]
    [InlineData("Profile = SqliteProfile.Durable, Synchronous = SqliteSynchronous.Normal, CheckpointOnClose = false", "Wal Normal True 5000 1000 False QuickCheck ReadWriteCreate 0")]
    [InlineData("Profile = SqliteProfile.Durable, VerifyOnFirstOpen = SqliteVerification.None", "Wal Full True 5000 1000 True None ReadWriteCreate 0")]
    [InlineData("Synchronous = SqliteSynchronous.Extra, ForeignKeys = false, BusyTimeout = 0, WalAutoCheckpoint = 0, CheckpointOnClose = true", "Wal Extra False 0 0 True None ReadWriteCreate 0")]
    [InlineData("VerifyOnFirstOpen = SqliteVerification.IntegrityCheck | SqliteVerification.ForeignKeyCheck, MaxConnections = 1", "Wal Normal True 5000 1000 False IntegrityCheck, ForeignKeyCheck ReadWriteCreate 1")]
    [InlineData("Access = SqliteAccess.ReadWrite", "Wal Normal True 5000 1000 False None ReadWrite 0")]
    [InlineData("Access = SqliteAccess.ReadOnly, Profile = SqliteProfile.Durable", "Wal Full True 5000 - False QuickCheck ReadOnly 0")]
    public void Policy_IsProfileAndProperties(string settings, string expected)
    {
        var policy = Assert.Single(Read($"[SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\"{(settings.Length == 0 ? "" : ", " + settings)})] static partial class Databases {{ }}").Model!.Databases).Policy;

        Assert.Equal(
            expected,
            $"{policy.JournalMode} {policy.Synchronous} {policy.ForeignKeys} {policy.BusyTimeout} {policy.WalAutoCheckpoint?.ToString() ?? "-"} {policy.CheckpointOnClose} {policy.VerifyOnFirstOpen} {policy.Access} {policy.MaxConnections}");
    }

    [Fact]
    public void EverythingElse_IsReadToo()
    {
        var factory = Read("""
            namespace A.B
            {
                partial struct Outer<T>
                {
                    [SqliteConnectionFactory(Naming = SqliteNaming.PascalCase)]
                    [SqliteDatabase("audit-log", DataSourceFrom = nameof(Path), KeyFrom = "Key", Writer = "W", Schema = "s.sql")]
                    [SqlitePragma("audit-log", " cache_size ", " -1 ")]
                    [SqliteForeignKey("c", "x, y", "p", "a,b", Database = "audit-log", OnDelete = SqliteDeleteAction.Cascade)]
                    public partial record Databases
                    {
                        string Path(int? number, string? text) => "";
                        static string Key => "";
                    }
                }
            }
            """, "A.B.Outer`1+Databases").Model!;

        Assert.Equal(("A.B", "Databases", false, false, "PascalCase"), (factory.Namespace, factory.Name, factory.IsPublic, factory.IsStatic, factory.Naming.ToString()));
        Assert.Equal(["struct Outer<T>", "record Databases<>"], factory.Types.Select(type => $"{type.Keyword} {type.Name}<{string.Join(',', type.TypeParameters)}>"));
        var database = Assert.Single(factory.Databases);
        Assert.Equal(
            ("audit-log", "AuditLog", "audit_log", null, "W", "s.sql", "AuditLogConnection"),
            (database.Name, database.PascalName, database.SnakeName, database.DataSource, database.Writer, database.Schema, database.ConnectionType));
        Assert.Equal("ConnectAuditLog", factory.Member("connect", database));
        Assert.Equal("Shutdown", factory.ShutdownMember);
        Assert.Equal((true, false), (database.DataSourceFrom!.IsMethod, database.DataSourceFrom.IsStatic));
        Assert.Equal(["int? number", "string? text"], database.DataSourceFrom.Parameters.Select(parameter => $"{parameter.Type} {parameter.Name}"));
        Assert.Equal((false, true), (database.KeyFrom!.IsMethod, database.KeyFrom.IsStatic));
        Assert.Equal([new PragmaModel("cache_size", "-1")], database.Policy.Pragmas);
        var key = Assert.Single(factory.ForeignKeys);
        Assert.Equal("c(x,y) p(a,b) audit-log Cascade", $"{key.ChildTable}({string.Join(',', key.ChildColumns)}) {key.ParentTable}({string.Join(',', key.ParentColumns)}) {key.Database} {key.OnDelete}");
    }

    [Theory]
    [InlineData("class C { }")]
    [InlineData("[SqliteConnectionFactory] partial class C { }")]
    [InlineData("[System.Obsolete] partial class C { }")]
    public void NoDatabase_NoModel(string source)
    {
        var reading = Read(source, "C");

        Assert.Null(reading.Model);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void AttributesOfTheSameNameElsewhere_AreNotOurs()
    {
        var reading = Read("[Mine.SqliteConnectionFactory, Mine.SqliteDatabase] static partial class Databases { } namespace Mine { class SqliteConnectionFactory : System.Attribute { } class SqliteDatabase : System.Attribute { } }");

        Assert.Null(reading.Model);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void ReferencedAssembly_ReadsAsItsSource()
    {
        const string source = """
            using SqliteDiscipline;
            namespace Shared;
            [SqliteConnectionFactory]
            [SqliteDatabase("a", "a.db", Profile = SqliteProfile.Durable, Synchronous = SqliteSynchronous.Extra)]
            [SqliteDatabase("b", DataSourceFrom = nameof(PathOf))]
            [SqlitePragma("a", "cache_size", "-1")]
            public static partial class Databases { private static string PathOf(string session, int? number) => session + number; }
            """;
        var library = GeneratorRun.Of(source).IsClean();
        using var image = new MemoryStream();
        Assert.True(library.Output.Emit(image).Success);
        var reference = MetadataReference.CreateFromImage(image.ToArray());
        var consumer = GeneratorRun.Of("class C { }").Input.AddReferences(reference);

        var fromSource = ManifestReader.Read(library.Output.GetTypeByMetadataName("Shared.Databases")!, CancellationToken.None);
        var fromMetadata = ManifestReader.Read(consumer.GetTypeByMetadataName("Shared.Databases")!, CancellationToken.None);

        Assert.Empty(fromMetadata.Problems);
        Assert.Equal(fromSource.Model, fromMetadata.Model);
    }

    private static ManifestReading Read(string source, string type = "Databases")
    {
        var run = GeneratorRun.Of("using SqliteDiscipline; " + source);
        return ManifestReader.Read(run.Input.GetTypeByMetadataName(type)!, CancellationToken.None);
    }
}
