using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline.Creation;

/// <summary>The provider's types in one compilation.</summary>
internal sealed class ProviderTypes(INamedTypeSymbol connection)
{
    private readonly TypeArguments _typeArguments = new();

    /// <summary><c>Microsoft.Data.Sqlite.SqliteConnection</c>.</summary>
    public INamedTypeSymbol Connection { get; } = connection;

    /// <summary>Whether the type is <c>SqliteConnection</c> or derives from it.</summary>
    public bool IsConnection(ITypeSymbol? type)
    {
        for (var candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(candidate, Connection))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether <c>SqliteConnection</c> itself stands for the parameter and the generic code then runs <c>new T()</c>.</summary>
    public bool IsMadeBy(ITypeParameterSymbol parameter, ITypeSymbol argument, Compilation compilation, CancellationToken cancellation) =>
        IsConnection(argument) && _typeArguments.AreMade(parameter, compilation, cancellation);
}

internal static class KnownTypes
{
    /// <summary>Whether this is the type of that namespace and name; by name, so that nothing need be looked up in advance.</summary>
    public static bool Is(this ITypeSymbol? type, string containingNamespace, string name) =>
        type is not null && type.Name == name && type.ContainingNamespace?.ToDisplayString() == containingNamespace;
}
