using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>What the manifests in sight say of a file.</summary>
internal static class DeclaredFiles
{
    /// <summary>Whether the file is that of a declared database of which this is true.</summary>
    public static bool Any(string path, Func<DatabaseModel, bool> isSo, RuleContext rules, CancellationToken cancellation) =>
        FactoriesInSight.In(rules.Compilation, cancellation).Manifests
            .SelectMany(type => ManifestReadings.Of(type, cancellation).Model?.Databases ?? EquatableArray<DatabaseModel>.Empty)
            .Any(database => database.DataSource == path && isSo(database));
}
