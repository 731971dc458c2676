using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers;
using SqliteDiscipline.CodeFixes;
using SqliteDiscipline.CodeFixes.Sql;
using Xunit;

namespace SqliteDiscipline.Tests.Fixes;

/// <summary>A file that is compiled for two frameworks is a document for each, and each sees what the other does not: fix-all mends it as one file.</summary>
public sealed class SharedFileTests
{
    [Fact]
    public Task ConnectionStrings_AreMendedInAllBranches() => FixAll(new ConnectionStringFix(), """
        using Microsoft.Data.Sqlite;
        class C
        {
        #if OLD
            SqliteConnection A() => new SqliteConnection("Data Source=a.db;Version=3");
        #else
            SqliteConnection B() => new SqliteConnection("Data Source=b.db;Version=3");
        #endif
            SqliteConnection D() => new SqliteConnection("Data Source=d.db;Version=3");
        }
        """, ";Version=3", string.Empty);

    [Fact]
    public Task Sql_IsMendedInAllBranches() => FixAll(new SingleQuotesFix(), """
        using Microsoft.Data.Sqlite;
        class C
        {
            const string Schema = "CREATE TABLE t(a, b)";
            void M(SqliteConnection connection)
            {
                using var command = connection.CreateCommand();
        #if OLD
                command.CommandText = "SELECT a FROM t WHERE b = \"x\"";
        #else
                command.CommandText = "SELECT b FROM t WHERE a = \"x\"";
        #endif
                command.ExecuteNonQuery();
                command.CommandText = "DELETE FROM t WHERE a = \"x\"";
                command.ExecuteNonQuery();
            }
        }
        """, "\\\"x\\\"", "'x'");

    private static async Task FixAll(CodeFixProvider fix, string code, string fault, string mended)
    {
        using var workspace = new AdhocWorkspace();
        var references = await ReferenceAssemblies.Net.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None);
        var solution = workspace.CurrentSolution;
        foreach (var symbol in new[] { "OLD", "NEW" })
        {
            var id = ProjectId.CreateNewId();
            solution = solution
                .AddProject(ProjectInfo.Create(id, VersionStamp.Default, $"App({symbol})", "App", LanguageNames.CSharp, filePath: "/0/App.csproj")
                    .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
                    .WithParseOptions(new CSharpParseOptions(LanguageVersion.Latest, preprocessorSymbols: [symbol]))
                    .WithMetadataReferences([.. references, .. TestReferences.All]))
                .AddDocument(DocumentId.CreateNewId(id), "Store.cs", SourceText.From(code), filePath: "/0/Store.cs");
        }

        var document = solution.Projects.First().Documents.Single();
        var found = new Found(fix);
        CodeAction? first = null;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, (await found.InAsync(document.Project))[0], (action, _) => first ??= action, CancellationToken.None));
        var context = new FixAllContext(document, fix, FixAllScope.Solution, first!.EquivalenceKey!, fix.FixableDiagnosticIds, found, CancellationToken.None);
        var all = await fix.GetFixAllProvider()!.GetFixAsync(context);
        var changed = (await all!.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;

        foreach (var project in changed.Projects)
        {
            Assert.Equal(code.Replace(fault, mended, StringComparison.Ordinal), (await project.Documents.Single().GetTextAsync()).ToString());
        }
    }

    private sealed class Found(CodeFixProvider fix) : FixAllContext.DiagnosticProvider
    {
        public async Task<ImmutableArray<Diagnostic>> InAsync(Project project)
        {
            var all = await (await project.GetCompilationAsync())!.WithAnalyzers([new SqliteDisciplineAnalyzer()]).GetAnalyzerDiagnosticsAsync();
            return [.. all.Where(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id)).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
        }

        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await InAsync(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => await InAsync(document.Project);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
