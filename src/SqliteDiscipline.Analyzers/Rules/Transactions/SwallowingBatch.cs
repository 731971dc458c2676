using System.Collections.Immutable;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Transactions;

/// <summary>A text of several statements, run by a call that drops the failures of all that comes after the first rows.</summary>
/// <param name="Run">The execution.</param>
/// <param name="Rows">The statement that answers with rows.</param>
/// <param name="Write">The first after it whose failure matters.</param>
/// <param name="Cuts">Before which statements the text has to be cut, so that in no piece one that matters comes after rows.</param>
internal sealed record SwallowingBatch(Run Run, SqlStatement Rows, SqlStatement Write, ImmutableArray<int> Cuts)
{
    /// <summary>The batch; <see langword="null"/> where nothing is swallowed, or nothing that matters.</summary>
    public static SwallowingBatch? Of(Run run)
    {
        if (run.Statements.Length < 2 || !Swallows(run.Kind))
        {
            return null;
        }

        var cuts = ImmutableArray.CreateBuilder<int>();
        SqlStatement? first = null;
        SqlStatement? rows = null;
        var wrote = false;
        for (var i = 0; i < run.Statements.Length; i++)
        {
            var statement = run.Statements[i];
            if (rows is not null && Matters(statement, wrote))
            {
                cuts.Add(i);
                first ??= rows;
                rows = null;
            }

            wrote |= IsWrite(statement);
            rows ??= statement.ReturnsRows == true ? statement : null;
        }

        return first is null ? null : new SwallowingBatch(run, first, run.Statements[cuts[0]], cuts.ToImmutable());
    }

    /// <summary>A reader of one's own, Dapper's queries and <c>sqlite3_exec</c> go through all of the text, and report.</summary>
    private static bool Swallows(RunKind kind) =>
        kind is RunKind.NonQuery or RunKind.Scalar or RunKind.DapperExecute or RunKind.DapperScalar or RunKind.EntityFramework;

    // A pragma that is not obeyed is another matter; a commit that fails takes with it what was written.
    private static bool Matters(SqlStatement statement, bool wrote) => IsWrite(statement) || (statement is CommitStatement && wrote);

    private static bool IsWrite(SqlStatement statement) => statement is DataStatement or SchemaStatement && statement.Site.Explain == ExplainKind.None;
}
