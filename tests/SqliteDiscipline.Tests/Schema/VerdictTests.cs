using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Verdicts;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Tests.Sql;
using Xunit;

namespace SqliteDiscipline.Tests.Schema;

/// <summary>The verdict on sequences, in words. That the engine agrees is held by random tests elsewhere.</summary>
public sealed class VerdictTests
{
    // The rows of the table in sqlite.org/foreignkeys.html, by what the child's key says.
    [Theory]
    [InlineData("", "DELETE FROM p", "raises at 0: c(pid) → p")]
    [InlineData("", "DELETE FROM p; DELETE FROM c", "raises at 0: c(pid) → p")]
    [InlineData("", "DELETE FROM c; DELETE FROM p", "passes")]
    [InlineData("", "DELETE FROM p WHERE id = 1", "raises at 0: c(pid) → p")]
    [InlineData("", "DELETE FROM p WHERE 0", "passes")]
    [InlineData("", "DELETE FROM p WHERE FALSE; DELETE FROM p WHERE 1 = 0; DELETE FROM p WHERE NULL", "passes")]
    [InlineData("", "DELETE FROM c WHERE 0; DELETE FROM p", "raises at 1: c(pid) → p")]
    [InlineData("", "DELETE FROM p WHERE 1 = 1", "raises at 0: c(pid) → p")]
    [InlineData("", "PRAGMA foreign_keys = OFF; DELETE FROM c WHERE 0; PRAGMA foreign_keys = ON; DELETE FROM p", "raises at 3: c(pid) → p")]
    [InlineData("", "BEGIN; PRAGMA defer_foreign_keys = ON; DELETE FROM p; DELETE FROM c; COMMIT", "passes")]
    [InlineData("", "BEGIN; PRAGMA defer_foreign_keys = ON; DELETE FROM p; COMMIT", "raises at 3: c(pid) → p")]
    [InlineData("", "DROP TABLE p", "raises at 0: c(pid) → p")]
    [InlineData("", "DROP TABLE c; DROP TABLE p", "passes")]
    [InlineData("", "PRAGMA foreign_keys = OFF; DELETE FROM p; DELETE FROM c", "passes")]
    [InlineData("", "EXPLAIN PRAGMA foreign_keys = OFF; DELETE FROM p; DELETE FROM c", "passes")]
    [InlineData("", "EXPLAIN DELETE FROM c; DELETE FROM p", "raises at 1: c(pid) → p")]
    [InlineData("", "BEGIN; PRAGMA foreign_keys = OFF; DELETE FROM p", "raises at 2: c(pid) → p")]
    [InlineData("", "UPDATE c SET pid = NULL; DELETE FROM p", "passes")]
    [InlineData("", "DELETE FROM c WHERE pid = 1; DELETE FROM p WHERE id = 1", "cannot tell at 1: c(pid) → p")]
    [InlineData("", "DELETE FROM p WHERE id NOT IN (SELECT pid FROM c)", "cannot tell at 0: c(pid) → p")]
    [InlineData("", "REPLACE INTO p(id) VALUES (1)", "passes")]
    [InlineData("", "SAVEPOINT a; DELETE FROM c; ROLLBACK TO a; DELETE FROM p", "raises at 3: c(pid) → p")]
    [InlineData("ON DELETE RESTRICT", "REPLACE INTO p(id) VALUES (1)", "cannot tell at 0: c(pid) → p")]
    [InlineData("DEFERRABLE INITIALLY DEFERRED", "DELETE FROM p", "raises at 0: c(pid) → p")]
    [InlineData("DEFERRABLE INITIALLY DEFERRED", "BEGIN; DELETE FROM p; DELETE FROM c; COMMIT", "passes")]
    [InlineData("DEFERRABLE INITIALLY DEFERRED", "SAVEPOINT a; DELETE FROM p; RELEASE a", "raises at 2: c(pid) → p")]
    [InlineData("ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED", "BEGIN; DELETE FROM p; DELETE FROM c; COMMIT", "raises at 1: c(pid) → p")]
    [InlineData("ON DELETE RESTRICT", "BEGIN; PRAGMA defer_foreign_keys = 1; DELETE FROM p; DELETE FROM c; COMMIT", "passes")]
    [InlineData("ON DELETE CASCADE", "DELETE FROM p; DELETE FROM c", "passes")]
    [InlineData("ON DELETE SET NULL", "DELETE FROM p", "passes")]
    [InlineData("NOT NULL ON DELETE SET NULL", "DELETE FROM p", "raises at 0: c(pid) → p")]
    [InlineData("DEFAULT 7 ON DELETE SET DEFAULT", "DELETE FROM p", "raises at 0: c(pid) → p")]
    [InlineData("ON DELETE SET DEFAULT", "DELETE FROM p", "passes")]
    [InlineData("DEFAULT 7 ON DELETE SET DEFAULT", "DELETE FROM p WHERE id = 1", "cannot tell at 0: c(pid) → p")]
    public void OneForeignKey(string action, string statements, string expected)
    {
        // The clauses of the column stand before REFERENCES, those of the key after it.
        var (column, key) = action.StartsWith("ON", StringComparison.Ordinal) || action.StartsWith("DEF", StringComparison.Ordinal) && !action.StartsWith("DEFAULT", StringComparison.Ordinal)
            ? ("", action)
            : (action.Split(" ON ")[0], action.Contains(" ON ", StringComparison.Ordinal) ? "ON " + action.Split(" ON ")[1] : "");
        Assert.Equal(expected, Judge($"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid {column} REFERENCES p {key})", statements));
    }

