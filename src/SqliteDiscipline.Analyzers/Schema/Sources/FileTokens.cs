using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>The tokens of a file that tell what its strings are for: names, <c>const</c>, <c>+=</c>. Gone through once, however many strings it has and whatever is asked of them.</summary>
internal sealed class FileTokens
{
    private readonly List<SyntaxToken> _names = new();
    private readonly List<SyntaxToken> _constants = new();
    private readonly List<AssignmentExpressionSyntax> _additions = new();
    private ILookup<string, IdentifierNameSyntax>? _uses;
    private ILookup<string, AssignmentExpressionSyntax>? _byTarget;

    public FileTokens(SyntaxNode root)
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
                case SyntaxKind.PlusEqualsToken when token.Parent is AssignmentExpressionSyntax addition:
                    _additions.Add(addition);
                    break;
            }
        }
    }

    /// <summary>What declares constants: each <c>const</c> stands in it.</summary>
    public IEnumerable<SyntaxNode> ConstantDeclarations => _constants.Select(token => token.Parent!);

    /// <summary>The <c>target += …</c>.</summary>
    public IEnumerable<AssignmentExpressionSyntax> AdditionsTo(string target) => (_byTarget ??= _additions.ToLookup(addition => addition.Left.ToString()))[target];

    /// <summary>Where a name is used, not declared.</summary>
    public IEnumerable<IdentifierNameSyntax> UsesOf(string name) =>
        (_uses ??= _names.Select(token => token.Parent).OfType<IdentifierNameSyntax>().ToLookup(use => use.Identifier.ValueText))[name];

    /// <summary>The names that stand in a part of the file, each once.</summary>
    public HashSet<string> NamesIn(TextSpan part)
    {
        var found = new HashSet<string>();
        for (var i = IndexFrom(part.Start); i < _names.Count && _names[i].Span.End <= part.End; i++)
        {
            found.Add(_names[i].ValueText);
        }

        return found;
    }

    // Of the first name that does not stand before: a generated file has thousands of members, and each is asked about.
    private int IndexFrom(int position)
    {
        var (low, high) = (0, _names.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _names[middle].SpanStart < position ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
