using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using SqliteDiscipline.Analyzers.Generation;
using Xunit;

namespace SqliteDiscipline.Tests.Generation;

/// <summary>Sources, what is generated from them, and what the compiler says of both together.</summary>
internal sealed class GeneratorRun
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> s_framework =
        new(() => ReferenceAssemblies.Net.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None).GetAwaiter().GetResult());

    // A newer framework than the one that a library was built against: the SDK lets that pass.
    private static readonly Dictionary<string, ReportDiagnostic> s_asTheSdk = new()
    {
        ["CS1701"] = ReportDiagnostic.Suppress,
        ["CS1702"] = ReportDiagnostic.Suppress,
    };

    private GeneratorRun(GeneratorDriver driver, Compilation input, Compilation output)
    {
        Driver = driver;
        Input = input;
        Output = output;
    }

    public GeneratorDriver Driver { get; }

    public Compilation Input { get; }

    public Compilation Output { get; }

    public ImmutableArray<GeneratedSourceResult> Files => Driver.GetRunResult().Results.Single().GeneratedSources;

    /// <summary>All generated text, in the order of the files' names.</summary>
    public string Text => string.Join("\n", Files.OrderBy(file => file.HintName, StringComparer.Ordinal).Select(file => file.SourceText));

    public static GeneratorRun Of(params string[] sources) => Of(LanguageVersion.Latest, TestReferences.All, sources);

    public static GeneratorRun Of(LanguageVersion language, IEnumerable<MetadataReference> references, params string[] sources)
    {
        // Comments are checked too: documentation must be well formed and refer to what there is.
        var parse = new CSharpParseOptions(language, DocumentationMode.Diagnose);
        var input = CSharpCompilation.Create(
            "Test",
            sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, parse, $"Source{index}.cs", System.Text.Encoding.UTF8)),
            s_framework.Value.Concat(references),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                warningLevel: 9999,
                specificDiagnosticOptions: s_asTheSdk,
                nullableContextOptions: language >= LanguageVersion.CSharp8 ? NullableContextOptions.Enable : NullableContextOptions.Disable));
        var driver = CSharpGeneratorDriver.Create(
            [new SqliteConnectionGenerator().AsSourceGenerator()],
            parseOptions: parse,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return Run(driver, input);
    }

    /// <summary>Runs the same driver again on changed sources.</summary>
    public GeneratorRun Again(Func<Compilation, Compilation> edit) => Run(Driver, edit(Input));

    /// <summary>Neither the sources nor what is generated bring a warning.</summary>
    public GeneratorRun IsClean()
    {
        var result = Driver.GetRunResult();
        Assert.Empty(result.Diagnostics);
        Assert.Null(result.Results.Single().Exception);

        // That a test's own code has no comments is no fault.
        var diagnostics = Output.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
            .Where(diagnostic => diagnostic.Id != "CS1591" || !Input.SyntaxTrees.Contains(diagnostic.Location.SourceTree))
            .ToList();
        Assert.True(diagnostics.Count == 0, string.Join('\n', diagnostics) + "\n\n" + Text);
        return this;
    }

    /// <summary>Why each output of a step was as it was in the last run.</summary>
    public IEnumerable<IncrementalStepRunReason> Reasons(string step) =>
        Driver.GetRunResult().Results.Single().TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static GeneratorRun Run(GeneratorDriver driver, Compilation input)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(input, out var output, out _);
        return new GeneratorRun(driver, input, output);
    }
}
