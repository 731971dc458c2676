using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace SqliteDiscipline.Tests.Harness;

/// <summary>What the one-line tests of this project stand on.</summary>
public class FacadeChecks
{
    private const string UsesAll = """
        using System.Threading.Tasks;
        using Dapper;
        using Microsoft.Data.Sqlite;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.DependencyInjection;
        using SqliteDiscipline;

        [SqliteConnectionFactory]
        [SqliteDatabase("conversations", "conversations.db", Profile = SqliteProfile.Durable)]
        internal static partial class Databases { }

        class Context : DbContext
        {
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite(Owner.Connection!);
        }

        class Owner
        {
            internal static SqliteConnection? Connection { get; set; }

            async Task<int> M(SqliteConnection connection, IServiceCollection services)
            {
                services.AddDbContext<Context>().AddScoped<Owner>();
                var handle = connection.Handle;
                return await connection.ExecuteAsync("select 1") + SQLitePCL.raw.sqlite3_libversion_number();
            }
        }
        """;

    [Fact]
    public Task AllReferences_AreThere() => Verify.Analyzer(UsesAll, "SQLD999").RunAsync();

    [Fact]
    public async Task NullableAnnotations_AreOn()
    {
        var test = Verify.Analyzer("class C { string M(string? s) => {|CS8603:s|}; }", "SQLD999");
        test.CompilerDiagnostics = CompilerDiagnostics.Warnings;
        await test.RunAsync();
    }

    [Fact]
    public Task WithoutProvider_ThereIsNone() => Verify
        .Analyzer("class C { {|CS0246:SqliteConnection|}? x; SqliteDiscipline.SqliteAccess y; }", "SQLD999")
        .WithoutProvider()
        .RunAsync();

    [Fact]
    public Task FurtherFile_IsCompiled() => Verify
        .Analyzer("class C : D { }", "SQLD999")
        .WithFile("D.cs", "class D { int M() => {|CS0103:missing|}; }")
        .RunAsync();

    [Fact]
    public Task FurtherProject_IsReferredTo() => Verify
        .Analyzer("class C : D { }", "SQLD999")
        .WithProject("Library", "public class D : Microsoft.Data.Sqlite.SqliteConnection { int M() => {|CS0103:missing|}; }")
        .RunAsync();

    [Fact]
    public Task OlderLanguage_IsHeeded() => Verify
        .Analyzer("class C { C M() { C c = {|CS8400:new|}(); return c; } }", "SQLD999")
        .WithLanguageVersion(LanguageVersion.CSharp8)
        .RunAsync();

    [Fact]
    public Task OlderFramework_IsHeeded()
    {
        var test = Verify.Analyzer("class C { System.{|CS0234:Half|} x; }", "SQLD999");
        test.ReferenceAssemblies = ReferenceAssemblies.NetStandard.NetStandard20;
        return test.RunAsync();
    }

    [Fact]
    public void UnknownRule_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Verify.Analyzer("class C { }", "SQLD000"));

    [Fact]
    public Task CodeFix_LeavesOtherFilesAlone() => Verify
        .CodeFix<EmptyCodeFixProvider>("class C { }", "class C { }", "SQLD999")
        .WithFile("D.cs", "class D { }")
        .WithAdditionalFile("schema.sql", "CREATE TABLE t (id INTEGER PRIMARY KEY);")
        .WithEditorConfig("sqlite_discipline.allow_in_memory = true")
        .WithGlobalConfig("build_property.SqliteDisciplineMode = Enforce")
        .RunAsync();

    [Fact]
    public async Task Generator_MustCompileWithoutWarning()
    {
        await Verify.Generator<PartGenerator>("partial class C { static void DeclareGood() { Good(); } }").RunAsync();
        await Verify.Generator<PartGenerator>("partial class C { static void DeclareGood() { Good(); } }")
            .Emitting("C.Good.g.cs", PartGenerator.Text("C", "Good"))
            .RunAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Verify
            .Generator<PartGenerator>("partial class C { static void DeclareGood() { int unused; Good(); } }").RunAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => Verify
            .Generator<PartGenerator>("partial class C { static void DeclareGood() { Good(); } }").Emitting("C.Good.g.cs", "x").RunAsync());
    }
}
