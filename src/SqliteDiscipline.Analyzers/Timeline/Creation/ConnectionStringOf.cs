using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Creation;

/// <summary>The expression of a connection string, wherever it is given: as an argument, in an initializer, or set on the local afterwards.</summary>
internal static class ConnectionStringOf
{
    public static IOperation? Creation(IObjectCreationOperation creation)
    {
        var given = creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().LastOrDefault(SetsConnectionString)?.Value
            ?? Arguments(creation.Arguments);
        var set = SetAfterwards(creation);

        // Of two connection strings, which one is opened depends on the path: neither is the answer.
        return set.Count switch
        {
            0 => given,
            1 when given is null => set[0].Value,
            _ => null,
        };
    }

    public static IOperation? Arguments(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.Select(argument => argument.Value).FirstOrDefault(IsString);

    /// <summary>What is set on the local that a connection is put into, where it is set once.</summary>
    public static IOperation? Afterwards(IOperation connection) =>
        SetAfterwards(connection) is { Count: 1 } set ? set[0].Value : null;

    private static bool IsString(IOperation value) => value.Type?.SpecialType == SpecialType.System_String;

    private static bool SetsConnectionString(ISimpleAssignmentOperation assignment) =>
        assignment.Target is IPropertyReferenceOperation { Property.Name: "ConnectionString" };

    /// <summary><c>var c = new SqliteConnection(); c.ConnectionString = …;</c>.</summary>
    private static List<ISimpleAssignmentOperation> SetAfterwards(IOperation creation) => LocalUses.LocalOf(creation) is { } local
        ? LocalUses.Of(local, creation).Select(use => use.Parent?.Parent).OfType<ISimpleAssignmentOperation>().Where(SetsConnectionString).ToList()
        : new List<ISimpleAssignmentOperation>();
}
