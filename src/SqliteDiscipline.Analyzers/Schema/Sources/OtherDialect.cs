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
        @"\bIDENTITY\s*\(\s*\d|\bAS\s+IDENTITY\b|\bDEFAULT\s+\(?\s*(GETDATE|GETUTCDATE|SYSUTCDATETIME|NEWID|NOW|gen_random_uuid)\s*\(|\bNVARCHAR\s*\(\s*MAX|\bAUTO_INCREMENT\b|\)\s*ENGINE\s*=|\bBIGSERIAL\b|\bSERIAL\s+PRIMARY\b|\bTIMESTAMPTZ\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    // SQLite takes any word for a type; these nobody writes for it. As the name of a column they say nothing.
    private static readonly Regex s_types = new(@"^(N?VARCHAR2|BYTEA|LONGBLOB|MEDIUMBLOB|ROWVERSION)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    // Comments and strings say what they like.
    private static readonly Regex s_comments = new(@"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    public static bool Is(SqlScript script) => script.Statements.Any(statement => statement switch
    {
        CreateTableStatement create => Is(create, create.Columns, script),
        AddColumnStatement add => Is(add, new[] { add.Column }, script),
        _ => false,
    });

    private static bool Is(SchemaStatement statement, IEnumerable<ColumnDefinition> columns, SqlScript script) =>
        IsServers(statement.Name)
        || columns.Any(column => s_types.IsMatch(column.Type))
        || s_words.IsMatch(s_comments.Replace(script.Text[statement.Site.FullSpan], " "));

    // The schemas that servers have by themselves. SQLite's are called main, temp, and as somebody attaches them.
    private static bool IsServers(SqlObjectName name) => name.Schema is { } schema && (schema.Is("dbo") || schema.Is("public"));
}
