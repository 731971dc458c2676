namespace SqliteDiscipline.EngineTests.Engines;

/// <summary>Whether the tests may take minutes: <c>SQLD_ENGINE_LONG=1</c> in the environment.</summary>
internal static class LongRun
{
    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("SQLD_ENGINE_LONG") == "1";
}
