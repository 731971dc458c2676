using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>
/// The factories that code of a compilation can use: types and methods that bear <c>[SqliteConnectionFactory]</c>, in the project or,
/// where they are accessible, in an assembly it references.
/// </summary>
internal sealed class FactoriesInSight
{
    public const string AttributeMetadataName = "SqliteDiscipline.SqliteConnectionFactoryAttribute";

    private const string AttributesAssembly = "SqliteDiscipline";

    private static readonly ConditionalWeakTable<Compilation, FactoriesInSight> s_byCompilation = new();

    // Assemblies from metadata are shared by one compilation after the other, so an edit does not walk them again.
    private static readonly ConditionalWeakTable<IAssemblySymbol, StrongBox<ImmutableArray<ISymbol>>> s_byAssembly = new();

    private FactoriesInSight(ImmutableArray<ISymbol> symbols) => Symbols = symbols;

    /// <summary>Every type or method that bears the attribute: the project's own first, in the order of its files.</summary>
    public ImmutableArray<ISymbol> Symbols { get; }

    /// <summary>The types among them that declare databases, and so have generated wrappers.</summary>
    public IEnumerable<INamedTypeSymbol> Manifests => Symbols.OfType<INamedTypeSymbol>()
        .Where(type => type.GetAttributes().Any(attribute => IsOurs(attribute, "SqliteDatabaseAttribute")));

    public bool Any => !Symbols.IsEmpty;

    public static FactoriesInSight In(Compilation compilation, CancellationToken cancellation)
    {
        if (!s_byCompilation.TryGetValue(compilation, out var found))
        {
            found = new FactoriesInSight(Find(compilation, cancellation).ToImmutableArray());
            found = s_byCompilation.GetValue(compilation, _ => found);
        }

        return found;
    }

    public static bool IsFactory(ISymbol symbol) =>
        symbol.GetAttributes().Any(attribute => IsOurs(attribute, "SqliteConnectionFactoryAttribute"));

    private static bool IsOurs(AttributeData attribute, string name) =>
        attribute.AttributeClass is { ContainingNamespace: { Name: AttributesAssembly, ContainingNamespace.IsGlobalNamespace: true } } type
        && type.Name == name;

    private static IEnumerable<ISymbol> Find(Compilation compilation, CancellationToken cancellation)
    {
        var referenced = compilation.SourceModule.ReferencedAssemblySymbols
            .Where(assembly => assembly.Modules.Any(module => module.ReferencedAssemblies.Any(name => name.Name == AttributesAssembly)))
            .SelectMany(assembly => InAssembly(assembly, cancellation))
            .Where(symbol => compilation.IsSymbolAccessibleWithin(symbol, compilation.Assembly));

        // Without the attributes the project declares none; of an assembly that does, the compiler still tells their names.
        return compilation.GetTypeByMetadataName(AttributeMetadataName) is null ? referenced : DeclaredIn(compilation, cancellation).Concat(referenced);
    }

    /// <summary>The types among those of the project itself: what the generator asks for at every keystroke, so no body is looked into.</summary>
    public static IEnumerable<INamedTypeSymbol> TypesDeclaredIn(Compilation compilation, CancellationToken cancellation) =>
        Declared(compilation, tree => FactoryAttributes.In(tree, cancellation).Attributes.Where(IsOnType), cancellation).OfType<INamedTypeSymbol>();

    private static bool IsOnType(AttributeSyntax attribute) => attribute.Parent?.Parent is TypeDeclarationSyntax && !FactoryAttributes.IsOnMethod(attribute);

    private static IEnumerable<ISymbol> DeclaredIn(Compilation compilation, CancellationToken cancellation) => Declared(
        compilation,
        tree => FactoryAttributes.In(tree, cancellation).Everywhere,
        cancellation);

    // By words first, then by syntax: asking every type of a project for its attributes would bind all of them, and only a file that writes an attribute of
    // this name can declare a factory.
    private static IEnumerable<ISymbol> Declared(
        Compilation compilation, Func<SyntaxTree, IEnumerable<AttributeSyntax>> attributes, CancellationToken cancellation)
    {
        var names = new HashSet<string> { "SqliteConnectionFactory", "SqliteConnectionFactoryAttribute" };
        names.UnionWith(Speaking(compilation, names).SelectMany(tree => FactoryAttributes.In(tree, cancellation).Aliases).ToList());
        return Speaking(compilation, names)
            .SelectMany(attributes)
            .Where(attribute => names.Contains(FactoryAttributes.NameOf(attribute)))
            .SelectMany(attribute => Declared(compilation, attribute, cancellation))
            .Where(IsFactory)
            .Distinct(SymbolEqualityComparer.Default)!;
    }

    private static List<SyntaxTree> Speaking(Compilation compilation, IEnumerable<string> names)
    {
        var hashes = names.Select(Words.HashOf).ToArray();
        return compilation.SyntaxTrees.Where(tree => hashes.Any(FileWords.Of(tree).MayHave)).ToList();
    }

    private static IEnumerable<ISymbol> Declared(Compilation compilation, AttributeSyntax attribute, CancellationToken cancellation)
    {
        var declaration = attribute.Parent?.Parent;
        if (declaration is LocalFunctionStatementSyntax or LambdaExpressionSyntax)
        {
            // No type lists what its bodies hold.
            var model = compilation.GetSemanticModel(attribute.SyntaxTree);
            var inBody = declaration is LambdaExpressionSyntax
                ? model.GetSymbolInfo(declaration, cancellation).Symbol
                : model.GetDeclaredSymbol(declaration, cancellation);
            return inBody is null ? Enumerable.Empty<ISymbol>() : new[] { inBody };
        }

        var type = declaration?.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (type is null || compilation.Assembly.GetTypeByMetadataName(FactoryAttributes.MetadataName(type)) is not { } symbol)
        {
            return Enumerable.Empty<ISymbol>();
        }

        if (declaration == type)
        {
            // On a type, "method:" means its primary constructor.
            return FactoryAttributes.IsOnMethod(attribute) ? symbol.InstanceConstructors : new ISymbol[] { symbol };
        }

        return symbol.GetMembers().Where(member => member.DeclaringSyntaxReferences.Any(
            reference => reference.SyntaxTree == attribute.SyntaxTree && reference.Span == declaration!.Span));
    }

    private static ImmutableArray<ISymbol> InAssembly(IAssemblySymbol assembly, CancellationToken cancellation) =>
        s_byAssembly.GetValue(assembly, _ => new(Walk(assembly.GlobalNamespace, cancellation).ToImmutableArray())).Value;

    private static IEnumerable<ISymbol> Walk(INamespaceOrTypeSymbol container, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var member in container.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol or IMethodSymbol && IsFactory(member))
            {
                yield return member;
            }

            if (member is INamespaceOrTypeSymbol nested)
            {
                foreach (var inner in Walk(nested, cancellation))
                {
                    yield return inner;
                }
            }
        }
    }
}
