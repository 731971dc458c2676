using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>
/// The schemas that a compilation shows: of its strings, of its <c>.sql</c> files, and of the manifests in sight. Each database has its
/// own where it can be told which a text is for; what cannot be told is taken to be of every one.
/// </summary>
internal sealed class SchemaSources
{
    private static readonly ConditionalWeakTable<Compilation, SchemaSources> s_byCompilation = new();

    private readonly ImmutableArray<(SqlScript Script, string? Database)> _scripts;
    private readonly ImmutableArray<FactoryModel> _manifests;
    private readonly SchemaGaps _gaps;
    private readonly Dictionary<SqlScript, string?> _owners = new();
    private readonly Dictionary<string, PastColumns> _past = new();
    private readonly Dictionary<string, DatabaseSchema> _schemas = new();
    private readonly Lazy<HashSet<string>> _temporary;
    private readonly Lazy<HashSet<string>> _tablesOfOthers;

    private SchemaSources(ImmutableArray<(SqlScript Script, string? Database)> scripts, IReadOnlyList<SqlScript> others, ImmutableArray<FactoryModel> manifests, SchemaGaps gaps)
    {
        _gaps = gaps;
        _scripts = scripts;
        _tablesOfOthers = new(() => new HashSet<string>(
            others.SelectMany(other => other.Statements).OfType<CreateStatement>().Select(create => create.Name.Name.Value).OfType<string>(), SqlIdentifier.Comparer));
        _manifests = manifests;
        _temporary = new(() => new HashSet<string>(
            scripts.SelectMany(source => source.Script.Statements).OfType<CreateStatement>().Where(create => create.IsTemporary).Select(create => create.Name.Name.Value).OfType<string>(),
            SqlIdentifier.Comparer));
        foreach (var (script, database) in scripts)
        {
            if (!_owners.ContainsKey(script))
            {
                _owners.Add(script, database);
            }
        }
    }

    public static SchemaSources Of(Compilation compilation, ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        if (!s_byCompilation.TryGetValue(compilation, out var sources))
        {
            sources = Find(compilation, files, cancellation);
            sources = s_byCompilation.GetValue(compilation, _ => sources);
        }

        return sources;
    }

    /// <summary>The databases that the manifests in sight declare.</summary>
    public IEnumerable<(FactoryModel Factory, DatabaseModel Database)> Databases =>
        _manifests.SelectMany(factory => factory.Databases.Select(database => (factory, database)));

    /// <summary>Whether some text is known to be of this very database.</summary>
    public bool HasOwn(FactoryModel factory, DatabaseModel database) => _scripts.Any(source => source.Database == KeyOf(factory, database));

    /// <summary>Whether the text is a part of some schema: it makes or changes one, and is SQLite's.</summary>
    public bool Has(SqlScript script) => _owners.ContainsKey(script);

    /// <summary>Whether some text makes a TEMP object of this name.</summary>
    public bool HasTemporary(string name) => _temporary.Value.Contains(name);

    /// <summary>Whether a text that is taken for another engine's makes something of this name: it may be SQLite's after all.</summary>
    public bool IsMadeByOthers(string name) => _tablesOfOthers.Value.Contains(name);

    /// <summary>
    /// Whether another text renames a table of this name, or the column of it, and nothing tells which of the two runs first: what a foreign key says is renamed with it. Or makes one of that
    /// name in an attached file, which may be the very file that the first is of.
    /// </summary>
    public bool IsRenamedOrAttachedElsewhere(string table, string? column, SqlScript script) => ScriptsOf(OwnerOf(script))
        .Where(other => !other.Equals(script) && other.Statements.Any(statement => statement switch
        {
            RenameTableStatement rename when column is null => rename.Name.Name.Is(table),
            RenameColumnStatement rename when column is not null => rename.Name.Name.Is(table) && rename.Column.Is(column),
            CreateTableStatement create when column is null => create.Name.Name.Is(table) && !create.Name.MayBeInMain && !create.Name.IsInTemp,
            _ => false,
        }))
        .Any(other => !(IsFile(script) && IsFile(other) && FileScripts.InOrder(new[] { script, other }, IsNamed).Count() == 1));

    /// <summary>The schema of a declared database.</summary>
    public DatabaseSchema SchemaOf(FactoryModel factory, DatabaseModel database) => SchemaOf(KeyOf(factory, database));

    /// <summary>The declared database that a text is for, where that can be told.</summary>
    public DatabaseModel? DatabaseOf(SqlScript script) =>
        OwnerOf(script) is { } owner ? Databases.Where(declared => KeyOf(declared.Factory, declared.Database) == owner).Select(declared => declared.Database).FirstOrDefault() : null;

    /// <summary>The schema that a text is a part of.</summary>
    public DatabaseSchema SchemaOf(SqlScript script) => SchemaOf(OwnerOf(script));

    /// <summary>Every text that may be of a declared database; of any, where none is told.</summary>
    public IEnumerable<SqlScript> ScriptsOf(FactoryModel? factory, DatabaseModel? database) =>
        ScriptsOf(factory is null || database is null ? null : KeyOf(factory, database));

    /// <summary>The columns that the database of a text has had at one time or another.</summary>
    public PastColumns PastOf(SqlScript script) => PastOf(OwnerOf(script));

    /// <summary>The columns that a declared database has had; any database, where none is told.</summary>
    public PastColumns PastOf(FactoryModel? factory, DatabaseModel? database) => PastOf(factory is null || database is null ? null : KeyOf(factory, database));

    /// <summary>The schema of a connection of which nothing more is known: all that is seen, equal names apart.</summary>
    public DatabaseSchema Common => SchemaOf((string?)null);

