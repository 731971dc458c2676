using Xunit;

namespace SqliteDiscipline.PackageTests;

/// <summary><c>SqliteDisciplineMode</c>, and that a user's own configuration has the last word.</summary>
[Collection(SharedConsumers.Name)]
public sealed class ModeTests(Consumers consumers)
{
    // SQLD909 is a warning by default: what tells Enforce from Default.
    private const string BadOption = "[*.cs]\nsqlite_discipline.allow_in_memory = perhaps\n";

    private static readonly Consumer s_advise = Mode("Advise", BadOption);
    private static readonly Consumer s_default = Mode("Default", BadOption);
    private static readonly Consumer s_enforce = Mode("enforce", BadOption);
    private static readonly Consumer s_unknown = Mode("Enfroce", string.Empty);
    private static readonly Consumer s_lowered = Mode("Enforce", "[*.cs]\ndotnet_diagnostic.SQLD101.severity = suggestion\n", "Lowered");
    private static readonly Consumer s_raised = Mode("Advise", "[*.cs]\ndotnet_diagnostic.SQLD101.severity = error\n", "Raised");

    [Fact]
    public void Advise_OnlyInforms()
    {
        var built = consumers.Built(s_advise);

        Assert.Equal(["SQLD101 note", "SQLD909 note"], built.Levels.Order(StringComparer.Ordinal));
        Assert.True(built.Succeeded);
    }

    [Fact]
    public void Default_LeavesEveryRuleAsItIs()
    {
        Assert.Equal(["SQLD101 error", "SQLD909 warning"], consumers.Built(s_default).Levels.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Enforce_MakesEveryCorrectnessRuleAnError()
    {
        Assert.Equal(["SQLD101 error", "SQLD909 error"], consumers.Built(s_enforce).Levels.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void UnknownMode_IsReported_AndTheDefaultsHold()
    {
        Assert.Equal(["SQLD101 error", "SQLD909 warning"], consumers.Built(s_unknown).Levels.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EditorConfig_LowersWhatThePresetRaised()
    {
        Assert.Equal(["SQLD101 note"], consumers.Built(s_lowered).Levels);
    }

    [Fact]
    public void EditorConfig_RaisesWhatThePresetLowered()
    {
        Assert.Equal(["SQLD101 error"], consumers.Built(s_raised).Levels);
    }

    private static Consumer Mode(string mode, string editorConfig, string? name = null) => new("Mode" + (name ?? mode))
    {
        Files = Sources.Files(("Orders.cs", Sources.RawSites), ("Databases.cs", Sources.Manifest), (".editorconfig", editorConfig)),
        Properties = new Dictionary<string, string> { ["SqliteDisciplineMode"] = mode },
    };
}
