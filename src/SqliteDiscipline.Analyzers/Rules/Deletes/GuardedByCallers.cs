using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Rules.Census;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Rules.Deletes;

/// <summary>
/// Whether who calls a body may have switched foreign keys off, or put them off, on the connection that the body is given: <c>Migrate</c> switches, and <c>Rebuild</c>
/// drops. Generous on purpose: a caller that is followed and does not switch is told at the call.
/// </summary>
internal sealed class GuardedByCallers
{
    private const int MaxDepth = 3;

    private const string PutOff = "defer_foreign_keys";

    private static readonly HashSet<int> s_guards = new(ForeignKeysOff.Words) { Words.HashOf(PutOff) };

    private readonly Callers _callers;
    private readonly Lazy<IReadOnlyCollection<MemberWords>> _switching;

    public GuardedByCallers(Compilation compilation)
    {
        _callers = new Callers(compilation, compilation.SyntaxTrees.ToList());
        _switching = new(() => _callers.With(s_guards).Where(member => IsGuard(member.Member.ToString())).ToList());
    }

    public bool May(SyntaxNode body, CancellationToken cancellation)
    {
        var switching = _switching.Value;
        if (switching.Count == 0)
        {
            return false;
        }

        // A lambda or a local function runs where the member around says.
        var own = MemberWords.MemberOf(body);
        if (own != body && body is not (ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or AccessorDeclarationSyntax) && IsOne(own))
        {
            return true;
        }

        var switches = switching.SelectMany(member => _callers.DeclaredBy(member.Member, cancellation)).ToList();
        return _callers.Of(_callers.DeclaredBy(own, cancellation), MaxDepth, cancellation)
            .Where(caller => caller.Member != own)
            .Any(caller => IsOne(caller.Member) || IsInListOf(switching, caller.Member) || _callers.Calls(caller, switches, cancellation));

        bool IsOne(SyntaxNode member) => switching.Any(one => one.Member == member);
    }

    // A list of steps: whoever of the type runs them may switch.
    private static bool IsInListOf(IReadOnlyCollection<MemberWords> switching, SyntaxNode caller) =>
        caller is FieldDeclarationSyntax or PropertyDeclarationSyntax && switching.Any(one => one.Member.Parent == caller.Parent);

    private static bool IsGuard(string code) => ForeignKeysOff.IsSaidIn(code) || code.IndexOf(PutOff, StringComparison.OrdinalIgnoreCase) >= 0;
}
