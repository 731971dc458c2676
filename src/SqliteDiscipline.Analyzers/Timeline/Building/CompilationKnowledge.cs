using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>What timelines need to know of a compilation: looked up once, by whichever body asks first.</summary>
internal sealed class CompilationKnowledge(Compilation compilation, ProviderTypes types)
{
    private static readonly ConditionalWeakTable<Compilation, CompilationKnowledge> s_byCompilation = new();

    private readonly ConcurrentDictionary<IMethodSymbol, BoundHelper?> _bound = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, HelperBody?> _helpers = new(SymbolEqualityComparer.Default);
    private readonly Lazy<Dictionary<string, (FactoryModel Factory, DatabaseModel Database)>> _databases = new(() => Databases(compilation));
    private readonly Lazy<bool> _isEntityFrameworkSqlite = new(() =>
        compilation.GetTypesByMetadataName("Microsoft.EntityFrameworkCore.SqliteDbContextOptionsBuilderExtensions").Any());

    private readonly Lazy<INamedTypeSymbol?> _cancelled = new(() => compilation.GetTypeByMetadataName("System.OperationCanceledException"));

    // Bodies are judged on several threads at once: whoever comes first, all have the same.
    private ContextDatabases? _contexts;
    private TimelineGate? _gate;
    private ClosedHelpers? _closed;
    private Bystanders? _bystanders;
    private Holders? _holders;

    public Compilation Compilation { get; } = compilation;

    /// <summary>Tells which bodies are worth a timeline.</summary>
    public TimelineGate Gate =>
        LazyInitializer.EnsureInitialized(ref _gate, () => new TimelineGate(Compilation, (method, cancellation) => Bystanders.IsOne(method, cancellation) || Closed.Find(method, cancellation) is not null))!;

    /// <summary>The helpers that nobody who calls them need follow.</summary>
    public ClosedHelpers Closed => LazyInitializer.EnsureInitialized(ref _closed, () => new ClosedHelpers(this))!;

    /// <summary>The bodies that only sound of connections.</summary>
    public Bystanders Bystanders => LazyInitializer.EnsureInitialized(ref _bystanders, () => new Bystanders(this))!;

    /// <summary>The types of the project that hold connections.</summary>
    public Holders Holders => LazyInitializer.EnsureInitialized(ref _holders, () => new Holders(this))!;

    public ProviderTypes Types { get; } = types;

    /// <summary>What a token throws that is cancelled.</summary>
    public ITypeSymbol? Cancelled => _cancelled.Value;

    /// <summary>What is known of the compilation, the same for all who ask.</summary>
    public static CompilationKnowledge Of(Compilation compilation, ProviderTypes types) =>
        s_byCompilation.GetValue(compilation, _ => new CompilationKnowledge(compilation, types));

    /// <summary>Whether an EF Core context can be one of SQLite.</summary>
    public bool IsEntityFrameworkSqlite => _isEntityFrameworkSqlite.Value;

    /// <summary>The database whose generated connection type this is.</summary>
    public (FactoryModel Factory, DatabaseModel Database)? DatabaseOf(ITypeSymbol? type)
    {
        for (; type is not null && type.Name.EndsWith("Connection", StringComparison.Ordinal); type = type.BaseType)
        {
            if (_databases.Value.TryGetValue(type.ToDisplayString(), out var found))
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Which databases the EF Core contexts are of.</summary>
    public ContextDatabases Contexts => LazyInitializer.EnsureInitialized(ref _contexts, () => new ContextDatabases(Compilation, DatabaseOf))!;

    /// <summary>The database whose typed connection a context is given.</summary>
    public (FactoryModel Factory, DatabaseModel Database)? DatabaseOfContext(ITypeSymbol? context) =>
        _databases.Value.Count == 0 ? null : Contexts.Of(context);

    /// <summary>The body of a method of this compilation that is worth following; <see langword="null"/> for any other.</summary>
    public HelperBody? HelperOf(IMethodSymbol method, CancellationToken cancellation)
    {
        if (!_helpers.TryGetValue(method, out var body))
        {
            _helpers.TryAdd(method, body = HelperBody.Of(method, this, cancellation));
        }

        return body;
    }

    /// <summary>The same, where it need not be walked.</summary>
    public BoundHelper? BoundHelperOf(IMethodSymbol method, CancellationToken cancellation)
    {
        if (!_bound.TryGetValue(method, out var body))
        {
            _bound.TryAdd(method, body = BoundHelper.Of(method, this, cancellation));
        }

        return body;
    }

    private static Dictionary<string, (FactoryModel Factory, DatabaseModel Database)> Databases(Compilation compilation)
    {
        var found = new Dictionary<string, (FactoryModel Factory, DatabaseModel Database)>();
        foreach (var type in FactoriesInSight.In(compilation, default).Manifests)
        {
            if (ManifestReadings.Of(type, default).Model is not { } factory)
            {
                continue;
            }

            foreach (var database in factory.Databases)
            {
                found[factory.FullNameOf(database)] = (factory, database);
            }
        }

        return found;
    }
}
