using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.CodeFixes.Rewriting;

/// <summary>Asks the compiler whether a file still compiles as well as it did.</summary>
internal sealed class CompileCheck(Compilation compilation, SyntaxTree tree, CancellationToken cancellation)
{
    // An async body without await: our removal must not be what makes it one.
    private const string NoAwait = "CS1998";

    // 'does not contain a definition for', and 'the name does not exist'.
    private static readonly HashSet<string> s_notFound = new() { "CS0117", "CS1061", "CS0103" };

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
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == NoAwait)
        .Where(diagnostic => !(s_notFound.Contains(diagnostic.Id) && wrappers.Contains(TextAt(diagnostic))))
        .GroupBy(diagnostic => diagnostic.Id)
        .ToDictionary(group => group.Key, group => group.Count());

    private static string TextAt(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan) ?? string.Empty;

    private static HashSet<string> NoWrappers() => new();
}
