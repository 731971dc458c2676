using System.Globalization;
using System.Reflection;
using System.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Diagnostics in words: as a compiler prints them, and as code that can be pasted into a test.</summary>
internal static class DiagnosticText
{
    /// <summary><c>/0/Test0.cs(3,5,3,9): error CS0103: The name …</c>, then the code that expects just that.</summary>
    public static string Describe(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.GetLineSpan();
        var place = diagnostic.Location == Location.None ? "(no location)" : $"{span.Path}{Coordinates(span)}";
        return $"// {place}: {Severity(diagnostic.Severity)} {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"
            + Environment.NewLine + AsCode(diagnostic) + ",";
    }

    public static string Describe(DiagnosticResult expected)
    {
        var places = expected.HasLocation
            ? string.Join(", ", expected.Spans.Select(Place))
            : "(no location)";
        var message = expected.Message ?? (expected.MessageArguments is { } arguments ? $"(arguments: {string.Join(", ", arguments)})" : null);
        return $"// {places}: {Severity(expected.Severity)} {expected.Id}{(message is null ? string.Empty : $": {message}")}";
    }

    public static string AsCode(Diagnostic diagnostic)
    {
        var code = new StringBuilder();
        code.Append(diagnostic.Id.StartsWith("CS", StringComparison.Ordinal)
            ? diagnostic.Severity == DiagnosticSeverity.Warning
                ? $"DiagnosticResult.CompilerWarning(\"{diagnostic.Id}\")"
                : $"DiagnosticResult.CompilerError(\"{diagnostic.Id}\")"
            : $"new DiagnosticResult(\"{diagnostic.Id}\", DiagnosticSeverity.{diagnostic.Severity})");
        foreach (var location in diagnostic.AdditionalLocations.Prepend(diagnostic.Location).Where(location => location != Location.None))
        {
            var span = location.GetLineSpan();
            code.Append(CultureInfo.InvariantCulture, $".WithSpan(\"{span.Path}\", {Numbers(span)})");
        }

        var arguments = Arguments(diagnostic);
        if (arguments.Count > 0)
        {
            code.Append(CultureInfo.InvariantCulture, $".WithArguments({string.Join(", ", arguments.Select(Literal))})");
        }

        return code.ToString();
    }

    /// <summary>What the message was made of; Roslyn keeps it to itself, yet a test that compares arguments needs it.</summary>
    public static IReadOnlyList<object?> Arguments(Diagnostic diagnostic) =>
        typeof(Diagnostic).GetProperty("Arguments", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            ?.GetValue(diagnostic) as IReadOnlyList<object?> ?? [];

    private static string Place(DiagnosticLocation location) =>
        location.Options.HasFlag(DiagnosticLocationOptions.InterpretAsMarkupKey)
            ? $"#{location.Span.StartLinePosition.Line}"
            : location.Options.HasFlag(DiagnosticLocationOptions.IgnoreLength)
                ? $"{location.Span.Path}({location.Span.StartLinePosition.Line + 1},{location.Span.StartLinePosition.Character + 1})"
                : location.Span.Path + Coordinates(location.Span);

    private static string Coordinates(FileLinePositionSpan span) => $"({Numbers(span, ",")})";

    private static string Numbers(FileLinePositionSpan span, string separator = ", ") => string.Join(
        separator,
        span.StartLinePosition.Line + 1,
        span.StartLinePosition.Character + 1,
        span.EndLinePosition.Line + 1,
        span.EndLinePosition.Character + 1);

    private static string Severity(DiagnosticSeverity severity) => severity.ToString().ToLowerInvariant();

    private static string Literal(object? argument) => argument switch
    {
        int or long => string.Create(CultureInfo.InvariantCulture, $"{argument}"),
        bool flag => flag ? "true" : "false",
        _ => CSharp.SymbolDisplay.FormatLiteral($"{argument}", quote: true),
    };
}
