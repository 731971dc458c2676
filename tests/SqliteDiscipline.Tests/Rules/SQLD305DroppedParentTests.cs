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
