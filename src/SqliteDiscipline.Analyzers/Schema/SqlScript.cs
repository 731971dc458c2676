using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>One text of SQL: a file, or what a string of the source holds.</summary>
internal sealed class SqlScript : IEquatable<SqlScript>
{
    private readonly IScriptPlace? _place;

    public SqlScript(string path, int start, SqlText text, IScriptPlace? place = null)
    {
        Path = path;
        Start = start;
        Text = text;
        Statements = SqlReader.Read(text);
        _place = place;
    }

    /// <summary>The file in which it stands.</summary>
    public string Path { get; }

    /// <summary>Where in that file; 0 for a file that is SQL as a whole.</summary>
    public int Start { get; }

    public SqlText Text { get; }

    public ImmutableArray<SqlStatement> Statements { get; }

    /// <summary>The connection members and types that the code around it names: they tell which database it is for.</summary>
    public EquatableArray<string> Mentions { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Whether code changes the text before it is run, so that it says nothing but that there is something.</summary>
    public bool IsChangedBeforeRun { get; init; }

    /// <summary>Where a span of the text stands in its file.</summary>
    public Location LocationOf(TextSpan span) => _place?.Locate(span) ?? Location.None;

    /// <summary>The span in the file that stands for the span of the text one to one; <see langword="null"/> where there is none.</summary>
    public TextSpan? ExactSpanOf(TextSpan span) => _place?.FindExactly(span);

    /// <summary>A text that stands nowhere.</summary>
    public static SqlScript Of(SqlText text) => new(string.Empty, 0, text);

    public bool Equals(SqlScript? other) => other is not null && Path == other.Path && Start == other.Start && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as SqlScript);

    public override int GetHashCode() => unchecked((Path.GetHashCode() * 31) + Start);
}

/// <summary>Knows where a text of SQL stands in its file.</summary>
internal interface IScriptPlace
{
    /// <summary>The place of a span of the text, or the smallest that shows it.</summary>
    Location Locate(TextSpan span);

    /// <summary>The span of the file that stands for it one to one, if there is one.</summary>
    TextSpan? FindExactly(TextSpan span);
}
