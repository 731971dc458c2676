using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Rules.Deletes;

/// <summary>
/// Whether who calls a body may have switched foreign keys off, or put them off, on the connection that the body is given: <c>Migrate</c> switches, and <c>Rebuild</c>
/// drops. By words, generous on purpose: a caller that is followed and does not switch is told at the call.
/// </summary>
internal sealed class GuardedByCallers
{
    private const int MaxDepth = 3;

    private const string PutOff = "defer_foreign_keys";

    private static readonly HashSet<int> s_guards = new(ForeignKeysOff.Words) { Words.HashOf(PutOff) };

    private readonly Compilation _compilation;
    private readonly Lazy<(HashSet<SyntaxNode> Members, HashSet<int> Names)> _switching;

    public GuardedByCallers(Compilation compilation) => (_compilation, _switching) = (compilation, new(FindSwitching));

    public bool May(SyntaxNode body, CancellationToken cancellation)
    {
        var (switching, names) = _switching.Value;
        if (switching.Count == 0)
        {
            return false;
        }

        // A lambda or a local function runs where the member around says.
        var own = MemberWords.MemberOf(body);
        if (own != body && body is not (ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or AccessorDeclarationSyntax) && switching.Contains(own))
        {
            return true;
        }

        var seen = new HashSet<SyntaxNode> { own };
        var callees = MemberWords.Of(own)?.Names.AsEnumerable() ?? Enumerable.Empty<string>();
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            var called = new HashSet<int>(callees.Select(Words.HashOf));
            var callers = MembersWith(called).Where(member => !OnlyBears(member, called) && seen.Add(member.Member)).ToList();
            cancellation.ThrowIfCancellationRequested();
            if (callers.Exists(caller => switching.Contains(caller.Member) || caller.Mentions(names) || IsInListOf(switching, caller.Member)))
            {
                return true;
            }

            callees = callers.SelectMany(caller => caller.Names.AsEnumerable());
        }

        return false;
    }

    private IEnumerable<MemberWords> MembersWith(HashSet<int> words)
    {
        foreach (var tree in _compilation.SyntaxTrees)
        {
            if (MayHave(FileWords.Of(tree), words))
            {
                foreach (var member in MemberWords.In(tree).Where(member => member.Mentions(words)))
                {
                    yield return member;
                }
            }
        }
    }

    private static bool MayHave(FileWords file, HashSet<int> words)
    {
        foreach (var word in words)
        {
            if (file.MayHave(word))
            {
                return true;
            }
        }

        return false;
    }

    // One that is called the same is no caller for that.
    private static bool OnlyBears(MemberWords member, HashSet<int> called) =>
        member.Names.AsEnumerable().Any(name => called.Contains(Words.HashOf(name)))
        && !FileTokens.Of(member.Member.SyntaxTree).NamesIn(member.Member.Span).Any(name => name.Parent is SimpleNameSyntax && called.Contains(Words.HashOf(name.ValueText)));

    // A list of steps: whoever of the type runs them may switch.
    private static bool IsInListOf(HashSet<SyntaxNode> switching, SyntaxNode caller) =>
        caller is FieldDeclarationSyntax or PropertyDeclarationSyntax && switching.Any(member => member.Parent == caller.Parent);

    private static bool IsGuard(string code) => ForeignKeysOff.IsSaidIn(code) || code.IndexOf(PutOff, StringComparison.OrdinalIgnoreCase) >= 0;

    private (HashSet<SyntaxNode> Members, HashSet<int> Names) FindSwitching()
    {
        var members = MembersWith(s_guards).Where(member => IsGuard(member.Member.ToString())).ToList();
        return (new HashSet<SyntaxNode>(members.Select(member => member.Member)), new HashSet<int>(members.SelectMany(member => member.Names.AsEnumerable()).Select(Words.HashOf)));
    }
}
