using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers;
using SqliteDiscipline.CodeFixes.Sql;
using Xunit;

namespace SqliteDiscipline.Tests.Fixes;

/// <summary>Fixes within <c>.sql</c> files, as an editor applies them: to additional documents.</summary>
public sealed class SqlFileFixTests
{
    private const string Schema = "CREATE TABLE p(id INTEGER PRIMARY KEY, name TEXT);\nCREATE TABLE c(pid INTEGER REFERENCES p, other INTEGER REFERENCES p); -- children\nINSERT INTO p(name) VALUES (\"one\");\n";

    private const string Code = "class C { const string More = \"CREATE TABLE d(pid INTEGER REFERENCES p)\"; }";

    [Theory]
    [InlineData(typeof(AddIndexFix), "-- children", "-- children\nCREATE INDEX IF NOT EXISTS ix_c_pid ON c(pid);")]
    [InlineData(typeof(SingleQuotesFix), "\"one\"", "'one'")]
    public async Task Fix_ChangesTheFile(Type type, string before, string after)
    {
        var (fix, project) = ((CodeFixProvider)Activator.CreateInstance(type)!, Project());
        var diagnostic = (await DiagnosticsAsync(project, fix)).First(found => !found.Location.IsInSource);

        CodeAction? offered = null;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(project.AdditionalDocuments.Single(), diagnostic, (action, _) => offered = action, CancellationToken.None));

        Assert.Equal((Schema.Replace(before, after), Code), await TextsAsync(offered!));
    }

    [Theory]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task FixAll_ReachesFilesAndStrings(FixAllScope scope)
    {
        var (fix, project) = (new AddIndexFix(), Project());
        var context = new FixAllContext(
            project, fix, scope, "SQLD501", fix.FixableDiagnosticIds, new Reported(await DiagnosticsAsync(project, fix)), CancellationToken.None);

        var (sql, code) = await TextsAsync((await fix.GetFixAllProvider().GetFixAsync(context))!);

        Assert.Equal(
            Schema.Replace("-- children", "-- children\nCREATE INDEX IF NOT EXISTS ix_c_other ON c(other);\nCREATE INDEX IF NOT EXISTS ix_c_pid ON c(pid);"), sql);
        Assert.Equal(Code.Replace("p)\"", "p); CREATE INDEX IF NOT EXISTS ix_d_pid ON d(pid)\""), code);
    }

    private static Project Project()
    {
        var project = new AdhocWorkspace().AddProject("App", LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .AddMetadataReferences([.. ReferenceAssemblies.Net.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None).GetAwaiter().GetResult(), .. TestReferences.All]);
        project = project.AddDocument("Code.cs", Code, filePath: "/0/Code.cs").Project;
        return project.AddAdditionalDocument("schema.sql", Schema, filePath: "/0/schema.sql").Project;
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Project project, CodeFixProvider fix)
    {
        var compilation = await project.GetCompilationAsync();
        var all = await compilation!.WithAnalyzers([new SqliteDisciplineAnalyzer()], project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
        return [.. all.Where(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id)).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private static async Task<(string Sql, string Code)> TextsAsync(CodeAction action)
    {
        var changed = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution.Projects.Single();
        return ((await changed.AdditionalDocuments.Single().GetTextAsync()).ToString(), (await changed.Documents.Single().GetTextAsync()).ToString());
    }

    private sealed class Reported(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(diagnostic => diagnostic.Location.IsInSource));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(diagnostic => !diagnostic.Location.IsInSource));
    }
}
