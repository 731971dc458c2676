using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace SqliteDiscipline.Tests.Adoption;

/// <summary>The factory in one assembly, what it is about in others, and in every form that a type may have.</summary>
public sealed class CrossProjectTests
{
    private const string Usings = "using Dapper;\nusing Microsoft.Data.Sqlite;\n";

    private const string Raw = Usings + "class C { object Make() => {|SQLD101:new SqliteConnection(\"Data Source=orders.db\")|}; }";

    private const string Factory = "[SqliteDiscipline.SqliteConnectionFactory] [SqliteDiscipline.SqliteDatabase(\"orders\", \"orders.db\")] public static partial class Databases { }";

    [Fact]
    public Task FactoryInAnotherAssembly_IsInSight() => Verify.Analyzer(Raw, "SQLD100", "SQLD101").WithProject("Library", Factory).WithGenerator().RunAsync();

    [Fact]
    public Task WrapperOfAnotherAssembly_IsNoRawConnection() => Verify.Analyzer(
        "class C { object Make() => Databases._connect_orders(); object Closed() => Databases._create_orders(); }", "SQLD100", "SQLD101").WithProject("Library", Factory).WithGenerator().RunAsync();

    [Fact]
    public Task InternalFactory_IsInSightOfAFriend() => Verify.Analyzer(
        Raw + " class D { object Make() => Databases._connect_orders(); }", "SQLD100", "SQLD101")
        .WithProject("Library", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"TestProject\")]\n" + Factory.Replace("public", "internal", StringComparison.Ordinal))
        .WithGenerator().RunAsync();

    [Fact]
    public Task ForwardedFactory_IsInSight_AndMayBeUsed()
    {
        var test = Verify.Analyzer(Raw + " class D { object Make() => Databases._connect_orders(); }", "SQLD100", "SQLD101")
            .WithProject("Core", Factory)
            .WithProject("Facade", "[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(Databases))]")
            .WithGenerator();
        test.TestState.AdditionalProjects["Facade"].AdditionalProjectReferences.Add("Core");
        return test.RunAsync();
    }

    [Fact]
    public Task NetstandardFactory_IsInSight() =>
        Verify.Analyzer(Raw, "SQLD100", "SQLD101").WithLibrary("[SqliteDiscipline.SqliteConnectionFactory] public static class Old { }").RunAsync();

    [Fact]
    public Task HandWrittenFactoryOfAnotherAssembly_BlessesOnlyItself() => Verify.Analyzer(
        Usings + "class C { object Make() => Factory.Open(); object Raw() => {|SQLD101:new SqliteConnection()|}; }", "SQLD100", "SQLD101")
        .WithProject("Library", Usings + "[SqliteDiscipline.SqliteConnectionFactory] public static class Factory { public static SqliteConnection Open() => new SqliteConnection(\"Data Source=a.db\"); }")
        .RunAsync();

    [Fact]
    public Task WriterOfAnotherAssembly_IsKeptToItsWord() => Verify.Analyzer(
        Usings + "class C { void M() { using var c = Databases._connect_orders(); c.Execute(\"{|SQLD107:DELETE FROM t|}\"); } }", "SQLD107")
        .WithProject("Library", Factory.Replace("\"orders.db\"", "\"orders.db\", Writer = \"Library\"", StringComparison.Ordinal))
        .WithGenerator().RunAsync();

    [Fact]
    public Task SchemaFile_IsOfTheProjectThatHasIt() => Verify.Analyzer(
        Usings + "class C { void M(SqliteConnection c) { c.Execute(\"PRAGMA foreign_keys = ON\"); c.Execute(\"[|DELETE FROM p|]; DELETE FROM k\"); } }", "SQLD301")
        .WithProject("Library", Factory)
        .WithAdditionalFile("orders.sql", "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE k(p NOT NULL REFERENCES p(id));")
        .WithGenerator().RunAsync();

