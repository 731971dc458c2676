using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD910UnknownFactoryTests
{
    private const string Source = "class Db { public static void Open(string path, int timeout) { } public Db(string path) { } public static void Close() { } public static int Count { get; set; } }";

    [Theory]
    [InlineData("T:App.Db", "T:App.Db")]
    [InlineData("M:Db.Open(string)", "M:Db.Open(string)")]
    [InlineData("T:Db, M:Db.Open(System.String)", "M:Db.Open(System.String)")]
    // '#' begins a comment in an .editorconfig, so what arrives of a constructor's id names nothing.
    [InlineData("M:Db.#ctor(System.String)", "M:Db.")]
    // The compiler's reader takes it for the method without parentheses, whose id it is not.
    [InlineData("M:Db.Close()", "M:Db.Close()")]
    public Task UnknownId_Triggers(string ids, string unknown)
    {
        var test = Verify.Analyzer(Source, "SQLD909", "SQLD910").WithEditorConfig("sqlite_discipline.factories = " + ids);
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD910").WithArguments(unknown));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("T:Db")]
    // So does ';': the compiler hands on what stands before it.
    [InlineData("T:Db;M:Db.Open(System.Byte)")]
    [InlineData("M:Db.Open(System.String,System.Int32)")]
    [InlineData("M:Db.Open(System.String,System.Int32), T:Microsoft.Data.Sqlite.SqliteConnection")]
    [InlineData("M:Db.Close, P:Db.Count, M:Db.get_Count")]
    public Task KnownId_DoesNotTrigger(string ids) =>
        Verify.Analyzer(Source, "SQLD909", "SQLD910").WithEditorConfig("sqlite_discipline.factories = " + ids).RunAsync();

    [Theory]
    [InlineData("P:Db.Now", "new()")]
    [InlineData("M:Db.get_Now", "new()")]
    [InlineData("M:Db.set_Now(Microsoft.Data.Sqlite.SqliteConnection)", "{|SQLD101:new()|}")]
    public Task AccessorAndProperty_BlessByTheirIds(string id, string getter) => Verify.Analyzer(
        $"using Microsoft.Data.Sqlite; static class Db {{ static SqliteConnection Now {{ get => {getter}; set {{ }} }} }}", "SQLD101", "SQLD910")
        .WithEditorConfig("sqlite_discipline.factories = " + id).RunAsync();
}
