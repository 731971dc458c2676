using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Timeline.Creation;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>Code that runs each time a connection is opened: what it sets, it sets on every connection.</summary>
internal static class OpenHooks
{
    public static bool IsOne(ISymbol symbol, ProviderTypes types)
    {
        // A local function or lambda within runs as often as what is around it.
        for (var around = symbol; around is IMethodSymbol method; around = around.ContainingSymbol)
        {
            if (IsOne(method, types))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOne(IMethodSymbol method, ProviderTypes types) =>
        method.Parameters.Any(parameter => parameter.Type.Is("System.Data", "StateChangeEventArgs"))
        || (method.Name is "ConnectionOpened" or "ConnectionOpenedAsync" && IsInterceptor(method.ContainingType))
        || (method is { IsOverride: true, Name: "Open" or "OpenAsync" } && types.IsConnection(method.ContainingType));

    private static bool IsInterceptor(INamedTypeSymbol? type) => type?.AllInterfaces.Any(implemented =>
        implemented.Is("Microsoft.EntityFrameworkCore.Diagnostics", "IDbConnectionInterceptor")) == true;
}
