using Xunit;

namespace SqliteDiscipline.EngineTests.Engines;

/// <summary>A theory about what only Unix has: file modes, and SQLite's file systems there.</summary>
internal sealed class TheoryOnUnixAttribute : TheoryAttribute
{
    public TheoryOnUnixAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Windows has neither these file modes nor these file systems of SQLite's.";
        }
    }
}

/// <summary>A theory about what is seen in what Linux tells of a process, under <c>/proc</c>.</summary>
internal sealed class TheoryOnLinuxAttribute : TheoryAttribute
{
    public TheoryOnLinuxAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "Only Linux tells under /proc which files a process has open.";
        }
    }
}
