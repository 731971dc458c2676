using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>In which order two texts of code are run, as far as words tell: in one member, or by a member that calls those in which they stand.</summary>
internal static class StepsOfCode
{
    public static CodeOrder OrderOf(Location one, Location other, Compilation compilation)
    {
        if (one.SourceTree is not { } tree || other.SourceTree is not { } otherTree || !compilation.ContainsSyntaxTree(tree) || !compilation.ContainsSyntaxTree(otherTree))
        {
            return CodeOrder.Unknown;
        }

        var (first, second) = (MemberAt(one), MemberAt(other));
        if (first == second)
        {
            // A constant is run where it is named.
            return first is FieldDeclarationSyntax ? CodeOrder.Unknown : OrderOf(one, other);
        }

        var (names, otherNames) = (NamesOf(first), NamesOf(second));
        if (MentionIn(second, names.Values) is { } called)
        {
            return OrderOf(called.GetLocation(), other);
        }

        if (MentionIn(first, otherNames.Values) is { } run && OrderOf(one, run.GetLocation()) is not CodeOrder.Unknown and var order)
        {
            return order;
        }

        return compilation.SyntaxTrees
            .Where(candidate => names.Keys.Any(FileWords.Of(candidate).MayHave) && otherNames.Keys.Any(FileWords.Of(candidate).MayHave))
            .SelectMany(MemberWords.In)
            .Where(member => member.Mentions(new HashSet<int>(names.Keys)) && member.Mentions(new HashSet<int>(otherNames.Keys)))
            .Select(member => MentionIn(member.Member, names.Values) is { } before && MentionIn(member.Member, otherNames.Values) is { } after
                ? OrderOf(before.GetLocation(), after.GetLocation())
                : CodeOrder.Unknown)
            .FirstOrDefault(order => order != CodeOrder.Unknown);
    }

    private static CodeOrder OrderOf(Location one, Location other) => Alternatives.Are(one, other) ? CodeOrder.Instead
        : one.SourceSpan.Start < other.SourceSpan.Start ? CodeOrder.Before
        : CodeOrder.Unknown;

    private static SyntaxNode MemberAt(Location place) => MemberWords.MemberOf(place.SourceTree!.GetRoot().FindNode(place.SourceSpan));

    private static Dictionary<int, string> NamesOf(SyntaxNode member) =>
        (MemberWords.Of(member)?.Names.AsEnumerable() ?? Enumerable.Empty<string>()).Distinct().ToDictionary(Words.HashOf, name => name);

    private static SimpleNameSyntax? MentionIn(SyntaxNode member, ICollection<string> names) =>
        member.DescendantNodes().OfType<SimpleNameSyntax>().FirstOrDefault(name => names.Contains(name.Identifier.ValueText));
}

/// <summary>How one text is run, as seen from another.</summary>
internal enum CodeOrder : byte
{
    Unknown,
    Before,

    /// <summary>One of the two only.</summary>
    Instead,
}
