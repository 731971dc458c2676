using System;

namespace SqliteDiscipline;

/// <summary>A further pragma that is set on every connection of a database, after the policy's own.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SqlitePragmaAttribute : Attribute
{
    /// <summary>Declares a pragma.</summary>
    /// <param name="database">The name of a database declared on the same class.</param>
    /// <param name="pragma">
    /// The name of a per-connection pragma, see <see href="https://www.sqlite.org/pragma.html">sqlite.org/pragma.html</see>; or <c>page_size</c>, <c>auto_vacuum</c> or
    /// <c>encoding</c>, which form a file that is made by the connection and say nothing to one that is there.
    /// </param>
    /// <param name="value">Its value: a number, a keyword or a quoted string, as SQLite reads it.</param>
    public SqlitePragmaAttribute(string database, string pragma, string value)
    {
        Database = database;
        Pragma = pragma;
        Value = value;
    }

    /// <summary>The name of the database.</summary>
    public string Database { get; }

    /// <summary>The name of the pragma.</summary>
    public string Pragma { get; }

    /// <summary>The value of the pragma.</summary>
    public string Value { get; }
}
