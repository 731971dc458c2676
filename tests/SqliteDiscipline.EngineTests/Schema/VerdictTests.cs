using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Verdicts;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.EngineTests.Sql;
using Xunit;
using Xunit.Abstractions;

namespace SqliteDiscipline.EngineTests.Schema;

/// <summary>Random schemas, data and sequences: what the verdict says is what the engine does, wherever the verdict says anything.</summary>
public sealed class VerdictTests(ITestOutputHelper output)
{
    [Fact]
    public void RandomDeletes_AreJudgedAsTheEngineJudgesThem() => Compare("plain deletes", (random, schema) => new RandomSequence(random, schema).Plain(), maxUnknown: 0.2);

    [Fact]
    public void RandomStatements_AreJudgedAsTheEngineJudgesThem() => Compare("mixed statements", (random, schema) => new RandomSequence(random, schema).Mixed(), maxUnknown: 0.5);

    private void Compare(string what, Func<Random, RandomSchema, List<string>> sequence, double maxUnknown)
    {
        var seed = SchemaSeed.Seed;
        output.WriteLine($"seed {seed}");
        var (cases, failing, unknown, unfit) = (0, 0, 0, 0);
        var disagreements = new List<string>();
        for (var i = 0; cases < SchemaSeed.Cases; i++)
        {
            var random = new Random(unchecked((seed * 1_000_003) + i));
            var schema = new RandomSchema(random);
            var definitions = schema.Definitions.ToList();
            using var engine = new Engine("PRAGMA foreign_keys = OFF");
            if (!TryFill(engine, definitions, schema))
            {
                unfit++;
                continue;
            }

            cases++;
            var statements = sequence(random, schema);
            var (failedAt, error) = Run(engine, statements);
            var script = string.Join(";\n", definitions.Concat(schema.Triggers));
            var verdict = SequenceJudge.Judge(
                EngineState.Start(DatabaseSchema.Of(script), isEnforced: true),
                statements.Select(statement => SqlReader.Read(statement).Single()));

            failing += failedAt >= 0 ? 1 : 0;
            unknown += verdict.Verdict.Kind == VerdictKind.CannotTell ? 1 : 0;
            if (!Agree(verdict, failedAt))
            {
                disagreements.Add($"case {i}: engine {failedAt} {error}; verdict {verdict}\n  {string.Join(";\n  ", statements)};\n---\n{script};\n---\n{string.Join(";\n", schema.Inserts)};");
            }
        }

        output.WriteLine($"{what}: {cases} cases compared ({unfit} drawn again), {failing} fail, {unknown} ({100.0 * unknown / cases:0.0} %) cannot tell, {disagreements.Count} disagreements");
        Assert.True(disagreements.Count == 0, $"seed {seed}, {disagreements.Count} disagreements\n" + string.Join("\n\n", disagreements.Take(5)));
        Assert.True(failing > cases / 10 && failing < cases * 9 / 10, $"{failing} of {cases} fail");
        Assert.True(unknown < cases * maxUnknown, $"{unknown} of {cases} cannot tell");
    }

    /// <summary>Makes the tables and fills them; false where the random data does not use every foreign key, as a verdict supposes.</summary>
    private static bool TryFill(Engine engine, List<string> definitions, RandomSchema schema)
    {
        engine.Execute(string.Join(";\n", definitions));
        if (engine.TryExecute(string.Join(";\n", schema.Inserts)) is not null)
        {
            return false;
        }

        var isFilled = schema.Tables.SelectMany(table => table.ForeignKeys).All(key => key.IsMismatch || IsUsed(engine, key));
        engine.Execute(string.Join(";\n", schema.Triggers));
        engine.Execute("PRAGMA foreign_keys = ON");
        return isFilled;
    }

    /// <summary>Every row of the parent has a child, and no row of the child is without its parent.</summary>
    private static bool IsUsed(Engine engine, RandomKey key)
    {
        var quote = new Random(0);
        string Name(string name) => RandomSchema.QuoteWith(quote, name);
        var match = string.Join(" AND ", key.Columns.Select((column, i) => $"p.{Name(key.ParentColumns[i].Name)} = c.{Name(column.Name)}"));
        var isNull = string.Join(" OR ", key.Columns.Select(column => $"c.{Name(column.Name)} IS NULL"));
        var (child, parent) = (Name(key.Child.Name), Name(key.Parent!.Name));
        return engine.Count($"SELECT 1 FROM {parent} AS p WHERE NOT EXISTS (SELECT 1 FROM {child} AS c WHERE {match})") == 0
            && engine.Count($"SELECT 1 FROM {child} AS c WHERE NOT ({isNull}) AND NOT EXISTS (SELECT 1 FROM {parent} AS p WHERE {match})") == 0;
    }

    private static (int FailedAt, string? Error) Run(Engine engine, List<string> statements)
    {
        for (var i = 0; i < statements.Count; i++)
        {
            if (engine.TryExecute(statements[i]) is { } error)
            {
                return (i, error);
            }
        }

        return (-1, null);
    }

    private static bool Agree(SequenceVerdict verdict, int failedAt) => verdict.Verdict.Kind switch
    {
        VerdictKind.Passes => failedAt < 0,
        VerdictKind.Raises => failedAt == verdict.Statement,

        // What comes before was said to pass.
        _ => failedAt < 0 || failedAt >= verdict.Statement,
    };
}
