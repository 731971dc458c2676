using System.Collections.Immutable;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Verdicts;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Deletes;

/// <summary>
/// Looks for an order of some steps, each of one or more statements, in which the first of them does not fail: what fails is moved behind the
/// delete that it waits for, and the verdict is asked again. A step passes another only where their order tells in nothing else.
/// </summary>
internal static class DeleteArrangement
{
    /// <param name="state">What is known before the first step.</param>
    /// <param name="steps">The steps in their present order.</param>
    /// <returns>The new order of the first few steps, those behind them staying where they are; empty where there is none.</returns>
    public static ImmutableArray<int> Of(EngineState state, IReadOnlyList<ImmutableArray<Ran>> steps)
    {
        var order = Enumerable.Range(0, steps.Count).ToList();

        // Each round brings one step behind another one that is deleted before it; more rounds than pairs would go in a circle.
        for (var rounds = steps.Count * steps.Count; rounds > 0; rounds--)
        {
            if (FindFailure(state, steps, order) is not { } failure)
                return Changed(order);

            var to = order.FindIndex(failure.Place + 1, step => steps[step].Any(ran => Takes(ran.Statement, failure.Blame.Child)));
            if (to < 0 || !Enumerable.Range(failure.Place + 1, to - failure.Place).All(place => Commute(steps[order[failure.Place]], steps[order[place]], state.Schema)))
                break;

            var moved = order[failure.Place];
            order.RemoveAt(failure.Place);
            order.Insert(to, moved);
        }

        return ImmutableArray<int>.Empty;
    }

    /// <summary>The table whose rows a statement takes altogether or in part.</summary>
    public static SqlObjectName? TargetOf(SqlStatement statement) => statement switch
    {
        DeleteStatement delete => delete.Target,
        DropStatement { Kind: SchemaObjectKind.Table } drop => drop.Name,
        _ => null,
    };

    public static bool Takes(SqlStatement statement, string table) => TargetOf(statement) is { } target && target.Name.Is(table);

    /// <summary>The first step that fails, up to the one that was first at the beginning: what comes behind that is a matter of its own.</summary>
    private static (int Place, Reference Blame)? FindFailure(EngineState state, IReadOnlyList<ImmutableArray<Ran>> steps, List<int> order)
    {
        for (var place = 0; place <= order.IndexOf(0); place++)
        {
            foreach (var ran in steps[order[place]])
            {
                (var verdict, state) = StatementJudge.Judge(state, ran.Statement);
                if (verdict is { Kind: VerdictKind.Raises, Blame: { } blame })
                    return (place, blame);
            }
        }

        return null;
    }

    private static ImmutableArray<int> Changed(List<int> order)
    {
        var last = order.FindLastIndex(step => order[step] != step);
        return order.Take(last + 1).ToImmutableArray();
    }

    private static bool Commute(ImmutableArray<Ran> left, ImmutableArray<Ran> right, DatabaseSchema schema) =>
        left.All(one => right.All(other => Commute(one.Statement, other.Statement, schema)));

    private static bool Commute(SqlStatement left, SqlStatement right, DatabaseSchema schema)
    {
        if (left.Site.HasUnknownText || right.Site.HasUnknownText || Touched(left) is not { } one || Touched(right) is not { } other)
            return false;

        var kin = Kin(one, schema);
        var relatives = Kin(other, schema);
        if (kin.Concat(relatives).Any(table => schema.HasTriggers(table)))
            return false;

        // Two deletes are as good in either order; unless one of them looks at what the other takes.
        return !kin.Overlaps(relatives) || (TargetOf(left) is not null && TargetOf(right) is not null && one.Count == 1 && other.Count == 1);
    }

    /// <summary>The tables that a statement reads or writes, the target first; <see langword="null"/> where that cannot be told.</summary>
    private static List<string>? Touched(SqlStatement statement)
    {
        var names = statement switch
        {
            DataStatement data => data.Reads.Prepend(data.Target).ToList(),
            SelectStatement select => select.Reads.ToList(),
            DropStatement { Kind: SchemaObjectKind.Table } drop => new List<SqlObjectName> { drop.Name },
            _ => null,
        };
        return names is null || names.Any(name => name.Name.Value is null || !name.MayBeInMain) ? null : names.Select(name => name.Name.Value!).ToList();
    }

    /// <summary>The tables with all that foreign keys bind to them, near or far.</summary>
    private static HashSet<string> Kin(List<string> tables, DatabaseSchema schema)
    {
        var kin = new HashSet<string>(tables, SqlIdentifier.Comparer!);
        var references = schema.Tables.SelectMany(table => table.References).Where(reference => reference.Parent is not null).ToList();
        for (var before = 0; before < kin.Count;)
        {
            before = kin.Count;
            foreach (var reference in references)
            {
                if (kin.Contains(reference.Child) || kin.Contains(reference.Parent!))
                    kin.UnionWith(new[] { reference.Child, reference.Parent! });
            }
        }

        return kin;
    }
}
