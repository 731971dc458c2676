using Xunit;

namespace SqliteDiscipline.PackageTests;

/// <summary>Whoever does not open SQLite databases pays nothing and sees nothing.</summary>
[Collection(SharedConsumers.Name)]
public sealed class SilenceTests(Consumers consumers)
{
    private static readonly Dictionary<string, string> s_strict = new()
    {
        ["TreatWarningsAsErrors"] = "true",
        ["AnalysisLevel"] = "latest-all",
        ["EmitCompilerGeneratedFiles"] = "true",
        ["GenerateDocumentationFile"] = "true",
    };

    private static readonly Consumer s_withoutProvider = new("WithoutProvider")
    {
        Files = Sources.Files(("Widget.cs", "namespace Shop\n{\n    internal sealed class Widget\n    {\n        public override string ToString() => nameof(Widget);\n    }\n}\n")),
        Provider = null,
        Properties = new Dictionary<string, string>(s_strict) { ["NoWarn"] = "$(NoWarn);CA1812;CA1852" },
    };

    [Fact]
    public void WithoutTheProvider_NothingIsReportedAndNothingGenerated()
    {
        var built = consumers.Built(s_withoutProvider);

        Assert.True(built.Succeeded);
        Assert.Empty(built.Summary);
        Assert.Empty(built.Messages);
        Assert.Empty(built.GeneratedFiles);
    }
}
