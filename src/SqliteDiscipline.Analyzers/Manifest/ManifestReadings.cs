using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>The readings of a compilation's types: each is read once, however many rules ask.</summary>
internal static class ManifestReadings
{
    private static readonly ConditionalWeakTable<INamedTypeSymbol, ManifestReading> s_byType = new();

    public static ManifestReading Of(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (!s_byType.TryGetValue(type, out var reading))
        {
            reading = ManifestReader.Read(type, cancellation);
            reading = s_byType.GetValue(type, _ => reading);
        }

        return reading;
    }
}
