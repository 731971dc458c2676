using System.Text.RegularExpressions;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.EngineTests.Sql;

/// <summary>Compares what the reader says of a script with what SQLite makes of it, statement by statement.</summary>
internal sealed class Agreement(Engine engine, bool mayDropQueries = false)
{
    public int Statements { get; private set; }

    /// <summary>Statements that SQLite refuses: nothing can be learnt from them, nor from what follows in their script.</summary>
    public int Refused { get; private set; }

    /// <summary>Statements that SQLite takes and the reader cannot tell.</summary>
    public int Unknown { get; private set; }

    public List<string> Disagreements { get; } = [];

    public string LastError { get; private set; } = "";

    public string Summary =>
        $"{Statements} statements compared, {Refused} refused by the engine, {Unknown} ({100.0 * Unknown / Math.Max(1, Statements):0.00} %) cannot tell, {Disagreements.Count} disagreements";

    public void Check(string script)
    {
        var statements = SqlReader.Read(script);
        var position = 0;
        for (var i = 0; ; i++)
        {
            var prepared = engine.Prepare(script[position..]);
            if (!prepared.Succeeded)
            {
                Refused++;
                LastError = prepared.Error + ": " + script;
                return;
            }

            if (prepared.IsEmpty)
            {
                if (i != statements.Length)
                {
                    Disagree(script, $"the engine sees {i} statements, the reader {statements.Length}");
                }

                return;
            }

            Statements++;
            if (i >= statements.Length)
            {
                Disagree(script, $"the reader sees only {statements.Length} statements");
                return;
            }

            var statement = statements[i];
            var end = position + prepared.Length;
            if (statement.Site.FullSpan.Start != position || statement.Site.FullSpan.End != end)
            {
                Disagree(script, $"statement {i} is [{position}..{end}) to the engine, {statement.Site.FullSpan} to the reader");
                return;
            }

            if (statement is UnknownStatement)
            {
                Unknown++;
            }
            else
            {
                Compare(script[position..end], statement, prepared);
            }

            position = end;
        }
    }

    private void Compare(string sql, SqlStatement statement, Prepared prepared)
    {
        if (statement.ReturnsRows is { } returnsRows && returnsRows != prepared.Columns > 0)
        {
            Disagree(sql, $"{prepared.Columns} columns; rows: {returnsRows}");
        }

        var (kind, reads) = Split(AuthorizedStatement.Describe(engine.Accesses, statement));
        var (readKind, readReads) = Split(AuthorizedStatement.Describe(statement));
        if (engine.Accesses.Any(access => AuthorizedStatement.IsPerhapsCommonTable(access, engine.Accesses)))
        {
            reads.Remove(SqlGenerator.Shadowed);
            readReads.Remove(SqlGenerator.Shadowed);
        }

        // The engine drops nested queries whose result nothing needs: an unused common table or column, the columns of an EXISTS, a
        // LEFT JOIN that changes nothing, what stands beside OR 1. The reader reads what stands there.
        var own = statement is DeleteStatement or UpdateStatement ? 0 : 1;
        var agrees = mayDropQueries && Regex.Count(sql, "SELECT|VALUES|WITH", RegexOptions.IgnoreCase) > own
            ? reads.IsSubsetOf(readReads)
            : reads.SetEquals(readReads);
        if (!agrees || !SqlIdentifier.Equals(kind, readKind))
        {
            Disagree(sql, $"engine: {kind} [{string.Join(", ", reads)}]; reader: {readKind} [{string.Join(", ", readReads)}]");
        }
    }

    private static (string Kind, HashSet<string> Reads) Split(string description)
    {
        var start = description.LastIndexOf(" reads [", StringComparison.Ordinal);
        return start < 0
            ? (description, [])
            : (description[..start], new(description[(start + 8)..^1].Split(", ", StringSplitOptions.RemoveEmptyEntries), SqlIdentifier.Comparer));
    }

    private void Disagree(string sql, string what) => Disagreements.Add(what + "\n    " + sql);
}
