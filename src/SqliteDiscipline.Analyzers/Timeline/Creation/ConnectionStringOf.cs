using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Creation;

/// <summary>The expression of a connection string, wherever it is given: as an argument, in an initializer, or set on the local afterwards.</summary>
internal static class ConnectionStringOf
{
    public static IOperation? Creation(IObjectCreationOperation creation, CancellationToken cancellation) =>
        creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().LastOrDefault(SetsConnectionString)?.Value
        ?? Arguments(creation.Arguments)
        ?? SetAfterwards(creation);

    public static IOperation? Arguments(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.Select(argument => argument.Value).FirstOrDefault(IsString);

    private static bool IsString(IOperation value) => value.Type?.SpecialType == SpecialType.System_String;

    private static bool SetsConnectionString(ISimpleAssignmentOperation assignment) =>
        assignment.Target is IPropertyReferenceOperation { Property.Name: "ConnectionString" };

    /// <summary><c>var c = new SqliteConnection(); c.ConnectionString = …;</c>, where it is set once.</summary>
    private static IOperation? SetAfterwards(IObjectCreationOperation creation)
    {
        if (LocalUses.LocalOf(creation) is not { } local)
        {
            return null;
        }

        var set = LocalUses.Of(local, creation)
            .Select(use => use.Parent?.Parent)
            .OfType<ISimpleAssignmentOperation>()
            .Where(SetsConnectionString)
            .ToList();
        return set.Count == 1 ? set[0].Value : null;
    }
}
