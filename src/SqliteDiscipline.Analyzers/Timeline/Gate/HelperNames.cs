using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Timeline.Gate;

/// <summary>The names of what can be called and lead to a connection: a body that mentions none of them need not be bound to know that it calls none.</summary>
internal sealed class HelperNames
{
    private readonly List<HashSet<int>> _within = new();

    public HelperNames(IReadOnlyCollection<MemberWords> all, int depth)
    {
        // Constructors are not called by name.
        var members = all.Where(member => member.Member is not ConstructorDeclarationSyntax).ToList();
        _within.Add(Of(members.Where(member => member.Touches)));
        while (_within.Count <= depth)
        {
            var last = _within[_within.Count - 1];
            var further = Of(members.Where(member => !member.Touches && member.Mentions(last)));
            further.UnionWith(last);
            _within.Add(further);
        }

        Telling = Of(members.Where(member => member.Touches || (member.HasStatement && member.Mentions(_within[0]))));
    }

    /// <summary>Those of members that have a word of connections, or that give a statement of theirs to a helper.</summary>
    public HashSet<int> Telling { get; }

    /// <summary>Those of members that have a word of connections, or mention one that has, or one that mentions one that has: as far as this.</summary>
    public HashSet<int> Within(int depth) => _within[depth];

    private static HashSet<int> Of(IEnumerable<MemberWords> members) => new(members.SelectMany(member => member.Names).Select(Words.HashOf));
}
