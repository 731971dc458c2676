using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SqliteDiscipline.Analyzers.Generation.Connection;
using SqliteDiscipline.Analyzers.Generation.Wrapper;
using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation;

/// <summary>
/// Generates the typed connections, and the factory members that hand them out. It reports nothing: what is wrong in a manifest is reported
/// by SQLD901–908 from the same reading, and is left out here.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class SqliteConnectionGenerator : IIncrementalGenerator
{
    internal const string FactoriesStep = "Factories";
    internal const string PlanStep = "Plan";
    internal const string ConnectionsStep = "Connections";
    internal const string WrappersStep = "Wrappers";
    internal const string TargetStep = "Target";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Not by ForAttributeWithMetadataName: it binds the attributes anew at every keystroke, for which the compiler first merges the declarations of all
        // files. That takes longer than all else here.
        var declarations = context.CompilationProvider.Select(static (compilation, _) => new Declarations((CSharpCompilation)compilation));
        var factories = declarations
            .SelectMany(static (declarations, cancellation) => FactoriesInSight.TypesDeclaredIn(declarations.Compilation, cancellation)
                .Select(factory => ManifestReader.Read(factory, cancellation).Model)
                .OfType<FactoryModel>()
                .ToImmutableArray())
            .WithTrackingName(FactoriesStep);

        // The one step that sees all factories: names, of types and of files, must differ among them.
        var plan = factories.Collect().Select(static (all, _) => GenerationPlan.Of(all)).WithTrackingName(PlanStep);

        var target = declarations.Select(static (declarations, _) => ProviderIn(declarations.Compilation))
            .Combine(context.ParseOptionsProvider.Select(static (options, _) => ((CSharpParseOptions)options).LanguageVersion >= LanguageVersion.CSharp8))
            .Select(static (pair, _) => new TargetModel(pair.Left, pair.Right))
            .WithTrackingName(TargetStep);

        var connections = plan.SelectMany(static (all, _) => all.Connections.Items).WithTrackingName(ConnectionsStep);
        context.RegisterSourceOutput(connections.Combine(target), static (output, pair) =>
        {
            var (connection, target) = pair;
            if (target.HasProvider)
            {
                output.AddSource(connection.HintName, ConnectionWriter.Write(connection, target));
            }
        });

        var wrappers = plan.SelectMany(static (all, _) => all.Wrappers.Items).WithTrackingName(WrappersStep);
        context.RegisterSourceOutput(wrappers.Combine(target), static (output, pair) =>
        {
            var (wrapper, target) = pair;
            if (target.HasProvider)
            {
                output.AddSource(wrapper.HintName, WrapperWriter.Write(wrapper.Factory, target));
            }
        });
    }

    private static bool ProviderIn(Compilation compilation) =>
        !compilation.GetTypesByMetadataName("Microsoft.Data.Sqlite.SqliteConnection").IsEmpty;
}
