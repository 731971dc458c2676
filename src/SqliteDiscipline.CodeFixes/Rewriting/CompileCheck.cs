using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.CodeFixes.Rewriting;

/// <summary>Asks the compiler whether a file still compiles as well as it did.</summary>
internal sealed class CompileCheck(Compilation compilation, SyntaxTree tree, CancellationToken cancellation)
{
    // An async body without await: our removal must not be what makes it one.
    private const string NoAwait = "CS1998";

    // Possible null where none may be: what was legal ("Data Source=" + null) is none of our making, and an error to who treats warnings so.
    private const string Nullable = "CS86";

    // 'does not contain a definition for', of a type and of an instance.
    private static readonly HashSet<string> s_notFound = new() { "CS0117", "CS1061" };

    private readonly Lazy<Dictionary<string, int>> _before = new(
        () => Problems(compilation.GetSemanticModel(tree), NoWrappers(), cancellation));

    /// <summary>Whether the changed text has no error that the original has not.</summary>
    /// <param name="changed">The whole text of the file.</param>
    /// <param name="wrappers">The generated members that it calls: the generator may not have run yet, so that they cannot be found.</param>
    public bool Holds(SourceText changed, IEnumerable<string> wrappers)
    {
        var replacement = tree.WithChangedText(changed);
        var model = compilation.ReplaceSyntaxTree(tree, replacement).GetSemanticModel(replacement);
        return Problems(model, new HashSet<string>(wrappers), cancellation)
            .All(problem => _before.Value.TryGetValue(problem.Key, out var before) && problem.Value <= before);
    }

    private static Dictionary<string, int> Problems(SemanticModel model, HashSet<string> wrappers, CancellationToken cancellation) => model
        .GetDiagnostics(null, cancellation)
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == NoAwait || diagnostic.Id.StartsWith(Nullable, StringComparison.Ordinal))
        .Where(diagnostic => !(s_notFound.Contains(diagnostic.Id) && IsWrapper(diagnostic, model, wrappers, cancellation)))
        .GroupBy(diagnostic => diagnostic.Id)
        .ToDictionary(group => group.Key, group => group.Count());

    private static bool IsWrapper(Diagnostic diagnostic, SemanticModel model, HashSet<string> wrappers, CancellationToken cancellation)
    {
        var node = model.SyntaxTree.GetRoot(cancellation).FindNode(diagnostic.Location.SourceSpan);
        if (node is not SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } name || !wrappers.Contains(name.Identifier.ValueText))
        {
            return false;
        }

        var receiver = model.GetSymbolInfo(access.Expression, cancellation).Symbol as INamedTypeSymbol ?? model.GetTypeInfo(access.Expression, cancellation).Type;
        return receiver is not null && FactoriesInSight.IsFactory(receiver);
    }

    private static HashSet<string> NoWrappers() => new();
}
