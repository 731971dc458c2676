using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>What the user has declared by hand where something is to be generated. The compiler would report it in code that nobody has written.</summary>
internal static class HandWritten
{
    private static readonly ImmutableArray<string> s_verbs = ImmutableArray.Create("connect", "create", "checkpoint", "verify", "backup");

    private static readonly SymbolDisplayFormat s_typeFormat =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>How a type is written where it is generated.</summary>
    public static string Written(ITypeSymbol type) => type.ToDisplayString(s_typeFormat);

    /// <summary>Why the connection type or a member of a database cannot be generated; <see langword="null"/> where nothing is in its place.</summary>
    public static string? InPlaceOf(INamedTypeSymbol factory, SqliteNaming naming, DatabaseModel database)
    {
        var types = factory.ContainingNamespace.GetTypeMembers(database.ConnectionType, 0);
        if (types.FirstOrDefault(type => !type.IsFileLocal && !IsPartialClass(type)) is { } taken)
        {
            return $"its connection type would be named {taken.Name}, as a type that is no partial class is";
        }

        if (Elsewhere(factory, database.ConnectionType) is { } other)
        {
            return $"its connection type would be named {other.Name}, as a type is that can be seen in the assembly '{other.ContainingAssembly.Name}'";
        }

        // C# has no member that is named as its type.
        var verbs = s_verbs.Where(verb => verb != "checkpoint" || database.Policy.Access != SqliteAccess.ReadOnly).ToList();
        if (verbs.Any(verb => FactoryModel.MemberName(naming, verb, database) == factory.Name))
        {
            return $"a member of its own would be named {factory.Name}, as the factory is";
        }

        return verbs.Select(verb => Member(factory, naming, database, verb)).FirstOrDefault(member => member is not null) is { } own
            ? $"'{factory.Name}' has a {KindOf(own)} '{own.Name}' of its own"
            : null;
    }

    /// <summary>
    /// The user's own member where one of that name, with parameters of these types, is to be generated. Another overload is in nobody's way. A type parameter is: C# has
    /// no member that is named as one of its type.
    /// </summary>
    public static ISymbol? Member(INamedTypeSymbol factory, string name, ImmutableArray<string> parameters) =>
        factory.TypeParameters.FirstOrDefault(parameter => parameter.Name == name)
        ?? factory.GetMembers(name).FirstOrDefault(member =>
            !IsGenerated(member)
            && (member is not IMethodSymbol method || (!method.IsGenericMethod && method.Parameters.Select(parameter => Written(parameter.Type)).SequenceEqual(parameters))));

    /// <summary>What such a member is called.</summary>
    public static string KindOf(ISymbol member) => member is ITypeParameterSymbol ? "type parameter" : "member";

    private static ISymbol? Member(INamedTypeSymbol factory, SqliteNaming naming, DatabaseModel database, string verb)
    {
        var parameters = (database.DataSourceFrom?.Parameters ?? EquatableArray<ParameterModel>.Empty).Select(parameter => parameter.Type).ToImmutableArray();
        return Member(factory, FactoryModel.MemberName(naming, verb, database), verb == "backup" ? parameters.Add("string") : parameters);
    }

    // A type of a referenced assembly that has this full name, public or a friend's: every use of ours would be ambiguous (CS0436). Behind an extern alias
    // it is in nobody's way.
    private static INamedTypeSymbol? Elsewhere(INamedTypeSymbol factory, string name)
    {
        if (factory.ContainingAssembly is not ISourceAssemblySymbol { Compilation: var compilation })
        {
            return null;
        }

        var space = factory.ContainingNamespace;
        return compilation.GetTypesByMetadataName(space.IsGlobalNamespace ? name : $"{ManifestReader.Namespace(space)}.{name}").FirstOrDefault(type =>
            !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, factory.ContainingAssembly)
            && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly)
            && (compilation.GetMetadataReference(type.ContainingAssembly)?.Properties.Aliases is not { IsEmpty: false } aliases
                || aliases.Contains(MetadataReferenceProperties.GlobalAlias)));
    }

    // Where it is a partial class, what is generated joins it.
    private static bool IsPartialClass(INamedTypeSymbol type) => type is { TypeKind: TypeKind.Class, IsRecord: false, IsStatic: false }
        && type.DeclaringSyntaxReferences.All(part => part.GetSyntax() is ClassDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    // An analyzer sees what has been generated, too.
    private static bool IsGenerated(ISymbol member) => member.GetAttributes().Any(
        attribute => attribute.AttributeClass?.Name == "GeneratedCodeAttribute" && attribute.ConstructorArguments.FirstOrDefault().Value is "SqliteDiscipline");
}
