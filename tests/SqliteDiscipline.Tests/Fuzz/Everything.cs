using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers;
using SqliteDiscipline.Analyzers.Generation;

namespace SqliteDiscipline.Tests.Fuzz;

/// <summary>One file of C#, and the SQL script beside it.</summary>
internal readonly record struct FuzzInput(string Code, string Script);

/// <summary>Runs the generator, every rule and every fix over some code, and tells what of ours failed.</summary>
internal sealed class Everything
{
    // Torn code has often lost its usings, and would mean nothing.
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.Data; global using System.IO; global using System.Linq; global using System.Threading; "
        + "global using System.Threading.Tasks; global using Dapper; global using Microsoft.Data.Sqlite; global using SqliteDiscipline;";

    private const string Manifest =
        "[SqliteConnectionFactory] [SqliteDatabase(\"conversations\", \"conversations.db\", Schema = \"schema0.sql\")] [SqliteDatabase(\"sessions\", \"sessions.db\", Access = SqliteAccess.ReadOnly)] "
        + "static partial class Databases { }";

    // A fix compiles what it makes: of the many reports of one project, these many are taken up.
    private const int MostFixes = 3;

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers = [new SqliteDisciplineAnalyzer()];

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Preview);

    // One set of references, so that the compiler reads them once.
    private readonly Project _bare;
    private readonly Project _withFactory;
    private readonly Project _withManifest;

    // Held on to: what is compiled with more files than these shares what they have read of the references.
    private readonly ImmutableArray<Compilation> _compiled;

    public Everything()
    {
        var framework = ReferenceAssemblies.Net.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None).GetAwaiter().GetResult();
        var id = ProjectId.CreateNewId();
        _bare = new AdhocWorkspace(MefHostServices.DefaultHost).CurrentSolution
            .AddProject(ProjectInfo.Create(
                id, VersionStamp.Default, "Fuzz", "Fuzz", LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable),
                parseOptions: s_parse,
                metadataReferences: [.. framework, .. TestReferences.All]))
            .GetProject(id)!
            .AddDocument("Usings.cs", SourceText.From(Usings), filePath: "/0/Usings.cs").Project;
        _withFactory = _bare.AddDocument("Factory.cs", SourceText.From("[SqliteConnectionFactory] static class Factory { }"), filePath: "/0/Factory.cs").Project;
        _withManifest = _bare.AddDocument("Databases.cs", SourceText.From(Manifest), filePath: "/0/Databases.cs").Project;
        _compiled = [.. new[] { _bare, _withFactory, _withManifest }.Select(project => project.GetCompilationAsync().GetAwaiter().GetResult()!)];
        foreach (var compilation in _compiled)
        {
            compilation.GetSpecialType(SpecialType.System_Object);
        }
    }

    /// <summary>What was reported and fixed, all inputs together: a run that reaches nothing proves nothing.</summary>
    public ConcurrentDictionary<string, int> Reached { get; } = new(StringComparer.Ordinal);

    /// <summary>What of ours failed over inputs that are the files of one project.</summary>
    /// <param name="inputs">The files.</param>
    /// <param name="variety">Any number: what else the project has depends on it, and which reports are fixed.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public async Task<IReadOnlyList<string>> FailuresAsync(IReadOnlyList<FuzzInput> inputs, int variety, CancellationToken cancellation)
    {
        var failures = new ConcurrentQueue<string>();
        // What is generated is a thousand lines for each database: compiling that with the inputs is seldom worth it.
        var isWhole = variety % 10 == 0;
        var project = isWhole ? _withManifest : (variety % 3) switch { 0 => _withManifest, 1 => _withFactory, _ => _bare };
        for (var index = 0; index < inputs.Count; index++)
        {
            project = project.AddDocument($"Code{index}.cs", SourceText.From(inputs[index].Code), filePath: $"/0/Code{index}.cs").Project
                .AddAdditionalDocument($"schema{index}.sql", SourceText.From(inputs[index].Script), filePath: $"/0/schema{index}.sql").Project;
        }

        var driver = CSharpGeneratorDriver.Create([new SqliteConnectionGenerator().AsSourceGenerator()], parseOptions: s_parse)
            .RunGenerators((await project.GetCompilationAsync(cancellation))!, cancellation);
        foreach (var result in driver.GetRunResult().Results)
        {
            if (result.Exception is { } thrown)
            {
                failures.Enqueue($"the generator (CS8785): {thrown}");
            }

            foreach (var file in result.GeneratedSources)
            {
                Count("generated");
                if (isWhole)
                {
                    project = project.AddDocument(file.HintName, file.SourceText, filePath: "/generated/" + file.HintName).Project;
                }
            }
        }

        var reported = await (await project.GetCompilationAsync(cancellation))!.WithAnalyzers(s_analyzers, new CompilationWithAnalyzersOptions(
            project.AnalyzerOptions,
            onAnalyzerException: (thrown, _, _) => failures.Enqueue($"the analyzer (AD0001): {thrown}"),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync(cancellation);
        foreach (var diagnostic in reported)
        {
            Count(diagnostic.Id);
            if (diagnostic.Id is "SQLD999" or "AD0001")
            {
                failures.Enqueue(diagnostic.ToString());
            }
        }

        await FixAsync(project, reported, new Random(variety), failures, cancellation);
        return [.. failures];
    }

    private async Task FixAsync(Project project, ImmutableArray<Diagnostic> reported, Random random, ConcurrentQueue<string> failures, CancellationToken cancellation)
    {
        var candidates = reported
            .Where(diagnostic => EveryFix.Concerns(diagnostic.Id) && project.GetDocument(diagnostic.Location.SourceTree) is not null)
            .OrderBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceTree!.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan)
            .ToArray();
        random.Shuffle(candidates);
        foreach (var diagnostic in candidates.DistinctBy(candidate => candidate.Id).Take(MostFixes))
        {
            var document = project.GetDocument(diagnostic.Location.SourceTree)!;
            var beside = reported.Where(other => other.Id == diagnostic.Id && other.Location.SourceTree == diagnostic.Location.SourceTree).ToImmutableArray();
            for (var made = await EveryFix.ApplyAsync(document, diagnostic, beside, failures.Enqueue, cancellation); made > 0; made--)
            {
                Count("fixed " + diagnostic.Id);
            }
        }
    }

    private void Count(string what) => Reached.AddOrUpdate(what, 1, static (_, count) => count + 1);
}
