using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>
/// Where the locals of a body are mentioned for the last time. What they hold is forgotten there: a body of a thousand statements would
/// otherwise carry a thousand commands along.
/// </summary>
internal sealed class Lifetimes
{
    private static readonly ConditionalWeakTable<SyntaxNode, Lifetimes> s_byBody = new();
    private static readonly ConditionalWeakTable<SyntaxNode, Lifetimes>.CreateValueCallback s_read = static body => new Lifetimes(body);

    private readonly Dictionary<string, int> _last = new();
    private readonly List<int> _ends;
    private readonly bool _jumps;
    private readonly Lazy<HashSet<string>> _indices;

    private Lifetimes(SyntaxNode body)
    {
        var tokens = FileTokens.Of(body.SyntaxTree);
        _jumps = tokens.HasJump(body.Span);
        _indices = new(() => new HashSet<string>(tokens.NamesIn(body.Span).Where(name => IsInIndex(name.Parent, body)).Select(name => name.ValueText)));
        foreach (var name in tokens.NamesIn(body.Span))
        {
            // One that is never mentioned ends where it is declared. Other names are none of a local: it is declared before it is mentioned.
            var isDeclared = name.Parent is VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax or CatchDeclarationSyntax;
            if ((isDeclared || name.Parent is IdentifierNameSyntax) && (_last.TryGetValue(name.ValueText, out var before) || isDeclared))
            {
                _last[name.ValueText] = Math.Max(before, EndOf(name.Parent!, body));
            }
        }

        _ends = _last.Values.Distinct().OrderBy(end => end).ToList();
    }

    /// <summary>The lifetimes in a body; absent where jumps make the order of the source meaningless.</summary>
    public static Lifetimes? Of(SyntaxNode body) => s_byBody.GetValue(body, s_read) is { _jumps: false } lifetimes ? lifetimes : null;

    /// <summary>Whether a number is one that picks an element of a list: of others it is not worth knowing how far they have come.</summary>
    public bool IsIndex(ILocalSymbol local) => _indices.Value.Contains(local.Name);

    /// <summary>Whether some local ends within the span.</summary>
    public bool EndsWithin(TextSpan span)
    {
        var index = _ends.BinarySearch(span.Start);
        index = index < 0 ? ~index : index;
        return index < _ends.Count && _ends[index] <= span.End;
    }

    /// <summary>
    /// Whether the local is not mentioned behind the position. One that is disposed of without being named lives on, and so does one that the compiler
    /// makes for itself, as for a <c>lock</c>: that has no name at all.
    /// </summary>
    public bool HasEnded(ILocalSymbol local, int position) => !local.IsUsing && local.Name is { } name && _last.TryGetValue(name, out var last) && last <= position;

    private static bool IsInIndex(SyntaxNode? name, SyntaxNode body) =>
        name is IdentifierNameSyntax && name.Ancestors().TakeWhile(around => around != body).Any(around => around is BracketedArgumentListSyntax);

    private static int EndOf(SyntaxNode name, SyntaxNode body)
    {
        var end = name.Span.End;
        for (var around = name.Parent; around is not null && around != body; around = around.Parent)
        {
            switch (around)
            {
                // What a function mentions, it mentions whenever it is called.
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax:
                    return int.MaxValue;

                // The next round begins before: it lives on when the last statement of the loop ends, which may end where the loop does.
                case WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax:
                    end = around.Span.End + 1;
                    break;
            }
        }

        return end;
    }
}
