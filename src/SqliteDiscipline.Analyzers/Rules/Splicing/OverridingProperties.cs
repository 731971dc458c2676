using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>Of a property that the types of the program fill, each in its own way, what it can be: <c>protected abstract string Table { get; }</c>, <c>T.Name</c>.</summary>
internal static class OverridingProperties
{
    /// <summary>Those that have a value; <see langword="null"/> where other assemblies may have types of their own, or anybody may set one.</summary>
    public static IReadOnlyList<IPropertySymbol>? Of(IPropertySymbol property, Compilation compilation, CancellationToken cancellation)
    {
        if (SplicedText.IsVisibleOutside(property) || !(property.IsAbstract || property.IsVirtual || property.IsOverride))
        {
            return null;
        }

        var name = Words.HashOf(property.Name);
        var declared = compilation.SyntaxTrees
            .Where(tree => FileWords.Of(tree).MayHave(name))
            .SelectMany(tree => tree.GetRoot(cancellation).DescendantNodes().OfType<TypeDeclarationSyntax>())
            .Select(type => compilation.GetSemanticModel(type.SyntaxTree).GetDeclaredSymbol(type, cancellation))
            .OfType<INamedTypeSymbol>()
            .SelectMany(type => type.GetMembers().OfType<IPropertySymbol>())
            .Where(member => !member.IsAbstract && IsOne(member, property.OriginalDefinition))
            .ToList();
        return declared.Count > 0 && declared.All(member => member.SetMethod is null) ? declared : null;
    }

    // Itself, what overrides it, or what fills it where it is an interface's.
    private static bool IsOne(IPropertySymbol member, IPropertySymbol property)
    {
        for (var overridden = member; overridden is not null; overridden = overridden.OverriddenProperty)
        {
            if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, property))
            {
                return true;
            }
        }

        return member.ContainingType.AllInterfaces
            .Where(filled => SymbolEqualityComparer.Default.Equals(filled.OriginalDefinition, property.ContainingType))
            .Any(filled => filled.GetMembers(property.Name).Any(wanted => SymbolEqualityComparer.Default.Equals(member.ContainingType.FindImplementationForInterfaceMember(wanted), member)));
    }
}
