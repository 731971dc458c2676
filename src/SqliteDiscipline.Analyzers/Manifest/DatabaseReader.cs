using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>Reads one <c>[SqliteDatabase]</c>, with the pragmas that are declared for it.</summary>
internal static class DatabaseReader
{
    /// <summary>The database; absent where something about it is wrong, so that no connection runs under a policy that was misunderstood.</summary>
    public static DatabaseModel? Read(
        INamedTypeSymbol factory,
        ManifestAttribute attribute,
        ImmutableArray<ManifestAttribute> pragmas,
        SqliteNaming naming,
        ManifestProblems problems)
    {
        var before = problems.Count;
        var name = attribute.Text(0)!;
        var dataSource = DataSource(attribute, name, problems);
        var members = new FactoryMembers(factory, problems);
        var database = new DatabaseModel(
            name,
            Identifiers.Pascal(name),
            Identifiers.Snake(name),
            dataSource,
            DataSourceFrom: null,
            KeyFrom: attribute.TryGet<string>("KeyFrom", out var key) ? members.Key(attribute, key) : null,
            PolicyReader.Read(attribute, name, PragmaReader.Read(pragmas, name, IsReadOnly(attribute), problems), problems),
            Writer(factory, attribute, name, problems),
            attribute.Get<string?>("Schema", null));

        if (attribute.TryGet<string>("DataSourceFrom", out var member))
        {
            database = database with { DataSourceFrom = members.DataSource(attribute, member, FactoryModel.MemberName(naming, "connect", database)) };
        }

        return problems.Count == before ? database : null;
    }

    private static bool IsReadOnly(ManifestAttribute attribute) => attribute.Get("Access", SqliteAccess.ReadWriteCreate) == SqliteAccess.ReadOnly;

    private static string? DataSource(ManifestAttribute attribute, string name, ManifestProblems problems)
    {
        var given = attribute.Text(1);
        var isFrom = attribute.TryGet<string>("DataSourceFrom", out _);
        var contradiction = (given, isFrom) switch
        {
            (null, false) => "has neither a data source nor DataSourceFrom",
            (not null, true) => "has both a data source and DataSourceFrom",
            ({ } text, _) when text.Trim().Length == 0 => "has an empty data source, which SQLite takes for a temporary database",
            ({ } text, _) when IsConnectionString(text) => "has a connection string for its data source: give the path alone",
            _ => null,
        };

        if (contradiction is not null)
        {
            problems.Add("SQLD904", isFrom && given is not null ? attribute.At("DataSourceFrom") : attribute.At(1), name, contradiction);
        }

        return given;
    }

    // "Data Source=a.db", and the path of one with its keywords left on: "a.db;Mode=ReadOnly".
    private static bool IsConnectionString(string text) => text.Split(';').Any(part =>
        part.IndexOf('=') is var equals and > 0 && ConnectionKeywords.IsKnown(part.Substring(0, equals)));

    private static string? Writer(INamedTypeSymbol factory, ManifestAttribute attribute, string name, ManifestProblems problems)
    {
        if (!attribute.TryGet<string>("Writer", out var writer))
        {
            return null;
        }

        if (writer.Trim().Length == 0)
        {
            problems.Add("SQLD904", attribute.At("Writer"), name, "names no assembly as its writer");
        }
        else if (IsReadOnly(attribute) && writer == factory.ContainingAssembly?.Name)
        {
            problems.Add("SQLD904", attribute.At("Writer"), name, $"is read-only here, and {writer} is to write it");
        }

        return writer;
    }
}
