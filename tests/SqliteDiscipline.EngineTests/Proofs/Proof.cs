using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SqliteDiscipline.Analyzers;
using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>
/// A rule's proof: the flagged code is compiled and run on a real database file and does the harm; the fix is applied by its real provider, the
/// result compiled and run on a fresh file, and does not.
/// </summary>
/// <remarks>
/// The code declares <c>static class Scenario { public static string Run(string folder) }</c>. It keeps its databases in that folder; the constant
/// <c>Folder.Path</c> holds the same path for connection strings that must be constants.
/// </remarks>
internal sealed class Proof : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("sqlite-discipline-").FullName;
    private Project _project;

    private Proof(string source)
    {
        _project = _workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Proof",
            "Proof" + Guid.NewGuid().ToString("N"),
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            metadataReferences: References.Value,
            analyzerReferences: new[] { new AssemblyAnalyzers() }));
        _project = _project.AddDocument("Scenario.cs", source).Project;
        _project = _project.AddDocument("Folder.cs", FolderSource("")).Project;
    }

    // The running host's own assemblies: the framework, the provider and our attributes are all among them.
    private static Lazy<ImmutableArray<MetadataReference>> References { get; } = new(() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
                           && !Path.GetFileName(path).StartsWith("SqliteDiscipline.", StringComparison.Ordinal)
                           || Path.GetFileName(path) == "SqliteDiscipline.dll")
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .ToImmutableArray());

    public static Proof Of(string source) => new(source);

    /// <summary>The rule flags the code so many times.</summary>
    public async Task<Proof> IsFlagged(string id, int times)
    {
        var found = (await DiagnoseAsync()).Where(diagnostic => diagnostic.Id == id).ToList();
        Assert.True(found.Count == times, $"{id}: expected {times}, found {found.Count}:\n{string.Join('\n', found)}");
        return this;
    }

    /// <summary>What the code does, as its scenario tells, on an empty folder.</summary>
    public async Task<Proof> Does(string expected)
    {
        Assert.Equal(expected, await RunAsync());
        return this;
    }

    /// <summary>Applies the rule's fix to every place it flags.</summary>
    public async Task<Proof> Fix(string id)
    {
        var provider = FixProviders.Value.First(candidate => candidate.FixableDiagnosticIds.Contains(id));
        for (var left = 100; left > 0; left--)
        {
            var diagnostic = (await DiagnoseAsync()).FirstOrDefault(candidate => candidate.Id == id);
            if (diagnostic is null)
            {
                return this;
            }

            CodeAction? first = null;
            await provider.RegisterCodeFixesAsync(new CodeFixContext(
                _project.GetDocument(diagnostic.Location.SourceTree)!, diagnostic, (action, _) => first ??= action, CancellationToken.None));
            Assert.True(first is not null, $"no fix is offered for {diagnostic}");
            var change = (await first.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
            _project = change.ChangedSolution.GetProject(_project.Id)!;
        }

        Assert.Fail($"the fix of {id} does not converge");
        return this;
    }

    /// <summary>The rule flags the code, and offers no fix for it.</summary>
    public async Task IsNotFixed(string id)
    {
        var diagnostics = (await DiagnoseAsync()).Where(candidate => candidate.Id == id).ToList();
        Assert.NotEmpty(diagnostics);
        foreach (var diagnostic in diagnostics)
        {
            await FixProviders.Value.First(candidate => candidate.FixableDiagnosticIds.Contains(id)).RegisterCodeFixesAsync(new CodeFixContext(
                _project.GetDocument(diagnostic.Location.SourceTree)!, diagnostic, (action, _) => Assert.Fail($"'{action.Title}' is offered for {diagnostic}"), CancellationToken.None));
        }
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _workspace.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Lazy<ImmutableArray<CodeFixProvider>> FixProviders { get; } = new(() =>
        Assembly.Load("SqliteDiscipline.CodeFixes").GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)
            .ToImmutableArray());

    private static string FolderSource(string path) => $"internal static class Folder {{ public const string Path = @\"{path}\"; }}";

    private async Task<ImmutableArray<Diagnostic>> DiagnoseAsync()
    {
        var compilation = (await _project.GetCompilationAsync())!;
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, string.Join('\n', errors));
        return await compilation
            .WithAnalyzers(ImmutableArray.Create<DiagnosticAnalyzer>(new SqliteDisciplineAnalyzer()), _project.AnalyzerOptions)
            .GetAnalyzerDiagnosticsAsync();
    }

    private async Task<string> RunAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;
        var place = _project.Documents.Single(document => document.Name == "Folder.cs");
        var project = place.WithText(Microsoft.CodeAnalysis.Text.SourceText.From(FolderSource(folder))).Project;
        using var image = new MemoryStream();
        var emitted = (await project.GetCompilationAsync())!.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));

        image.Position = 0;
        var context = new AssemblyLoadContext("Proof", isCollectible: true);
        try
        {
            SQLitePCL.Batteries_V2.Init();
            var run = context.LoadFromStream(image).GetType("Scenario", throwOnError: true)!.GetMethod("Run")!;
            return (string)run.Invoke(null, new object[] { folder })!;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            context.Unload();
        }
    }

    /// <summary>Our generators, as a project's analyzer reference brings them: they run again after every change.</summary>
    private sealed class AssemblyAnalyzers : AnalyzerReference
    {
        public override string? FullPath => null;

        public override object Id => nameof(AssemblyAnalyzers);

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => ImmutableArray<DiagnosticAnalyzer>.Empty;

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => ImmutableArray<DiagnosticAnalyzer>.Empty;

        // The workspace looks its generators up by instance.
        private static readonly ImmutableArray<ISourceGenerator> s_generators =
            typeof(SqliteDisciplineAnalyzer).Assembly.GetTypes()
                .Where(type => typeof(IIncrementalGenerator).IsAssignableFrom(type) && !type.IsAbstract)
                .Select(type => ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator())
                .ToImmutableArray();

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => s_generators;
    }
}
