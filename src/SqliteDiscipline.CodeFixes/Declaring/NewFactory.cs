using Microsoft.CodeAnalysis.CSharp;
using SqliteDiscipline.Analyzers;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.CodeFixes.Choosing;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Declaring;

/// <summary>A factory that is about to be declared: the databases that the sites of a project open, each once.</summary>
internal sealed class NewFactory
{
    private readonly Dictionary<DatabaseKey, string> _names = new();
    private readonly bool _takesPathsFromStrings;

    /// <summary>The databases of these sites, each once. Of paths that nothing is seen of, those of one source alone are a database: the rest may be anybody's files.</summary>
    public NewFactory(IEnumerable<RawSite> sites, CancellationToken cancellation)
    {
        var keyed = sites.Select(site => (Site: site, Key: KeyOf(site, cancellation))).Where(site => site.Key is not null).ToList();
        var main = keyed.Select(site => site.Key!.Value.Source).OfType<string>().GroupBy(source => source).OrderByDescending(source => source.Count()).FirstOrDefault()?.Key;
        foreach (var (site, found) in keyed)
        {
            var key = found!.Value;
            if (key.Source is not null && key.Source != main)
            {
                continue;
            }

            _takesPathsFromStrings |= key.DataSource is null && site.Text.DataSourceExpression is null;
            if (!_names.ContainsKey(key))
            {
                _names.Add(key, NewDatabase.Unique(key.Name + Suffix(key.Access), _names.Values, site.Model.Compilation));
            }
        }
    }

    /// <summary>Whether a factory can say how the site opens its database.</summary>
    public static bool Covers(RawSite site, CancellationToken cancellation) => KeyOf(site, cancellation) is not null;

    public bool IsEmpty => _names.Count == 0;

    /// <summary>The name of the site's database.</summary>
    public string? DatabaseOf(RawSite site, CancellationToken cancellation) => KeyOf(site, cancellation) is { } key && _names.TryGetValue(key, out var name) ? name : null;

    /// <summary>The declaration, line by line.</summary>
    /// <param name="name">The name of the type.</param>
    /// <param name="language">The version of the language.</param>
    /// <param name="qualifier">What stands before the names of the attributes, where their namespace is not imported.</param>
    public IEnumerable<string> Lines(string name, LanguageVersion language, string qualifier = "")
    {
        yield return "/// <summary>The databases of this project, and the policy under which every connection to them is opened.</summary>";
        yield return $"[{qualifier}SqliteConnectionFactory]";
        foreach (var database in _names)
        {
            yield return Attribute(database.Key, database.Value, qualifier);
        }

        var paths = _names.Where(database => database.Key.DataSource is null).Select(database => PathMember(database.Value)).ToList();
        var declaration = $"internal static partial class {name}";
        if (paths.Count == 0 && language >= CSharp12)
        {
            yield return declaration + ";";
            yield break;
        }

        yield return declaration;
        yield return "{";
        if (_takesPathsFromStrings)
        {
            yield return "    // Of a connection string the path alone is taken over: what else it may say (Mode, Password, ...) belongs into the attributes.";
        }

        foreach (var path in paths)
        {
            yield return $"    private static string {path}(string dataSource) => dataSource;";
        }

        yield return "}";
    }

    // Not in the enumeration of the oldest compiler that we load in.
    private const LanguageVersion CSharp12 = (LanguageVersion)1200;

    private static string Attribute(DatabaseKey key, string name, string qualifier)
    {
        var source = key.DataSource is { } path ? DatabaseDeclarations.Literal(path) : $"DataSourceFrom = nameof({PathMember(name)})";
        var access = key.Access == SqliteAccess.ReadWriteCreate ? string.Empty : $", Access = {qualifier}SqliteAccess.{key.Access}";
        return $"[{qualifier}SqliteDatabase({DatabaseDeclarations.Literal(name)}, {source}{access})]";
    }

    // The same file opened under two modes is two databases of the manifest: what opening may do is part of the policy.
    private static string Suffix(SqliteAccess access) =>
        access == SqliteAccess.ReadWriteCreate ? string.Empty : "_" + access.ToString().ToLowerInvariant();

    private static string PathMember(string database) => Identifiers.Pascal(database) + "Path";

    private static DatabaseKey? KeyOf(RawSite site, CancellationToken cancellation)
    {
        var text = site.Text;

        // A key is a secret: where it comes from is not for a fix to decide. Nor is what only the running program knows.
        if (site.HasKey || HiddenSettings.Of(site, cancellation) is not null)
        {
            return null;
        }

        var access = AskedAccess.Of(text);
        if (text.DataSource is { Length: > 0 } source)
        {
            var path = DataSources.Normalize(source);
            return new DatabaseKey(path, NewDatabase.NameOf(DataSources.FileName(path)), access);
        }

        if (site.TextOperation is null || text.DataSource is not null)
        {
            return null;
        }

        var name = text.DataSourceEnding is { Length: > 0 } ending ? NewDatabase.NameOf(ending) : NewDatabase.DefaultName;
        return new DatabaseKey(null, name, access, name == NewDatabase.DefaultName ? PathSource.Of(site, cancellation) : null);
    }

    /// <param name="DataSource">The path, where it is seen.</param>
    /// <param name="Name">The name that the file gives it.</param>
    /// <param name="Access">What is asked for.</param>
    /// <param name="Source">Where the path comes from, where nothing is seen that would tell the file from others.</param>
    private readonly record struct DatabaseKey(string? DataSource, string Name, SqliteAccess Access, string? Source = null);
}
