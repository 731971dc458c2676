using Xunit;

namespace SqliteDiscipline.PackageTests;

/// <summary>What a team says of old folders and meant exceptions, in a real build: no error is left, and what is said of one place holds there only.</summary>
[Collection(SharedConsumers.Name)]
public sealed class SuppressionTests(Consumers consumers)
{
    private static readonly Consumer s_consumer = new("Suppressed")
    {
        Files = Sources.Files(
            ("Databases.cs", Sources.Manifest),
            ("Legacy/Old.cs", Site("Old")),
            ("Legacy/.editorconfig", "[*.cs]\ndotnet_diagnostic.SQLD101.severity = none\n"),
            ("Lowered/Less.cs", Site("Less")),
            ("Lowered/.editorconfig", "[*.cs]\ndotnet_diagnostic.SQLD101.severity = warning\n"),
            ("Meant.cs", Site("Meant").Replace("using var", "#pragma warning disable SQLD101 // a tool\n            using var", StringComparison.Ordinal)),
            ("Told.cs", Site("Told").Replace("public static", "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"SqliteDiscipline\", \"SQLD101\")] public static", StringComparison.Ordinal)),
            ("Global.cs", Site("Global")),
            ("GlobalSuppressions.cs", "[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"SqliteDiscipline\", \"SQLD101\", Scope = \"type\", Target = \"~T:Shop.Global\")]\n")),
    };

    [Fact]
    public void EveryWayToSuppress_IsHeard_ThereOnly()
    {
        var built = consumers.Built(s_consumer);

        Assert.True(built.Succeeded, string.Join('\n', built.Messages));
        var left = Assert.Single(built.Reported, diagnostic => diagnostic.Id.StartsWith("SQLD", StringComparison.Ordinal));
        Assert.Equal(("SQLD101", "warning", "Less.cs"), (left.Id, left.Level, Path.GetFileName(left.File)));
    }

    private static string Site(string type) => $$"""
        using Microsoft.Data.Sqlite;

        namespace Shop
        {
            internal static class {{type}}
            {
                public static void Add()
                {
                    using var connection = new SqliteConnection("Data Source=orders.db");
                }
            }
        }

        """;
}
