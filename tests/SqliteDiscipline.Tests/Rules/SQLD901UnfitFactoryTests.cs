using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD901UnfitFactoryTests
{
    private const string Factory = "[SqliteConnectionFactory] [SqliteDatabase(\"a\", \"a.db\")]";

    [Theory]
    [InlineData(Factory + " static class [|Databases|] { }")]
    [InlineData(Factory + " sealed record [|Databases|];")]
    [InlineData(Factory + " file static partial class [|Databases|] { }")]
    [InlineData("class [|Outer|] { " + Factory + " internal static partial class Databases { } }")]
    [InlineData("interface [|IOuter|] { partial struct Middle { " + Factory + " internal static partial class Databases { } } }")]
    [InlineData("class [|Outer|] { " + Factory + " internal static class [|Databases|] { } }")]
    [InlineData("[[|SqliteDatabase(\"a\", \"a.db\")|]] static partial class Databases { }")]
    [InlineData(Factory + " static partial class Databases { static void [|_shutdown|]() { } }")]
    [InlineData("[SqliteConnectionFactory(Naming = SqliteNaming.PascalCase), SqliteDatabase(\"a\", \"a.db\")] static partial class Databases { static int [|Shutdown|] => 1; }")]
    [InlineData("[SqliteConnectionFactory(Naming = SqliteNaming.PascalCase), SqliteDatabase(\"a\", \"a.db\")] static partial class [|Shutdown|] { }")]
    [InlineData(Factory + " partial class [|_shutdown|] { }")]
    [InlineData(Factory + " static partial class Databases<[|_shutdown|]> { }")]
    [InlineData("file partial class [|Outer|] { " + Factory + " internal static partial class Databases { } }")]
    [InlineData("[[|SqliteDatabase(\"a\", \"a.db\")|], SqliteDatabase(\"b\", \"b.db\")] partial class Databases { }")]
    public Task Shape_Triggers(string source) => Verify.Analyzer("using SqliteDiscipline; " + source, "SQLD901").RunAsync();

    [Theory]
    [InlineData(LanguageVersion.CSharp5, "5")]
    [InlineData(LanguageVersion.CSharp6, "6")]
    public Task OlderLanguage_Triggers(LanguageVersion version, string name)
    {
        var test = Verify.Analyzer($"using SqliteDiscipline; {Factory} static partial class {{|#0:Databases|}} {{ }}", "SQLD901").WithLanguageVersion(version);
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD901").WithLocation(0)
            .WithArguments("Databases", $"is compiled as C# {name}, and what is generated needs C# 7 (LangVersion)"));
        return test.RunAsync();
    }

    [Fact]
    public Task OldestLanguage_DoesNotTrigger() =>
        Verify.Analyzer($"using SqliteDiscipline; {Factory} static partial class Databases {{ }}", "SQLD901").WithLanguageVersion(LanguageVersion.CSharp7).RunAsync();

    /// <summary>Nothing is generated into it.</summary>
    [Fact]
    public Task BlessedCodeInAnOlderLanguage_DoesNotTrigger() =>
        Verify.Analyzer("using SqliteDiscipline; [SqliteConnectionFactory] static class Databases { }", "SQLD901").WithLanguageVersion(LanguageVersion.CSharp6).RunAsync();

    [Fact]
    public Task Struct_Triggers()
    {
        var test = Verify.Analyzer($"using SqliteDiscipline; {Factory} partial struct [|Databases|] {{ }}", "SQLD901");
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        return test.RunAsync();
    }

    [Theory]
    [InlineData(Factory + " static partial class Databases { }")]
    [InlineData(Factory + " partial class Databases { }")]
    [InlineData(Factory + " abstract partial record Databases(string Folder);")]
    [InlineData(Factory + " partial class Databases<T> { } partial class Databases<T> { }")]
    [InlineData(Factory + " partial class Databases<Shutdown, AConnection> { }")]
    [InlineData("partial class Outer<_shutdown, _connect_a> { " + Factory + " internal static partial class Databases { } }")]
    [InlineData("partial interface IOuter { partial record struct Middle { " + Factory + " internal static partial class Databases { } } }")]
    [InlineData("[SqliteConnectionFactory] static partial class Databases { } [SqliteDatabase(\"a\", \"a.db\")] static partial class Databases { }")]
    [InlineData(Factory + " static partial class Databases { static void _shutdown(int wait) { } static void Shutdown() { } }")]
    [InlineData("[SqliteConnectionFactory] static class Handwritten { static void _shutdown() { } }")]
    [InlineData("static class NoFactory { }")]
    [InlineData(Factory + " static partial class Shutdown { }")]
    public Task Shape_DoesNotTrigger(string source) => Verify.Analyzer("using SqliteDiscipline; " + source, "SQLD901").RunAsync();

    [Theory]
    [InlineData("file static partial class {|#0:Databases|} { }", "Databases", "is local to its file")]
    [InlineData("partial class Databases { }", "Databases", null)]
    public Task FileLocal_IsSaidOnce(string type, string name, string? fault)
    {
        var test = Verify.Analyzer($"using SqliteDiscipline; {Factory} {type}", "SQLD901");
        if (fault is not null)
        {
            test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD901").WithLocation(0).WithArguments(name, fault));
        }

        return test.RunAsync();
    }
}
