using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SqliteDiscipline.Analyzers.Generation;

/// <summary>
/// What a compilation declares: equal where nobody has changed more than bodies. A manifest consists of declarations and constants only, so who types in
/// a body changes nothing about it, and the compiler need not be asked what it means now.
/// </summary>
internal sealed class Declarations(CSharpCompilation compilation) : IEquatable<Declarations>
{
    // What has not changed is kept for long: a compilation of some time ago, with all that it has bound, must not be.
    private readonly WeakReference<CSharpCompilation> _compilation = new(compilation);
    private readonly string? _name = compilation.AssemblyName;
    private readonly CSharpCompilationOptions _options = compilation.Options;
    private readonly ImmutableArray<MetadataReference> _references = compilation.ExternalReferences;
    private readonly ImmutableArray<SyntaxTree> _trees = compilation.SyntaxTrees;

    /// <summary>A compilation with these declarations; that which they were read from, as long as it is in use.</summary>
    public CSharpCompilation Compilation => _compilation.TryGetTarget(out var alive) ? alive : CSharpCompilation.Create(_name, _trees, _references, _options);

    public bool Equals(Declarations? other) => ReferenceEquals(this, other)
        || (other is not null
            && _name == other._name
            && _options.Equals(other._options)
            && _references.SequenceEqual(other._references)
            && _trees.Length == other._trees.Length
            && _trees.Zip(other._trees, DeclareTheSame).All(static same => same));

    public override bool Equals(object? obj) => Equals(obj as Declarations);

    public override int GetHashCode() => _name?.GetHashCode() ?? 0;

    private static bool DeclareTheSame(SyntaxTree before, SyntaxTree after) => ReferenceEquals(before, after)
        || (before.Options.Equals(after.Options) && SyntaxFactory.AreEquivalent(before, after, topLevel: true));
}
