using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SqliteDiscipline.Analyzers.Baselines;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Rules.Census;
using SqliteDiscipline.Analyzers.Schema.Sources;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Building;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.Analyzers.Timeline.Files;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>What the rules share about one compilation: the provider's types, the manifest, the options. Made once, read by all.</summary>
internal sealed class RuleContext
{
    private RuleContext(Compilation compilation, AnalyzerOptions options, INamedTypeSymbol? connection, CancellationToken cancellation)
    {
        Compilation = compilation;
        Options = options;
        Provider = connection is null ? null : new ProviderTypes(connection);
        Files = Provider is null ? null : new DatabaseFiles(compilation, Provider);
        Census = Provider is null ? null : new ConnectionCensus(CompilationKnowledge.Of(compilation, Provider), (code, file) => Blessing.Covers(code, OptionsFor(file)));
        Baseline = Baseline.Of(compilation, options, cancellation);
    }

    public Compilation Compilation { get; }

    public AnalyzerOptions Options { get; }

    /// <summary>The provider's types, or <see langword="null"/> where Microsoft.Data.Sqlite is not referenced.</summary>
    public ProviderTypes? Provider { get; }

    /// <summary>Who opens which database; <see langword="null"/> where Microsoft.Data.Sqlite is not referenced.</summary>
    public ConnectionCensus? Census { get; }

    /// <summary>Who opens which file; <see langword="null"/> where Microsoft.Data.Sqlite is not referenced.</summary>
    public DatabaseFiles? Files { get; }

    /// <summary>What was found before and is not to be reported again.</summary>
    public Baseline Baseline { get; }

    /// <summary>The schemas that the compilation shows.</summary>
    public SchemaSources Schemas(CancellationToken cancellation) => SchemaSources.Of(Compilation, Options.AdditionalFiles, cancellation);

    /// <summary>
    /// Whether all tables of a declared database are seen: its <c>Schema</c> file says so, or code that is seen to be about it makes them and no EF Core
    /// context does.
    /// </summary>
    public bool IsSchemaSeen(FactoryModel factory, DatabaseModel database, SchemaSources schemas) =>
        schemas.HasOwn(factory, database)
        && schemas.SchemaOf(factory, database).IsWhole
        && (database.Schema is not null || (Provider is { } types && !CompilationKnowledge.Of(Compilation, types).Contexts.IsOfSome(database)));

    /// <summary>The shared context, or <see langword="null"/> where there is nothing to judge.</summary>
    public static RuleContext? TryCreate(Compilation compilation, AnalyzerOptions options, CancellationToken cancellation)
    {
        // Two versions of the provider may be referenced at once; the first is as good as the other.
        var connection = Referenced(compilation, "Microsoft.Data.Sqlite", "Microsoft.Data.Sqlite.SqliteConnection");
        return connection is null
            && Referenced(compilation, "SqliteDiscipline", FactoriesInSight.AttributeMetadataName) is null
            && compilation.Assembly.GetTypeByMetadataName(FactoriesInSight.AttributeMetadataName) is null
                ? null
                : new RuleContext(compilation, options, connection, cancellation);
    }

    // By the assembly's name first: a look through all references costs more than all else where there is nothing to judge.
    private static INamedTypeSymbol? Referenced(Compilation compilation, string assembly, string type) => compilation.SourceModule.ReferencedAssemblySymbols
        .Where(referenced => referenced.Name == assembly)
        .Select(referenced => referenced.GetTypeByMetadataName(type))
        .FirstOrDefault(found => found is not null);

    /// <summary>The timelines of a method that has one declaration, apart from where it is called; none, of generated code.</summary>
    public IEnumerable<BodyTimeline> TimelinesOf(IMethodSymbol method, CancellationToken cancellation)
    {
        var declared = method.DeclaringSyntaxReferences[0];
        if (Provider is null || GeneratedCode.Is(declared.SyntaxTree))
        {
            return Enumerable.Empty<BodyTimeline>();
        }

        var body = declared.GetSyntax(cancellation);
        var options = OptionsFor(body.SyntaxTree);
        var model = Compilation.GetSemanticModel(body.SyntaxTree);
        return model.OperationOf(body, cancellation) is { } operation
            ? BodyTimelines.Of(operation, method, model, CompilationKnowledge.Of(Compilation, Provider), code => Blessing.Covers(code, options), cancellation)
            : Enumerable.Empty<BodyTimeline>();
    }

    /// <summary>The options in force for a file.</summary>
    public RuleOptions OptionsFor(SyntaxTree tree) => RuleOptions.Of(Options.AnalyzerConfigOptionsProvider.GetOptions(tree));

    /// <summary>
    /// How to call the factory that is in sight: by attribute, here or in a referenced assembly, or by an id in the options. One that declares
    /// databases comes first, for it has the wrappers.
    /// </summary>
    public string? FactoryInSight(RuleOptions options, CancellationToken cancellation)
    {
        var found = FactoriesInSight.In(Compilation, cancellation);
        var factory = found.Manifests.FirstOrDefault()
            ?? found.Symbols.FirstOrDefault()
            ?? options.Factories.OrderBy(id => id, StringComparer.Ordinal)
                .Select(id => Blessing.Named(id, Compilation))
                .FirstOrDefault(symbol => symbol is not null);
        return factory is null ? null : $"'{factory.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'";
    }

    /// <summary>Every value that an option has in some file of the compilation, once.</summary>
    public IEnumerable<(string Key, string Value)> OptionValues(string key, CancellationToken cancellation)
    {
        var values = new HashSet<string>();
        foreach (var tree in Compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Options.AnalyzerConfigOptionsProvider.GetOptions(tree).TryGetValue(key, out var value) && values.Add(value))
            {
                yield return (key, value);
            }
        }
    }

    /// <summary>Every option of that beginning that some file of the compilation has, once.</summary>
    public IEnumerable<string> OptionKeys(string prefix, CancellationToken cancellation)
    {
        // Files of one folder share their options.
        var keys = new HashSet<string>();
        var seen = new HashSet<AnalyzerConfigOptions>();
        foreach (var tree in Compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Options.AnalyzerConfigOptionsProvider.GetOptions(tree) is var options && seen.Add(options))
            {
                keys.UnionWith(options.Keys.Where(key => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));
            }
        }

        return keys.OrderBy(key => key, StringComparer.Ordinal);
    }

    /// <summary>
    /// Where an option is set. The compiler tells an analyzer the options but not their files; where the file is an AdditionalFile, its line is found.
    /// </summary>
    public Location WhereSet(string key, string value, CancellationToken cancellation)
    {
        foreach (var file in Options.AdditionalFiles.Where(file => file.Path.EndsWith("config", StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var line in file.GetText(cancellation)?.Lines ?? Enumerable.Empty<Microsoft.CodeAnalysis.Text.TextLine>())
            {
                var text = line.ToString();
                if (text.TrimStart().StartsWith(key, StringComparison.OrdinalIgnoreCase) && text.IndexOf(value, StringComparison.Ordinal) is >= 0 and var start)
                {
                    var span = new Microsoft.CodeAnalysis.Text.TextSpan(line.Start + start, value.Length);
                    return Location.Create(file.Path, span, file.GetText(cancellation)!.Lines.GetLinePositionSpan(span));
                }
            }
        }

        return Location.None;
    }
}
