using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SqliteDiscipline.Analyzers.Baselines;

/// <summary>The branches of <c>#if</c> that this build does not compile: what is listed of them, another configuration finds.</summary>
internal static class LeftOutCode
{
    public static bool Has(IEnumerable<SyntaxTree> trees, string line, CancellationToken cancellation) =>
        trees.Any(tree => IsIn(tree.GetRoot(cancellation), line));

    private static bool IsIn(SyntaxNode root, string line) => root.ContainsDirectives && root.DescendantTrivia()
        .Where(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia))
        .SelectMany(trivia => trivia.ToString().Split('\n'))
        .Any(left => FindingKeys.Normalize(left) == line);
}
