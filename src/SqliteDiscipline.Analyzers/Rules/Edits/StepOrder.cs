using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>
/// Lets runs change places in the code: their texts, where they go through one command with the same parameters, or else the statements that
/// each of them is made of.
/// </summary>
internal static class StepOrder
{
    private static readonly ImmutableArray<SourceChange> s_none = ImmutableArray<SourceChange>.Empty;

    /// <param name="runs">The runs in their present order, nothing else of the connection between them.</param>
    /// <param name="order">Which of them is to stand at each place.</param>
    public static ImmutableArray<SourceChange> Permuted(IReadOnlyList<Run> runs, ImmutableArray<int> order)
    {
        var steps = new List<Step>();
        foreach (var run in runs)
        {
            // The steps stand side by side in one block.
            if (run.IsAnswerUsed || Step.Of(run) is not { } step || (steps.Count > 0 && !steps[steps.Count - 1].IsBefore(step)))
            {
                return s_none;
            }

            steps.Add(step);
        }

        if (steps.All(step => step.Command is not null && step.Command == steps[0].Command && step.IsOfBlock))
        {
            return OfTexts(runs, steps, order);
        }

        return steps.All(step => step.IsPure) && !steps.Any(step => steps.Any(other => other != step && step.DependsOn(other)))
            ? Changes(steps.Select(step => step.Place).ToList(), order)
            : s_none;
    }

    /// <summary>One command that runs one text after the other, with whatever parameters it was given before the first.</summary>
    private static ImmutableArray<SourceChange> OfTexts(IReadOnlyList<Run> runs, List<Step> steps, ImmutableArray<int> order)
    {
        var texts = runs.Select(run => run.Expression).ToList();
        var areWhole = texts.All(text => text.Parent is AssignmentExpressionSyntax assignment && assignment.Right == text);
        var areSame = steps.Skip(1).All(step => step.Statements.Length == 2)
            && runs.Select(run => string.Join(" ", Parameters(run))).Distinct().Count() == 1;
        return areWhole && areSame ? Changes(texts.Select(text => text.GetLocation()).ToList(), order) : s_none;
    }

    private static IEnumerable<string> Parameters(Run run) => Sql.SqlParameters.In(run.Text).Distinct().OrderBy(name => name, StringComparer.Ordinal);

    private static ImmutableArray<SourceChange> Changes(List<Location> places, ImmutableArray<int> order) => order
        .Select((step, place) => (Step: step, Place: place))
        .Where(change => change.Step != change.Place)
        .Select(change => new SourceChange(places[change.Place], TextAt(places[change.Step])))
        .ToImmutableArray();

    private static string TextAt(Location place) => place.SourceTree!.GetText().ToString(place.SourceSpan);
}
