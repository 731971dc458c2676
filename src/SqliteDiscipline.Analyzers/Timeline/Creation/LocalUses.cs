using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Creation;

/// <summary>What is done with the local variable that a value is put into.</summary>
internal static class LocalUses
{
    /// <summary>The local that is declared with this value, a conversion between them apart.</summary>
    public static ILocalSymbol? LocalOf(IOperation value) => Outward(value) switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } => target.Local,
        _ => null,
    };

    /// <summary>Every mention of the local in the body that it stands in, its own declaration apart.</summary>
    public static IEnumerable<ILocalReferenceOperation> Of(ILocalSymbol local, IOperation within)
    {
        var root = within;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root.Descendants().OfType<ILocalReferenceOperation>().Where(use => SymbolEqualityComparer.Default.Equals(use.Local, local));
    }

    /// <summary>Whether the body that makes a connection closes it: by <c>using</c>, or by a call on its local.</summary>
    public static bool IsClosed(IOperation creation)
    {
        for (var parent = creation.Parent; parent is not null and not IBlockOperation; parent = parent.Parent)
        {
            if (parent is IUsingDeclarationOperation or IUsingOperation)
            {
                return true;
            }
        }

        return LocalOf(creation) is { } local && Of(local, creation).Any(IsClose);
    }

    public static bool IsClose(ILocalReferenceOperation use) => Called(use) is "Dispose" or "DisposeAsync" or "Close" or "CloseAsync";

    /// <summary>The method that is called on the local.</summary>
    public static string? Called(ILocalReferenceOperation use) => Outward(use) switch
    {
        IInvocationOperation { Instance: not null } call => call.TargetMethod.Name,
        IConditionalAccessOperation { WhenNotNull: IInvocationOperation call } => call.TargetMethod.Name,
        _ => null,
    };

    /// <summary>What a value goes into, conversions and parentheses passed over.</summary>
    public static IOperation? Outward(IOperation value)
    {
        var parent = value.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
        {
            parent = parent.Parent;
        }

        return parent;
    }
}
