using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers;
using SqliteDiscipline.CodeFixes;
using Xunit;

namespace SqliteDiscipline.Tests.Fixes;

/// <summary>What <c>dotnet format analyzers</c> does: the first action of the first diagnostic, applied to the solution by its key, in MSBuild's workspace.</summary>
public sealed class DotnetFormatTests
{
    [Fact]
    public async Task AmbiguousSiteFirst_NothingIsGuessed_AndTheRestIsFixed()
    {
        var solution = await FormatSolutionAsync(new UseWrapperFix(), FixTest.Factory, """
            SqliteConnection Unseen(string text) => new(text);
            SqliteConnection Seen() => new("Data Source=conversations.db");
            SqliteConnection Weaker() => new("Data Source=conversations.db;Mode=ReadOnly");
            """);

        Assert.Equal(FixTest.InClass("""
            SqliteConnection Unseen(string text) => new(text);
            SqliteConnection Seen() => Databases._create_conversations();
            SqliteConnection Weaker() => new("Data Source=conversations.db;Mode=ReadOnly");
            """), await TextAsync(solution));
    }

    [Fact]
    public async Task ChangingSiteFirst_StaysAsItIs_AndTheRestIsFixed()
    {
        var solution = await FormatSolutionAsync(new UseWrapperFix(), FixTest.Factory, """
            SqliteConnection Weaker() => new("Data Source=conversations.db;Password=x");
            SqliteConnection Seen() => new("Data Source=conversations.db");
            """);

        Assert.Equal(FixTest.InClass("""
            SqliteConnection Weaker() => new("Data Source=conversations.db;Password=x");
            SqliteConnection Seen() => Databases._create_conversations();
            """), await TextAsync(solution));
    }

