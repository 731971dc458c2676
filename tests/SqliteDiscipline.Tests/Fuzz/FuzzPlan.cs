namespace SqliteDiscipline.Tests.Fuzz;

internal static class FuzzPlan
{
    /// <summary>Whatever takes this long on the slowest of machines does not end.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);
}
