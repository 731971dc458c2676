using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>What is written of a type's constructor.</summary>
internal static class Constructors
{
    /// <summary>Whether its parameters stand behind the name of the type.</summary>
    public static bool IsPrimary(IMethodSymbol constructor) =>
        constructor is { IsImplicitlyDeclared: false, DeclaringSyntaxReferences: { Length: 1 } declaration } && declaration[0].GetSyntax() is TypeDeclarationSyntax;

    /// <summary>What a primary constructor gives to that of its base class: the names of its own parameters, by those of the base's. <see langword="null"/> where that is not all that is given.</summary>
    public static (IMethodSymbol? Constructor, IReadOnlyList<(string Parameter, string Given)> Arguments)? BaseOf(IMethodSymbol constructor, CancellationToken cancellation)
    {
        var given = constructor.ContainingType.DeclaringSyntaxReferences
            .Select(reference => (reference.GetSyntax(cancellation) as TypeDeclarationSyntax)?.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault())
            .FirstOrDefault(type => type?.ArgumentList.Arguments.Count > 0)?.ArgumentList.Arguments;
        if (given is not { } arguments)
        {
            return (null, Array.Empty<(string, string)>());
        }

        var names = new HashSet<string>(constructor.Parameters.Select(parameter => parameter.Name));
        return constructor.ContainingType.BaseType?.InstanceConstructors.FirstOrDefault(IsPrimary)?.OriginalDefinition is { } around && around.Parameters.Length == arguments.Count
            && arguments.All(argument => argument is { NameColon: null, Expression: IdentifierNameSyntax { Identifier.ValueText: var name } } && names.Contains(name))
                ? (around, arguments.Select((argument, i) => (around.Parameters[i].Name, argument.Expression.ToString())).ToList())
                : null;
    }

    /// <summary>
    /// The fields and properties that are initialized with a parameter of a primary constructor, by its name; <see langword="null"/> where an initializer does more
    /// with one.
    /// </summary>
    public static ILookup<string, ISymbol>? Initialized(IMethodSymbol constructor, CancellationToken cancellation)
    {
        var names = new HashSet<string>(constructor.Parameters.Select(parameter => parameter.Name));
        var initialized = new List<(string Parameter, ISymbol Member)>();
        foreach (var member in constructor.ContainingType.GetMembers().Where(member => member is IFieldSymbol { IsImplicitlyDeclared: false } or IPropertySymbol && !member.IsStatic))
        {
            var value = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) switch
            {
                VariableDeclaratorSyntax { Initializer.Value: var ofField } => ofField,
                PropertyDeclarationSyntax { Initializer.Value: var ofProperty } => ofProperty,
                _ => null,
            };
            if (value is IdentifierNameSyntax { Identifier.ValueText: var name } && names.Contains(name))
            {
                initialized.Add((name, member));
            }
            else if (value is not null && value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(mention => names.Contains(mention.Identifier.ValueText)))
            {
                return null;
            }
        }

        return initialized.ToLookup(pair => pair.Parameter, pair => pair.Member);
    }
}
