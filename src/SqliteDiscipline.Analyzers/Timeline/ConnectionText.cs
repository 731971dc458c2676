using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>
/// What can be seen, without running anything, of the connection string that a raw connection is made with: through constants,
/// interpolation, locals, fields and builders. Whatever cannot be seen is absent, never guessed.
/// </summary>
/// <param name="Keywords">The keywords that can be seen, under the provider's canonical names (<c>Data Source</c>, <c>Mode</c>, …), with the values that can be seen.</param>
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

    /// <summary>Whether it is seen to name an in-memory database: <c>:memory:</c>, <c>Mode=Memory</c>, or a URI with <c>mode=memory</c>.</summary>
    public bool IsInMemory => DataSource == ":memory:";

    /// <summary>Reads what a raw connection is made with: an object creation, a <c>UseSqlite(string)</c> call, or the string itself.</summary>
    public static ConnectionText Read(IOperation operation) => Unknown;
}