    [Theory]
    [InlineData("a(id INTEGER PRIMARY KEY); b(id INTEGER PRIMARY KEY, a NOT NULL REFERENCES a ON DELETE CASCADE); c(b REFERENCES b)", "DELETE FROM a", "raises at 0: c(b) → b")]
    [InlineData("t(id INTEGER PRIMARY KEY, up REFERENCES t)", "DELETE FROM t", "passes")]
    [InlineData("t(id INTEGER PRIMARY KEY, up REFERENCES t ON DELETE RESTRICT)", "DELETE FROM t", "cannot tell at 0: t(up) → t")]
    [InlineData("p(id); c(x REFERENCES p(id))", "DELETE FROM c", "raises at 0: c(x) → p")]
    [InlineData("c(x REFERENCES nowhere)", "DELETE FROM c", "raises at 0: c(x) → nowhere")]
    [InlineData("a(id INTEGER PRIMARY KEY, b REFERENCES b); b(id INTEGER PRIMARY KEY, a REFERENCES a)", "UPDATE a SET b = NULL; DELETE FROM b; DELETE FROM a", "passes")]
    [InlineData("t(id)", "DELETE FROM unseen", "cannot tell at 0: ")]
    [InlineData("p(id); c(x REFERENCES p(id)); t(id UNIQUE); TRIGGER g AFTER DELETE ON t BEGIN DELETE FROM c! END", "DELETE FROM t", "raises at 0: c(x) → p")]
    [InlineData("p(id); c(x REFERENCES p(id)); t(id UNIQUE); TRIGGER g AFTER DELETE ON t BEGIN DELETE FROM c! END", "REPLACE INTO t VALUES (1)", "cannot tell at 0: ")]
    // A row that its own BEFORE trigger has changed: the engine does not define what then happens, and lets w's row stay without its parent.
    [InlineData("h(id INTEGER PRIMARY KEY, t REFERENCES t ON DELETE SET NULL); t(id INTEGER PRIMARY KEY, h REFERENCES h ON DELETE CASCADE); w(t NOT NULL REFERENCES t); TRIGGER g BEFORE DELETE ON h BEGIN DELETE FROM t WHERE h = old.id! END", "DELETE FROM h", "cannot tell at 0: w(t) → t")]
    // A row that is its own parent, by a number and a text: the engine counts it as one without, and does not count it back (seen on 3.35.5 and 3.40.1).
    [InlineData("t(id INTEGER PRIMARY KEY, code TEXT UNIQUE, f INTEGER REFERENCES t(code) DEFERRABLE INITIALLY DEFERRED)", "BEGIN; INSERT INTO t VALUES (1, 1, 1); DELETE FROM t; COMMIT", "cannot tell at 3: t(f) → t")]
    [InlineData("t(id INTEGER PRIMARY KEY, code TEXT UNIQUE, f INTEGER REFERENCES t(code) DEFERRABLE INITIALLY DEFERRED)", "BEGIN; UPDATE t SET f = f; DROP TABLE t; COMMIT", "cannot tell at 3: ")]
    [InlineData("t(id INTEGER PRIMARY KEY, code INTEGER UNIQUE, f INTEGER REFERENCES t(code) DEFERRABLE INITIALLY DEFERRED)", "BEGIN; UPDATE t SET f = f; DROP TABLE t; COMMIT", "passes")]
    [InlineData("t(id INTEGER PRIMARY KEY, code INTEGER UNIQUE, f INTEGER REFERENCES t(code) DEFERRABLE INITIALLY DEFERRED)", "BEGIN; INSERT INTO t VALUES (1, 1, 1); DELETE FROM t; COMMIT", "passes")]
    // The replaced row comes back, and those that an action took with it do not.
    [InlineData("t(id INTEGER PRIMARY KEY, f REFERENCES t ON DELETE CASCADE); w(t REFERENCES t)", "REPLACE INTO t VALUES (1, NULL)", "cannot tell at 0: w(t) → t")]
    [InlineData("t(id INTEGER PRIMARY KEY, f); w(t REFERENCES t)", "REPLACE INTO t VALUES (1, NULL)", "passes")]
    public void Graphs(string tables, string statements, string expected) =>
        Assert.Equal(expected, Judge(
            string.Join(";", tables.Split(";").Select(table => "CREATE " + (table.Contains("TRIGGER", StringComparison.Ordinal) ? "" : "TABLE ") + table.Trim().Replace('!', ';'))), statements));

    [Theory]
    [InlineData("{}; DELETE FROM p", "cannot tell at 0: ")]
    [InlineData("DELETE FROM {}; DELETE FROM p", "cannot tell at 0: ")]
    [InlineData("PRAGMA foreign_keys = {}; DELETE FROM p", "cannot tell at 0: ")]
    [InlineData("DELETE FROM p WHERE id = {}", "raises at 0: c(pid) → p")]
    [InlineData("DELETE FROM p {}", "cannot tell at 0: ")]
    public void Holes(string statements, string expected) =>
        Assert.Equal(expected, Judge("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p)", statements));

    private static string Judge(string schema, string statements)
    {
        var verdict = SequenceJudge.Judge(EngineState.Start(DatabaseSchema.Of(schema), isEnforced: true), SqlReader.Read(SqlTestText.WithHoles(statements)));
        return verdict.Verdict.Kind switch
        {
            VerdictKind.Passes => "passes",
            VerdictKind.Raises => $"raises at {verdict.Statement}: {verdict.Verdict.Blame}",
            _ => $"cannot tell at {verdict.Statement}: {verdict.Verdict.Blame}",
        };
    }
}
