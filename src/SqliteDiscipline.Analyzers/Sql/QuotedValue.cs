using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Sql;

/// <summary>A word in double quotes that stands where a value is meant: compared with, assigned, listed, handed to a function.</summary>
/// <param name="Span">The word, quotes included.</param>
/// <param name="Value">Without its quotes; <see langword="null"/> where a hole lies in it.</param>
/// <param name="SeesColumns">Whether a column could stand there at all: in the VALUES of an INSERT none is in sight.</param>
/// <param name="Partner">The bare name that it alone is compared with or assigned to, if there is one.</param>
internal readonly record struct QuotedValue(TextSpan Span, string? Value, bool SeesColumns, string? Partner);

/// <summary>The words in double quotes of one statement.</summary>
/// <param name="Values">Those that are meant as values.</param>
/// <param name="Names">The names that the statement itself gives: aliases, columns of common tables.</param>
/// <param name="HasTableFunction">Whether it reads from a function, whose columns are the function's business.</param>
/// <param name="HasSubquery">Whether a query in it gives columns to another: those that it does not name have names of SQLite's choice.</param>
internal sealed record QuotedValues(EquatableArray<QuotedValue> Values, EquatableArray<string> Names, bool HasTableFunction, bool HasSubquery)
{
    public static readonly QuotedValues None = new(EquatableArray<QuotedValue>.Empty, EquatableArray<string>.Empty, HasTableFunction: false, HasSubquery: false);
}
