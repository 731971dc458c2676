namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>Finds the file that <c>Schema</c> names: by its file name, or by an ending of its path.</summary>
internal static class SchemaFiles
{
    private static readonly char[] s_separators = { '/', '\\' };

    public static IEnumerable<string> Named(string schema, IEnumerable<string> paths)
    {
        var parts = Parts(schema);
        return parts.Length == 0
            ? Enumerable.Empty<string>()
            : paths.Where(path => path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) && EndsWith(Parts(path), parts)).Distinct();
    }

    private static string[] Parts(string path) => path.Split(s_separators, StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray();

    // Without regard to case: a manifest written on Windows must mean the same file elsewhere.
    private static bool EndsWith(string[] path, string[] ending) =>
        path.Length >= ending.Length && path.Skip(path.Length - ending.Length).SequenceEqual(ending, StringComparer.OrdinalIgnoreCase);
}
