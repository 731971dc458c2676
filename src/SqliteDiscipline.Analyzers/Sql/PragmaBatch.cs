using System.Collections.Immutable;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Sql;

/// <summary>Text that does nothing but set or ask pragmas: what a policy can take over as a whole.</summary>
internal static class PragmaBatch
{
    /// <summary>
    /// The pragmas of the text in order; false where anything else stands in it, or something that cannot be told: another
    /// statement, a malformed pragma, a hole that may hide more than a value.
    /// </summary>
    public static bool TryRead(SqlText text, out ImmutableArray<PragmaStatement> pragmas)
    {
        var statements = SqlReader.Read(text);
        pragmas = ImmutableArray<PragmaStatement>.Empty;
        var found = ImmutableArray.CreateBuilder<PragmaStatement>(statements.Length);
        foreach (var statement in statements)
        {
            if (statement is not PragmaStatement { IsWellFormed: true, Site: { HasUnknownText: false, Explain: ExplainKind.None } } pragma
                || pragma.Name.Value is null)
            {
                return false;
            }

            found.Add(pragma);
        }

        pragmas = found.ToImmutable();
        return pragmas.Length > 0;
    }
}