    /// <summary>The schema of a declared database, or of any, before certain texts are run: with those, it is that after them.</summary>
    public DatabaseSchema Before(ISet<string> texts, FactoryModel? factory, DatabaseModel? database) =>
        Merge(factory is null || database is null ? null : KeyOf(factory, database), script => !texts.Contains(script.Text.Text));

    /// <summary>Whether the one table refers to the other in every text that makes it, also where these differ in the rest, so that the schema leaves it out.</summary>
    /// <param name="factory">The factory of the database, where that is declared.</param>
    /// <param name="database">The database.</param>
    /// <param name="child">The one table.</param>
    /// <param name="parent">The other.</param>
    public bool Refers(FactoryModel? factory, DatabaseModel? database, string child, string parent)
    {
        var made = ScriptsOf(factory is null || database is null ? null : KeyOf(factory, database))
            .SelectMany(script => script.Statements)
            .OfType<CreateTableStatement>()
            .Where(create => create.Name.Name.Is(child))
            .ToList();
        return made.Count > 0 && made.TrueForAll(create => create.ForeignKeys.Any(key => key.Parent.Is(parent)));
    }

    private PastColumns PastOf(string? database)
    {
        lock (_past)
        {
            if (!_past.TryGetValue(database ?? string.Empty, out var past))
            {
                _past.Add(database ?? string.Empty, past = new PastColumns(ScriptsOf(database)));
            }

            return past;
        }
    }

    private string? OwnerOf(SqlScript script) => _owners.TryGetValue(script, out var database) ? database : null;

    private DatabaseSchema SchemaOf(string? database)
    {
        lock (_schemas)
        {
            if (!_schemas.TryGetValue(database ?? string.Empty, out var schema))
            {
                _schemas.Add(database ?? string.Empty, schema = Merge(database, static _ => true));
            }

            return schema;
        }
    }

    private DatabaseSchema Merge(string? database, Func<SqlScript, bool> isMeant)
    {
        var scripts = ScriptsOf(database).Where(isMeant).ToList();
        var files = scripts.Where(IsFile);
        var strings = scripts.Where(script => !IsFile(script)).Select(script => new[] { script });
        var schema = SchemaMerge.Of(FileScripts.InOrder(files, IsNamed).Concat(strings));
        var keys = _manifests.SelectMany(factory => factory.ForeignKeys.Where(key =>
            database is null || !factory.Databases.Any(other => KeyOf(factory, other) == database)
                ? database is null
                : key.Database is null || factory.Databases.Any(other => other.Name == key.Database && KeyOf(factory, other) == database)));
        return DeclaredKeys.AddTo(schema with { Gaps = schema.Gaps | _gaps }, keys);
    }

    private IEnumerable<SqlScript> ScriptsOf(string? database) => _scripts
        .Where(source => database is null || source.Database is null || source.Database == database)
        .Select(source => source.Script);

    private bool IsNamed(SqlScript script) =>
        Databases.Any(owner => owner.Database.Schema is { } named && SchemaFiles.Named(named, new[] { script.Path }).Any());

    private static bool IsFile(SqlScript script) => script.Path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase);

    private static SchemaSources Find(Compilation compilation, ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        var manifests = FactoriesInSight.In(compilation, cancellation).Manifests
            .Select(type => ManifestReadings.Of(type, cancellation).Model).OfType<FactoryModel>().ToImmutableArray();
        var databases = manifests.SelectMany(factory => factory.Databases.Select(database => (Factory: factory, Database: database))).ToList();
        var only = databases.Count == 1 ? KeyOf(databases[0].Factory, databases[0].Database) : null;
        var scripts = ImmutableArray.CreateBuilder<(SqlScript, string?)>();
        var others = new List<SqlScript>();
        foreach (var file in files)
        {
            if (FileScripts.Of(file, cancellation) is not { } script || !DdlText.Is(script))
            {
                others.AddRange(FileScripts.Of(file, cancellation) is { } other ? new[] { other } : Array.Empty<SqlScript>());
                continue;
            }

            var owners = databases.Where(owner => owner.Database.Schema is { } named && SchemaFiles.Named(named, new[] { file.Path }).Any()).ToList();
            if (owners.Count == 0 && OtherEngines.Own(file.Path, compilation.SyntaxTrees))
            {
                others.Add(script);
            }
            else if (owners.Count == 0)
            {
                scripts.Add((script, only));
            }

            foreach (var (factory, database) in owners)
            {
                scripts.Add((script, KeyOf(factory, database)));
            }
        }

        foreach (var tree in compilation.SyntaxTrees)
        {
            var texts = CodeScripts.In(tree, cancellation);
            others.AddRange(texts.Others);
            foreach (var script in texts.Scripts)
            {
                scripts.Add((script, only ?? DatabaseOf(script, databases)));
            }
        }

        var gaps = files.Any(FileScripts.IsSql) || !compilation.SyntaxTrees.Any(ScriptsOfRunTime.IsReadBy) ? SchemaGaps.None : SchemaGaps.Objects | SchemaGaps.Triggers;
        return new SchemaSources(scripts.ToImmutable(), others, manifests, gaps);
    }

    /// <summary>The database whose connections the code around a text uses, if it is one only.</summary>
    private static string? DatabaseOf(SqlScript script, List<(FactoryModel Factory, DatabaseModel Database)> databases)
    {
        var used = databases.Where(candidate => script.Mentions.Any(name =>
            name == candidate.Factory.Member("connect", candidate.Database)
            || name == candidate.Factory.Member("create", candidate.Database)
            || name == candidate.Database.ConnectionType)).ToList();
        return used.Count == 1 ? KeyOf(used[0].Factory, used[0].Database) : null;
    }

    private static string KeyOf(FactoryModel factory, DatabaseModel database) => factory.FullName + "\n" + database.Name;
}
