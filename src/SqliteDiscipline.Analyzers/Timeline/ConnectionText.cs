using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>
/// What can be seen, without running anything, of the connection string that a raw connection is made with: through constants,
/// interpolation, locals, fields and builders. Whatever cannot be seen is absent, never guessed.
/// </summary>
/// <param name="Keywords">The keywords that can be seen, under the provider's canonical names (<c>Data Source</c>, <c>Mode</c>, …); the value is <see langword="null"/> where it cannot be seen.</param>
/// <param name="IsWhole">Whether nothing else can be in the string: no hole stands where a keyword could.</param>
/// <param name="DataSource">The data source where all of it can be seen.</param>
/// <param name="DataSourceEnding">The visible ending of the data source, from the last directory separator on: <c>conversations.db</c> of <c>Path.Combine(folder, "conversations.db")</c>.</param>
/// <param name="DataSourceExpression">The one expression that gives the data source where it cannot be seen: <c>path</c> of <c>$"Data Source={path}"</c>.</param>
internal sealed record ConnectionText(
    IReadOnlyDictionary<string, string?> Keywords,
    bool IsWhole,
    string? DataSource,
    string? DataSourceEnding,
    IOperation? DataSourceExpression)
{
    public static readonly ConnectionText Unknown = new(new Dictionary<string, string?>(), false, null, null, null);

    /// <summary>One of which no more is known than that it gives a mode.</summary>
    public static readonly ConnectionText OfSomeMode = Unknown with { Keywords = new Dictionary<string, string?> { [ConnectionKeywords.Mode] = null } };

    private const int MaxDepth = 6;

    // What a helper is made with is asked for at each call of it.
    private static readonly ConditionalWeakTable<IOperation, Reading> s_readings = new();

    private static readonly Regex s_emptySource = new(@"(^|;)\s*(Data Source|DataSource|Filename)\s*=\s*(;|$)", RegexOptions.IgnoreCase);
    private static readonly char[] s_separators = { '/', '\\' };

    /// <summary>The one expression that gives the data source where it cannot be seen, wherever it stands: behind a member too.</summary>
    public IOperation? DataSourceOrigin { get; private init; }

    /// <summary>What is written, entry by entry; one that stands twice is here twice.</summary>
    public IReadOnlyList<ConnectionEntry> Entries { get; private init; } = Array.Empty<ConnectionEntry>();

    /// <summary>The text that the entries stand in.</summary>
    public FlatText Flat { get; private init; } = new(TextTemplate.Literal(string.Empty));

    /// <summary>Whether it is opened without the pool: closed, it holds the file no more.</summary>
    public bool IsUnpooled => Keywords.TryGetValue(ConnectionKeywords.Pooling, out var pooling) && string.Equals(pooling, "False", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether it is seen to name an in-memory database: <c>:memory:</c>, <c>Mode=Memory</c>, or a URI with <c>mode=memory</c>; or a temporary one, an empty
    /// <c>Data Source</c>, which is gone with its connection as well, and never in the pool.
    /// </summary>
    public bool IsInMemory =>
        (Keywords.TryGetValue(ConnectionKeywords.Mode, out var mode) && string.Equals(mode, "Memory", StringComparison.OrdinalIgnoreCase))
        || IsInMemoryUri
        || (DataSource is { } source ? IsInMemorySource(source) : IsWhole && !Keywords.ContainsKey(ConnectionKeywords.DataSource) && s_emptySource.IsMatch(Flat.Text));

    // Of a URI with a name that cannot be seen, what stands behind the name can.
    private bool IsInMemoryUri { get; init; }

    /// <summary>Whether it switches foreign keys off, or says of them what cannot be seen.</summary>
    public bool MayLackForeignKeys => Keywords.TryGetValue(ConnectionKeywords.ForeignKeys, out var isOn) && !string.Equals(isOn, "True", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is seen that nothing can be written over it.</summary>
    public bool IsReadOnly => Keywords.TryGetValue(ConnectionKeywords.Mode, out var mode) && string.Equals(mode, "ReadOnly", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the connection string that <paramref name="text"/> gives.</summary>
    public static ConnectionText Read(IOperation text, CancellationToken cancellation) => ReadingOf(text, cancellation).Text;

    /// <summary>The same, where something is known of the parameters that it speaks of.</summary>
    public static ConnectionText Read(IOperation text, Func<IParameterReferenceOperation, TextTemplate?> given, CancellationToken cancellation) =>
        ReadingOf(text, cancellation) is { IsOfParameters: false } reading
            ? reading.Text
            : Of(TextReader.Read(text, cancellation, part => part is IParameterReferenceOperation parameter ? given(parameter) : null), text, cancellation);

    private static Reading ReadingOf(IOperation text, CancellationToken cancellation)
    {
        if (!s_readings.TryGetValue(text, out var known))
        {
            var isOfParameters = false;
            var template = TextReader.Read(text, cancellation, part =>
            {
                isOfParameters |= part is IParameterReferenceOperation;
                return null;
            });
            var read = new Reading(Of(template, text, cancellation), isOfParameters);
            known = s_readings.GetValue(text, _ => read);
        }

        return known;
    }

    private static bool IsInMemorySource(string source) =>
        source.Equals(":memory:", StringComparison.OrdinalIgnoreCase)
        || (source.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            && (source.StartsWith("file::memory:", StringComparison.OrdinalIgnoreCase)
                || source.IndexOf("mode=memory", StringComparison.OrdinalIgnoreCase) >= 0
                || source.IndexOf("vfs=memdb", StringComparison.OrdinalIgnoreCase) >= 0));

    /// <summary>Reads a text that has been put together already; <paramref name="text"/> is where it comes from.</summary>
    public static ConnectionText Of(TextTemplate template, IOperation text, CancellationToken cancellation)
    {
        if (template.Hole is not null)
        {
            return Unknown;
        }

        var flat = new FlatText(template);
        var entries = ConnectionEntry.Read(flat, out var isWhole);
        var keywords = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        TextTemplate? source = null;
        foreach (var entry in entries)
        {
            var canonical = ConnectionKeywords.Canonical(entry.Keyword);
            keywords[canonical] = entry.Value.Constant;
            source = canonical == ConnectionKeywords.DataSource ? entry.Value : source;
        }

        var expression = source?.Hole is { } whole && StandsIn(text, whole) ? whole : null;
        return new ConnectionText(keywords, isWhole, source?.Constant, source is null ? null : Ending(source, depth: 0, cancellation), expression)
        {
            DataSourceOrigin = source?.Hole,
            Flat = flat,
            Entries = entries,
            IsInMemoryUri = source is { Constant: null, Parts: { Length: > 0 } parts } && IsInMemorySource(string.Concat(parts.Select(part => part.Text))),
        };
    }

    private static string? Ending(TextTemplate source, int depth, CancellationToken cancellation)
    {
        if (source.Parts.Length == 0)
        {
            return null;
        }

        var last = source.Parts[source.Parts.Length - 1];
        if (last.Hole is { } hole)
        {
            return PathEnding(hole, depth, cancellation);
        }

        var separator = last.Text!.LastIndexOfAny(s_separators);
        return separator >= 0 ? last.Text.Substring(separator + 1) : source.Constant;
    }

    /// <summary>The last part of a <c>Path.Combine</c> or <c>Path.Join</c>, also behind names. Of torn code a part may be made of itself: the depth ends that.</summary>
    private static string? PathEnding(IOperation expression, int depth, CancellationToken cancellation)
    {
        for (; depth < MaxDepth; depth++)
        {
            if (expression is IInvocationOperation { TargetMethod: { Name: "Combine" or "Join", ContainingType: { Name: "Path", ContainingNamespace.Name: "IO" } } } combine
                && combine.Arguments.Length > 0)
            {
                var last = combine.Arguments[combine.Arguments.Length - 1].Value;
                last = last is IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } elements } ? elements[elements.Length - 1] : last;
                return Ending(TextReader.Read(last, cancellation), depth + 1, cancellation);
            }

            if (SingleValue.Of(expression, cancellation) is not { } value)
            {
                return null;
            }

            expression = value;
        }

        return null;
    }

    // An expression found behind a field or another method cannot be used where the connection is made.
    private static bool StandsIn(IOperation text, IOperation expression)
    {
        if (text.Syntax.SyntaxTree != expression.Syntax.SyntaxTree)
        {
            return false;
        }

        return Root(text).Syntax.Span.Contains(expression.Syntax.Span);

        static IOperation Root(IOperation operation)
        {
            while (operation.Parent is { } parent)
            {
                operation = parent;
            }

            return operation;
        }
    }

    private sealed record Reading(ConnectionText Text, bool IsOfParameters);
}
