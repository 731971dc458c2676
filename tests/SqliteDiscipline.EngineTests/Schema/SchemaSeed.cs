namespace SqliteDiscipline.EngineTests.Schema;

/// <summary>How many random cases are tried, and from where: SQLD_SCHEMA_CASES and SQLD_SCHEMA_SEED in the environment.</summary>
internal static class SchemaSeed
{
    public static int Cases { get; } = Read("SQLD_SCHEMA_CASES") ?? 1000;

    public static int Seed { get; } = Read("SQLD_SCHEMA_SEED") ?? Environment.TickCount;

    private static int? Read(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var value) ? value : null;
}
