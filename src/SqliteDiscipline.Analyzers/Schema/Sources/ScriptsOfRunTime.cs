using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>Tells code that reads SQL from a file or a resource when it runs: what that makes of the schema is not seen, unless the file is among the AdditionalFiles.</summary>
internal static class ScriptsOfRunTime
{
    private static readonly HashSet<int> s_readers = new(new[] { "ReadAllText", "ReadAllTextAsync", "ReadToEnd", "ReadToEndAsync", "ReadAllLines", "ReadAllLinesAsync", "GetManifestResourceStream" }.Select(Words.HashOf));

    // "schema.sql", and what is called so.
    private static readonly Regex s_sql = new(
        @"\.sql""|\b(?:\w*(?:CommandText|[sS]ql|[sS]cript|[sS]chema|[dD]dl|[mM]igration)\w*)\s*=\s*(?:await\s+)?[^;""]*\b(?:ReadAllText|ReadToEnd)(?:Async)?\b",
        RegexOptions.CultureInvariant);

    public static bool IsReadBy(SyntaxTree tree) => s_readers.Any(FileWords.Of(tree).MayHave) && FileWords.Among(tree, s_readers).Count > 0 && s_sql.IsMatch(tree.GetText().ToString());
}
