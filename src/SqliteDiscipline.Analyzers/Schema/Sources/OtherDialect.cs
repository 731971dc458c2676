using System.Text.RegularExpressions;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>
/// Tells a schema that is meant for another engine by words that only that engine has: the same program may speak to both, and beside SQLite's tables there is
/// often a script of the server's.
/// </summary>
internal static class OtherDialect
{
    private static readonly Regex s_words = new(
        @"\bIDENTITY\s*\(\s*\d|\bAS\s+IDENTITY\b|\bDEFAULT\s+\(?\s*(GETDATE|GETUTCDATE|SYSUTCDATETIME|NEWID|NOW|gen_random_uuid)\s*\(|\bNVARCHAR\s*\(\s*MAX|\bAUTO_INCREMENT\b|\)\s*ENGINE\s*=|\bBIGSERIAL\b|\bSERIAL\s+PRIMARY\b|\bTIMESTAMPTZ\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex s_comments = new(@"--[^\n]*|/\*.*?\*/", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    public static bool Is(SqlScript script) =>
        script.Statements.OfType<CreateTableStatement>().Any(create => s_words.IsMatch(s_comments.Replace(script.Text[create.Site.FullSpan], " ")));
}
