using Xunit;

namespace SqliteDiscipline.Tests.Fuzz;

/// <summary>Code that is whole and out of all proportion, as generators and test data are: deep, long, wide.</summary>
public sealed class ShapeTests
{
    [Theory]
    [InlineData("a long sum of strings", "connection.Execute(", "\"PRAGMA foreign_keys = ON; \" + ", 2000, "\"\");")]
    [InlineData("a long sum of strings and variables", "connection.Execute(", "\"DELETE FROM \" + path + \";\" + ", 500, "\"\");")]
    [InlineData("a long chain of calls", "var text = new System.Text.StringBuilder()", ".Append(\"DELETE FROM t; \")", 500, "; connection.Execute(text.ToString());")]
    [InlineData("many statements", "", "connection.Execute(\"DELETE FROM messages\");\n", 600, "")]
    [InlineData("many connections", "", "{ var c = new SqliteConnection(\"Data Source=a.db\"); c.Open(); }\n", 300, "")]
    [InlineData("many branches", "", "if (path.Length > 1) connection.Execute(\"BEGIN\"); else connection.Execute(\"PRAGMA foreign_keys = OFF\");\n", 60, "")]
    [InlineData("many branches on one another", "", "if (path.Length > 1) connection.Execute(\"DELETE FROM messages\"); else ", 100, ";")]
    [InlineData("deep blocks", "", "if (path != null) { connection.Execute(\"COMMIT\"); ", 60, "")]
    [InlineData("deep loops", "", "while (path != null) { connection.Execute(\"BEGIN\"); ", 25, "")]
    [InlineData("deep lambdas", "", "System.Action a = () => { connection.Execute(\"DELETE FROM a\"); ", 30, "")]
    [InlineData("deep tries", "", "try { connection.Execute(\"BEGIN\"); } catch { connection.Execute(\"ROLLBACK\"); } finally { ", 25, "")]
    [InlineData("deep parentheses", "var x = ", "(", 200, "path")]
    [InlineData("many holes", "connection.Execute($\"", "DELETE FROM {path}; ", 500, "\");")]
    [InlineData("many cases", "switch (path) {", "case nameof(path) + \"x\": connection.Execute(\"COMMIT\"); break;\n", 200, "}")]
    [InlineData("a path made of itself", "path = System.IO.Path.Combine(\"a\", path); var own = System.IO.Path.Combine(\"b\", own); string late; late = System.IO.Path.Join(late); ", "new SqliteConnection($\"Data Source={own}\").Open(); new SqliteConnection(\"Data Source=\" + late).Open(); new SqliteConnection(\"Data Source=\" + path).Open(); ", 1, "")]
    [InlineData("one statement of many tables", "connection.Execute(\"", "DELETE FROM a; CREATE TABLE a(b REFERENCES a); ", 1000, "\");")]
    [InlineData("deep selects", "connection.Execute(\"SELECT * FROM ", "(SELECT * FROM ", 1000, "\");")]
    [InlineData("a long script", "connection.Execute(\"", "INSERT INTO messages VALUES(§); ", 3000, "\");")]
    [InlineData("a chain of tables, deleted from the wrong end", "connection.Execute(\"CREATE TABLE t0(id INTEGER PRIMARY KEY); ", "CREATE TABLE t§(id INTEGER PRIMARY KEY, p INTEGER REFERENCES t¶(id)); DELETE FROM t¶; ", 100, "DELETE FROM t100;\");")]
    public async Task Shape_IsReadByEverything(string what, string start, string repeated, int count, string end)
    {
        // What is repeated may bear its number, and that of the one before.
        var body = start + string.Concat(Enumerable.Range(1, count).Select(number => repeated.Replace("§", $"{number}").Replace("¶", $"{number - 1}"))) + end;
        var code = $"class Store\n{{\n    void Run(SqliteConnection connection, string path)\n    {{\n{body}\n    }}\n}}\n";

        var failures = await new Everything().FailuresAsync([new FuzzInput(code, "CREATE TABLE messages(id INTEGER PRIMARY KEY);")], variety: 1, CancellationToken.None).WaitAsync(FuzzPlan.Patience);

        Assert.True(failures.Count == 0, $"{what}: {string.Join('\n', failures)}");
    }

    /// <summary>Where somebody moves code out of a program of statements, its variables are named in another file for a while.</summary>
    [Fact]
    public async Task VariableOfAProgram_NamedInAnotherFile_IsReadByEverything()
    {
        const string Uses = "using System.IO; using Microsoft.Data.Sqlite;\n";
        var program = new FuzzInput(Uses + "var path = \"Data Source=app.db\"; var c = new SqliteConnection(path); c.Open();", string.Empty);
        var store = new FuzzInput(
            Uses + "class Store { void Run() { using var own = new SqliteConnection(path); own.Open(); using var k = new SqliteCommand { Connection = c, CommandText = path };"
            + " k.ExecuteNonQuery(); File.Copy(path, path + \".bak\"); File.Delete(path); } }",
            string.Empty);

        Assert.Empty(await new Everything().FailuresAsync([program, store], variety: 1, CancellationToken.None).WaitAsync(FuzzPlan.Patience));
    }
}
