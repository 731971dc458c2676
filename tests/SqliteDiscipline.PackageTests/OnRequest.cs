using Xunit;

namespace SqliteDiscipline.PackageTests;

/// <summary>What runs only where the environment asks for it: a plain <c>dotnet test</c> is to take minutes.</summary>
internal static class OnRequest
{
    /// <summary>Every build that a consumer may need: <c>.ci/run</c> asks for it.</summary>
    public const string Long = "SQLD_PACKAGE_LONG";

    /// <summary>Native compilation.</summary>
    public const string Native = "SQLD_PUBLISH_AOT";

    public static bool IsLong => Is(Long);

    public static bool IsNative => Is(Native);

    public static bool Is(string variable) => Environment.GetEnvironmentVariable(variable) == "1";
}

/// <summary>A test that is skipped, and says why, unless a variable of the environment is 1.</summary>
internal sealed class FactOnRequestAttribute : FactAttribute
{
    /// <param name="variable">The variable.</param>
    /// <param name="why">What it takes.</param>
    public FactOnRequestAttribute(string variable, string why)
    {
        if (!OnRequest.Is(variable))
        {
            Skip = $"Set {variable}=1 to run this: {why}.";
        }
    }
}
