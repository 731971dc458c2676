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
        var schema = state.Schema;
        var place = 0;

        // Each round brings at least one step behind another one that is deleted before it; more rounds than pairs would go in a circle.
        for (var rounds = steps.Count * steps.Count; rounds > 0; rounds--)
        {
            // Up to the step that was first at the beginning: what comes behind that is a matter of its own. What has passed stays where it is.
            Reference? blame = null;
            while (place <= order.IndexOf(0) && (blame = Pass(steps[order[place]], ref state)) is null)
            {
                place++;
            }

            if (blame is null)
            {
                return Changed(order);
            }

            if (Awaited(place, blame) is not (>= 0 and var to))
            {
                break;
            }

            // What it waits for may wait in turn. The last of them is moved first: otherwise they push each other back, time and again.
            var chain = new List<int> { order[place], order[to] };
            var passed = state;
            for (var next = place + 1; next <= to; next++)
            {
                if (Pass(steps[order[next]], ref passed) is { } further && next == to && Awaited(next, further) is >= 0 and var later)
                {
                    chain.Add(order[to = later]);
                }
            }

            for (var i = chain.Count - 2; i >= 0; i--)
            {
                if (!MoveBehind(chain[i], chain[i + 1]))
                {
                    return ImmutableArray<int>.Empty;
                }
            }
        }

        return ImmutableArray<int>.Empty;

        int Awaited(int waiting, Reference blame) => order.FindIndex(waiting + 1, step => steps[step].Any(ran => Takes(ran.Statement, blame.Child)));

        bool MoveBehind(int step, int other)
        {
            var (from, to) = (order.IndexOf(step), order.IndexOf(other));
            if (!Enumerable.Range(from + 1, to - from).All(between => Commute(steps[step], steps[order[between]], schema)))
            {
                return false;
            }

            order.RemoveAt(from);
            order.Insert(to, step);
            return true;
        }
    }

    /// <summary>The table whose rows a statement takes altogether or in part.</summary>
    public static SqlObjectName? TargetOf(SqlStatement statement) => statement switch
    {
        DeleteStatement delete => delete.Target,
        DropStatement { Kind: SchemaObjectKind.Table } drop => drop.Name,
        _ => null,
    };

    public static bool Takes(SqlStatement statement, string table) => TargetOf(statement) is { } target && target.Name.Is(table);

    /// <summary>Goes past a step; or tells what it fails by, and stays before it.</summary>
    private static Reference? Pass(ImmutableArray<Ran> step, ref EngineState state)
    {
        var after = state;
        foreach (var ran in step)
        {
            (var verdict, after) = StatementJudge.Judge(after, ran.Statement);
            if (verdict is { Kind: VerdictKind.Raises, Blame: { } blame })
            {
                return blame;
            }
        }

        state = after;
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
        {
            return false;
        }

        var kinship = Kinship.Of(schema);
        var families = new HashSet<string>(one.Select(kinship.FamilyOf), SqlIdentifier.Comparer);
        var others = other.Select(kinship.FamilyOf).ToList();
        if (families.Concat(others).Any(kinship.HasTriggers))
        {
            return false;
        }

        // Two deletes are as good in either order; unless one of them looks at what the other takes.
        return !families.Overlaps(others) || (TargetOf(left) is not null && TargetOf(right) is not null && one.Count == 1 && other.Count == 1);
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
}
