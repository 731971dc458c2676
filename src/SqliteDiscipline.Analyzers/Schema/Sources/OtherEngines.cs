using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>
/// Tells by names what is meant for another engine: a program that can run on several has one folder of scripts for each, and one class. What SQLite would make
/// of the others' text is of no interest to anybody.
/// </summary>
internal static class OtherEngines
{
    // migrations/postgres/001.sql, schema.mysql.sql, MsSql/Tables.sql; not ItemsSql, which has "mssql" in it.
    private static readonly Regex s_paths = new(
        @"(?i:postgre|npgsql|pgsql|mariadb|sqlserver|cockroach|clickhouse|duckdb|firebird|snowflake)"
            + @"|(?<![A-Za-z])(?i:pg|psql|mysql|mssql|tsql|plsql|oracle)(?![a-z])|(?<=[a-z])(MySql|MySQL|MsSql|MsSQL|MSSQL)(?![a-z])",
        RegexOptions.CultureInvariant);

    // NpgsqlConnection, PgStore, PostgresMigrations, SqlServerDialect; as part of a longer name "SqlConnection" is anybody's.
    private static readonly Regex s_names = new(
        @"^[Nn]pgsql|[Pp]ostgre|PgSql|(?<![A-Z])Pg(?=[A-Z])|MySql|MySQL|MariaD[Bb]|SqlServer|MsSql|MSSQL|MSSql|SqlClient|CockroachD[Bb]|ClickHouse|DuckD[Bb]|FirebirdSql|Oracle(Connection|Command|Client|DataAccess)"
            + @"|^Sql(Connection|Command|BulkCopy|ConnectionStringBuilder)$",
        RegexOptions.CultureInvariant);

    private static readonly char[] s_separators = { '/', '\\' };

    /// <summary>
    /// Whether a file is another engine's, by the nearest of its name and folders that names one. A folder in which the program stands says nothing of the file: it
    /// is the repository's.
    /// </summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="code">The program's files of C#.</param>
    public static bool Own(string path, IEnumerable<SyntaxTree> code)
    {
        for (var (start, end) = (path.LastIndexOfAny(s_separators) + 1, path.Length); end > 0; end = start - 1, start = end <= 0 ? 0 : path.LastIndexOfAny(s_separators, end - 1) + 1)
        {
            var part = path.Substring(start, end - start);
            if (IsOfSqlite(part))
            {
                return false;
            }

            if (s_paths.IsMatch(part))
            {
                var folder = path.Substring(0, end);
                return end == path.Length || !IsOfProgram(folder, code);
            }
        }

        return false;
    }

    // Single files of it may stand elsewhere: they are linked, or come with packages.
    private static bool IsOfProgram(string folder, IEnumerable<SyntaxTree> code)
    {
        var files = code.Where(file => file.FilePath.Length > 0).ToList();
        return files.Count(file => file.FilePath.StartsWith(folder, StringComparison.Ordinal)) * 2 > files.Count;
    }

    /// <summary>What the names of some piece of code say: that it is another engine's, that it is (also) SQLite's, or nothing.</summary>
    public static bool? Own(IEnumerable<string> names)
    {
        bool? owned = null;
        foreach (var name in names)
        {
            if (IsOfSqlite(name))
            {
                return false;
            }

            owned ??= s_names.IsMatch(name) ? true : null;
        }

        return owned;
    }

    // A typed connection is one, whatever its name.
    private static bool IsOfSqlite(string name) => name.IndexOf("sqlite", StringComparison.OrdinalIgnoreCase) >= 0
        || name.StartsWith("_connect_", StringComparison.Ordinal) || name.StartsWith("_create_", StringComparison.Ordinal);
}
