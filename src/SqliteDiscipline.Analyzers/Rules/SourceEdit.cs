using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>What a rule hands to its fix: one stretch of source and what to write there. It travels on the diagnostic.</summary>
/// <param name="Place">What is replaced.</param>
/// <param name="Text">By what; nothing, where it is taken out.</param>
/// <param name="Title">What the fix says that it does.</param>
internal sealed record SourceEdit(Location Place, string Text, string Title)
{
    private const string TextKey = "SqliteDiscipline.Edit.Text";
    private const string TitleKey = "SqliteDiscipline.Edit.Title";

    public static SourceEdit? Of(Diagnostic diagnostic) =>
        diagnostic.AdditionalLocations.Count > 0
        && diagnostic.Properties.TryGetValue(TextKey, out var text) && diagnostic.Properties.TryGetValue(TitleKey, out var title)
            ? new SourceEdit(diagnostic.AdditionalLocations[0], text!, title!)
            : null;

    /// <summary>The diagnostic, with the edit where there is one.</summary>
    public static Diagnostic Report(DiagnosticDescriptor descriptor, Location location, SourceEdit? edit, params object[] arguments) => edit is null
        ? Diagnostic.Create(descriptor, location, arguments)
        : Diagnostic.Create(
            descriptor,
            location,
            new[] { edit.Place },
            ImmutableDictionary<string, string?>.Empty.Add(TextKey, edit.Text).Add(TitleKey, edit.Title),
            arguments);
}
