using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.CodeFixes.Rewriting;

/// <summary>The branches of one file: found once, however many sites there are, and without a look at a file that has no directives.</summary>
internal sealed class FileBranches
{
    private static readonly FileBranches s_none = new(ImmutableArray<TextSpan>.Empty, ImmutableArray<(int, string)>.Empty, ImmutableArray<UsingDirectiveSyntax>.Empty);
    private static readonly ConditionalWeakTable<SyntaxNode, FileBranches> s_byRoot = new();

    private readonly ImmutableArray<TextSpan> _spans;
    private readonly ImmutableArray<(int Start, string Text)> _leftOut;

    private FileBranches(ImmutableArray<TextSpan> spans, ImmutableArray<(int Start, string Text)> leftOut, ImmutableArray<UsingDirectiveSyntax> imports) =>
        (_spans, _leftOut, Imports) = (spans, leftOut, imports);

    /// <summary>The <c>using</c> directives that stand in a branch.</summary>
    public ImmutableArray<UsingDirectiveSyntax> Imports { get; }

    public static FileBranches Of(SyntaxTree tree)
    {
        var root = tree.GetRoot();
        return root.ContainsDirectives ? s_byRoot.GetValue(root, Find) : s_none;
    }

    /// <summary>From <c>#if</c> to <c>#endif</c>, all of those that the position stands between.</summary>
    public IEnumerable<TextSpan> Around(int position) => _spans.Where(span => span.Contains(position));

    /// <summary>The parts of a node that this build leaves out.</summary>
    public IEnumerable<(int Start, string Text)> LeftOutOf(SyntaxNode node) => _leftOut.Where(part => node.Span.Contains(part.Start));

    private static FileBranches Find(SyntaxNode root)
    {
        var open = new Stack<int>();
        var spans = ImmutableArray.CreateBuilder<TextSpan>();
        var leftOut = ImmutableArray.CreateBuilder<(int, string)>();
        foreach (var trivia in root.DescendantTrivia())
        {
            switch (trivia.Kind())
            {
                case SyntaxKind.IfDirectiveTrivia:
                    open.Push(trivia.SpanStart);
                    break;
                case SyntaxKind.EndIfDirectiveTrivia when open.Count > 0:
                    spans.Add(TextSpan.FromBounds(open.Pop(), trivia.SpanStart));
                    break;
                case SyntaxKind.DisabledTextTrivia:
                    leftOut.Add((trivia.SpanStart, trivia.ToString()));
                    break;
            }
        }

        var imports = root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>()
            .Where(import => spans.Any(span => span.Contains(import.SpanStart)));
        return new FileBranches(spans.ToImmutable(), leftOut.ToImmutable(), imports.ToImmutableArray());
    }
}
