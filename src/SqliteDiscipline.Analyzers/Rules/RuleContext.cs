using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>What the rules share about one compilation: the provider's types, the manifest, the options. Made once, read by all.</summary>
internal sealed class RuleContext
{
    private RuleContext(Compilation compilation, AnalyzerOptions options, INamedTypeSymbol? connection, INamedTypeSymbol? factoryAttribute)
    {
        Compilation = compilation;
        Options = options;
        Connection = connection;
        FactoryAttribute = factoryAttribute;
    }

    public Compilation Compilation { get; }

    public AnalyzerOptions Options { get; }

    /// <summary><c>Microsoft.Data.Sqlite.SqliteConnection</c>, or <see langword="null"/> where the provider is not referenced.</summary>
    public INamedTypeSymbol? Connection { get; }

    /// <summary><c>SqliteDiscipline.SqliteConnectionFactoryAttribute</c>, or <see langword="null"/> where our attributes are not referenced.</summary>
    public INamedTypeSymbol? FactoryAttribute { get; }

    /// <summary>The shared context, or <see langword="null"/> where there is nothing to judge.</summary>
    public static RuleContext? TryCreate(Compilation compilation, AnalyzerOptions options)
    {
        var connection = compilation.GetTypeByMetadataName("Microsoft.Data.Sqlite.SqliteConnection");
        var factory = compilation.GetTypeByMetadataName("SqliteDiscipline.SqliteConnectionFactoryAttribute");
        return connection is null && factory is null ? null : new RuleContext(compilation, options, connection, factory);
    }
}
