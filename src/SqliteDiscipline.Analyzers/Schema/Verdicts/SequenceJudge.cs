using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema.Verdicts;

internal static class SequenceJudge
{
    /// <summary>Runs the statements in thought until one does not pass.</summary>
    public static SequenceVerdict Judge(EngineState state, IEnumerable<SqlStatement> statements)
    {
        var place = 0;
        foreach (var statement in statements)
        {
            (var verdict, state) = StatementJudge.Judge(state, statement);
            if (verdict.Kind != VerdictKind.Passes)
            {
                return new SequenceVerdict(verdict, place);
            }

            place++;
        }

        return new SequenceVerdict(Verdict.Passes, -1);
    }
}
