namespace SqliteDiscipline.CodeFixes.Choosing;

/// <summary>Compares data sources as paths.</summary>
internal static class DataSources
{
    /// <summary>Whether both name one file wherever the program runs.</summary>
    public static bool AreSame(string left, string right) => Normalize(left) == Normalize(right);

    /// <summary>Whether one may be the other seen from another directory: <c>data/app.db</c> and <c>app.db</c>, but not <c>a/app.db</c> and <c>b/app.db</c>.</summary>
    public static bool MayBeSame(string left, string right)
    {
        var (a, b) = (Normalize(left), Normalize(right));
        return a == b || IsEnding(a, b) || IsEnding(b, a);
    }

    public static string FileName(string dataSource)
    {
        var path = Normalize(dataSource);
        return path.Substring(path.LastIndexOf('/') + 1);
    }

    public static string Normalize(string dataSource)
    {
        var path = dataSource.Trim().Replace('\\', '/');
        while (path.StartsWith("./", StringComparison.Ordinal))
        {
            path = path.Substring(2);
        }

        return path;
    }

    private static bool IsEnding(string path, string ending) => ending.Length > 0 && path.EndsWith("/" + ending, StringComparison.Ordinal);
}
