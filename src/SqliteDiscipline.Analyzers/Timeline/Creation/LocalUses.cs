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
