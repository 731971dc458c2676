using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using SqliteDiscipline.Analyzers;

namespace SqliteDiscipline.Tests;

/// <summary>
/// Tests of rules, fixes and generators in a line:
/// <code>
/// await Verify.Analyzer("class C { object M() => {|SQLD101:new SqliteConnection()|}; }", "SQLD101").RunAsync();
/// await Verify.CodeFix&lt;UseFactoryFix&gt;(before, after, "SQLD101").WithGenerator().RunAsync();
/// await Verify.Generator&lt;SqliteConnectionGenerator&gt;(source).RunAsync();
/// </code>
/// The code may use the attributes, Microsoft.Data.Sqlite, EF Core, Dapper and dependency injection; nullable annotations are on.
/// </summary>
/// <remarks>
/// Naming rules keeps a test about those rules: the others are switched off, so that a rule that is added later does not break it, and
/// <c>[|…|]</c> means the one named. Without names every rule is on. <c>$$</c> is code, as in <c>$$"""…"""</c>.
/// </remarks>
internal static class Verify
{
    /// <summary>Code, and what the analyzer says about it.</summary>
    public static SqliteAnalyzerTest Analyzer(string source, params string[] rules) =>
        Prepare(new SqliteAnalyzerTest { TestCode = source, Rules = [.. rules] }).Only(rules);

    /// <summary>Code, and what the fix makes of it; <paramref name="fixedSource"/> is <see langword="null"/> where no fix is offered.</summary>
    public static SqliteCodeFixTest<TFix> CodeFix<TFix>(string source, string? fixedSource, params string[] rules)
        where TFix : CodeFixProvider, new() =>
        Prepare(new SqliteCodeFixTest<TFix>
        {
            TestCode = source,
            FixedCode = fixedSource!,
            Rules = [.. rules],

            // That rules are silent in generated and in suppressed code is for their own tests to say.
            TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck,
        }).Only(rules);

    /// <summary>
    /// Code that must compile without a warning with what the generator adds to it; what that is, is compared where the test says so by
    /// <see cref="VerifyExtensions.Emitting"/>.
    /// </summary>
    public static CSharpSourceGeneratorTest<TGenerator, DefaultVerifier> Generator<TGenerator>(string source)
        where TGenerator : new() =>
        Prepare(new CSharpSourceGeneratorTest<TGenerator, DefaultVerifier>
        {
            TestCode = source,
            CompilerDiagnostics = CompilerDiagnostics.Warnings,
            TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck,
        });

    /// <summary>
    /// An expected diagnostic of ours, to which a location is to be added, and arguments where they matter; its message is not compared.
    /// </summary>
    public static DiagnosticResult Diagnostic(string id)
    {
        var descriptor = new SqliteDisciplineAnalyzer().SupportedDiagnostics.First(supported => supported.Id == id);
        return new DiagnosticResult(descriptor.Id, descriptor.DefaultSeverity);
    }

    private static TTest Prepare<TTest>(TTest test)
        where TTest : AnalyzerTest<DefaultVerifier>
    {
        test.ReferenceAssemblies = ReferenceAssemblies.Net.Net80;
        test.MarkupOptions = MarkupOptions.TreatPositionIndicatorsAsCode;
        test.TestState.AdditionalReferences.AddRange(TestReferences.All);
        test.SolutionTransforms.Add(static (solution, id) => solution.WithProjectCompilationOptions(
            id, ((CSharpCompilationOptions)solution.GetProject(id)!.CompilationOptions!).WithNullableContextOptions(NullableContextOptions.Enable)));
        return test;
    }

    private static TTest Only<TTest>(this TTest test, string[] rules)
        where TTest : AnalyzerTest<DefaultVerifier>
    {
        if (rules.Length == 0)
        {
            return test;
        }

        var supported = new SqliteDisciplineAnalyzer().SupportedDiagnostics.Select(descriptor => descriptor.Id).Distinct().ToList();
        if (rules.Except(supported).ToList() is { Count: > 0 } unknown)
        {
            throw new ArgumentException($"the analyzer has no rule {string.Join(", ", unknown)}", nameof(rules));
        }

        // That a rule fails concerns every test.
        test.DisabledDiagnostics.AddRange(supported.Except(rules).Except(["SQLD999"]));
        return test;
    }
}

/// <inheritdoc cref="Verify.Analyzer"/>
internal sealed class SqliteAnalyzerTest : CSharpAnalyzerTest<SqliteDisciplineAnalyzer, DefaultVerifier>
{
    public ImmutableArray<string> Rules { get; init; } = [];

