using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>One stretch of source and what to write there.</summary>
/// <param name="Place">What is replaced; an empty span is where something is put in.</param>
/// <param name="Text">By what; nothing, where it is taken out.</param>
internal readonly record struct SourceChange(Location Place, string Text);

/// <summary>
/// What a rule hands to its fix. It travels on the diagnostic: the places as its additional locations, the texts among its properties. The rule
/// knows where everything stands; a fix that looked for it once more could find something else.
/// </summary>
/// <param name="Title">What the fix says that it does.</param>
/// <param name="Changes">What it changes, all or nothing.</param>
internal sealed record SourceEdit(string Title, ImmutableArray<SourceChange> Changes)
{
    private const string TitleKey = "SqliteDiscipline.Edit.Title";
    private const string TextKey = "SqliteDiscipline.Edit.Text.";

    /// <summary>A single change.</summary>
    public SourceEdit(Location place, string text, string title)
        : this(title, ImmutableArray.Create(new SourceChange(place, text)))
    {
    }

    /// <summary>Several changes; nothing where there are none.</summary>
    public static SourceEdit? Of(string title, ImmutableArray<SourceChange> changes) => changes.IsDefaultOrEmpty ? null : new SourceEdit(title, changes);

    /// <summary>What a diagnostic brings along.</summary>
    public static SourceEdit? Of(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue(TitleKey, out var title)
        ? new SourceEdit(title!, diagnostic.AdditionalLocations.Select((place, index) => new SourceChange(place, diagnostic.Properties[KeyOf(index)]!)).ToImmutableArray())
        : null;

    /// <summary>The diagnostic, with the edit where there is one.</summary>
    public static Diagnostic Report(DiagnosticDescriptor descriptor, Location location, SourceEdit? edit, params object[] arguments)
    {
        if (edit is null)
        {
            return Diagnostic.Create(descriptor, location, arguments);
        }

        var texts = edit.Changes.Select((change, index) => new KeyValuePair<string, string?>(KeyOf(index), change.Text));
        return Diagnostic.Create(
            descriptor,
            location,
            edit.Changes.Select(change => change.Place),
            ImmutableDictionary.CreateRange(texts).Add(TitleKey, edit.Title),
            arguments);
    }

    private static string KeyOf(int index) => TextKey + index.ToString(CultureInfo.InvariantCulture);
}
