using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace SqliteDiscipline.Tests.Adoption;

/// <summary>
/// Every usual way to say "not here" is heard, by rules of each kind: those that look at an operation (SQLD101), at what happens to a connection
/// (SQLD203), at a word of a pragma (SQLD205), at a text of DDL (SQLD502) and at the manifest (SQLD904).
/// </summary>
public sealed class SuppressionTests
{
    private const string Manifest = "using SqliteDiscipline;\n\n[SqliteConnectionFactory]\ninternal static class Factory { }\n";

    public static TheoryData<string, string> Kinds => new()
    {
        { "SQLD101", "[|new SqliteConnection(\"Data Source=a.db\")|];" },
        { "SQLD203", "using var t = c.BeginTransaction(); c.Execute(\"[|PRAGMA foreign_keys = OFF|]\", transaction: t); t.Commit();" },
        { "SQLD205", "c.Execute(\"PRAGMA [|foriegn_keys|] = ON\");" },
        { "SQLD502", "c.Execute(\"CREATE TABLE p(a); CREATE TABLE k(b [|REFERENCES p(a)|])\");" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Unsuppressed_IsReported(string rule, string body) => Test(rule, Store(body)).RunAsync();

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task PragmaAroundTheLine_IsHeard(string rule, string body) => Test(rule, Store(
        $"\n#pragma warning disable {rule} // meant\n{Another(body)}\n#pragma warning restore {rule}\n", "\n" + body)).RunAsync();

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task AttributeOnTheMember_IsHeard(string rule, string body) => Test(rule, Store(Another(body), body)
        .Replace("void M0", $"[System.Diagnostics.CodeAnalysis.SuppressMessage(\"SqliteDiscipline\", \"{rule}:why\", Justification = \"meant\")] void M0", StringComparison.Ordinal)).RunAsync();

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task AttributeOnTheType_IsHeard(string rule, string body) => Test(rule, Store(Unmarked(body))
        .Replace("class Store", $"[System.Diagnostics.CodeAnalysis.SuppressMessage(\"SqliteDiscipline\", \"{rule}\")] class Store", StringComparison.Ordinal)).RunAsync();

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task GlobalSuppressions_AreHeard(string rule, string body) => Test(rule, Store(Another(body), body))
        .WithFile("GlobalSuppressions.cs", $"[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"SqliteDiscipline\", \"{rule}\", Scope = \"member\", Target = \"~M:App.Store.M0(Microsoft.Data.Sqlite.SqliteConnection)\")]")
        .RunAsync();

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task EditorConfigOfAFolder_IsHeardThereOnly(string rule, string body)
    {
        var test = Test(rule, Store(body)).WithFile("/0/Legacy/Old.cs", Store(Another(body)).Replace("class Store", "class Old", StringComparison.Ordinal));
        test.TestState.AnalyzerConfigFiles.Add(("/0/Legacy/.editorconfig", $"[*.cs]\ndotnet_diagnostic.{rule}.severity = none\n"));
        return test.RunAsync();
    }

    [Fact]
    public Task ManifestRule_IsSuppressedByItsType() => Verify.Analyzer(
        """
        using SqliteDiscipline;

        [SqliteConnectionFactory]
        [SqliteDatabase("a", "a.db", [|BusyTimeout = -1|])]
        internal static partial class Databases { }

        #pragma warning disable SQLD904
        [SqliteConnectionFactory]
        [SqliteDatabase("b", "b.db", BusyTimeout = -1)]
        internal static partial class Others { }
        """,
        "SQLD904").RunAsync();

    private static SqliteAnalyzerTest Test(string rule, string code)
    {
        var test = Verify.Analyzer(code, rule).WithFile("Factory.cs", Manifest);

        // The check of the harness itself that a pragma is heard would be in the way of those pragmas here.
        test.TestBehaviors = TestBehaviors.SkipSuppressionCheck;
        return test;
    }

    private static string Store(params string[] bodies) =>
        "using Dapper;\nusing Microsoft.Data.Sqlite;\n\nnamespace App;\n\nclass Store\n{\n"
        + string.Concat(bodies.Select((body, number) => $"    void M{number}(SqliteConnection c)\n    {{\n        {Statement(body)}\n    }}\n"))
        + "}\n";

    private static string Statement(string body) => body.Replace("[|new ", "var made = [|new ", StringComparison.Ordinal) is var marked && marked != body
        ? marked
        : body.Replace("new SqliteConnection(\"Data Source=a.db\");", "var made = new SqliteConnection(\"Data Source=a.db\");", StringComparison.Ordinal);

    // Of a table that is made twice, one is looked at.
    private static string Another(string body) => Unmarked(body).Replace("p(a)", "q(a)", StringComparison.Ordinal).Replace("TABLE k", "TABLE m", StringComparison.Ordinal);

    private static string Unmarked(string body) => body.Replace("[|", string.Empty, StringComparison.Ordinal).Replace("|]", string.Empty, StringComparison.Ordinal);
}
