using Microsoft.CodeAnalysis.Testing;
using SqliteDiscipline.CodeFixes;
using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD304ReplaceTests
{
    [Theory]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "[|REPLACE|] INTO p(id, name) VALUES (1, 'a')")]
    [InlineData("pid REFERENCES p ON DELETE SET NULL", "INSERT [|OR REPLACE|] INTO p VALUES (1, 'a')")]
    [InlineData("pid DEFAULT 1 REFERENCES p ON DELETE SET DEFAULT", "SELECT 1; [|replace|] into P values (1, 'a')")]
    [InlineData("pid REFERENCES p ON DELETE RESTRICT", "BEGIN; [|REPLACE|] INTO p VALUES (1, 'a'); COMMIT")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "[|REPLACE|] INTO p(rowid, name) VALUES (1, 'a')")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE); CREATE UNIQUE INDEX u ON p(name", "INSERT [|OR REPLACE|] INTO p(id, name) VALUES (1, 'a') ON CONFLICT(id) DO NOTHING")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE); CREATE UNIQUE INDEX u ON p(name); CREATE UNIQUE INDEX v ON p(id, name", "INSERT [|OR REPLACE|] INTO p(id, name) VALUES (1, 'a') ON CONFLICT(id) DO NOTHING ON CONFLICT(name, id) DO NOTHING")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE); CREATE UNIQUE INDEX u ON p(name", "[|REPLACE|] INTO p VALUES (NULL, 'a')")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "[|REPLACE|] INTO p VALUES (NULL, 'a'), (1, NULL)")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "[|REPLACE|] INTO p(id, name) VALUES (max(NULL, 1), NULL)")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "[|REPLACE|] INTO p(id, name) SELECT NULL, 'a'")]
    public Task ReplacedParent_Triggers(string schema, string sql) => Run(schema, sql).RunAsync();

    [Theory]
    [InlineData("pid REFERENCES p", "REPLACE INTO p VALUES (1, 'a')")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "INSERT INTO p VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET name = excluded.name")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "INSERT OR IGNORE INTO p VALUES (1, 'a')")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "REPLACE INTO c VALUES (1)")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "REPLACE INTO unseen VALUES (1)")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "PRAGMA foreign_keys = OFF; REPLACE INTO p VALUES (1, 'a')")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "DELETE FROM c; REPLACE INTO p VALUES (1, 'a')")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "REPLACE INTO p(name) VALUES ('a')")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "INSERT OR REPLACE INTO p(id, name) VALUES (1, 'a') ON CONFLICT(id) DO UPDATE SET name = excluded.name")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE); CREATE UNIQUE INDEX u ON p(name", "INSERT OR REPLACE INTO p(id, name) VALUES (1, 'a') ON CONFLICT DO NOTHING")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE); CREATE UNIQUE INDEX u ON p(name", "INSERT OR REPLACE INTO p(id, name) VALUES (1, 'a') ON CONFLICT(id) DO NOTHING ON CONFLICT DO UPDATE SET name = 'b'")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE); CREATE UNIQUE INDEX u ON p(name", "INSERT OR REPLACE INTO p(id, name) VALUES (1, 'a') ON CONFLICT(NAME) DO NOTHING ON CONFLICT(id) DO NOTHING")]
    // A row that is given no key.
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "INSERT OR REPLACE INTO p DEFAULT VALUES")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "REPLACE INTO p VALUES (NULL, (SELECT max(1, 2)))")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "REPLACE INTO p(rowid, name) VALUES (NULL, 'a'), (null, 'b') RETURNING id")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE); CREATE UNIQUE INDEX u ON p(name", "REPLACE INTO p(name, id) VALUES (NULL, NULL)")]
    public Task HarmlessReplace_DoesNotTrigger(string schema, string sql) => Run(schema, sql).RunAsync();

    /// <summary>A generated column has a value of the row's own, whether it is listed or not: what it is computed of may be.</summary>
    [Theory]
    [InlineData("folded AS (lower(name)) UNIQUE", "[|REPLACE|] INTO p(name) VALUES ('A')")]
    [InlineData("folded AS (lower(name)) STORED, UNIQUE (folded)", "[|REPLACE|] INTO p(name) VALUES ('A')")]
    [InlineData("folded AS (lower([NAME] || '')), again AS (folded) UNIQUE", "[|REPLACE|] INTO p(name) VALUES ('A')")]
    [InlineData("folded AS (lower(name))); CREATE UNIQUE INDEX u ON p(folded", "INSERT [|OR REPLACE|] INTO p(name, slug) VALUES ('A', 'B')")]
    [InlineData("folded AS (lower(kind)) UNIQUE", "[|REPLACE|] INTO p(name) VALUES ('A')")]
    [InlineData("folded AS (1) UNIQUE", "[|REPLACE|] INTO p(name) VALUES ('A')")]
    [InlineData("folded AS (lower(name)) UNIQUE", "INSERT OR REPLACE INTO p(name) VALUES ('A') ON CONFLICT(folded) DO UPDATE SET name = excluded.name")]
    [InlineData("folded AS (lower(slug)) UNIQUE", "REPLACE INTO p(name) VALUES ('A')")]
    [InlineData("folded AS (name || slug) UNIQUE", "REPLACE INTO p(name) VALUES ('A')")]
    [InlineData("folded AS (lower(slug)), again AS (folded) UNIQUE", "REPLACE INTO p(name) VALUES ('A')")]
    [InlineData("folded AS (id * 2) UNIQUE", "REPLACE INTO p(name) VALUES ('A')")]
    [InlineData("folded AS (folded) UNIQUE", "REPLACE INTO p(name) VALUES ('A')")]
    public Task KeyOfAGeneratedColumn(string folded, string sql) => Verify.Analyzer(
        Code($"CREATE TABLE p(id INTEGER PRIMARY KEY, name, slug, kind DEFAULT 'k', {folded}); CREATE TABLE c(pid REFERENCES p ON DELETE CASCADE)", sql), "SQLD304").RunAsync();

    /// <summary>NO ACTION waits for the end of the statement: that the key is not back by then is sure where it is not given.</summary>
    [Theory]
    [InlineData("pid REFERENCES p(id)", "INSERT [|OR REPLACE|] INTO p(name) VALUES ('a')")]
    [InlineData("pid REFERENCES p(id)", "[|REPLACE|] INTO p VALUES (NULL, 'a', 'b')")]
    [InlineData("pid REFERENCES p(id) ON DELETE NO ACTION", "INSERT [|OR REPLACE|] INTO p(name, slug) SELECT 'a', 'b'")]
    [InlineData("pid REFERENCES p(name)", "[|REPLACE|] INTO p(id) VALUES (1)")]
    [InlineData("pid REFERENCES p(id)", "INSERT OR REPLACE INTO p(id, name) VALUES (1, 'a')")]
    [InlineData("pid REFERENCES p(name)", "INSERT OR REPLACE INTO p(name) VALUES ('a')")]
    [InlineData("pid REFERENCES p(id)", "REPLACE INTO p(slug) VALUES ('b')")]
    [InlineData("pid REFERENCES p(id)", "INSERT OR REPLACE INTO p(name) VALUES ('a') ON CONFLICT(name) DO NOTHING")]
    [InlineData("pid REFERENCES p(id) DEFERRABLE INITIALLY DEFERRED", "BEGIN; REPLACE INTO p(name) VALUES ('a'); COMMIT")]
    [InlineData("pid REFERENCES p(id)", "DELETE FROM c WHERE pid = 1; INSERT OR REPLACE INTO p(name) VALUES ('a')")]
    [InlineData("pid REFERENCES p(id)); CREATE TRIGGER t BEFORE DELETE ON p BEGIN DELETE FROM c; END; CREATE INDEX i ON c(pid", "REPLACE INTO p(name) VALUES ('a')")]
    public Task KeyThatIsNotGivenBack(string schema, string sql) =>
        Verify.Analyzer(Code($"CREATE TABLE p(id INTEGER PRIMARY KEY, name UNIQUE, slug); CREATE TABLE c({schema})", sql), "SQLD304").RunAsync();

    [Fact]
    public async Task Message_SaysWhichKeyIsNotGivenBack()
    {
        var test = Verify.Analyzer(Code("CREATE TABLE p(id INTEGER PRIMARY KEY, name UNIQUE); CREATE TABLE c(pid REFERENCES p)", "INSERT {|#0:OR REPLACE|} INTO p(name) VALUES ('a')"), "SQLD304");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD304").WithLocation(0)
            .WithArguments("OR REPLACE", "it fails while rows of 'c' refer to it, for the new row has another 'id' (c(pid) → p)").WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        await test.RunAsync();
    }

    [Theory]
    [InlineData("pid NOT NULL REFERENCES p ON DELETE SET NULL", "it fails while rows of 'c' refer to it, for their reference cannot become NULL (c(pid) → p)")]
    [InlineData("pid NOT NULL REFERENCES p ON DELETE SET DEFAULT", "it fails while rows of 'c' refer to it, for their reference cannot become NULL (c(pid) → p)")]
    [InlineData("pid NOT NULL DEFAULT 5 REFERENCES p ON DELETE SET DEFAULT", "the rows of 'c' that refer to it go over to their default, and it fails if there is no such row (c(pid) → p)")]
    [InlineData("pid REFERENCES p ON DELETE SET DEFAULT", "the rows of 'c' that refer to it lose their reference (c(pid) → p)")]
    [InlineData("pid REFERENCES p ON DELETE SET NULL", "the rows of 'c' that refer to it lose their reference (c(pid) → p)")]
    public async Task Message_SaysWhatBecomesOfTheChildren(string schema, string harm)
    {
        var test = Run(schema, "{|#0:REPLACE|} INTO p VALUES (1, 'a')");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD304").WithLocation(0).WithArguments("REPLACE", harm).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        await test.RunAsync();
    }

    [Theory]
    [InlineData("id INTEGER PRIMARY KEY, name, note", "[|REPLACE|] INTO p(id, name, note) VALUES (1, 'a', $note)", "INSERT INTO p(id, name, note) VALUES (1, 'a', $note) ON CONFLICT(id) DO UPDATE SET name = excluded.name, note = excluded.note")]
    [InlineData("id TEXT PRIMARY KEY, name", "INSERT [|OR REPLACE|] INTO p VALUES (1, 'a'), (2, 'b');", "INSERT INTO p VALUES (1, 'a'), (2, 'b') ON CONFLICT(id) DO UPDATE SET name = excluded.name;")]
    [InlineData("id INTEGER PRIMARY KEY, name UNIQUE", "INSERT [|OR REPLACE|] INTO p(name) VALUES ('a') RETURNING id", "INSERT INTO p(name) VALUES ('a') ON CONFLICT(name) DO NOTHING RETURNING id")]
    [InlineData("id INTEGER PRIMARY KEY, name UNIQUE, [order]", "INSERT [|OR REPLACE|] INTO p([order], name) VALUES (1, 'a')", "INSERT INTO p([order], name) VALUES (1, 'a') ON CONFLICT(name) DO UPDATE SET [order] = excluded.[order]")]
    [InlineData("id, realm, name, twice AS (id * 2), PRIMARY KEY (id, realm)", "[|REPLACE|] INTO p VALUES (1, 2, 'a') -- end", "INSERT INTO p VALUES (1, 2, 'a') ON CONFLICT(id, realm) DO UPDATE SET name = excluded.name -- end")]
    [InlineData("id INTEGER, name); CREATE UNIQUE INDEX u ON p(id", "[|REPLACE|] INTO p(name, id) VALUES ('a', (SELECT max(id) FROM p))", "INSERT INTO p(name, id) VALUES ('a', (SELECT max(id) FROM p)) ON CONFLICT(id) DO UPDATE SET name = excluded.name")]
    public Task Fix_WritesAnUpsert(string columns, string before, string after) => Fix(columns, before, after).RunAsync();

    [Theory]
    [InlineData("id INTEGER PRIMARY KEY, name, note", "[|REPLACE|] INTO p(id, name) VALUES (1, 'a')")]
    [InlineData("id INTEGER PRIMARY KEY, name UNIQUE", "[|REPLACE|] INTO p(id, name) VALUES (1, 'a')")]
    [InlineData("id INTEGER PRIMARY KEY, name); CREATE UNIQUE INDEX u ON p(lower(name)", "[|REPLACE|] INTO p(id, name) VALUES (1, 'a')")]
    [InlineData("id INTEGER PRIMARY KEY, name", "[|REPLACE|] INTO p SELECT 1, 'a'")]
    [InlineData("id DEFAULT 1 PRIMARY KEY, name", "[|REPLACE|] INTO p DEFAULT VALUES")]
    [InlineData("id INTEGER PRIMARY KEY, name); CREATE TRIGGER t AFTER INSERT ON p BEGIN DELETE FROM c; END; CREATE INDEX i ON p(name", "[|REPLACE|] INTO p VALUES (1, 'a')")]
    [InlineData("id TEXT PRIMARY KEY, name, whatever this is meant to be", "[|REPLACE|] INTO p VALUES (1, 'a', 2)")]
    public Task WhereAnUpsertWouldDiffer_NothingIsOffered(string columns, string sql) => Fix(columns, sql, sql).RunAsync();

    private static SqliteCodeFixTest<StatementEditsFix> Fix(string columns, string before, string after)
    {
        var schema = $"CREATE TABLE p({columns}); CREATE TABLE c(pid REFERENCES p({(columns.Contains("name UNIQUE", StringComparison.Ordinal) ? "name" : "id")}) ON DELETE CASCADE)";
        if (columns.Contains("realm", StringComparison.Ordinal))
        {
            schema = $"CREATE TABLE p({columns}); CREATE TABLE c(pid, realm, FOREIGN KEY (pid, realm) REFERENCES p ON DELETE CASCADE)";
        }

        return Verify.CodeFix<StatementEditsFix>(Code(schema, before), Code(schema, after), "SQLD304");
    }

    private static SqliteAnalyzerTest Run(string schema, string sql) =>
        Verify.Analyzer(Code($"CREATE TABLE p(id INTEGER PRIMARY KEY, name); CREATE TABLE c({schema})", sql), "SQLD304");

    private static string Code(string schema, string sql) =>
        $$"""
        class C
        {
            const string Schema = "{{schema}}";

            void M(Microsoft.Data.Sqlite.SqliteConnection connection)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "{{sql}}";
                command.ExecuteNonQuery();
            }
        }
        """;
}
