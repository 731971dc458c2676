using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>The identifiers that stand in a member: read once for a file, however many compilations it is part of.</summary>
internal sealed class MemberWords
{
    private static readonly ConditionalWeakTable<SyntaxTree, Dictionary<SyntaxNode, MemberWords>> s_byTree = new();

    private static readonly HashSet<string> s_telling = new()
    {
        "CommandText", "CreateCommand", "BeginTransaction", "BeginTransactionAsync", "CommandDefinition",
        "GetDbConnection", "OpenConnection", "OpenConnectionAsync", "sqlite3_exec", "ClearPool", "ClearAllPools", "SqlMapper",
    };

    private static readonly string[] s_beginnings = { "Sqlite", "ExecuteNonQuery", "ExecuteReader", "ExecuteScalar", "ExecuteSql", "_connect_", "_create_" };
    private static readonly string[] s_endings = { "Connection", "ConnectionAsync" };

    // Half of all programs open, execute and query something. These tell only in a file that imports what has to do with databases.
    private static readonly HashSet<string> s_common = new() { "Open", "OpenAsync", "Close" };
    private static readonly string[] s_commonBeginnings = { "Execute", "Query", "Connect" };
    private static readonly string[] s_imports = { "Sqlite", "Dapper", "System.Data", "EntityFrameworkCore" };

    private MemberWords(SyntaxNode member, bool isOfDatabases)
    {
        var words = new HashSet<string>();
        foreach (var token in member.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && words.Add(token.ValueText))
            {
                Touches |= IsTelling(token.ValueText) || (isOfDatabases && IsCommon(token.ValueText));
            }
        }

        Words = words;
        Names = NamesOf(member).ToImmutableArray();
    }

    /// <summary>What the member is called by.</summary>
    public ImmutableArray<string> Names { get; }

    public HashSet<string> Words { get; }

    /// <summary>Whether one of the words is that of a provider, or of what one does with a connection.</summary>
    public bool Touches { get; }

    /// <summary>The member that a node stands in; of a program without a class, the whole file.</summary>
    public static SyntaxNode MemberOf(SyntaxNode node) =>
        node.AncestorsAndSelf().FirstOrDefault(IsMember) ?? node.SyntaxTree.GetRoot();

    public static MemberWords? Of(SyntaxNode member) => ByMember(member.SyntaxTree).TryGetValue(member, out var words) ? words : null;

    public static IEnumerable<MemberWords> In(SyntaxTree tree) => ByMember(tree).Values;

    private static Dictionary<SyntaxNode, MemberWords> ByMember(SyntaxTree tree) => s_byTree.GetValue(tree, static file =>
    {
        var root = file.GetRoot();
        var isOfDatabases = ImportsDatabases(root);
        return root.DescendantNodesAndSelf(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .Where(node => IsMember(node) || (node == root && root.ChildNodes().Any(child => child is GlobalStatementSyntax)))
            .ToDictionary(member => member, member => new MemberWords(member, isOfDatabases));
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

    private static bool ImportsDatabases(SyntaxNode root) => root
        .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .OfType<UsingDirectiveSyntax>()
        .Select(import => import.ToString())
        .Any(import => s_imports.Any(name => import.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0));

    private static bool IsCommon(string word) =>
        s_common.Contains(word) || s_commonBeginnings.Any(beginning => word.StartsWith(beginning, StringComparison.Ordinal));

    private static bool IsTelling(string word) =>
        s_telling.Contains(word)
            || s_beginnings.Any(beginning => word.StartsWith(beginning, StringComparison.Ordinal))
            || s_endings.Any(ending => word.EndsWith(ending, StringComparison.Ordinal));
}
