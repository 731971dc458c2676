using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>The tokens of a file that tell what becomes of its variables and strings: names, <c>const</c>, <c>+=</c>, <c>goto</c>. Gone through once, whatever is asked of them.</summary>
internal sealed class FileTokens
{
    private static readonly ConditionalWeakTable<SyntaxTree, FileTokens> s_byTree = new();
    private static readonly ConditionalWeakTable<SyntaxTree, FileTokens>.CreateValueCallback s_read = static tree => new FileTokens(tree.GetRoot());

    private readonly List<SyntaxToken> _names = new();
    private readonly List<SyntaxToken> _constants = new();
    private readonly List<SyntaxToken> _jumps = new();
    private readonly List<AssignmentExpressionSyntax> _additions = new();
    private readonly Lazy<Dictionary<string, List<SyntaxToken>>> _uses;
    private ILookup<string, AssignmentExpressionSyntax>? _byTarget;

    private FileTokens(SyntaxNode root)
    {
        foreach (var token in root.DescendantTokens())
        {
            switch (token.Kind())
            {
                case SyntaxKind.IdentifierToken:
                    _names.Add(token);
                    break;
                case SyntaxKind.ConstKeyword:
                    _constants.Add(token);
                    break;
                case SyntaxKind.GotoKeyword:
                    _jumps.Add(token);
                    break;
                case SyntaxKind.PlusEqualsToken when token.Parent is AssignmentExpressionSyntax addition:
                    _additions.Add(addition);
                    break;
            }
        }

        _uses = new(Uses);
    }

    /// <summary>What declares constants: each <c>const</c> stands in it.</summary>
    public IEnumerable<SyntaxNode> ConstantDeclarations => _constants.Select(token => token.Parent!);

    public static FileTokens Of(SyntaxTree file) => s_byTree.GetValue(file, s_read);

    /// <summary>The <c>target += …</c>.</summary>
    public IEnumerable<AssignmentExpressionSyntax> AdditionsTo(string target) => (_byTarget ??= _additions.ToLookup(addition => addition.Left.ToString()))[target];

    /// <summary>Where a name is used, not declared, in a part of the file.</summary>
    public IEnumerable<IdentifierNameSyntax> UsesOf(string name, TextSpan part) =>
        _uses.Value.TryGetValue(name, out var uses) ? In(part, uses).Select(use => (IdentifierNameSyntax)use.Parent!) : Enumerable.Empty<IdentifierNameSyntax>();

    /// <summary>The names that stand in a part of the file.</summary>
    public IEnumerable<SyntaxToken> NamesIn(TextSpan part) => In(part, _names);

    /// <summary>Whether there is a <c>goto</c> in a part of the file.</summary>
    public bool HasJump(TextSpan part) => In(part, _jumps).Any();

    private Dictionary<string, List<SyntaxToken>> Uses()
    {
        var uses = new Dictionary<string, List<SyntaxToken>>();
        foreach (var name in _names)
        {
            if (name.Parent is IdentifierNameSyntax)
            {
                if (!uses.TryGetValue(name.ValueText, out var same))
                {
                    uses.Add(name.ValueText, same = new(1));
                }

                same.Add(name);
            }
        }

        return uses;
    }

    private static IEnumerable<SyntaxToken> In(TextSpan part, List<SyntaxToken> tokens)
    {
        for (var i = IndexFrom(part.Start, tokens); i < tokens.Count && tokens[i].Span.End <= part.End; i++)
        {
            yield return tokens[i];
        }
    }

    // Of the first that does not stand before: a generated file has thousands of members, and each is asked about.
    private static int IndexFrom(int position, List<SyntaxToken> tokens)
    {
        var (low, high) = (0, tokens.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = tokens[middle].SpanStart < position ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
