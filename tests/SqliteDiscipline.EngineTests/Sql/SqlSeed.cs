namespace SqliteDiscipline.EngineTests.Sql;

/// <summary>How much the random tests do, and from where: SQLD_SQL_CASES and SQLD_SQL_SEED in the environment.</summary>
internal static class SqlSeed
{
    public static int Cases { get; } = Read("SQLD_SQL_CASES") ?? 1000;

    public static int Seed { get; } = Read("SQLD_SQL_SEED") ?? Environment.TickCount;

    private static int? Read(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var value) ? value : null;
}
