using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>Whether generated members can be put into a type, and the declarations that it takes to get there.</summary>
internal static class FactoryShape
{
    public static EquatableArray<TypeDeclarationModel> Types(INamedTypeSymbol factory) =>
        Chain(factory).Reverse().Select(type => new TypeDeclarationModel(
            Keyword(type),
            type.Name,
            type.TypeParameters.Select(parameter => parameter.Name).ToEquatableArray(),
            type.IsStatic)).ToEquatableArray();

    public static bool IsFit(INamedTypeSymbol factory, ManifestAttributes attributes, SqliteNaming naming, ManifestProblems problems)
    {
        var before = problems.Count;
        if (attributes.Factory is null)
        {
            problems.Add("SQLD901", attributes.Databases[0].Location, factory.Name, "bears [SqliteDatabase] but not [SqliteConnectionFactory]");
        }

        if (factory.TypeKind != TypeKind.Class)
        {
            problems.Add("SQLD901", Where(factory), factory.Name, "is not a class");
        }

        // What was compiled elsewhere has had its members generated there.
        if (!factory.DeclaringSyntaxReferences.IsEmpty)
        {
            FindOldLanguage(factory, problems);
            FindClosed(factory, problems);
            FindShutdown(factory, FactoryModel.ShutdownName(naming), problems);
        }

        return problems.Count == before;
    }

    // The generated code would not compile, and the compiler say so in a file that nobody wrote.
    private static void FindOldLanguage(INamedTypeSymbol factory, ManifestProblems problems)
    {
        if (factory.DeclaringSyntaxReferences[0].SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp7 and var version })
        {
            problems.Add("SQLD901", Where(factory), factory.Name, $"is compiled as C# {version.ToDisplayString()}, and what is generated needs C# 7 (LangVersion)");
        }
    }

    private static void FindClosed(INamedTypeSymbol factory, ManifestProblems problems)
    {
        foreach (var type in Chain(factory))
        {
            if (type.IsFileLocal)
            {
                problems.Add("SQLD901", Where(type), type.Name, SymbolEqualityComparer.Default.Equals(type, factory) ? "is local to its file" : $"is local to its file, and holds the factory '{factory.Name}'");
            }
            else if (!IsPartial(type))
            {
                problems.Add(
                    "SQLD901", Where(type), type.Name, SymbolEqualityComparer.Default.Equals(type, factory) ? "is not partial" : $"is not partial, and holds the factory '{factory.Name}'");
            }
        }
    }

    private static void FindShutdown(INamedTypeSymbol factory, string name, ManifestProblems problems)
    {
        if (factory.Name == name)
        {
            problems.Add("SQLD901", Where(factory), name, "has the name of a member that is to be generated");
        }
        else if (HandWritten.Member(factory, name, ImmutableArray<string>.Empty) is { } member)
        {
            problems.Add("SQLD901", member.Locations[0], factory.Name, $"has a {HandWritten.KindOf(member)} '{name}' of its own, and a member of that name is to be generated");
        }
    }

    private static IEnumerable<INamedTypeSymbol> Chain(INamedTypeSymbol type)
    {
        for (var part = type; part is not null; part = part.ContainingType)
        {
            yield return part;
        }
    }

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.All(
        part => part.GetSyntax() is BaseTypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static Location Where(INamedTypeSymbol type) => type.Locations.FirstOrDefault() ?? Location.None;

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
        { TypeKind: TypeKind.Struct } => "struct",
        { IsRecord: true } => "record",
        _ => "class",
    };
}
