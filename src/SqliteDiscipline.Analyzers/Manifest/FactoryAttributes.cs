using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>What one file writes that could be <c>[SqliteConnectionFactory]</c>. Cached per syntax tree: an edit re-reads one file.</summary>
internal sealed class FactoryAttributes
{
    private static readonly ConditionalWeakTable<SyntaxTree, FactoryAttributes> s_byTree = new();

    private readonly Lazy<ImmutableArray<AttributeSyntax>> _inBodies;

    private FactoryAttributes(SyntaxNode root, ImmutableArray<AttributeSyntax> attributes, ImmutableArray<string> aliases)
    {
        Attributes = attributes;
        Aliases = aliases;
        _inBodies = new(() => ReadBodies(root));
    }

    /// <summary>The attributes on types, methods, constructors and accessors.</summary>
    public ImmutableArray<AttributeSyntax> Attributes { get; }

    /// <summary>Those on local functions and lambdas too. Apart, for the generator has no use for them and need not walk bodies at every keystroke.</summary>
    public IEnumerable<AttributeSyntax> Everywhere => Attributes.Concat(_inBodies.Value);

    /// <summary>Other names that the file gives the attribute's type; a <c>global using</c> gives it to all files.</summary>
    public ImmutableArray<string> Aliases { get; }

    public static FactoryAttributes In(SyntaxTree tree, CancellationToken cancellation)
    {
        if (!s_byTree.TryGetValue(tree, out var found))
        {
            found = Read(tree.GetRoot(cancellation));
            found = s_byTree.GetValue(tree, _ => found);
        }

        return found;
    }

    public static string NameOf(AttributeSyntax attribute) => RightmostName(attribute.Name);

    /// <summary>Whether it says that it is meant for a method.</summary>
    public static bool IsOnMethod(AttributeSyntax attribute) => attribute.Parent is AttributeListSyntax { Target: { } target } && target.Identifier.IsKind(SyntaxKind.MethodKeyword);

    /// <summary>The name under which <see cref="IAssemblySymbol.GetTypeByMetadataName"/> finds a declared type: <c>N.Outer`1+Inner</c>.</summary>
    public static string MetadataName(TypeDeclarationSyntax type)
    {
        var name = type.Identifier.ValueText;
        if (type.TypeParameterList is { Parameters.Count: var arity and > 0 })
        {
            name += "`" + arity;
        }

        return type.Parent switch
        {
            TypeDeclarationSyntax outer => MetadataName(outer) + "+" + name,
            BaseNamespaceDeclarationSyntax => Namespace(type.Parent) + "." + name,
            _ => name,
        };
    }

    private static string Namespace(SyntaxNode? node) => string.Join(
        ".",
        node!.AncestorsAndSelf().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(part => Plain(part.Name)));

    // @-escapes and trivia are no part of the name.
    private static string Plain(NameSyntax name) => string.Join(
        ".",
        name.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(part => part.Identifier.ValueText));

    private static FactoryAttributes Read(SyntaxNode root)
    {
        var attributes = ImmutableArray.CreateBuilder<AttributeSyntax>();
        var aliases = ImmutableArray.CreateBuilder<string>();
        foreach (var node in root.DescendantNodes(DescendsInto))
        {
            if (node is AttributeSyntax attribute)
            {
                attributes.Add(attribute);
            }
            else if (node is UsingDirectiveSyntax { Alias: { } alias, Name: { } target }
                     && RightmostName(target).StartsWith("SqliteConnectionFactory", StringComparison.Ordinal))
            {
                aliases.Add(alias.Name.Identifier.ValueText);
            }
        }

        return new FactoryAttributes(root, attributes.ToImmutable(), aliases.ToImmutable());
    }

    private static ImmutableArray<AttributeSyntax> ReadBodies(SyntaxNode root) => root.DescendantNodes()
        .SelectMany(node => node switch
        {
            LocalFunctionStatementSyntax local => local.AttributeLists,
            LambdaExpressionSyntax lambda => lambda.AttributeLists,
            _ => default,
        })
        .Where(IsOnTheDeclaration)
        .SelectMany(list => list.Attributes)
        .ToImmutableArray();

    private static bool DescendsInto(SyntaxNode node) => node is CompilationUnitSyntax
        or BaseNamespaceDeclarationSyntax
        or TypeDeclarationSyntax
        or BaseMethodDeclarationSyntax
        or BasePropertyDeclarationSyntax
        or AccessorListSyntax
        or AccessorDeclarationSyntax
        || (node is AttributeListSyntax list && IsOnTheDeclaration(list));

    // Not what a method returns, nor the field behind a property.
    private static bool IsOnTheDeclaration(AttributeListSyntax list) =>
        list.Target is null || list.Target.Identifier.Kind() is SyntaxKind.TypeKeyword or SyntaxKind.MethodKeyword;

    private static string RightmostName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => string.Empty,
    };
}
