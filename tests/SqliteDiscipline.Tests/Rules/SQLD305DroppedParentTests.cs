using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD305DroppedParentTests
{
    [Theory]
    [InlineData("pid REFERENCES p", "[|DROP TABLE p|]")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "[|DROP TABLE IF EXISTS p|]")]
    [InlineData("pid REFERENCES p ON DELETE SET NULL", "[|DROP TABLE p|]")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "BEGIN; CREATE TABLE n(id INTEGER PRIMARY KEY); INSERT INTO n SELECT id FROM p; [|DROP TABLE p|]; ALTER TABLE n RENAME TO p; COMMIT")]
    [InlineData("pid REFERENCES p", "BEGIN; PRAGMA foreign_keys = OFF; [|DROP TABLE p|]; COMMIT")]
    // The foreign key goes along with the old table, to its new name.
    [InlineData("pid REFERENCES p", "ALTER TABLE p RENAME TO old; CREATE TABLE p(id INTEGER PRIMARY KEY); INSERT INTO p SELECT id FROM old; [|DROP TABLE old|]")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "BEGIN; ALTER TABLE p RENAME TO old; CREATE TABLE p(id INTEGER PRIMARY KEY); INSERT INTO p SELECT id FROM old; [|DROP TABLE old|]; COMMIT")]

    // With enforcement off it is not refused, and refers to nothing from then on.
    [InlineData("pid REFERENCES p", "PRAGMA foreign_keys = OFF; BEGIN; ALTER TABLE p RENAME TO old; CREATE TABLE p(id INTEGER PRIMARY KEY); INSERT INTO p SELECT id FROM old; [|DROP TABLE old|]; COMMIT; PRAGMA foreign_keys = ON")]
    public Task DroppedParent_Triggers(string schema, string sql) => Run(schema, sql).RunAsync();

    /// <summary>Put off to the COMMIT, it fails there: a table that is renamed brings back no row that the engine would count off.</summary>
    [Theory]
    [InlineData("", "BEGIN; PRAGMA defer_foreign_keys = ON; CREATE TABLE n(id INTEGER PRIMARY KEY); INSERT INTO n SELECT id FROM p; [|DROP TABLE p|]; ALTER TABLE n RENAME TO p; COMMIT; INSERT INTO p VALUES (7)")]
    [InlineData("ON DELETE RESTRICT", "BEGIN; PRAGMA defer_foreign_keys = ON; CREATE TABLE n(id INTEGER PRIMARY KEY); INSERT INTO n SELECT id FROM p; [|DROP TABLE p|]; ALTER TABLE n RENAME TO p; COMMIT")]
    [InlineData("DEFERRABLE INITIALLY DEFERRED", "BEGIN; CREATE TABLE n(id INTEGER PRIMARY KEY); INSERT INTO n SELECT id FROM p; [|DROP TABLE p|]; ALTER TABLE n RENAME TO p; COMMIT")]
    [InlineData("DEFERRABLE INITIALLY DEFERRED", "BEGIN; ALTER TABLE p RENAME TO old; CREATE TABLE p(id INTEGER PRIMARY KEY); INSERT INTO p SELECT id FROM old; [|DROP TABLE old|]; COMMIT")]
    [InlineData("DEFERRABLE INITIALLY DEFERRED", "BEGIN; [|DROP TABLE p|]; COMMIT")]
    [InlineData("", "BEGIN; PRAGMA defer_foreign_keys = ON; CREATE TEMP TABLE k AS SELECT * FROM p; DROP TABLE p; CREATE TABLE p(id INTEGER PRIMARY KEY, name); INSERT INTO p SELECT * FROM k; COMMIT")]
    [InlineData("DEFERRABLE INITIALLY DEFERRED", "BEGIN; DROP TABLE p; DROP TABLE c; COMMIT")]
    [InlineData("DEFERRABLE INITIALLY DEFERRED", "BEGIN; DELETE FROM c; DROP TABLE p; COMMIT")]
    [InlineData("DEFERRABLE INITIALLY DEFERRED", "BEGIN; DROP TABLE p; UPDATE c SET pid = NULL; COMMIT")]
    [InlineData("DEFERRABLE INITIALLY DEFERRED", "BEGIN; DROP TABLE p; ROLLBACK")]
    [InlineData("DEFERRABLE INITIALLY DEFERRED", "BEGIN; SAVEPOINT s; DROP TABLE p; ROLLBACK TO s; COMMIT")]
    [InlineData("", "BEGIN; PRAGMA defer_foreign_keys = ON; DROP TABLE p; PRAGMA defer_foreign_keys = OFF; COMMIT")]
    [InlineData("", "PRAGMA foreign_keys = OFF; BEGIN; PRAGMA defer_foreign_keys = ON; DROP TABLE p; COMMIT")]
    public Task PutOffToTheCommit(string key, string sql) => Run("pid REFERENCES p " + key, sql).RunAsync();

    [Fact]
    public Task PutOffToTheCommitOfATransactionObject_Triggers() => Members(
        """
        void M()
        {
            using var c = new SqliteConnection("Data Source=app.db;Foreign Keys=True"); c.Open();
            using var t = c.BeginTransaction();
            try
            {
                c.Execute("PRAGMA defer_foreign_keys = ON", transaction: t);
                c.Execute("CREATE TABLE n(id INTEGER PRIMARY KEY); INSERT INTO n SELECT id FROM p", transaction: t);
                c.Execute("[|DROP TABLE p|]", transaction: t);
                c.Execute("ALTER TABLE n RENAME TO p", transaction: t);
                t.Commit();
            }
            catch
            {
                t.Rollback();
                throw;
            }
        }
        """).RunAsync();

    [Theory]
    [InlineData("pid REFERENCES p", "PRAGMA foreign_keys = OFF; DROP TABLE p; PRAGMA foreign_keys = ON")]
    [InlineData("pid REFERENCES p", "DROP TABLE c; DROP TABLE p")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "DELETE FROM c; DROP TABLE p")]
    [InlineData("pid REFERENCES p", "DROP TABLE p; DROP TABLE c")]
    [InlineData("pid REFERENCES p", "DROP TABLE c")]
    [InlineData("pid REFERENCES p", "DROP TABLE IF EXISTS unseen")]
    [InlineData("pid, other", "DROP TABLE p")]
    [InlineData("pid REFERENCES p", "ALTER TABLE c RENAME TO old; CREATE TABLE c(pid REFERENCES p); INSERT INTO c SELECT pid FROM old; DROP TABLE old")]
    [InlineData("pid REFERENCES p", "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; ALTER TABLE p RENAME TO old; CREATE TABLE p(id INTEGER PRIMARY KEY); DROP TABLE old")]
    [InlineData("pid REFERENCES p", "PRAGMA foreign_keys = OFF; ALTER TABLE p RENAME TO old; CREATE TABLE p(id INTEGER PRIMARY KEY); DROP TABLE old; DROP TABLE c; CREATE TABLE c(pid REFERENCES p)")]
    [InlineData("pid REFERENCES p", "PRAGMA foreign_keys = OFF; ALTER TABLE p RENAME TO old; CREATE TABLE q(id INTEGER PRIMARY KEY); DROP TABLE old; ALTER TABLE q RENAME TO old")]
    [InlineData("pid, other", "PRAGMA foreign_keys = OFF; ALTER TABLE p RENAME TO old; CREATE TABLE p(id INTEGER PRIMARY KEY); DROP TABLE old")]
    public Task OtherDrops_DoNotTrigger(string schema, string sql) => Run(schema, sql).RunAsync();

    private const string Rebuild = "c.Execute(\"CREATE TABLE n(id INTEGER PRIMARY KEY); INSERT INTO n SELECT id FROM p\"); c.Execute(\"DROP TABLE p\"); c.Execute(\"ALTER TABLE n RENAME TO p\");";

    /// <summary>A helper is given its connection as the caller has made it.</summary>
    [Theory]
    [InlineData("void Migrate(SqliteConnection c) { c.Execute(\"PRAGMA foreign_keys = OFF\"); try { Rebuild(c); } finally { c.Execute(\"PRAGMA foreign_keys = ON\"); } } void Rebuild(SqliteConnection c) { {0} }")]
    [InlineData("void Migrate(SqliteConnection c) { Off(c); try { Rebuild(c); } finally { c.Execute(\"PRAGMA foreign_keys = ON\"); } } void Off(SqliteConnection c) => c.Execute(\"PRAGMA foreign_keys(0)\"); void Rebuild(SqliteConnection c) { {0} }")]
    [InlineData("void Migrate(SqliteConnection c) { using (new NoKeys(c)) { Step(c); } } void Step(SqliteConnection c) => Rebuild(c); void Rebuild(SqliteConnection c) { {0} } sealed class NoKeys : System.IDisposable { SqliteConnection _c; public NoKeys(SqliteConnection c) { _c = c; c.Execute(\"PRAGMA foreign_keys = OFF\"); } public void Dispose() => _c.Execute(\"PRAGMA foreign_keys = ON\"); }")]
    [InlineData("static System.Action<SqliteConnection>[] s_steps = { Rebuild }; void Migrate(SqliteConnection c) { c.Execute(\"PRAGMA foreign_keys = OFF\"); foreach (var step in s_steps) step(c); } static void Rebuild(SqliteConnection c) { {0} }")]
    [InlineData("interface IStep { void Up(SqliteConnection c); } class First : IStep { public void Up(SqliteConnection c) { {0} } } void Migrate(SqliteConnection c, IStep step) { c.Execute(\"PRAGMA foreign_keys = OFF\"); step.Up(c); }")]
    [InlineData("void Migrate(SqliteConnection c) { c.Execute(\"PRAGMA foreign_keys = OFF\"); Rebuild(); c.Execute(\"PRAGMA foreign_keys = ON\"); void Rebuild() { {0} } }")]
    [InlineData("SqliteConnection c; void Migrate() { c.Execute(\"PRAGMA foreign_keys = OFF\"); Rebuild(); c.Execute(\"PRAGMA foreign_keys = ON\"); } void Rebuild() { {0} }")]
    [InlineData("void Down(SqliteConnection c) { Children(c); Parents(c); } void Children(SqliteConnection c) => c.Execute(\"DROP TABLE c\"); void Parents(SqliteConnection c) => c.Execute(\"DROP TABLE p\");")]
    public Task HelperWhoseCallerSwitches_DoesNotTrigger(string members) => Members(members.Replace("{0}", Rebuild)).RunAsync();

    [Theory]
    [InlineData("void Migrate(SqliteConnection c) { Rebuild(c); } void Rebuild(SqliteConnection c) { {0} }")]
    [InlineData("void Other(SqliteConnection c) { c.Execute(\"PRAGMA foreign_keys = OFF\"); } void Migrate(SqliteConnection c) { Rebuild(c); } void Rebuild(SqliteConnection c) { {0} }")]
    [InlineData("void Migrate(SqliteConnection c) { c.Execute(\"PRAGMA foreign_keys = ON\"); Rebuild(c); } void Rebuild(SqliteConnection c) { {0} }")]
    public Task HelperWhoseCallerDoesNot_Triggers(string members) => Members(members.Replace("{0}", Rebuild.Replace("DROP TABLE p", "[|DROP TABLE p|]"))).RunAsync();

    /// <summary>Who switches around a method of his own that is called the same is no caller.</summary>
    [Theory]
    [InlineData("Drop(c);", "[|DROP TABLE p|]")]
    [InlineData("C.Drop(c);", "DROP TABLE p")]
    public Task HelperOfTheSameName_IsNotTheOneCalled(string call, string drop) => Members(
        $$"""
        public static void Drop(SqliteConnection c) => c.Execute("{{drop}}");
        }

        class Elsewhere
        {
            public void Run(SqliteConnection c) { c.Execute("PRAGMA foreign_keys = OFF"); {{call}} c.Execute("PRAGMA foreign_keys = ON"); }

            private void Drop(SqliteConnection c) => c.Execute("DROP TABLE IF EXISTS unrelated");
        """).RunAsync();

    private static SqliteAnalyzerTest Members(string members) => Verify.Analyzer(
        $$"""
        using Dapper; using Microsoft.Data.Sqlite;
        class C
        {
            const string Schema = "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p)";

            {{members}}
        }
        """, "SQLD305");

    private static SqliteAnalyzerTest Run(string schema, string sql) => Verify.Analyzer(
        $$"""
        class C
        {
            const string Schema = "CREATE TABLE p(id INTEGER PRIMARY KEY, name); CREATE TABLE c({{schema}})";

            void M(Microsoft.Data.Sqlite.SqliteConnection connection)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "{{sql}}";
                command.ExecuteNonQuery();
            }
        }
        """, "SQLD305");
}
