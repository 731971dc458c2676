using Microsoft.Extensions.Configuration;

namespace AtoCore;

/// <summary>What the configuration says about the database.</summary>
internal sealed record Settings(string FileName, int BusyTimeout)
{
    public static Settings From(IConfiguration configuration) =>
        new(configuration["AtoCore:File"] ?? "ato.db", configuration.GetValue("AtoCore:BusyTimeout", 5000));
}
