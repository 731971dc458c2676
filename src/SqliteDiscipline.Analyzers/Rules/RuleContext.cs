using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Timeline.Creation;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>What the rules share about one compilation: the provider's types, the manifest, the options. Made once, read by all.</summary>
internal sealed class RuleContext
{
    private RuleContext(Compilation compilation, AnalyzerOptions options, INamedTypeSymbol? connection)
    {
        Compilation = compilation;
        Options = options;
        Provider = connection is null ? null : new ProviderTypes(connection);
    }

    public Compilation Compilation { get; }

    public AnalyzerOptions Options { get; }

    /// <summary>The provider's types, or <see langword="null"/> where Microsoft.Data.Sqlite is not referenced.</summary>
    public ProviderTypes? Provider { get; }

    /// <summary>The shared context, or <see langword="null"/> where there is nothing to judge.</summary>
    public static RuleContext? TryCreate(Compilation compilation, AnalyzerOptions options)
    {
        // Two versions of the provider may be referenced at once; the first is as good as the other.
        var connection = compilation.GetTypesByMetadataName("Microsoft.Data.Sqlite.SqliteConnection").FirstOrDefault();
        return connection is null && compilation.GetTypeByMetadataName(FactoriesInSight.AttributeMetadataName) is null
            ? null
            : new RuleContext(compilation, options, connection);
    }

    /// <summary>The options in force for a file.</summary>
    public RuleOptions OptionsFor(SyntaxTree tree) => RuleOptions.Of(Options.AnalyzerConfigOptionsProvider.GetOptions(tree));

    /// <summary>Whether a factory is in sight: by attribute, here or in a referenced assembly, or by an id in the options.</summary>
    public bool HasFactory(RuleOptions options, CancellationToken cancellation) =>
        FactoriesInSight.In(Compilation, cancellation).Any
        || options.Factories.Any(id => DocumentationCommentId.GetFirstSymbolForDeclarationId(id, Compilation) is not null);
}
