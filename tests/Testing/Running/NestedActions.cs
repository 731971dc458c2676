using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis.CodeActions;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>The members of a group of actions: public on newer Roslyns only, and by another name on older ones.</summary>
internal static class NestedActions
{
    private static readonly PropertyInfo? Property =
        new[] { "NestedActions", "NestedCodeActions" }
            .Select(name => typeof(CodeAction).GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .FirstOrDefault(property => property?.PropertyType == typeof(ImmutableArray<CodeAction>));

    public static ImmutableArray<CodeAction> Of(CodeAction action) =>
        Property?.GetValue(action) is ImmutableArray<CodeAction> { IsDefault: false } nested ? nested : [];
}
