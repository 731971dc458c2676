using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>What the code around a string names, from near to far: it tells which database the string is for, and whether it is SQLite's at all.</summary>
internal sealed class NamesAround(SyntaxNode root)
{
    private readonly Dictionary<SyntaxNode, ImmutableArray<string>> _byScope = new();

    /// <summary>The connection members and types that the type around it names, or its file where the type names none.</summary>
    public EquatableArray<string> OfConnections(SyntaxNode node) =>
        new[] { TypeAround(node), root }.Select(scope => Of(scope).Where(IsOfConnection).ToEquatableArray()).FirstOrDefault(names => names.Count > 0);

    /// <summary>Whether the nearest around it that names an engine names another one, and not SQLite.</summary>
    public bool AreOfOtherEngine(SyntaxNode node) =>
        new[] { node.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? root, TypeAround(node), root }.Select(scope => OtherEngines.Own(Of(scope))).FirstOrDefault(own => own is not null) == true;

    private SyntaxNode TypeAround(SyntaxNode node) => node.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? root;

    private ImmutableArray<string> Of(SyntaxNode scope)
    {
        if (!_byScope.TryGetValue(scope, out var names))
        {
            names = FileTokens.Of(root.SyntaxTree).NamesIn(scope.Span).Select(name => name.ValueText).Distinct().ToImmutableArray();
            _byScope.Add(scope, names);
        }

        return names;
    }

    private static bool IsOfConnection(string name) =>
        name.StartsWith("_connect_", StringComparison.Ordinal) || name.StartsWith("_create_", StringComparison.Ordinal)
        || name.StartsWith("Connect", StringComparison.Ordinal) || name.StartsWith("Create", StringComparison.Ordinal)
        || name.EndsWith("Connection", StringComparison.Ordinal);
}