    [Fact]
    public async Task SiteWithoutFixFirst_TheRestIsFixed()
    {
        var solution = await FormatSolutionAsync(new UseWrapperFix(), FixTest.Factory, """
            class Mine : SqliteConnection { }
            SqliteConnection Seen() => new("Data Source=conversations.db");
            """);

        Assert.Contains("Seen() => Databases._create_conversations();", await TextAsync(solution), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewFactory_JoinsTheSitesFile_SoThatTheProjectFileStaysAsItIs()
    {
        var solution = await FormatSolutionAsync(new DeclareFactoryFix(), null, """SqliteConnection Make(string path) => new("Data Source=" + path);""");

        Assert.Single(solution.Projects.Single().Documents);
        Assert.Equal(
            FixTest.InClass("SqliteConnection Make(string path) => Databases._create_main(path);") + """

            /// <summary>The databases of this project, and the policy under which every connection to them is opened.</summary>
            [SqliteDiscipline.SqliteConnectionFactory]
            [SqliteDiscipline.SqliteDatabase("main", DataSourceFrom = nameof(MainPath))]
            internal static partial class Databases
            {
                private static string MainPath(string dataSource) => dataSource;
            }

            """,
            await TextAsync(solution));
    }

    /// <summary>A test project that sees into the library, in the namespace of that: two types of one name would be told apart by a warning.</summary>
    [Fact]
    public async Task ProjectThatSeesIntoAnother_GetsAFactoryOfAnotherName()
    {
        using var workspace = new AdhocWorkspace(MefHostServices.DefaultHost, WorkspaceKind.MSBuild);
        var references = await ReferenceAssemblies.Net.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None);
        var (tests, library) = (ProjectId.CreateNewId(), ProjectId.CreateNewId());
        var solution = workspace.CurrentSolution;
        foreach (var (id, name, code) in new[]
        {
            (tests, "App.Tests", "class T { SqliteConnection M() => new SqliteConnection(\"Data Source=t.db\"); }"),
            (library, "App", "class L { SqliteConnection M() => new SqliteConnection(\"Data Source=l.db\"); }"),
        })
        {
            solution = solution
                .AddProject(ProjectInfo.Create(id, VersionStamp.Default, name, name, LanguageNames.CSharp, filePath: $"/0/{name}.csproj")
                    .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
                    .WithMetadataReferences([.. references, .. TestReferences.All]))
                .AddDocument(
                    DocumentId.CreateNewId(id), "Code.cs", SourceText.From("using Microsoft.Data.Sqlite; [assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"App.Tests\")] namespace App { " + code + " }"),
                    filePath: $"/{name}/Code.cs")
                .AddAnalyzerReference(id, new GeneratorBeside(typeof(SqliteDiscipline.Analyzers.Generation.SqliteConnectionGenerator)));
        }

        solution = solution.AddProjectReference(tests, new ProjectReference(library));
        var sites = ImmutableArray.CreateBuilder<SqliteDiscipline.CodeFixes.SiteLocation>();
        foreach (var project in solution.Projects)
        {
            sites.AddRange((await DiagnosticsAsync(project, new DeclareFactoryFix())).Select(site => new SqliteDiscipline.CodeFixes.SiteLocation(project.Documents.Single().Id, site.Location.SourceSpan)));
        }

        var (changed, members) = await SqliteDiscipline.CodeFixes.Declaring.FactoryDeclarer.DeclareAsync(solution, sites, CancellationToken.None);

        Assert.Equal(2, members.Length);
        Assert.Contains("class Databases", (await changed.GetProject(library)!.Documents.Single().GetTextAsync()).ToString(), StringComparison.Ordinal);
        Assert.Contains("class SqliteDatabases", (await changed.GetProject(tests)!.Documents.Single().GetTextAsync()).ToString(), StringComparison.Ordinal);
    }

    /// <summary>The file with these members as <c>dotnet format</c> leaves it.</summary>
    internal static async Task<string> FormatAsync(CodeFixProvider provider, string? factory, string members) =>
        await TextAsync(await FormatSolutionAsync(provider, factory, members));

    private static async Task<Solution> FormatSolutionAsync(CodeFixProvider provider, string? factory, string members)
    {
        using var workspace = new AdhocWorkspace(MefHostServices.DefaultHost, WorkspaceKind.MSBuild);
        var id = ProjectId.CreateNewId();
        var references = await ReferenceAssemblies.Net.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None);
        var solution = workspace.CurrentSolution.AddProject(ProjectInfo
            .Create(id, VersionStamp.Default, "App", "App", LanguageNames.CSharp, filePath: "/0/App.csproj")
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.Latest))
            .WithMetadataReferences([.. references, .. TestReferences.All]));
        solution = solution.AddAnalyzerReference(id, new GeneratorBeside(typeof(SqliteDiscipline.Analyzers.Generation.SqliteConnectionGenerator)));
        solution = solution.AddDocument(DocumentId.CreateNewId(id), "Store.cs", SourceText.From(FixTest.InClass(members)), filePath: "/0/Store.cs");
        if (factory is not null)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(id), "Factory.cs", SourceText.From(factory), filePath: "/0/Factory.cs");
        }

        var document = solution.GetProject(id)!.Documents.First();
        var diagnostics = await DiagnosticsAsync(document.Project, provider);
        CodeAction? first = null;
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostics[0], (action, _) => first ??= action, CancellationToken.None));
        var context = new FixAllContext(
            document, provider, FixAllScope.Solution, first?.EquivalenceKey!, provider.FixableDiagnosticIds, new Reported(diagnostics), CancellationToken.None);
        var all = await provider.GetFixAllProvider()!.GetFixAsync(context);
        return (await all!.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Project project, CodeFixProvider provider)
    {
        var compilation = await project.GetCompilationAsync();
        var all = await compilation!.WithAnalyzers([new SqliteDisciplineAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return [.. all.Where(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id)).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private static async Task<string> TextAsync(Solution solution) => (await solution.Projects.Single().Documents.First().GetTextAsync()).ToString();

    private sealed class Reported(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
