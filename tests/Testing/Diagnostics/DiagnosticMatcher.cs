using System.Globalization;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Pairs what was expected with what was reported, as far as they pair at all.</summary>
internal sealed class DiagnosticMatcher
{
    private readonly IReadOnlyList<DiagnosticResult> _expected;
    private readonly IReadOnlyList<Diagnostic> _actual;
    private readonly int?[] _pairOfActual;

    public DiagnosticMatcher(IReadOnlyList<DiagnosticResult> expected, IReadOnlyList<Diagnostic> actual)
    {
        (_expected, _actual) = (expected, actual);
        _pairOfActual = new int?[actual.Count];

        // An expectation may say little and fit many: a maximum matching leaves none unpaired that could have been paired.
        var missing = new List<DiagnosticResult>();
        for (var i = 0; i < expected.Count; i++)
        {
            if (!TryPair(i, []))
            {
                missing.Add(expected[i]);
            }
        }

        Missing = missing;
        Unexpected = [.. actual.Where((_, index) => _pairOfActual[index] is null)];
    }

    /// <summary>Expected and not reported.</summary>
    public IReadOnlyList<DiagnosticResult> Missing { get; }

    /// <summary>Reported and not expected.</summary>
    public IReadOnlyList<Diagnostic> Unexpected { get; }

    public bool IsComplete => Missing.Count + Unexpected.Count == 0;

    /// <summary>What keeps a reported diagnostic from being the expected one; <see langword="null"/> when nothing does.</summary>
    public static string? Difference(DiagnosticResult expected, Diagnostic actual)
    {
        if (expected.Id != actual.Id)
        {
            return $"id {actual.Id} instead of {expected.Id}";
        }

        if (!SameLocations(expected, actual))
        {
            return "location";
        }

        if (!expected.Options.HasFlag(DiagnosticOptions.IgnoreSeverity) && expected.Severity != actual.Severity)
        {
            return $"severity {actual.Severity} instead of {expected.Severity}";
        }

        var message = actual.GetMessage(CultureInfo.InvariantCulture);
        if (expected.Message is { } wanted && wanted != message)
        {
            return $"message '{message}' instead of '{wanted}'";
        }

        return expected.Message is null
            && expected.MessageArguments is { } arguments
            && !arguments.Select(Text).SequenceEqual(DiagnosticText.Arguments(actual).Select(Text))
                ? $"arguments '{string.Join(", ", DiagnosticText.Arguments(actual))}' instead of '{string.Join(", ", arguments)}'"
                : null;
    }

    private bool TryPair(int expected, HashSet<int> tried)
    {
        for (var actual = 0; actual < _actual.Count; actual++)
        {
            if (Difference(_expected[expected], _actual[actual]) is not null || !tried.Add(actual))
            {
                continue;
            }

            if (_pairOfActual[actual] is not { } other || TryPair(other, tried))
            {
                _pairOfActual[actual] = expected;
                return true;
            }
        }

        return false;
    }

    private static bool SameLocations(DiagnosticResult expected, Diagnostic actual)
    {
        if (!expected.HasLocation)
        {
            return actual.Location == Location.None;
        }

        if (!SameLocation(expected.Spans[0], actual.Location))
        {
            return false;
        }

        return expected.Options.HasFlag(DiagnosticOptions.IgnoreAdditionalLocations)
            || (expected.Spans.Length - 1 == actual.AdditionalLocations.Count
                && expected.Spans.Skip(1).Zip(actual.AdditionalLocations).All(pair => SameLocation(pair.First, pair.Second)));
    }

    private static bool SameLocation(DiagnosticLocation expected, Location actual)
    {
        var span = actual.GetLineSpan();
        return actual != Location.None
            && span.Path == expected.Span.Path
            && span.StartLinePosition == expected.Span.StartLinePosition
            && (expected.Options.HasFlag(DiagnosticLocationOptions.IgnoreLength) || span.EndLinePosition == expected.Span.EndLinePosition);
    }

    private static string Text(object? argument) => $"{argument}";
}
