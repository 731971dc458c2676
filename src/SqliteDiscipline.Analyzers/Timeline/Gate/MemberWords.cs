using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Timeline.Gate;

/// <summary>The words that stand in a member: read once for a file, however many compilations it is part of, and only for a file that tells something.</summary>
internal sealed class MemberWords
{
    private static readonly ConditionalWeakTable<SyntaxTree, Dictionary<SyntaxNode, MemberWords>> s_byTree = new();

    private readonly HashSet<int> _words = new();

    private MemberWords(SyntaxNode member, SourceText text, bool isOfDatabases)
    {
        var all = Meanings.Nothing;
        using (var words = Words.In(text, member.Span))
        {
            while (words.MoveNext())
            {
                if (_words.Add(words.Hash))
                {
                    all |= Telling.Of(words.Current, words.Hash);
                }
            }
        }

        Touches = all.HasAny(Meanings.OfConnections | Meanings.NameOfConnection) || (isOfDatabases && all.HasAny(Meanings.OfConnectionsAmongDatabases));
        HasStatement = all.HasAny(Meanings.Statement);
        Reflects = all.HasAny(Meanings.Reflection);
        CallsFiles = all.HasAny(Meanings.FileCall | Meanings.FileMember);
        Member = member;
        Names = NamesOf(member).ToImmutableArray();
    }

    public SyntaxNode Member { get; }

    /// <summary>What the member is called by.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>What the type is called that it is a member of; empty for a program without one.</summary>
    public string TypeName => (Member.Parent as BaseTypeDeclarationSyntax)?.Identifier.ValueText ?? string.Empty;

    /// <summary>Whether one of the words is that of a provider, or of what one does with a connection.</summary>
    public bool Touches { get; }

    /// <summary>Whether it has the verb of a statement as it is spelt in SQL, and not in the name of a method.</summary>
    public bool HasStatement { get; }

    public bool Reflects { get; }

    public bool CallsFiles { get; }

    // The fewer are looked up among the more: a large program has thousands of helpers, a member has dozens of words.
    public bool Mentions(HashSet<int> words) => words.Count < _words.Count ? _words.Overlaps(words) : words.Overlaps(_words);

    /// <summary>The member that a node stands in; of a program without a class, the whole file.</summary>
    public static SyntaxNode MemberOf(SyntaxNode node) =>
        node.AncestorsAndSelf().FirstOrDefault(IsMember) ?? node.SyntaxTree.GetRoot();

    /// <summary>The words of a member; of one that only describes a model of EF Core's, none.</summary>
    public static MemberWords? Of(SyntaxNode member) => ByMember(member.SyntaxTree).TryGetValue(member, out var words) ? words : null;

    public static IEnumerable<MemberWords> In(SyntaxTree tree) => ByMember(tree).Values;

    private static Dictionary<SyntaxNode, MemberWords> ByMember(SyntaxTree tree) => s_byTree.GetValue(tree, static file =>
    {
        var root = file.GetRoot();
        var text = file.GetText();
        var isOfDatabases = Imports.In(root).Any(Imports.OfDatabases);
        return root.DescendantNodesAndSelf(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .Where(node => (IsMember(node) && !ModelSnapshot.Is(node)) || (node == root && root.ChildNodes().Any(child => child is GlobalStatementSyntax)))
            .ToDictionary(member => member, member => new MemberWords(member, text, isOfDatabases));
    });

    private static bool IsMember(SyntaxNode node) =>
        node is MemberDeclarationSyntax and not (BaseNamespaceDeclarationSyntax or BaseTypeDeclarationSyntax or GlobalStatementSyntax);

    private static IEnumerable<string> NamesOf(SyntaxNode member) => member switch
    {
        MethodDeclarationSyntax method => new[] { method.Identifier.ValueText },
        PropertyDeclarationSyntax property => new[] { property.Identifier.ValueText },
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.ValueText),
        ConstructorDeclarationSyntax constructor => new[] { constructor.Identifier.ValueText },
        _ => Enumerable.Empty<string>(),
    };
}
