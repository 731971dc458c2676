using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Sql;

/// <summary>A name in the text.</summary>
/// <param name="Value">The name without its quotes; <see langword="null"/> where a hole hides it.</param>
/// <param name="Span">Where it stands, quotes included.</param>
internal readonly record struct SqlName(string? Value, TextSpan Span)
{
    /// <summary>Whether it is known to be this name.</summary>
    public bool Is(string name) => SqlIdentifier.Equals(Value, name);

    public override string ToString() => Value ?? "…";
}

/// <summary>The name of a table, index, view or trigger, with the schema (<c>main</c>, <c>temp</c>, an attached one) where the text tells it.</summary>
internal readonly record struct SqlObjectName(SqlName? Schema, SqlName Name)
{
    /// <summary>Whether the schema is given, and is the temporary one.</summary>
    public bool IsInTemp => Schema is { } schema && schema.Is("temp");

    /// <summary>Whether it may be an object of the main file: no schema is given, or <c>main</c>.</summary>
    public bool MayBeInMain => Schema is not { } schema || schema.Is("main");

    public TextSpan Span => Schema is { } schema ? TextSpan.FromBounds(schema.Span.Start, Name.Span.End) : Name.Span;

    public override string ToString() => Schema is { } schema ? schema + "." + Name : Name.ToString();
}
