using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Creation;

/// <summary>Connections that are made but through which no row is ever read or written.</summary>
internal static class Harmless
{
    public static bool Is(IOperation creation) => IsOnlyAsked(creation) || IsPoolKey(creation) || IsBackupDestination(creation);

    /// <summary><c>new SqliteConnection().ServerVersion</c>: asks the library, opens nothing.</summary>
    private static bool IsOnlyAsked(IOperation creation) =>
        LocalUses.Outward(creation) is IPropertyReferenceOperation { Property.Name: "ServerVersion" };

    /// <summary><c>SqliteConnection.ClearPool(new SqliteConnection(…))</c>: only its connection string is looked at.</summary>
    private static bool IsPoolKey(IOperation creation)
    {
        if (LocalUses.Outward(creation) is IArgumentOperation argument)
        {
            return IsClearPool(argument);
        }

        if (LocalUses.LocalOf(creation) is not { } local)
        {
            return false;
        }

        var uses = LocalUses.Of(local, creation).ToList();
        return uses.Any(IsPoolArgument) && uses.All(use => IsPoolArgument(use) || IsTarget(use) || LocalUses.IsClose(use));
    }

    /// <summary>The destination of an online backup, disposed in the same method and otherwise only opened.</summary>
    private static bool IsBackupDestination(IOperation creation)
    {
        if (LocalUses.LocalOf(creation) is not { } local)
        {
            return false;
        }

        var uses = LocalUses.Of(local, creation).ToList();
        return uses.Any(IsBackupArgument)
            && LocalUses.IsClosed(creation)
            && uses.All(use => IsBackupArgument(use) || LocalUses.IsClose(use) || IsTarget(use) || IsUsingResource(use) || IsOpen(use) || IsPoolArgument(use));
    }

    private static bool IsClearPool(IArgumentOperation argument) => IsOfProvider(argument, "ClearPool");

    private static bool IsPoolArgument(ILocalReferenceOperation use) =>
        LocalUses.Outward(use) is IArgumentOperation passed && IsClearPool(passed);

    private static bool IsBackupArgument(ILocalReferenceOperation use) =>
        LocalUses.Outward(use) is IArgumentOperation { Parameter.Ordinal: 0 } argument && IsOfProvider(argument, "BackupDatabase");

    // A method of the user's own that bears the name may do anything with the connection.
    private static bool IsOfProvider(IArgumentOperation argument, string method) =>
        argument.Parent is IInvocationOperation { TargetMethod: var called }
        && called.Name == method
        && called.ContainingType.Is("Microsoft.Data.Sqlite", "SqliteConnection");

    private static bool IsOpen(ILocalReferenceOperation use) => LocalUses.Called(use) is "Open" or "OpenAsync";

    private static bool IsTarget(ILocalReferenceOperation use) => use.Parent is ISimpleAssignmentOperation assignment && assignment.Target == use;

    private static bool IsUsingResource(ILocalReferenceOperation use) => LocalUses.Outward(use) is IUsingOperation;
}
