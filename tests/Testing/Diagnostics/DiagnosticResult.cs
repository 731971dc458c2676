using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// A diagnostic that a test expects. Of one made from a descriptor the message is compared, of one made from an id
/// the arguments where they are given.
/// </summary>
public readonly struct DiagnosticResult
{
    public static readonly DiagnosticResult[] EmptyDiagnosticResults = [];

    // Of a defaulted struct the array is default too; only Spans is read.
    private readonly ImmutableArray<DiagnosticLocation> _spans;

    public DiagnosticResult(string id, DiagnosticSeverity severity)
    {
        Id = id;
        Severity = severity;
        _spans = [];
    }

    public DiagnosticResult(DiagnosticDescriptor descriptor)
        : this(descriptor.Id, descriptor.DefaultSeverity) => MessageFormat = descriptor.MessageFormat;

    private DiagnosticResult(DiagnosticResult other)
    {
        Id = other.Id;
        Severity = other.Severity;
        Options = other.Options;
        MessageFormat = other.MessageFormat;
        MessageArguments = other.MessageArguments;
        _spans = other.Spans;
        ExplicitMessage = other.ExplicitMessage;
        IsMessageIgnored = other.IsMessageIgnored;
        DefaultPath = other.DefaultPath;
    }

    public string Id { get; private init; }

    public DiagnosticSeverity Severity { get; private init; }

    public DiagnosticOptions Options { get; private init; }

    public LocalizableString? MessageFormat { get; private init; }

    public object[]? MessageArguments { get; private init; }

    public ImmutableArray<DiagnosticLocation> Spans
    {
        get => _spans.IsDefault ? [] : _spans;
        private init => _spans = value;
    }

    public bool HasLocation => !Spans.IsEmpty;

    /// <summary>The message in full: as the test gives it, or as it follows from the descriptor and the arguments.</summary>
    public string? Message => ExplicitMessage ?? (IsMessageIgnored || MessageFormat is not { } format ? null : Format(format));

    private string? ExplicitMessage { get; init; }

    private bool IsMessageIgnored { get; init; }

    private string? DefaultPath { get; init; }

    public static DiagnosticResult CompilerError(string identifier) => new(identifier, DiagnosticSeverity.Error);

    public static DiagnosticResult CompilerWarning(string identifier) => new(identifier, DiagnosticSeverity.Warning);

    public DiagnosticResult WithSeverity(DiagnosticSeverity severity) => new(this) { Severity = severity };

    public DiagnosticResult WithOptions(DiagnosticOptions options) => new(this) { Options = options };

    public DiagnosticResult WithArguments(params object[] arguments) => new(this) { MessageArguments = arguments };

    /// <summary>The message in full, or <see langword="null"/> where it may be any.</summary>
    public DiagnosticResult WithMessage(string? message) => new(this) { ExplicitMessage = message, IsMessageIgnored = message is null };

    public DiagnosticResult WithMessageFormat(LocalizableString messageFormat) => new(this) { MessageFormat = messageFormat };

    public DiagnosticResult WithNoLocation() => new(this) { Spans = [] };

    /// <summary>The span of the markup <c>{|#key:…|}</c>.</summary>
    public DiagnosticResult WithLocation(int markupKey) => WithLocation(markupKey, DiagnosticLocationOptions.None);

    public DiagnosticResult WithLocation(int markupKey, DiagnosticLocationOptions options)
    {
        var key = new LinePosition(markupKey, 0);
        return WithSpan(
            new FileLinePositionSpan(string.Empty, key, key), options | DiagnosticLocationOptions.InterpretAsMarkupKey);
    }

    /// <summary>Where it starts, counted from 1, in the test's first source.</summary>
    public DiagnosticResult WithLocation(int line, int column) => WithLocation(string.Empty, line, column);

    public DiagnosticResult WithLocation(string path, int line, int column) =>
        WithLocation(path, new LinePosition(line - 1, column - 1));

    public DiagnosticResult WithLocation(LinePosition location) => WithLocation(string.Empty, location);

    public DiagnosticResult WithLocation(string path, LinePosition location) =>
        WithSpan(new FileLinePositionSpan(path, location, location), DiagnosticLocationOptions.IgnoreLength);

    public DiagnosticResult WithSpan(int startLine, int startColumn, int endLine, int endColumn) =>
        WithSpan(string.Empty, startLine, startColumn, endLine, endColumn);

    public DiagnosticResult WithSpan(string path, int startLine, int startColumn, int endLine, int endColumn) =>
        WithSpan(new FileLinePositionSpan(
            path, new LinePosition(startLine - 1, startColumn - 1), new LinePosition(endLine - 1, endColumn - 1)));

    public DiagnosticResult WithSpan(FileLinePositionSpan span) => WithSpan(span, DiagnosticLocationOptions.None);

    public DiagnosticResult WithSpan(FileLinePositionSpan span, DiagnosticLocationOptions options)
    {
        var placed = span.Path.Length == 0 && DefaultPath is { } path
            ? new FileLinePositionSpan(path, span.StartLinePosition, span.EndLinePosition)
            : span;
        return new(this) { Spans = Spans.Add(new DiagnosticLocation(placed, options)) };
    }

    /// <summary>Locations that name no file are in this one.</summary>
    public DiagnosticResult WithDefaultPath(string path) => Spans.IsEmpty
        ? new(this) { DefaultPath = path }
        : WithSpansMapped(location => location.Span.Path.Length == 0
            ? new DiagnosticLocation(
                new FileLinePositionSpan(path, location.Span.StartLinePosition, location.Span.EndLinePosition), location.Options)
            : location);

    public DiagnosticResult WithLineOffset(int offset) => WithSpansMapped(location => new DiagnosticLocation(
        new FileLinePositionSpan(
            location.Span.Path,
            new LinePosition(location.Span.StartLinePosition.Line + offset, location.Span.StartLinePosition.Character),
            new LinePosition(location.Span.EndLinePosition.Line + offset, location.Span.EndLinePosition.Character)),
        location.Options));

    public override string ToString() => DiagnosticText.Describe(this);

    private string Format(LocalizableString format)
    {
        var text = format.ToString(CultureInfo.InvariantCulture);
        return MessageArguments is { Length: > 0 } arguments ? string.Format(CultureInfo.InvariantCulture, text, arguments) : text;
    }

    internal DiagnosticResult WithSpansMapped(Func<DiagnosticLocation, DiagnosticLocation> map) =>
        new(this) { Spans = [.. Spans.Select(map)] };
}
