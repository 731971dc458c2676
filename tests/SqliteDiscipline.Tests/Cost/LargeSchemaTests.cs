using System.Diagnostics;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Sources;
using SqliteDiscipline.Analyzers.Sql;
using Xunit;
using Xunit.Abstractions;

namespace SqliteDiscipline.Tests.Cost;

/// <summary>
/// To make a schema of a large text takes no longer than to read the text, or not much. To look for each name among all took a hundred times as long, and allocated
/// nothing: so this is timed after all, against what has to be done anyhow, and the best of some rounds counts.
/// </summary>
[Collection(nameof(Alone))]
public sealed class LargeSchemaTests(ITestOutputHelper output)
{
    private const int Count = 8000;
    private const int Rounds = 3;
    private const double Most = 8;

    [Fact]
    public void LargeText_IsMadeASchemaOfInNoTime()
    {
        var text = SqlText.From(string.Concat(
            new[] { "CREATE TABLE t{0}(id INTEGER PRIMARY KEY);\n", "ALTER TABLE t{0} ADD COLUMN c TEXT;\n", "CREATE INDEX x{0} ON t{0}(c);\n" }
                .SelectMany(statement => Enumerable.Range(0, Count).Select(number => statement.Replace("{0}", $"{number}", StringComparison.Ordinal)))));
        var script = SqlScript.Of(text);
        var ratio = Least(() => SchemaMerge.Of([[script]])) / Least(() => SqlScript.Of(text));
        output.WriteLine($"{ratio:F2} times as long as reading it");

        Assert.InRange(ratio, 0, Most);
    }

    private static double Least(Func<object> work) => Enumerable.Range(0, Rounds).Min(_ =>
    {
        var watch = Stopwatch.StartNew();
        GC.KeepAlive(work());
        return watch.Elapsed.TotalMilliseconds;
    });
}
