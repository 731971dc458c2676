using System.Collections.Immutable;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>One text of SQL: a file, or what a string of the source holds.</summary>
internal sealed class SqlScript : IEquatable<SqlScript>
{
    public SqlScript(string path, int start, SqlText text)
    {
        Path = path;
        Start = start;
        Text = text;
        Statements = SqlReader.Read(text);
    }

    /// <summary>The file in which it stands.</summary>
    public string Path { get; }

    /// <summary>Where in that file; 0 for a file that is SQL as a whole.</summary>
    public int Start { get; }

    public SqlText Text { get; }

    public ImmutableArray<SqlStatement> Statements { get; }

    /// <summary>A text that stands nowhere.</summary>
    public static SqlScript Of(SqlText text) => new(string.Empty, 0, text);

    public bool Equals(SqlScript? other) => other is not null && Path == other.Path && Start == other.Start && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as SqlScript);

    public override int GetHashCode() => unchecked((Path.GetHashCode() * 31) + Start);
}
