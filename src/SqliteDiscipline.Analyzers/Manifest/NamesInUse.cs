using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>The names of one factory's databases, and what is generated under them: each may be taken once.</summary>
internal sealed class NamesInUse(INamedTypeSymbol factory, SqliteNaming naming)
{
    private readonly Dictionary<string, string> _nameByIdentifier = new();

    /// <summary>Takes the name of a database, or tells why it cannot be had.</summary>
    public bool TryTake(ManifestAttribute attribute, ManifestProblems problems)
    {
        var name = attribute.Text(0);
        if (name is null || !Identifiers.HasLetter(name))
        {
            problems.Add("SQLD903", attribute.At(0), name ?? "null");
            return false;
        }

        var identifier = Identifiers.Pascal(name);
        if (_nameByIdentifier.TryGetValue(identifier, out var taken))
        {
            problems.Add("SQLD902", attribute.At(0), name, taken == name ? "it is declared twice" : $"'{taken}' gives the same identifiers");
            return false;
        }

        _nameByIdentifier.Add(identifier, name);
        if (factory.ContainingType is null && factory.Name == DatabaseModel.ConnectionTypeOf(identifier))
        {
            problems.Add("SQLD902", attribute.At(0), name, $"its connection type would be named {factory.Name}, as the factory is");
            return false;
        }

        return true;
    }

    /// <summary>Whether what is to be generated for a database finds its place empty; otherwise tells what stands there.</summary>
    public bool IsFree(DatabaseModel database, ManifestAttribute attribute, ManifestProblems problems)
    {
        // What was compiled elsewhere has had its members generated there.
        if (factory.DeclaringSyntaxReferences.IsEmpty || HandWritten.InPlaceOf(factory, naming, database) is not { } obstacle)
        {
            return true;
        }

        problems.Add("SQLD902", attribute.At(0), database.Name, obstacle);
        return false;
    }
}
