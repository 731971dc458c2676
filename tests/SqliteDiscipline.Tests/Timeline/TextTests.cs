using Xunit;
using static SqliteDiscipline.Tests.Timeline.TimelineDump;

namespace SqliteDiscipline.Tests.Timeline;

/// <summary>SQL as code puts it together.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData("\"SELECT 1\"", "SELECT 1")]
    [InlineData("@\"SELECT 1\"", "SELECT 1")]
    [InlineData("\"\"\"SELECT 1\"\"\"", "SELECT 1")]
    [InlineData("\"SELECT \" + 1", "SELECT 1")]
    [InlineData("\"SELECT \" + path", "SELECT ?")]
    [InlineData("$\"SELECT {path} FROM {nameof(SqliteCommand)}\"", "SELECT ? FROM SqliteCommand")]
    [InlineData("string.Format(\"SELECT {0} FROM {1}\", \"a\", path)", "SELECT a FROM ?")]
    [InlineData("string.Concat(\"SELECT \", \"a\")", "SELECT a")]
    [InlineData("string.Join(\", \", \"SELECT a\", \"b\")", "SELECT a, b")]
    [InlineData("string.Join(\", \", new[] { \"SELECT a\", \"b\" })", "SELECT a, b")]
    [InlineData("new StringBuilder(\"SELECT \").Append(\"a\").Append(\" FROM t\").ToString()", "SELECT a FROM t")]
    [InlineData("\"SELECT 1\" + \"\" + \"\" + \"\" + \"\" + \"\" + \"\" + \"\" + \"\" + \"\" + \"\" + \"\" + path + \"\" + \"\" + \"\" + \"\" + \"\" + \"\"", "SELECT 1?")]
    public void Expression(string expression, string expected) => OfStatements(
        $$"""
        using var connection = new SqliteConnection("Data Source=a.db");
        new SqliteCommand({{expression}}, connection).ExecuteNonQuery();
        """,
        $"""
        created c1 a.db
        ran c1 {expected}
        disposed c1 by using
        """);

    [Fact]
    public void NamesWithOneValue_AreWhatTheyStandFor() => OfMembers(
        """
        private const string Constant = "SELECT " + "1";
        private static readonly string s_field = Constant + "0";
        private static string Property => "SELECT 2";

        void M(SqliteConnection connection)
        {
            new SqliteCommand(Constant, connection).ExecuteNonQuery();
            new SqliteCommand(s_field, connection).ExecuteNonQuery();
            new SqliteCommand(Property, connection).ExecuteNonQuery();
            new SqliteCommand(Environment.NewLine, connection).ExecuteNonQuery();
        }
        """,
        """
        created c1 parameter connection
        ran c1 SELECT 1
        ran c1 SELECT 10
        ran c1 SELECT 2
        ran c1 unknown text
        """);

    [Theory]
    [InlineData("new[] { \"PRAGMA a\", \"PRAGMA b\" }")]
    [InlineData("s_pragmas")]
    [InlineData("Pragmas")]
    public void ListRunInALoop_IsRunInOrder(string list) => OfMembers(
        $$"""
        private static readonly string[] s_pragmas = { "PRAGMA a", "PRAGMA b" };
        private static string[] Pragmas => new[] { "PRAGMA a", "PRAGMA b" };

        void M(SqliteConnection connection)
        {
            using var command = connection.CreateCommand();
            foreach (var pragma in {{list}})
            {
                command.CommandText = pragma;
                command.ExecuteNonQuery();
            }

            connection.Close();
        }
        """,
        """
        created c1 parameter connection
        ran c1 PRAGMA a
        ran c1 PRAGMA b
        closed c1
        """);

    [Theory]
    [InlineData("foreach (var text in new List<string> { \"PRAGMA a\", path })\n    Run(text);", "ran c1 PRAGMA a [through Run]\nran c1 unknown text")]
    [InlineData("var list = new List<string> { \"PRAGMA a\" };\nlist.Add(\"PRAGMA b\");\nforeach (var text in list)\n    Run(text);", "ran c1 PRAGMA a [through Run]\nran c1 PRAGMA b [through Run]")]
    [InlineData("var list = new List<string> { \"PRAGMA a\", $\"PRAGMA b = {path}\" };\nRun(string.Join(\"; \", list) + \";\");", "ran c1 PRAGMA a [through Run]\nran c1 PRAGMA b = ? [through Run]")]
    // What is changed otherwise is not known.
    [InlineData("var list = new List<string> { \"PRAGMA a\" };\nlist.Reverse();\nRun(string.Join(\"; \", list));", "ran c1 unknown text")]
    [InlineData("var list = new List<string> { \"PRAGMA a\" };\nChange(list);\nRun(string.Join(\"; \", list));", "ran c1 unknown text")]
    [InlineData("var list = new List<string> { \"PRAGMA a\" };\ndo\n    list.Add(\"PRAGMA b\");\nwhile (path.Length > list.Count);\nRun(string.Join(\"; \", list));", "ran c1 unknown text")]
    [InlineData("var list = new List<string> { \"PRAGMA a\" };\nAction add = () => list.Add(\"PRAGMA b\");\nadd();\nRun(string.Join(\"; \", list));", "ran c1 unknown text")]
    public void ListWithAnInitializer_IsWhatIsAddedToIt(string statements, string expected) => OfMembers(
        $$"""
        void M(SqliteConnection connection, string path)
        {
            connection.Open();
            {{statements}}

            void Run(string text) => new SqliteCommand(text, connection).ExecuteNonQuery();
        }

        static void Change(List<string> list) => list.Clear();
        """,
        $"""
        created c1 parameter connection
        opened c1
        {expected}
        """);

    [Theory]
    [InlineData("private readonly List<string> list = new() { \"PRAGMA a\", \"PRAGMA b\" };", true)]
    [InlineData("private static readonly List<string> list = new List<string> { \"PRAGMA a\", \"PRAGMA b\" };", true)]
    [InlineData("private static IReadOnlyList<string> list { get; } = new List<string> { \"PRAGMA a\", \"PRAGMA b\" };", true)]
    [InlineData("private static readonly IEnumerable<string> list = new[] { \"PRAGMA a\", \"PRAGMA b\" };", true)]
    [CSharpData(1200, "private static readonly List<string> list = [\"PRAGMA a\", \"PRAGMA b\"];", true)]
    // What others may change is not known.
    [InlineData("public readonly List<string> list = new() { \"PRAGMA a\", \"PRAGMA b\" };", false)]
    [InlineData("private readonly List<string> list = new() { \"PRAGMA a\" };\nvoid Add() => list.Add(\"PRAGMA b\");", false)]
    [InlineData("private readonly List<string> list = new() { \"PRAGMA a\" };\nList<string> Given => list;", false)]
    public void ListInAField_IsItsInitializer(string member, bool isKnown) => OfMembers(
        $$"""
        {{member}}

        void M(SqliteConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = string.Join("; ", list);
            command.ExecuteNonQuery();
        }
        """,
        isKnown
            ? """
            created c1 parameter connection
            ran c1 PRAGMA a
            ran c1 PRAGMA b
            """
            : """
            created c1 parameter connection
            ran c1 unknown text
            """);

    [Theory]
    [InlineData("\"PRAGMA a({0})\".With(path)")]
    [InlineData("Texts.With(\"PRAGMA a({0})\", path)")]
    public void FormatHelper_IsReadAsFormat(string text) => Of(
        $$"""
        static class Texts
        {
            public static string With(this string format, params object[] args) => string.Format(format, args);
        }

        class C
        {
            void M(SqliteConnection connection, string path) => new SqliteCommand({{text}}, connection).ExecuteNonQuery();
        }
        """,
        """
        created c1 parameter connection
        ran c1 PRAGMA a(?)
        """);

    [Fact]
    public void ListByTwoNames_IsNotKnownOnceItIsChanged() => OfMembers(
        """
        void M(SqliteConnection connection)
        {
            var list = new List<string> { "PRAGMA a" };
            var other = list;
            other.Add("PRAGMA b");
            using var command = connection.CreateCommand();
            command.CommandText = string.Join("; ", list);
            command.ExecuteNonQuery();
        }
        """,
        """
        created c1 parameter connection
        ran c1 unknown text
        """);

    [Theory]
    [CSharpData(1200, "[\"PRAGMA x\", .. s_pragmas]", "ran c1 PRAGMA x\nran c1 PRAGMA a\nran c1 PRAGMA b")]
    [CSharpData(1200, "[.. s_pragmas, path]", "ran c1 PRAGMA a\nran c1 PRAGMA b\nran c1 unknown text")]
    [InlineData("{ s_pragmas[1], \"PRAGMA x\" }", "ran c1 PRAGMA b\nran c1 PRAGMA x")]
    public void ElementsOfAnotherList_AreThoseOfTheList(string list, string expected) => OfMembers(
        $$"""
        private static readonly string[] s_pragmas = { "PRAGMA a", "PRAGMA b" };

        void M(SqliteConnection connection, string path)
        {
            using var command = connection.CreateCommand();
            string[] all = {{list}};
            foreach (var pragma in all)
            {
                command.CommandText = pragma;
                command.ExecuteNonQuery();
            }
        }
        """,
        $"""
        created c1 parameter connection
        {expected}
        """);

    /// <summary>As the steps of a migration are written: each has a number and a text.</summary>
    [Theory]
    [InlineData("Step[] s_steps = { new(1, \"PRAGMA a\"), new(2, \"PRAGMA b\") };", "step in s_steps", "step.Sql")]
    [InlineData("Step[] s_steps = { new(1, \"PRAGMA a\"), new(2, \"PRAGMA b\") };", "step in s_steps.OrderBy(s => s.Version)", "step.Sql")]
    [InlineData("Step[] s_steps = { new(Sql: \"PRAGMA a\", Version: 1), new(2, \"PRAGMA b\") };", "(_, sql) in s_steps", "sql")]
    [InlineData("List<Step> s_steps = new() { new(1, \"PRAGMA a\"), new(2, \"PRAGMA b\") };", "step in s_steps", "step.Sql")]
    [InlineData("Made[] s_steps = { new() { Version = 1, Sql = \"PRAGMA a\" }, new() { Sql = \"PRAGMA b\" } };", "step in s_steps", "step.Sql")]
    [InlineData("(int Version, string Sql)[] s_steps = { (1, \"PRAGMA a\"), (2, \"PRAGMA b\") };", "step in s_steps.OrderBy(s => s.Version)", "step.Sql")]
    [InlineData("Dictionary<int, string> s_steps = new() { [1] = \"PRAGMA a\", [2] = \"PRAGMA b\" };", "step in s_steps", "step.Value")]
    [InlineData("Dictionary<int, string> s_steps = new() { { 1, \"PRAGMA a\" }, { 2, \"PRAGMA b\" } };", "(_, sql) in s_steps", "sql")]
    [InlineData("SortedDictionary<int, string> s_steps = new() { { 1, \"PRAGMA a\" }, { 2, \"PRAGMA b\" } };", "sql in s_steps.Values", "sql")]
    public void StepsThatCarryTexts_AreRunInOrder(string steps, string loop, string text) => OfMembers(
        $$"""
        private static readonly {{steps}}

        private sealed record Step(int Version, string Sql);

        private sealed class Made
        {
            public int Version { get; init; }

            public string Sql { get; init; }
        }

        void M(SqliteConnection connection)
        {
            foreach (var {{loop}})
            {
                using var command = connection.CreateCommand();
                command.CommandText = {{text}};
                command.ExecuteNonQuery();
            }
        }
        """,
        """
        created c1 parameter connection
        ran c1 PRAGMA a
        ran c1 PRAGMA b
        """);

    /// <summary>Where another order may be meant, a list is changed elsewhere, or it carries no SQL.</summary>
    [Theory]
    [InlineData("Step[] s_steps = { new(2, \"PRAGMA a\"), new(1, \"PRAGMA b\") };", "step in s_steps.OrderBy(s => s.Version)", "step.Sql", "")]
    [InlineData("List<Step> s_steps = new() { new(1, \"PRAGMA a\") };", "step in s_steps", "step.Sql", "void Add() => s_steps.Add(new(2, \"PRAGMA b\"));")]
    [InlineData("Dictionary<int, string> s_steps = new() { [1] = \"PRAGMA a\" };", "step in s_steps", "step.Value", "void Add() => s_steps[2] = \"PRAGMA b\";")]
    [InlineData("Step[] s_steps = { new(1, \"a\"), new(2, \"b\") };", "step in s_steps", "step.Sql", "")]
    public void StepsThatCannotBeTold_AreNotKnown(string steps, string loop, string text, string other) => OfMembers(
        $$"""
        private static readonly {{steps}}

        private sealed record Step(int Version, string Sql);

        {{other}}

        void M(SqliteConnection connection)
        {
            foreach (var {{loop}})
            {
                using var command = connection.CreateCommand();
                command.CommandText = {{text}};
                command.ExecuteNonQuery();
            }
        }
        """,
        """
        created c1 parameter connection
        ran c1 unknown text -> 3. ran | exit
        ran c1 unknown text -> 3. ran | exit
        """);

    [Theory]
    [CSharpData(1200, "[\"PRAGMA a\", \"PRAGMA b\"]")]
    [InlineData("{ \"PRAGMA a\", \"PRAGMA b\" }")]
    public void CollectionExpressionAndTuplesAndIndex_AreLists(string list) => OfMembers(
        $$"""
        private static readonly string[] s_pragmas = {{list}};

        void M(SqliteConnection connection)
        {
            using var command = connection.CreateCommand();
            foreach (var (name, value) in new[] { ("a", 1), ("b", 2) })
            {
                command.CommandText = $"PRAGMA {name} = {value}";
                command.ExecuteNonQuery();
            }

            for (var i = 0; i < s_pragmas.Length; i++)
            {
                command.CommandText = s_pragmas[i];
                command.ExecuteNonQuery();
            }

            connection.Close();
        }
        """,
        """
        created c1 parameter connection
        ran c1 PRAGMA a = 1
        ran c1 PRAGMA b = 2
        ran c1 PRAGMA a
        ran c1 PRAGMA b
        closed c1
        """);
}
