using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>One stretch of source and what to write there.</summary>
/// <param name="Place">What is replaced; an empty span is where something is put in.</param>
/// <param name="Text">By what.</param>
internal readonly record struct SourceChange(Location Place, string Text);

/// <summary>What a rule hands to its fix: the places as the diagnostic's additional locations, the texts among its properties.</summary>
/// <remarks>The timeline knows where every statement stands. A fix that looked for it once more could find something else.</remarks>
internal static class StatementEdits
{
    private const string TitleKey = "SqliteDiscipline.Statements.Title";
    private const string TextKey = "SqliteDiscipline.Statements.Text.";

    /// <summary>The diagnostic, with the changes where there are any.</summary>
    public static Diagnostic Report(
        DiagnosticDescriptor descriptor, Location location, string title, ImmutableArray<SourceChange> changes, params object[] arguments)
    {
        if (changes.IsDefaultOrEmpty)
        {
            return Diagnostic.Create(descriptor, location, arguments);
        }

        var properties = changes
            .Select((change, index) => new KeyValuePair<string, string?>(TextKey + index.ToString(CultureInfo.InvariantCulture), change.Text))
            .Append(new KeyValuePair<string, string?>(TitleKey, title));
        return Diagnostic.Create(
            descriptor, location, changes.Select(change => change.Place), ImmutableDictionary.CreateRange(properties), arguments);
    }

    /// <summary>What the fix says that it does; <see langword="null"/> where there is none.</summary>
    public static string? TitleOf(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue(TitleKey, out var title) ? title : null;

    public static ImmutableArray<SourceChange> Of(Diagnostic diagnostic) => TitleOf(diagnostic) is null
        ? ImmutableArray<SourceChange>.Empty
        : diagnostic.AdditionalLocations
            .Select((place, index) => new SourceChange(place, diagnostic.Properties[TextKey + index.ToString(CultureInfo.InvariantCulture)]!))
            .ToImmutableArray();
}
