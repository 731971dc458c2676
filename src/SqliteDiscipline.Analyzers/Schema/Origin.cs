using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>Where a part of a schema was written.</summary>
/// <param name="Script">The text; <see langword="null"/> where it was declared by an attribute, or stands nowhere.</param>
/// <param name="Span">Where in the text.</param>
internal readonly record struct Origin(SqlScript? Script, TextSpan Span);
