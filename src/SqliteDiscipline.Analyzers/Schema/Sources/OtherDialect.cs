using System.Text.RegularExpressions;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>
/// Tells a schema that is meant for another engine by words that only that engine has: the same program may speak to both, and beside SQLite's tables there is
/// often a script of the server's.
/// </summary>
internal static class OtherDialect
{
    private static readonly Regex s_words = new(
        @"\bIDENTITY\s*\(\s*\d|\bAS\s+IDENTITY\b|\bDEFAULT\s+\(?\s*(GETDATE|GETUTCDATE|SYSUTCDATETIME|NEWID|NOW|gen_random_uuid)\s*\(|\bNVARCHAR\s*\(\s*MAX|\bAUTO_INCREMENT\b|\)\s*ENGINE\s*=|\bBIGSERIAL\b|\bSERIAL\s+PRIMARY\b|\bTIMESTAMPTZ\b|\bN?VARCHAR2\b|\b(LONG|MEDIUM)(BLOB|TEXT)\b|\bBYTEA\b|\bROWVERSION\b|\bDATETIMEOFFSET\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex s_comments = new(@"--[^\n]*|/\*.*?\*/", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    public static bool Is(SqlScript script) => script.Statements.Any(statement => statement is CreateTableStatement or AddColumnStatement
        && (IsServers(((SchemaStatement)statement).Name) || s_words.IsMatch(s_comments.Replace(script.Text[statement.Site.FullSpan], " "))));

    // The schemas that servers have by themselves. SQLite's are called main, temp, and as somebody attaches them.
    private static bool IsServers(SqlObjectName name) => name.Schema is { } schema && (schema.Is("dbo") || schema.Is("public"));
}
