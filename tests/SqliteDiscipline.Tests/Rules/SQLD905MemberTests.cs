using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD905MemberTests
{
    [Theory]
    [InlineData("")]
    [InlineData("static int Path => 1;")]
    [InlineData("static object Path => \"\";")]
    [InlineData("static System.Uri Path() => null!;")]
    [InlineData("static void Path() { }")]
    [InlineData("static System.Threading.Tasks.Task<string> Path() => null!;")]
    [InlineData("static System.Func<string> Path = null!;")]
    [InlineData("static string Path<T>() => \"\";")]
    [InlineData("static string Path(out int x) { x = 0; return \"\"; }")]
    [InlineData("static string Path(ref int x) => \"\";")]
    [InlineData("static string Path(int x) => \"\"; static string Path(string x) => \"\";")]
    [InlineData("static string Path { set { } }")]
    [InlineData("static event System.Action? Path;")]
    [InlineData("class Path { }")]
    [InlineData("enum Path { }")]
    [InlineData("private class Key { } static string Path(Key key) => \"\";")]
    [InlineData("private class Key { } static string Path(System.Collections.Generic.List<Key[]> keys) => \"\";")]
    [InlineData("static unsafe string Path(int* x) => \"\";")]
    [InlineData("static unsafe string Path(int*[] x) => \"\";")]
    [InlineData("static unsafe string Path(System.Collections.Generic.List<delegate*<void>[]> x) => \"\";")]
    [InlineData("static string Path(dynamic x, System.ReadOnlySpan<char> y) => \"\";")]
    public Task DataSourceFrom_Triggers(string member) => Declared("static partial class", "[|DataSourceFrom = \"Path\"|]", member).RunAsync();

    [Fact]
    public Task PrivateMemberOfTheBaseClass_Triggers() => Verify.Analyzer(
        """
        using SqliteDiscipline;
        class Base { private string Path => ""; }
        [SqliteConnectionFactory, SqliteDatabase("a", [|DataSourceFrom = "Path"|])] partial class Databases : Base { }
        """,
        "SQLD905").RunAsync();

    [Fact]
    public Task InstanceMemberOfAStaticFactory_Triggers()
    {
        var test = Declared("static partial class", "[|DataSourceFrom = \"Path\"|]", "string Path => \"\";");
        test.CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None;
        return test.RunAsync();
    }

    [Theory]
    [InlineData("static int Key => 1;")]
    [InlineData("static string Key(int x) => \"\";")]
    [InlineData("static byte[] Key() => null!;")]
    [InlineData("")]
    public Task KeyFrom_Triggers(string member) =>
        Declared("static partial class", "DataSourceFrom = nameof(Path), [|KeyFrom = \"Key\"|]", "static string Path => \"\"; " + member).RunAsync();

    [Theory]
    [InlineData("static partial class", "static string Path => \"\"; static string Key => \"\";")]
    [InlineData("static partial class", "const string Path = \"\"; static string Key() => \"\";")]
    [InlineData("partial class", "private readonly string Path = \"\"; protected string Key { get; set; } = \"\";")]
    [InlineData("partial class", "static string Path() => \"\"; string Key() => \"\";")]
    [InlineData("partial class", "static string? Path(string? a, in System.DateTime b, params int[] c) => null; string? Key() => null;")]
    [InlineData("partial class", "string Path(int? @class, (int x, string?[] y) tuple, dynamic d) => \"\"; string Key => \"\";")]
    [InlineData("partial class", "string Path(System.ReadOnlySpan<char> Path = default) => \"\"; string Key => \"\";")]
    [InlineData("partial class", "string Path(System.Collections.Generic.List<dynamic> x, System.Span<char> y) => \"\"; string Key => \"\";")]
    [InlineData("partial record", "static string Path(Id id) => \"\"; string Key => \"\"; public record Id(int Value);")]
    public Task Member_DoesNotTrigger(string kind, string members) =>
        Declared(kind, "DataSourceFrom = \"Path\", KeyFrom = \"Key\"", members).WithGenerator().RunAsync();

    [Fact]
    public Task InheritedMember_DoesNotTrigger() => Verify.Analyzer(
        """
        using SqliteDiscipline;
        class Base<T> { protected string Path(T t) => ""; }
        [SqliteConnectionFactory, SqliteDatabase("a", DataSourceFrom = nameof(Path))] partial class Databases : Base<int> { }
        class Use { object M(Databases d) => d._connect_a(1); }
        """,
        "SQLD905").WithGenerator().RunAsync();

    private static SqliteAnalyzerTest Declared(string kind, string settings, string members) => Verify.Analyzer(
        $$"""using SqliteDiscipline; [SqliteConnectionFactory, SqliteDatabase("a", {{settings}})] {{kind}} Databases { {{members}} }""", "SQLD905");
}
