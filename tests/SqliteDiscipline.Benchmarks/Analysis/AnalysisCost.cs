using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers;

namespace SqliteDiscipline.Benchmarks.Analysis;

/// <summary>What one compilation costs: to the compiler, to our analyzer, and to the one that is banned with.</summary>
/// <param name="Files">How many files there are.</param>
/// <param name="Compile">Milliseconds that the compiler takes from the text of the files to the assembly, without analyzers.</param>
/// <param name="Operations">
/// Milliseconds that it takes to bind every body once more and to make its operations: what the compiler does for an analyzer that asks for operations, as
/// BannedApiAnalyzers does, and does not count as that analyzer's. Ours asks for files, and binds what it looks at in its own time.
/// </param>
/// <param name="Ours">What our analyzer adds.</param>
/// <param name="Banned">What BannedApiAnalyzers adds, which bans the one constructor.</param>
internal sealed record AnalysisCost(int Files, double Compile, double Operations, AnalyzerCost Ours, AnalyzerCost Banned)
{
    private static readonly CSharpCompilationOptions s_options = new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, concurrentBuild: false);

    private static readonly ImmutableArray<MetadataReference> s_framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "mscorlib.dll" or "netstandard.dll")
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
        .ToImmutableArray();

    private static readonly MetadataReference s_provider = MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "providers", "6", "Microsoft.Data.Sqlite.dll"));
    private static readonly MetadataReference s_attributes = MetadataReference.CreateFromFile(typeof(SqliteDatabaseAttribute).Assembly.Location);

    /// <summary>The medians of some rounds, by turns, each on a new compilation of the same files, on one thread.</summary>
    public static AnalysisCost Of(IReadOnlyCollection<SyntaxTree> files, int rounds, bool hasProvider = true)
    {
        var compile = new List<double>();
        var operations = new List<double>();
        var ours = new List<AnalyzerCost>();
        var banned = new List<AnalyzerCost>();
        for (var round = 0; round < rounds; round++)
        {
            compile.Add(Time(() => Compilation(files, hasProvider).Emit(Stream.Null)));
            var bound = Compilation(files, hasProvider);
            bound.GetDiagnostics();
            operations.Add(Time(() => MakeOperations(bound)));

            // Each comes first as often as the others: whatever the machine does meanwhile is nobody's disadvantage.
            DiagnosticAnalyzer[] analyzers = [new IdleAnalyzer(), new SqliteDisciplineAnalyzer(), BannedApis()];
            var costs = new AnalyzerCost[analyzers.Length];
            for (var turn = 0; turn < analyzers.Length; turn++)
            {
                var next = (round + turn) % analyzers.Length;
                costs[next] = Run(Compilation(files, hasProvider), analyzers[next]);
            }

            ours.Add(costs[1].Beyond(costs[0]));
            banned.Add(costs[2].Beyond(costs[0]));
        }

        return new AnalysisCost(files.Count, Median(compile), Median(operations), AnalyzerCost.Median(ours), AnalyzerCost.Median(banned));
    }

    /// <summary>
    /// Has the run time compile the analyzers' own code as well as it ever will, which takes it some twenty compilations: before, what is measured is how far it has come with it.
    /// </summary>
    public static void WarmUp(IReadOnlyCollection<SyntaxTree> files)
    {
        for (var round = 0; round < 30; round++)
        {
            Run(Compilation(files, hasProvider: true), new SqliteDisciplineAnalyzer());
            Run(Compilation(files, hasProvider: true), BannedApis());
        }

        Of(files, rounds: 3);
    }

    /// <summary>A compilation of no file.</summary>
    public static CSharpCompilation Empty => CSharpCompilation.Create("Measured", [], s_framework.Add(s_provider).Add(s_attributes), s_options);

    public static CSharpCompilation Compilation(IEnumerable<SyntaxTree> files, bool hasProvider) =>
        (hasProvider ? Empty : Empty.RemoveReferences(s_provider)).AddSyntaxTrees(files.Select(Fresh));

    // What is cached for a tree must not serve the next round.
    private static SyntaxTree Fresh(SyntaxTree tree) => CSharpSyntaxTree.ParseText(tree.GetText(), (CSharpParseOptions)tree.Options, tree.FilePath);

    private static double Time(Action action)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static void MakeOperations(Compilation compilation)
    {
        foreach (var file in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(file);
            foreach (var body in file.GetRoot().DescendantNodes().Where(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax))
            {
                model.GetOperation(body);
            }
        }
    }

    private static AnalyzerCost Run(Compilation compilation, DiagnosticAnalyzer analyzer)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([new BannedSymbols()]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);

        // Whoever asks first has the compiler look up its references; that is no cost of an analyzer.
        _ = compilation.SourceModule.ReferencedAssemblySymbols;
        GC.Collect();
        var start = GC.GetTotalAllocatedBytes(precise: true);
        var running = compilation.WithAnalyzers([analyzer], options);
        running.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - start;
        return new AnalyzerCost(running.GetAnalyzerTelemetryInfoAsync(analyzer, default).GetAwaiter().GetResult().ExecutionTime.TotalMilliseconds, bytes);
    }

    private static DiagnosticAnalyzer BannedApis()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "banned");
        System.Reflection.Assembly.LoadFrom(Path.Combine(folder, "Microsoft.CodeAnalysis.BannedApiAnalyzers.dll"));
        var assembly = System.Reflection.Assembly.LoadFrom(Path.Combine(folder, "Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers.dll"));
        return (DiagnosticAnalyzer)Activator.CreateInstance(assembly.GetTypes().Single(type => type.Name == "CSharpSymbolIsBannedAnalyzer"))!;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private sealed class BannedSymbols : AdditionalText
    {
        public override string Path => "BannedSymbols.txt";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From("M:Microsoft.Data.Sqlite.SqliteConnection.#ctor(System.String)");
    }
}
