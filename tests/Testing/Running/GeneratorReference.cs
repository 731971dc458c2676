using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// Generators as a project refers to them, so that whoever asks the project for its compilation (a code fix, say) sees what they
/// emit, and sees it anew after each change.
/// </summary>
internal sealed class GeneratorReference(IEnumerable<Type> types) : AnalyzerReference
{
    private readonly ImmutableArray<ISourceGenerator> _generators = [.. types.Select(Create)];

    public override string? FullPath => null;

    public override object Id => this;

    public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;

    public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => _generators;

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

    private static ISourceGenerator Create(Type type) => Activator.CreateInstance(type) switch
    {
        IIncrementalGenerator incremental => incremental.AsSourceGenerator(),
        ISourceGenerator generator => generator,
        _ => throw new ArgumentException($"{type} is not a source generator"),
    };
}
