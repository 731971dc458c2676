using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>The attributes of the manifest that a type bears, on whichever of its parts they stand.</summary>
internal sealed class ManifestAttributes
{
    private ManifestAttributes(
        ManifestAttribute? factory,
        ImmutableArray<ManifestAttribute> databases,
        ImmutableArray<ManifestAttribute> pragmas,
        ImmutableArray<ManifestAttribute> foreignKeys)
    {
        Factory = factory;
        Databases = databases;
        Pragmas = pragmas;
        ForeignKeys = foreignKeys;
    }

    /// <summary><c>[SqliteConnectionFactory]</c>.</summary>
    public ManifestAttribute? Factory { get; }

    /// <summary>Every <c>[SqliteDatabase]</c>, in the order declared.</summary>
    public ImmutableArray<ManifestAttribute> Databases { get; }

    /// <summary>Every <c>[SqlitePragma]</c>, in the order declared.</summary>
    public ImmutableArray<ManifestAttribute> Pragmas { get; }

    /// <summary>Every <c>[SqliteForeignKey]</c>, in the order declared.</summary>
    public ImmutableArray<ManifestAttribute> ForeignKeys { get; }

    /// <summary>The manifest's attributes on the type, or <see langword="null"/> where it bears none.</summary>
    public static ManifestAttributes? Of(INamedTypeSymbol type)
    {
        var ours = type.GetAttributes().Where(IsOurs).ToImmutableArray();
        return ours.IsEmpty
            ? null
            : new ManifestAttributes(
                Named(ours, "SqliteConnectionFactoryAttribute").FirstOrDefault(),
                Named(ours, "SqliteDatabaseAttribute"),
                Named(ours, "SqlitePragmaAttribute"),
                Named(ours, "SqliteForeignKeyAttribute"));
    }

    // Where the attributes are not referenced, what those of a referenced assembly say is known in parts or not at all, depending on the compiler.
    private static bool IsOurs(AttributeData attribute) =>
        attribute.AttributeClass is { TypeKind: TypeKind.Class, ContainingNamespace: { Name: "SqliteDiscipline", ContainingNamespace.IsGlobalNamespace: true } };

    private static ImmutableArray<ManifestAttribute> Named(ImmutableArray<AttributeData> attributes, string name) =>
        attributes.Where(attribute => attribute.AttributeClass!.Name == name).Select(attribute => new ManifestAttribute(attribute)).ToImmutableArray();
}
