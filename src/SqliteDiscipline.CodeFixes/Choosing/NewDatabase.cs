using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers;
using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.CodeFixes.Choosing;

/// <summary>A database that is about to be declared, named after its file.</summary>
internal static class NewDatabase
{
    /// <summary>The name of a database whose path is not known before the program runs.</summary>
    public const string DefaultName = "main";

    public static DatabaseModel Of(string dataSource, IEnumerable<string> taken, Compilation compilation)
    {
        var name = Unique(NameOf(DataSources.FileName(dataSource)), taken, compilation);
        return new DatabaseModel(
            name, Identifiers.Pascal(name), Identifiers.Snake(name), dataSource, DataSourceFrom: null, KeyFrom: null, PolicyModel.Default, Writer: null, Schema: null);
    }

    /// <summary><c>conversations.db</c> → <c>conversations</c>.</summary>
    public static string NameOf(string fileName)
    {
        var dot = fileName.IndexOf('.', Math.Min(1, fileName.Length));
        var name = (dot < 0 ? fileName : fileName.Substring(0, dot)).TrimStart('.').Trim();
        return name.Any(char.IsLetter) && name.All(c => c is not ('"' or '\\') && !char.IsControl(c)) ? name : DefaultName;
    }

    /// <summary>The name, or a numbered one where what is generated for another database, or a type of the project, would be called the same.</summary>
    public static string Unique(string name, IEnumerable<string> taken, Compilation compilation)
    {
        var members = new HashSet<string>(taken.Select(Identifiers.Pascal), StringComparer.OrdinalIgnoreCase);
        var unique = name;
        for (var number = 2; IsTaken(Identifiers.Pascal(unique)); number++)
        {
            unique = name + number;
        }

        return unique;

        bool IsTaken(string pascalName) => members.Contains(pascalName)
            || compilation.GetSymbolsWithName(DatabaseModel.ConnectionTypeOf(pascalName), SymbolFilter.Type).Any();
    }
}
