using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Timeline.Gate;

/// <summary>
/// The files of a compilation that can have to do with connections: those whose words tell, and those that name a type of such a file together
/// with one of its members that does, a type derived from a connection, or a global alias of one.
/// </summary>
internal sealed class FilesInReach
{
    // A type derived from a type that is derived from a connection.
    private const int MaxRounds = 3;

    private readonly HashSet<SyntaxTree> _files = new();
    private readonly Dictionary<int, HashSet<int>> _members = new();

    public FilesInReach(Compilation compilation)
    {
        var trees = compilation.SyntaxTrees.Select(tree => (Tree: tree, Words: FileWords.Of(tree))).ToList();
        var global = trees.Where(file => file.Words.ImportsForAll).SelectMany(file => Imports.ForAll(file.Tree)).ToList();
        var isOfDatabases = global.Any(Imports.OfDatabases);
        var names = new HashSet<int>(global.SelectMany(Imports.AliasOfDatabases));
        var telling = trees.Where(file => file.Words.Tells || (isOfDatabases && file.Words.TellsAmongDatabases)).Select(file => file.Tree).ToList();
        for (var round = 0; round < MaxRounds && telling.Count > 0; round++)
        {
            // A name that means a connection makes a file one that tells; so its own types may be derived from it.
            _files.UnionWith(telling);
            names.UnionWith(telling.SelectMany(tree => Imports.In(tree.GetRoot()).SelectMany(Imports.AliasOfDatabases)));
            int known;
            do
            {
                known = names.Count;
                names.UnionWith(_files.SelectMany(tree => Derived(tree, names)).ToList());
            }
            while (names.Count > known);

            telling = trees.Where(file => !_files.Contains(file.Tree) && names.Any(file.Words.MayHave) && FileWords.Among(file.Tree, names).Count > 0)
                .Select(file => file.Tree).ToList();
        }

        _files.UnionWith(telling);
        foreach (var tree in _files)
        {
            Learn(tree, names);
        }

        TypeNames = new HashSet<int>(_members.Keys.Concat(names));
        _files.UnionWith(trees.Where(file => !_files.Contains(file.Tree) && NamesAMember(file.Tree, file.Words)).Select(file => file.Tree).ToList());
    }

    /// <summary>The types with members that have to do with connections.</summary>
    public HashSet<int> TypeNames { get; }

    public bool Has(SyntaxTree tree) => _files.Contains(tree);

    /// <summary>Learns which types of a file have members that tell.</summary>
    private void Learn(SyntaxTree tree, HashSet<int> connections)
    {
        foreach (var member in MemberWords.In(tree).Where(member => (member.Touches || member.Mentions(connections)) && member.TypeName.Length > 0))
        {
            var type = Words.HashOf(member.TypeName);
            if (!_members.TryGetValue(type, out var names))
            {
                _members.Add(type, names = new HashSet<int>());
            }

            names.UnionWith(member.Names.Select(Words.HashOf));
        }
    }

    /// <summary>The names of a file's types that are derived from a connection.</summary>
    private static IEnumerable<int> Derived(SyntaxTree tree, HashSet<int> connections) => tree.GetRoot()
        .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
        .OfType<TypeDeclarationSyntax>()
        .Where(type => type.BaseList?.Types.Any(stated => IsOfConnections(stated, connections)) == true)
        .Select(type => Words.HashOf(type.Identifier.ValueText));

    private static bool IsOfConnections(BaseTypeSyntax stated, HashSet<int> connections) => stated.Type.DescendantNodesAndSelf()
        .OfType<SimpleNameSyntax>()
        .Select(name => name.Identifier.ValueText)
        .Any(name => name.EndsWith("Connection", StringComparison.Ordinal) || connections.Contains(Words.HashOf(name)));

    private bool NamesAMember(SyntaxTree tree, FileWords words)
    {
        if (!_members.Any(type => words.MayHave(type.Key) && type.Value.Any(words.MayHave)))
        {
            return false;
        }

        var types = FileWords.Among(tree, TypeNames);
        types.IntersectWith(_members.Keys);
        return types.Count > 0 && FileWords.Among(tree, new HashSet<int>(types.SelectMany(type => _members[type]))).Count > 0;
    }
}