    protected override DiagnosticDescriptor? GetDefaultDiagnostic(DiagnosticAnalyzer[] analyzers) => analyzers.Descriptor(Rules);
}

/// <inheritdoc cref="Verify.CodeFix"/>
internal sealed class SqliteCodeFixTest<TFix> : CSharpCodeFixTest<SqliteDisciplineAnalyzer, TFix, DefaultVerifier>
    where TFix : CodeFixProvider, new()
{
    public ImmutableArray<string> Rules { get; init; } = [];

    /// <summary>Which diagnostic is fixed, under <see cref="CodeFixTestBehaviors.FixOne"/>. Default: the first.</summary>
    public Func<ImmutableArray<Diagnostic>, Diagnostic?>? Selector { get; set; }

    protected override DiagnosticDescriptor? GetDefaultDiagnostic(DiagnosticAnalyzer[] analyzers) => analyzers.Descriptor(Rules);

    protected override Diagnostic? TrySelectDiagnosticToFix(ImmutableArray<Diagnostic> fixableDiagnostics) =>
        Selector is { } select ? select(fixableDiagnostics) : base.TrySelectDiagnosticToFix(fixableDiagnostics);
}

/// <summary>What a test may say beside its code; each returns the test, so that they chain.</summary>
internal static class VerifyExtensions
{
    /// <summary>A further source; a name without a folder lies beside the test's code. A fix leaves it as it is unless told otherwise.</summary>
    public static TTest WithFile<TTest>(this TTest test, string name, string text, string? fixedText = null)
        where TTest : AnalyzerTest<DefaultVerifier>
    {
        test.TestState.Sources.Add((Rooted(name), text));
        if (test is CodeFixTest<DefaultVerifier> { FixedState.Sources.Count: > 0 } fix)
        {
            fix.FixedState.Sources.Add((Rooted(name), fixedText ?? text));
        }

        return test;
    }

    /// <summary>A source that the fix adds.</summary>
    public static SqliteCodeFixTest<TFix> WithAddedFile<TFix>(this SqliteCodeFixTest<TFix> test, string name, string text)
        where TFix : CodeFixProvider, new()
    {
        test.FixedState.Sources.Add((Rooted(name), text));
        return test;
    }

    /// <summary>An AdditionalFile: a <c>.sql</c> schema, say.</summary>
    public static TTest WithAdditionalFile<TTest>(this TTest test, string name, string text)
        where TTest : AnalyzerTest<DefaultVerifier>
    {
        test.TestState.AdditionalFiles.Add((Rooted(name), text));
        return test;
    }

    /// <summary>The lines of an <c>.editorconfig</c>'s section for all C# files.</summary>
    public static TTest WithEditorConfig<TTest>(this TTest test, string lines)
        where TTest : AnalyzerTest<DefaultVerifier>
    {
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", $"root = true\n\n[*.cs]\n{lines}\n"));
        return test;
    }

    /// <summary>MSBuild properties that the compiler sees: the lines of a global analyzer config, <c>build_property.X = y</c>.</summary>
    public static TTest WithGlobalConfig<TTest>(this TTest test, string lines)
        where TTest : AnalyzerTest<DefaultVerifier>
    {
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\n{lines}\n"));
        return test;
    }

    /// <summary>A further project, compiled against the same assemblies, that the test's own refers to.</summary>
    public static TTest WithProject<TTest>(this TTest test, string name, params string[] sources)
        where TTest : AnalyzerTest<DefaultVerifier>
    {
        var project = test.TestState.AdditionalProjects[name];
        foreach (var source in sources)
        {
            project.Sources.Add(source);
        }

        project.AdditionalReferences.AddRange(test.TestState.AdditionalReferences);
        test.TestState.AdditionalProjectReferences.Add(name);
        return test;
    }

    /// <summary>Compiled without Microsoft.Data.Sqlite and what builds on it.</summary>
    public static TTest WithoutProvider<TTest>(this TTest test)
        where TTest : AnalyzerTest<DefaultVerifier>
    {
        test.TestState.AdditionalReferences.RemoveAll(TestReferences.NeedsProvider.Contains);
        return test;
    }

