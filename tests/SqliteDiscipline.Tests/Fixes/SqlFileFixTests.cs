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

    /// <summary>A step that has run on somebody's database does not run there again: the index would never be made, and the report would be gone.</summary>
    [Theory]
    [InlineData("0003_children.sql")]
    [InlineData("V2__children.sql")]
    [InlineData("2024-01-31_children.sql")]
    public async Task StepInAFile_IsLeftByFixAll(string file)
    {
        var (fix, project) = (new AddIndexFix(), Project("class C { }", file));
        var diagnostics = await DiagnosticsAsync(project, fix);

        CodeAction? offered = null;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(project.AdditionalDocuments.Single(), diagnostics[0], (action, _) => offered = action, CancellationToken.None));

        Assert.Equal("Create an index for the foreign key, in new databases only", offered!.Title);
        Assert.Equal(Schema, (await AllFixedAsync(project, fix, diagnostics)).Sql);
    }

    [Theory]
    [InlineData("static void Up(int version) { if (version < 2) Run(Sql); }")]
    [InlineData("static void Up() { if (Scalar(\"PRAGMA user_version\") < 2) Run(Sql); } static long Scalar(string sql) => 0;")]
    [InlineData("static readonly string[] s_steps = { Sql, \"ALTER TABLE c ADD COLUMN n\" };")]
    [InlineData("class Step { public int Version; public string Sql; } static readonly Step[] s_all = { new Step { Version = 1, Sql = Sql } };")]
    [InlineData("static readonly (int, string)[] s_steps = { (1, Sql) }; static void Up(long current) { foreach (var (number, sql) in s_steps) if (number > current) Run(sql + \"; PRAGMA user_version = \" + number); }")]
    [InlineData("class Migration0002 { public string Up => Sql; }")]
    [InlineData("void CreateV2() { } void V2_Children() => Run(Sql);")]
    public Task StepInCode_IsLeftByFixAll(string member) => FixAllInCodeAsync(member, isLeft: true);

    [Theory]
    [InlineData("static void Open() => Run(Sql);")]
    [InlineData("static void Open() { foreach (var sql in new[] { Sql, \"CREATE TABLE IF NOT EXISTS d(id)\" }) Run(sql); }")]
    [InlineData("static void Open() { Run(Sql); Run(\"CREATE TABLE IF NOT EXISTS files(version TEXT)\"); }")]
    [InlineData("const string Schema = Sql; static void Open() => Run(Schema); static int AppVersion => 2;")]
    public Task SchemaOfEveryStart_IsFixedByAll(string member) => FixAllInCodeAsync(member, isLeft: false);

    private static async Task FixAllInCodeAsync(string member, bool isLeft)
    {
        const string sql = "\"CREATE TABLE IF NOT EXISTS p(id INTEGER PRIMARY KEY); CREATE TABLE IF NOT EXISTS c(pid INTEGER REFERENCES p)\"";
        var code = "class C { static void Run(string sql) { } " + member.Replace("Run(Sql)", $"Run({sql})").Replace("{ Sql", "{ " + sql).Replace(", Sql)", $", {sql})")
            .Replace("= Sql", "= " + sql).Replace("=> Sql", "=> " + sql) + " }";
        var (fix, project) = (new AddIndexFix(), Project(code, "readme.txt"));
        var diagnostics = await DiagnosticsAsync(project, fix);

        Assert.Single(diagnostics);
        Assert.Equal(isLeft, (await AllFixedAsync(project, fix, diagnostics)).Code == code);
    }

    private static async Task<(string Sql, string Code)> AllFixedAsync(Project project, AddIndexFix fix, ImmutableArray<Diagnostic> diagnostics) => await TextsAsync(
        (await fix.GetFixAllProvider().GetFixAsync(new FixAllContext(
            project, fix, FixAllScope.Project, "SQLD501", fix.FixableDiagnosticIds, new Reported(diagnostics), CancellationToken.None)))!);

    private static Project Project(string code = Code, string file = "schema.sql")
    {
        var project = new AdhocWorkspace().AddProject("App", LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .AddMetadataReferences([.. ReferenceAssemblies.Net.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None).GetAwaiter().GetResult(), .. TestReferences.All]);
        project = project.AddDocument("Code.cs", code, filePath: "/0/Code.cs").Project;
        return project.AddAdditionalDocument(file, Schema, filePath: "/0/" + file).Project;
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
