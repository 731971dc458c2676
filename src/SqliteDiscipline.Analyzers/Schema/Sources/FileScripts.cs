using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>The <c>.sql</c> files among the AdditionalFiles. Each is read once, for as long as its text stays the same.</summary>
internal static class FileScripts
{
    private static readonly ConditionalWeakTable<SourceText, SqlScript> s_byText = new();

    // V1__init.sql, 001_users.sql, 2024-01-31_messages.sql
    private static readonly Regex s_number = new(@"^[vV]?(\d+(?:[._-]\d+)*)", RegexOptions.CultureInvariant);

    private static readonly Regex s_undo = new(@"(^|[._-])(down|undo|rollback|revert)([._-]|$)|^U\d[\d._]*__", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly char[] s_separators = { '/', '\\' };

    public static bool IsSql(AdditionalText file) => file.Path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the file is one step of several, in the order of their numbers: it runs once, on a database that has not come so far.</summary>
    public static bool IsNumbered(string path) => path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) && s_number.IsMatch(NameOf(path));

    public static SqlScript? Of(AdditionalText file, CancellationToken cancellation)
    {
        if (!IsSql(file) || file.GetText(cancellation) is not { } text)
        {
            return null;
        }

        return s_byText.GetValue(text, _ => new SqlScript(file.Path, 0, text.ToString(), new Place(file.Path, text)));
    }

    /// <summary>
    /// The scripts in the groups in which they run: the numbered or dated ones of a folder one after the other, each of the others by
    /// itself. What undoes a migration is left out, unless it is named by the manifest.
    /// </summary>
    public static IEnumerable<IReadOnlyList<SqlScript>> InOrder(IEnumerable<SqlScript> scripts, Func<SqlScript, bool> isNamed)
    {
        var named = scripts.Select(script => (Script: script, Name: NameOf(script.Path), Folder: FolderOf(script.Path)))
            .Where(file => !s_undo.IsMatch(file.Name) || isNamed(file.Script))
            .Select(file => (file.Script, file.Name, file.Folder, Number: s_number.Match(file.Name)))
            .ToList();
        var ordered = named.Where(file => file.Number.Success).GroupBy(file => file.Folder).Select(folder => (IReadOnlyList<SqlScript>)folder
            .OrderBy(file => file.Number.Groups[1].Value, NumberComparer.Instance)
            .ThenBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => file.Script)
            .ToList());
        return ordered.Concat(named.Where(file => !file.Number.Success).Select(file => new[] { file.Script }));
    }

    private sealed class Place(string path, SourceText text) : IScriptPlace
    {
        public Location Locate(TextSpan span) => Location.Create(path, span, text.Lines.GetLinePositionSpan(span));

        public TextSpan? FindExactly(TextSpan span) => span;
    }

    private static string NameOf(string path)
    {
        var name = path.Substring(path.LastIndexOfAny(s_separators) + 1);
        return name.Substring(0, name.Length - ".sql".Length);
    }

    private static string FolderOf(string path) => path.Substring(0, path.LastIndexOfAny(s_separators) + 1);

    /// <summary>Compares number by number, each by its value: 2 comes before 10, and 1.9 before 1.10.</summary>
    private sealed class NumberComparer : IComparer<string>
    {
        public static readonly NumberComparer Instance = new();

        private static readonly char[] s_between = { '.', '_', '-' };

        public int Compare(string? x, string? y)
        {
            var (left, right) = (x!.Split(s_between), y!.Split(s_between));
            for (var i = 0; i < left.Length && i < right.Length; i++)
            {
                var (a, b) = (left[i].TrimStart('0'), right[i].TrimStart('0'));
                var result = a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(a, b);
                if (result != 0)
                {
                    return result;
                }
            }

            return left.Length.CompareTo(right.Length);
        }
    }
}
