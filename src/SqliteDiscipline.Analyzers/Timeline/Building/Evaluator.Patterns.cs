using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Patterns that look into a tuple, a list or an object: a variable that they declare is another name for what is in it.</summary>
internal sealed partial class Evaluator
{
    private bool? MatchParts(IRecursivePatternOperation pattern, Value? value)
    {
        if (value is SequenceValue { Elements: var elements } && elements.Count == pattern.DeconstructionSubpatterns.Length)
        {
            return MatchElements(pattern.DeconstructionSubpatterns, elements) & (pattern.PropertySubpatterns.IsEmpty ? true : null);
        }

        foreach (var part in pattern.PropertySubpatterns)
        {
            if (value is MadeValue made && part.Member is IMemberReferenceOperation { Member.Name: var name })
            {
                Match(part.Pattern, made[name]);
            }
        }

        return null;
    }

    private bool? MatchList(IListPatternOperation list, EquatableValues elements)
    {
        var slice = list.Patterns.OfType<ISlicePatternOperation>().FirstOrDefault();
        if (slice?.Pattern is not null)
        {
            foreach (var element in elements.Items)
            {
                Collect(element, list);
            }
        }

        var isLong = slice is null ? elements.Count == list.Patterns.Length : elements.Count >= list.Patterns.Length - 1;
        var match = isLong ? MatchElements(list.Patterns, elements) : false;

        // Only an array keeps its length.
        return list.InputType is IArrayTypeSymbol && slice?.Pattern is null ? match : null;
    }

    /// <summary>From the front up to the slice, and from behind down to it.</summary>
    private bool? MatchElements(ImmutableArray<IPatternOperation> patterns, EquatableValues elements)
    {
        bool? all = true;
        var slice = patterns.TakeWhile(pattern => pattern is not ISlicePatternOperation).Count();
        for (var i = 0; i < patterns.Length; i++)
        {
            var index = i < slice ? i : elements.Count - patterns.Length + i;
            if (i != slice && index >= 0 && index < elements.Count)
            {
                all &= Match(patterns[i], elements[index]);
            }
        }

        return all;
    }
}
