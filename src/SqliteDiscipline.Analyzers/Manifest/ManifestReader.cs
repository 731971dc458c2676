using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>Reads a factory's attributes into the model, from source or from a referenced assembly alike.</summary>
internal static class ManifestReader
{
    /// <summary>Reads the factory; the model is absent where the attributes leave nothing to generate.</summary>
    public static ManifestReading Read(INamedTypeSymbol factory, CancellationToken cancellation)
    {
        if (ManifestAttributes.Of(factory) is not { } attributes)
        {
            return ManifestReading.Nothing;
        }

        var problems = new ManifestProblems();
        var declared = attributes.Databases.Select(database => database.Text(0)).OfType<string>().ToImmutableHashSet();
        FindUndeclared(attributes, declared, problems);
        var foreignKeys = ForeignKeyReader.Read(attributes.ForeignKeys, problems);
        if (attributes.Databases.IsEmpty)
        {
            return new ManifestReading(null, problems.ToImmutable());
        }

        var naming = Naming(attributes.Factory, problems);
        var isFit = FactoryShape.IsFit(factory, attributes, naming, problems);
        var databases = Databases(factory, attributes, naming, problems, cancellation);
        var model = isFit && !databases.IsEmpty
            ? new FactoryModel(
                Namespace(factory.ContainingNamespace),
                FactoryShape.Types(factory),
                Visibility.Of(factory) == Visibility.Public,
                factory.IsStatic,
                naming,
                databases.ToEquatableArray(),
                foreignKeys)
            : null;
        return new ManifestReading(model, problems.ToImmutable());
    }

    /// <summary>The full name of a namespace. By name alone: a display string would escape keywords.</summary>
    public static string Namespace(INamespaceSymbol symbol) => symbol switch
    {
        { IsGlobalNamespace: true } => string.Empty,
        { ContainingNamespace.IsGlobalNamespace: true } => symbol.Name,
        _ => Namespace(symbol.ContainingNamespace) + "." + symbol.Name,
    };

    private static void FindUndeclared(ManifestAttributes attributes, ImmutableHashSet<string> declared, ManifestProblems problems)
    {
        foreach (var pragma in attributes.Pragmas)
        {
            if (pragma.Text(0) is { } database && !declared.Contains(database))
            {
                problems.Add("SQLD906", pragma.At(0), "SqlitePragma", database);
            }
        }

        foreach (var key in attributes.ForeignKeys)
        {
            if (key.TryGet<string>("Database", out var database) && !declared.Contains(database))
            {
                problems.Add("SQLD906", key.At("Database"), "SqliteForeignKey", database);
            }
        }
    }

    private static SqliteNaming Naming(ManifestAttribute? factory, ManifestProblems problems)
    {
        if (factory is null || !factory.TryGet<SqliteNaming>("Naming", out var naming))
        {
            return SqliteNaming.Connect;
        }

        if (!Enum.IsDefined(typeof(SqliteNaming), naming))
        {
            problems.Add("SQLD904", factory.At("Naming"), "SqliteConnectionFactory", $"{(int)naming} is no value of SqliteNaming");
            return SqliteNaming.Connect;
        }

        return naming;
    }

    private static ImmutableArray<DatabaseModel> Databases(
        INamedTypeSymbol factory,
        ManifestAttributes attributes,
        SqliteNaming naming,
        ManifestProblems problems,
        CancellationToken cancellation)
    {
        var databases = ImmutableArray.CreateBuilder<DatabaseModel>();
        var names = new NamesInUse(factory, naming);
        foreach (var attribute in attributes.Databases)
        {
            cancellation.ThrowIfCancellationRequested();
            if (names.TryTake(attribute, problems)
                && DatabaseReader.Read(factory, attribute, attributes.Pragmas, naming, problems) is { } database
                && names.IsFree(database, attribute, problems))
            {
                databases.Add(database);
            }
        }

        return databases.ToImmutable();
    }
}
