namespace SqliteDiscipline.CodeFixes.Choosing;

/// <summary>Compares data sources as paths.</summary>
internal static class DataSources
{
    /// <summary>Whether both name one file wherever the program runs.</summary>
    public static bool AreSame(string left, string right) => Normalize(left) == Normalize(right);

    /// <summary>
    /// Whether a full path may be what a relative one names, seen from the right directory: <c>/srv/data/app.db</c> and <c>data/app.db</c>. Two relative
    /// paths that differ are two files.
    /// </summary>
    public static bool MayBeSame(string left, string right)
    {
        var (a, b) = (Normalize(left), Normalize(right));
        return IsRooted(a) != IsRooted(b) && (IsEnding(a, b) || IsEnding(b, a));
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

    // |DataDirectory| is the provider's own placeholder for a directory.
    private static bool IsRooted(string path) => path.Length > 0 && (path[0] is '/' or '|' || (path.Length > 1 && path[1] == ':'));

    private static bool IsEnding(string path, string ending) => ending.Length > 0 && path.EndsWith("/" + ending, StringComparison.Ordinal);
}