    public static TTest WithLanguageVersion<TTest>(this TTest test, LanguageVersion version)
        where TTest : AnalyzerTest<DefaultVerifier>
    {
        test.SolutionTransforms.Add((solution, id) => solution.WithProjectParseOptions(
            id, ((CSharpParseOptions)solution.GetProject(id)!.ParseOptions!).WithLanguageVersion(version)));

        // Before C# 8 there are no nullable annotations to be switched on.
        if (version < LanguageVersion.CSharp8)
        {
            test.SolutionTransforms.Add(static (solution, id) => solution.WithProjectCompilationOptions(
                id, ((CSharpCompilationOptions)solution.GetProject(id)!.CompilationOptions!).WithNullableContextOptions(NullableContextOptions.Disable)));
        }

        return test;
    }

    /// <summary>
    /// Has our generator run in every project, beside the analyzer and under the fixes. What it emits is long, so the code is compiled once: that
    /// the rules are silent in generated and in suppressed code is said by <see cref="Adoption.SuppressionTests"/>, and by the tests without it.
    /// </summary>
    public static TTest WithGenerator<TTest>(this TTest test)
        where TTest : AnalyzerTest<DefaultVerifier>
    {
        test.TestBehaviors |= TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck;
        return test.WithGenerator(typeof(SqliteDisciplineAnalyzer).Assembly
            .GetType("SqliteDiscipline.Analyzers.Generation.SqliteConnectionGenerator", throwOnError: true)!);
    }

    public static TTest WithGenerator<TTest>(this TTest test, Type generator)
        where TTest : AnalyzerTest<DefaultVerifier>
    {
        var reference = new GeneratorBeside(generator);
        test.SolutionTransforms.Add((solution, id) => solution.AddAnalyzerReference(id, reference));
        return test;
    }

    /// <summary>The generator emits this file, and no other than those named so.</summary>
    public static CSharpSourceGeneratorTest<TGenerator, DefaultVerifier> Emitting<TGenerator>(
        this CSharpSourceGeneratorTest<TGenerator, DefaultVerifier> test, string hintName, string text)
        where TGenerator : new()
    {
        test.TestBehaviors &= ~TestBehaviors.SkipGeneratedSourcesCheck;
        test.TestState.GeneratedSources.Add((typeof(TGenerator), hintName, text));
        return test;
    }

    internal static DiagnosticDescriptor? Descriptor(this DiagnosticAnalyzer[] analyzers, ImmutableArray<string> rules) => rules.Length == 1
        ? analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).First(descriptor => descriptor.Id == rules[0])
        : null;

    private static string Rooted(string name) => name.StartsWith('/') ? name : $"/0/{name}";
}

/// <summary>What the code under test may refer to: it lies in the output of the tests.</summary>
internal static class TestReferences
{
    /// <summary>Microsoft.Data.Sqlite and what cannot be compiled against without it.</summary>
    public static ImmutableArray<MetadataReference> NeedsProvider { get; } =
    [
        .. Output("Microsoft.Data.Sqlite.dll"),
        .. Output("SQLitePCLRaw.core.dll"),
        .. Output("Microsoft.EntityFrameworkCore.Sqlite.dll"),
    ];

    public static ImmutableArray<MetadataReference> All { get; } =
    [
        MetadataReference.CreateFromFile(typeof(SqliteDatabaseAttribute).Assembly.Location),
        .. NeedsProvider,
        .. Output("Dapper.dll"),
        .. Output("Microsoft.EntityFrameworkCore*.dll").Where(reference => !reference.Display!.EndsWith("Sqlite.dll", StringComparison.Ordinal)),
        .. Output("Microsoft.Extensions.*.dll"),
    ];

    private static IEnumerable<MetadataReference> Output(string pattern) =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, pattern)
            .Order(StringComparer.Ordinal)
            .Select(path => MetadataReference.CreateFromFile(path));
}

/// <summary>
/// A generator as an IDE's project refers to it. The testing packages run generators of their own hook beside the workspace, where a
/// fix does not see what they emit; our fixes are about members that exist in generated code only.
/// </summary>
internal sealed class GeneratorBeside(Type generator) : AnalyzerReference
{
    private readonly ImmutableArray<ISourceGenerator> _generators = Activator.CreateInstance(generator) switch
    {
        IIncrementalGenerator incremental => [incremental.AsSourceGenerator()],
        ISourceGenerator old => [old],
        _ => throw new ArgumentException($"{generator} is not a generator", nameof(generator)),
    };

    public override string? FullPath => null;

    public override object Id => this;

    public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;

    public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => _generators;

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];
}
