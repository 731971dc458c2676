using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers;
using SqliteDiscipline.Analyzers.Generation;
using SqliteDiscipline.CodeFixes;

namespace SqliteDiscipline.Tests.Fuzz;

/// <summary>Runs the generator, every rule and every fix over some code, and tells what of ours failed.</summary>
internal sealed class Everything
{
    // Torn code has often lost its usings, and would mean nothing.
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.Data; global using System.IO; global using System.Linq; global using System.Threading; "
        + "global using System.Threading.Tasks; global using Dapper; global using Microsoft.Data.Sqlite; global using SqliteDiscipline;";

    private const string Manifest =
        "[SqliteConnectionFactory] [SqliteDatabase(\"conversations\", \"conversations.db\", Schema = \"schema.sql\")] [SqliteDatabase(\"sessions\", \"sessions.db\", Access = SqliteAccess.ReadOnly)] "
        + "static partial class Databases { }";

    // A fix compiles what it makes: of the many reports of one input, these many are taken up.
    private const int MostFixes = 2;

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers = [new SqliteDisciplineAnalyzer()];

    private static readonly ImmutableArray<CodeFixProvider> s_fixes =
    [
        .. typeof(UseWrapperFix).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Preview);

    // One set of references, so that the compiler reads them once.
    private readonly Project _bare;
    private readonly Project _withFactory;
    private readonly Project _withManifest;

    // Held on to: what is compiled with one more file than these shares what they have read of the references.
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
            compilation.GetSpecialType(SpecialType.System_Object);
    }

    /// <summary>What was reported and fixed, all inputs together: a run that reaches nothing proves nothing.</summary>
    public ConcurrentDictionary<string, int> Reached { get; } = new(StringComparer.Ordinal);

    /// <summary>What of ours failed.</summary>
    /// <param name="code">The C#.</param>
    /// <param name="script">The schema beside it.</param>
    /// <param name="variety">Any number: what else the project has depends on it.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public async Task<IReadOnlyList<string>> FailuresAsync(string code, string script, int variety, CancellationToken cancellation)
    {
        var failures = new ConcurrentQueue<string>();
        // What is generated is a thousand lines that would be compiled with the input: that is seldom worth it.
        var isWhole = variety % 10 == 0;
        var project = isWhole ? _withManifest : variety % 10 < 7 ? _withFactory : _bare;
        project = project.AddDocument("Code.cs", SourceText.From(code), filePath: "/0/Code.cs").Project
            .AddAdditionalDocument("schema.sql", SourceText.From(script), filePath: "/0/schema.sql").Project;
        var compilation = (await project.GetCompilationAsync(cancellation))!;

        var driver = CSharpGeneratorDriver.Create([new SqliteConnectionGenerator().AsSourceGenerator()], parseOptions: s_parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _, cancellation);
        foreach (var result in driver.GetRunResult().Results)
        {
            if (result.Exception is { } thrown)
                failures.Enqueue($"the generator: {thrown}");
            foreach (var file in result.GeneratedSources)
            {
                Count("generated");
                if (isWhole)
                    project = project.AddDocument(file.HintName, file.SourceText, filePath: "/generated/" + file.HintName).Project;
            }
        }

        var reported = await (isWhole ? generated : compilation).WithAnalyzers(s_analyzers, new CompilationWithAnalyzersOptions(
            project.AnalyzerOptions,
            onAnalyzerException: (thrown, _, _) => failures.Enqueue($"the analyzer (AD0001): {thrown}"),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync(cancellation);
        foreach (var diagnostic in reported)
        {
            Count(diagnostic.Id);
            if (diagnostic.Id is "SQLD999" or "AD0001")
                failures.Enqueue(diagnostic.ToString());
        }

        foreach (var diagnostic in reported.DistinctBy(one => one.Id).Where(one => one.Location.SourceTree?.FilePath == "/0/Code.cs").Take(MostFixes))
        {
            foreach (var fix in s_fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                try
                {
                    await ApplyAsync(fix, project.Documents.First(document => document.FilePath == "/0/Code.cs"), diagnostic, cancellation);
                }
                catch (Exception thrown) when (thrown is not OperationCanceledException)
                {
                    failures.Enqueue($"{fix.GetType().Name} for {diagnostic.Id}: {thrown}");
                }
            }
        }

        return [.. failures];
    }

    private async Task ApplyAsync(CodeFixProvider fix, Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellation));
        foreach (var action in actions.SelectMany(Leaves).Take(2))
        {
            await action.GetOperationsAsync(cancellation);
            Count("fixed " + diagnostic.Id);
        }
    }

    // A group of actions is applied by its members; on older Roslyns only they themselves know them.
    private static IEnumerable<CodeAction> Leaves(CodeAction action) =>
        s_nested?.GetValue(action) is ImmutableArray<CodeAction> { IsDefaultOrEmpty: false } nested ? nested.SelectMany(Leaves) : [action];

    private static readonly PropertyInfo? s_nested = new[] { "NestedActions", "NestedCodeActions" }
        .Select(name => typeof(CodeAction).GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        .FirstOrDefault(property => property?.PropertyType == typeof(ImmutableArray<CodeAction>));

    private void Count(string what) => Reached.AddOrUpdate(what, 1, static (_, count) => count + 1);
}
