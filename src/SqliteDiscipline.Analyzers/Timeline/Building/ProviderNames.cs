using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Timeline.Creation;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>The provider's further types, by name.</summary>
internal static class ProviderNames
{
    public static bool IsCommand(ITypeSymbol? type) => Derives(type, "SqliteCommand");

    public static bool IsTransaction(ITypeSymbol? type) => Derives(type, "SqliteTransaction");

    private static bool Derives(ITypeSymbol? type, string name)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Name == name && type.Is("Microsoft.Data.Sqlite", name))
            {
                return true;
            }
        }

        return false;
    }
}
