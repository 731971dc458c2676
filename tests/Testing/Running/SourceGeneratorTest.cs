using Microsoft.CodeAnalysis.Diagnostics;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Code, and what generators add to it: the files by name and content, and the diagnostics.</summary>
public abstract class SourceGeneratorTest<TVerifier> : AnalyzerTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    protected abstract override IEnumerable<Type> GetSourceGenerators();

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [];
}
