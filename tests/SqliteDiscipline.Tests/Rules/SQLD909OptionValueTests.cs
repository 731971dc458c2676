using Microsoft.CodeAnalysis.Testing;
using SqliteDiscipline.Analyzers.Rules;
using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD909OptionValueTests
{
    [Theory]
    [InlineData("sqlite_discipline.allow_in_memory = no", "no", "sqlite_discipline.allow_in_memory", "say true or false", "the default holds")]
    [InlineData("sqlite_discipline.factories = App.Db", "App.Db", "sqlite_discipline.factories", "give documentation ids of types (T:Name.Space.Type) or methods (M:Name.Space.Type.Method(System.String))", "it is ignored")]
    [InlineData("sqlite_discipline.required_pragmas = foreign_keys=ON", "foreign_keys=ON", "sqlite_discipline.required_pragmas", "give names of pragmas, separated by commas", "the default holds")]
    [InlineData("sqlite_discipline.required_pragmas = foriegn_keys", "foriegn_keys", "sqlite_discipline.required_pragmas", "give names of pragmas, separated by commas", "the default holds")]
    [InlineData("sqlite_discipline.factories = T:Nope, foo, M:S.M", "foo", "sqlite_discipline.factories", "give documentation ids of types (T:Name.Space.Type) or methods (M:Name.Space.Type.Method(System.String))", "it is ignored")]
    [InlineData("sqlite_discipline.required_pragmas = foreign_keys, foo", "foo", "sqlite_discipline.required_pragmas", "give names of pragmas, separated by commas", "it is ignored")]
    public Task Option_Triggers(string line, string value, string key, string remedy, string consequence)
    {
        var test = Verify.Analyzer("class C { } class D { }", "SQLD909").WithEditorConfig(line);
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD909").WithArguments(value, key, remedy, consequence));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("sqlite_discipline.allow_inmemory = true", "sqlite_discipline.allow_inmemory")]
    [InlineData("sqlite_discipline.Factory = T:C", "sqlite_discipline.factory")]
    public Task UnknownOption_Triggers(string line, string key)
    {
        var test = Verify.Analyzer("class C { } class D { }", "SQLD909").WithEditorConfig(line);
        test.ExpectedDiagnostics.Add(Unknown(key));
        return test.RunAsync();
    }

    [Fact]
    public Task UnknownOptionInAFileThatIsKnown_TriggersOnIt()
    {
        var test = InAKnownFile("root = true\n[*.cs]\n sqlite_discipline.in_memory = true\n");
        test.ExpectedDiagnostics.Add(Unknown("sqlite_discipline.in_memory").WithSpan("/.editorconfig", 3, 2, 3, 29));
        return test.RunAsync();
    }

    [Fact]
    public Task Mode_Triggers()
    {
        var test = Verify.Analyzer("class C { }", "SQLD909").WithGlobalConfig("build_property.SqliteDisciplineMode = Strict");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD909").WithArguments("Strict", "SqliteDisciplineMode", "say Advise, Default or Enforce", "the default holds"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("flase")]
    public Task SqlFiles_Triggers(string value)
    {
        var test = Verify.Analyzer("class C { }", "SQLD909").WithGlobalConfig("build_property.EnableSqliteDisciplineSqlFiles = " + value);
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD909").WithArguments(value, "EnableSqliteDisciplineSqlFiles", "say true or false", "the default holds"));
        return test.RunAsync();
    }

    [Fact]
    public Task Baseline_Triggers()
    {
        var test = Verify.Analyzer("class C { }", "SQLD909").WithGlobalConfig("build_property.SqliteDisciplineBaseline = updat");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD909").WithArguments("updat", "SqliteDisciplineBaseline", "say update, or leave it out", "the default holds"));
        return test.RunAsync();
    }

    [Fact]
    public Task OptionInAFileThatIsKnown_TriggersOnTheValue()
    {
        var test = InAKnownFile("root = true\n[*.cs]\nsqlite_discipline.allow_in_memory = maybe\n");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD909")
            .WithSpan("/.editorconfig", 3, 37, 3, 42)
            .WithArguments("maybe", "sqlite_discipline.allow_in_memory", "say true or false", "the default holds"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("sqlite_discipline.allow_in_memory = FALSE")]
    [InlineData("sqlite_discipline.factories = T:C")]
    [InlineData("sqlite_discipline.factories = ")]
    [InlineData("sqlite_discipline.required_pragmas = foreign_keys, busy_timeout")]
    public Task UnderstoodValue_DoesNotTrigger(string line) => Verify.Analyzer("class C { }", "SQLD909").WithEditorConfig(line).RunAsync();

    [Theory]
    [InlineData("SQLITE_DISCIPLINE.ALLOW_IN_MEMORY = true")]
    [InlineData("sqlitediscipline.allow_inmemory = true")]
    [InlineData("dotnet_diagnostic.SQLD101.severity = warning")]
    public Task OptionOfOursOrOfOthers_DoesNotTrigger(string line) => Verify.Analyzer("class C { }", "SQLD909").WithEditorConfig(line).RunAsync();

    [Theory]
    [InlineData("")]
    [InlineData("update")]
    public Task Baseline_DoesNotTrigger(string value) =>
        Verify.Analyzer("class C { }", "SQLD909").WithGlobalConfig("build_property.SqliteDisciplineBaseline = " + value).RunAsync();

    [Theory]
    [InlineData("")]
    [InlineData("true")]
    [InlineData("False")]
    [InlineData("no")]
    [InlineData("OFF")]
    [InlineData("!true")]
    public Task SqlFiles_DoesNotTrigger(string value) =>
        Verify.Analyzer("class C { }", "SQLD909").WithGlobalConfig("build_property.EnableSqliteDisciplineSqlFiles = " + value).RunAsync();

    [Theory]
    [InlineData("Advise")]
    [InlineData("Default")]
    [InlineData("Enforce")]
    [InlineData("enforce")]
    [InlineData("")]
    public Task Mode_DoesNotTrigger(string mode) =>
        Verify.Analyzer("class C { }", "SQLD909").WithGlobalConfig("build_property.SqliteDisciplineMode = " + mode).RunAsync();

    private static SqliteAnalyzerTest InAKnownFile(string config)
    {
        var test = Verify.Analyzer("class C { }", "SQLD909");
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", config));
        test.TestState.AdditionalFiles.Add(("/.editorconfig", config));
        return test;
    }

    private static DiagnosticResult Unknown(string key) => new DiagnosticResult(SQLD909OptionValue.UnknownKey)
        .WithArguments(key, "sqlite_discipline.allow_in_memory, sqlite_discipline.factories, sqlite_discipline.required_pragmas");
}
