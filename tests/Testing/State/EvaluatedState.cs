using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>A file as it is compiled: without markup.</summary>
internal sealed record EvaluatedFile(string Path, SourceText Text);

/// <summary>A project as it is compiled.</summary>
internal sealed record EvaluatedProject(
    string Name,
    string Folder,
    ReferenceAssemblies? ReferenceAssemblies,
    OutputKind? OutputKind,
    DocumentationMode? DocumentationMode,
    ImmutableArray<EvaluatedFile> Sources,
    ImmutableArray<EvaluatedFile> GeneratedSources,
    ImmutableArray<EvaluatedFile> AdditionalFiles,
    ImmutableArray<EvaluatedFile> AnalyzerConfigFiles,
    ImmutableArray<MetadataReference> AdditionalReferences,
    ImmutableArray<string> AdditionalProjectReferences);

/// <summary>A state with what it inherits filled in and its markup taken out.</summary>
internal sealed record EvaluatedState(
    EvaluatedProject Primary,
    ImmutableArray<EvaluatedProject> Others,
    ImmutableArray<DiagnosticResult> ExpectedDiagnostics)
{
    public IEnumerable<EvaluatedProject> Projects => Others.Prepend(Primary);

    public bool SameContent(EvaluatedState other) =>
        Others.Length == other.Others.Length
        && Projects.Zip(other.Projects).All(pair =>
            pair.First.Name == pair.Second.Name
            && Same(pair.First.Sources, pair.Second.Sources)
            && Same(pair.First.AdditionalFiles, pair.Second.AdditionalFiles)
            && Same(pair.First.AnalyzerConfigFiles, pair.Second.AnalyzerConfigFiles));

    private static bool Same(ImmutableArray<EvaluatedFile> left, ImmutableArray<EvaluatedFile> right) =>
        left.Length == right.Length
        && left.Zip(right).All(pair => pair.First.Path == pair.Second.Path && pair.First.Text.ContentEquals(pair.Second.Text));
}

/// <summary>What the markup of a test may refer to.</summary>
internal sealed record MarkupVocabulary(
    MarkupOptions Options,
    Func<DiagnosticDescriptor?> DefaultDescriptor,
    ImmutableArray<DiagnosticDescriptor> Supported,
    ImmutableArray<string> Fixable,
    string DefaultPath);