    [Fact]
    public Task PartialFactoryOverSeveralFiles_IsOne() => Verify.Analyzer(
        "using SqliteDiscipline;\n\nnamespace App;\n\n[SqliteConnectionFactory]\npublic static partial class Databases { }", "SQLD100", "SQLD101", "SQLD901", "SQLD902", "SQLD905", "SQLD906")
        .WithFile("Orders.cs", "namespace App; [SqliteDiscipline.SqliteDatabase(\"orders\", DataSourceFrom = nameof(Path))] partial class Databases { }")
        .WithFile("Paths.cs", "namespace App; partial class Databases { private static string Path => \"orders.db\"; }")
        .WithFile("Sessions.cs", "namespace App; [SqliteDiscipline.SqliteDatabase(\"sessions\", \"sessions.db\"), SqliteDiscipline.SqlitePragma(\"orders\", \"cache_size\", \"100\")] partial class Databases { }")
        .WithFile("Use.cs", "namespace App; class Use { object A() => Databases._connect_orders(); object B() => Databases._connect_sessions(); object C() => {|SQLD101:new Microsoft.Data.Sqlite.SqliteConnection()|}; }")
        .WithGenerator().RunAsync();

    [Theory]
    [InlineData("file class C<T> { object Make() => {|SQLD101:new SqliteConnection()|}; }")]
    [InlineData("class C<T> where T : class { class D<U> { readonly object made = {|SQLD101:new SqliteConnection()|}; } }")]
    [InlineData("interface I { object Make() => {|SQLD101:new SqliteConnection()|}; }")]
    [InlineData("record R(int A) { object Make { get; } = {|SQLD101:new SqliteConnection()|}; }")]
    [InlineData("ref struct S { public S() { _ = {|SQLD101:new SqliteConnection()|}; } }")]
    [InlineData("class P { public static object operator +(P a, P b) => {|SQLD101:new SqliteConnection()|}; }")]
    [InlineData("enum E { A } static class X { static object Make(this E e) => {|SQLD101:new SqliteConnection()|}; }")]
    public Task EveryKindOfType_IsLookedInto(string code) => Verify.Analyzer(Usings.Split('\n')[1] + code, "SQLD100", "SQLD101").WithFile("Databases.cs", Factory).WithGenerator().RunAsync();

    [Theory]
    [InlineData("using var c = {|SQLD101:new SqliteConnection(\"Data Source=orders.db\")|};")]
    [InlineData("using var d = Databases._connect_orders();\nd.Execute(\"PRAGMA {|SQLD205:foriegn_keys|}\");")]
    [InlineData("using var d = Databases._connect_orders();\nRun();\nvoid Run() => d.Execute(\"PRAGMA {|SQLD205:foriegn_keys|}\");")]
    [InlineData("using var d = Databases._connect_orders();\nRun(d);\nstatic void Run(SqliteConnection e) => e.Execute(\"PRAGMA {|SQLD205:foriegn_keys|}\");")]
    [InlineData("await using var d = Databases._connect_orders();\nawait d.ExecuteAsync(\"PRAGMA {|SQLD205:foriegn_keys|}\");\nreturn args.Length;")]
    public Task TopLevelStatements_AreLookedInto_WithTheFactoryElsewhere(string statements)
    {
        var test = Verify.Analyzer(Usings + statements, "SQLD100", "SQLD101", "SQLD205").WithProject("Library", Factory).WithGenerator();
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync();
    }
}

internal static class LibraryExtensions
{
    /// <summary>An assembly that was built for netstandard2.0.</summary>
    public static SqliteAnalyzerTest WithLibrary(this SqliteAnalyzerTest test, string source)
    {
        var project = test.WithProject("Library", source).TestState.AdditionalProjects["Library"];
        project.ReferenceAssemblies = ReferenceAssemblies.NetStandard.NetStandard20;
        project.AdditionalReferences.Clear();
        project.AdditionalReferences.Add(MetadataReference.CreateFromFile(typeof(SqliteDatabaseAttribute).Assembly.Location));
        return test;
    }
}
