using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD504IndexBeforeColumnTests
{
    [Theory]
    [InlineData("CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX IF NOT EXISTS i ON t([|project|])")]
    [InlineData("CREATE TABLE IF NOT EXISTS t(id); CREATE INDEX i ON T(id, [|Project|] DESC)")]
    [InlineData("CREATE TABLE IF NOT EXISTS t(id); CREATE INDEX i ON t([|project|]); ALTER TABLE t ADD COLUMN project")]
    [InlineData("CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t(id) WHERE [|project|] IS NULL")]
    [InlineData("CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t(id) WHERE t.[|[project]|] <> 'project' AND project > 0")]
    [InlineData("CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t(id, lower([|project|]) DESC)")]
    [InlineData("CREATE TABLE IF NOT EXISTS main.t(id, project); CREATE INDEX main.i ON t([|project|])")]
    [InlineData("CREATE TABLE IF NOT EXISTS t(id, project); EXPLAIN ALTER TABLE t ADD COLUMN project; CREATE INDEX i ON t([|project|])")]
    [InlineData("DROP TABLE IF EXISTS u; CREATE TABLE IF NOT EXISTS t(id, project); ALTER TABLE t RENAME COLUMN a TO b; CREATE INDEX i ON t([|project|])")]
    public Task IndexOnWhatAMigrationAdds_Triggers(string sql) => Migrated(sql).RunAsync();

    [Theory]
    [InlineData("CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t(id)")]
    [InlineData("CREATE TABLE t(id, project); CREATE INDEX i ON t(project)")]
    [InlineData("CREATE TABLE IF NOT EXISTS t(id); ALTER TABLE t ADD COLUMN project; CREATE INDEX i ON t(project)")]
    [InlineData("CREATE TABLE IF NOT EXISTS u(id, project); CREATE INDEX i ON u(project)")]
    [InlineData("CREATE INDEX i ON t(project)")]
    [InlineData("DROP TABLE IF EXISTS t; CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t(project)")]
    [InlineData("CREATE TABLE IF NOT EXISTS t(id, a); ALTER TABLE t RENAME COLUMN a TO project; CREATE INDEX i ON t(project)")]
    [InlineData("CREATE TABLE IF NOT EXISTS t(id); CREATE TABLE new(id, project); DROP TABLE t; ALTER TABLE new RENAME TO t; CREATE INDEX i ON t(project)")]
    [InlineData("CREATE TEMP TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t(project)")]
    [InlineData("CREATE TABLE IF NOT EXISTS t(id); CREATE TEMP TABLE t(id, project); CREATE INDEX i ON t(project)")]
    [InlineData("CREATE TABLE IF NOT EXISTS aux.t(id, project); CREATE INDEX aux.i ON t(project)")]
    [InlineData("CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t(id COLLATE project) WHERE id = 'project' AND project(id) > CAST(id AS project)")]
    [InlineData("CREATE TABLE IF NOT EXISTS t(id, project); EXPLAIN CREATE INDEX i ON t(project)")]
    public Task IndexThatHasItsColumn_DoesNotTrigger(string sql) => Migrated(sql).RunAsync();

    /// <summary>Of an attached database, or of the main one while the index is on a temporary table; or it is explained only.</summary>
    [Theory]
    [InlineData("CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t(project)", "ALTER TABLE aux.t ADD COLUMN project")]
    [InlineData("CREATE TEMP TABLE IF NOT EXISTS t(id, project); CREATE INDEX temp.i ON t(project)", "ALTER TABLE main.t ADD COLUMN project")]
    [InlineData("CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t(project)", "EXPLAIN ALTER TABLE t ADD COLUMN project")]
    [InlineData("CREATE TABLE IF NOT EXISTS aux.t(id, project); CREATE INDEX aux.i ON t([|project|])", "ALTER TABLE aux.t ADD COLUMN project")]
    public Task AlterOfAnotherTable(string sql, string alter) => Verify.Analyzer(
        $"class C {{ const string Sql = \"{sql}\"; }} class Migrations {{ const string Second = \"{alter}\"; }}", "SQLD504").RunAsync();

    [Theory]
    [InlineData("if (isNew) { Run(\"CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t(project)\"); } else { Run(\"ALTER TABLE t ADD COLUMN project\"); }")]
    [InlineData("if (!isNew) Run(\"ALTER TABLE t ADD COLUMN project\"); else Run(\"CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t(project)\");")]
    [InlineData("switch (version) { case 0: Run(\"CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t(project)\"); break; case 1: Run(\"ALTER TABLE t ADD COLUMN project\"); break; }")]
    [InlineData("Run(version switch { 0 => \"CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t(project)\", _ => \"ALTER TABLE t ADD COLUMN project\" });")]
    [InlineData("Run(isNew ? \"CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t(project)\" : \"ALTER TABLE t ADD COLUMN project\");")]
    public Task OneOrTheOther_DoesNotTrigger(string statements) => InMethod(statements).RunAsync();

    [Theory]
    [InlineData("if (isNew) { Run(\"CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t([|project|])\"); } Run(\"ALTER TABLE t ADD COLUMN project\");")]
    [InlineData("Run(\"CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t([|project|])\"); switch (version) { case 0: break; case 1: Run(\"ALTER TABLE t ADD COLUMN project\"); break; }")]
    [InlineData("if (version == 0) { Run(\"CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t([|project|])\"); if (isNew) { Run(\"ALTER TABLE t ADD COLUMN project\"); } }")]
    public Task OneAfterTheOther_Triggers(string statements) => InMethod(statements).RunAsync();

    /// <summary>Each in a command of its own, over one connection.</summary>
    [Theory]
    [InlineData("Run(\"CREATE TABLE IF NOT EXISTS t(id, project)\"); Run(\"CREATE INDEX IF NOT EXISTS i ON t([|project|])\"); Run(\"ALTER TABLE t ADD COLUMN project\");")]
    [InlineData("foreach (var sql in new[] { \"CREATE TABLE IF NOT EXISTS t(id, project)\", \"CREATE INDEX i ON t(id, [|project|] DESC)\" }) Run(sql); if (version < 2) Run(\"ALTER TABLE t ADD COLUMN project\");")]
    [InlineData("Run(\"CREATE TABLE IF NOT EXISTS t(id)\"); Run(\"CREATE INDEX i ON t([|project|])\"); try { Run(\"ALTER TABLE t ADD COLUMN project\"); } catch { }")]
    [InlineData("using var k = c.CreateCommand(); k.CommandText = \"CREATE TABLE IF NOT EXISTS t(id, project)\"; k.ExecuteNonQuery(); k.CommandText = \"CREATE INDEX i ON t([|project|])\"; k.ExecuteNonQuery(); Migrate();")]
    [InlineData("Run(\"CREATE TABLE IF NOT EXISTS t(id, project)\"); if (isNew) Run(\"CREATE INDEX i ON t([|project|])\"); Run(\"ALTER TABLE t ADD COLUMN project\");")]
    [InlineData("Run(\"CREATE TABLE IF NOT EXISTS t(id, project)\"); Run(\"CREATE INDEX IF NOT EXISTS i ON t(id) WHERE [|project|] IS NULL\"); Run(\"ALTER TABLE t ADD COLUMN project\");")]
    public Task CommandsInThisOrder_Trigger(string statements) => OverAConnection(statements).RunAsync();

    [Theory]
    [InlineData("Run(\"CREATE TABLE IF NOT EXISTS t(id, project)\"); Run(\"ALTER TABLE t ADD COLUMN project\"); Run(\"CREATE INDEX i ON t(project)\");")]
    [InlineData("Run(\"CREATE TABLE IF NOT EXISTS t(id, project)\"); Migrate(); Run(\"CREATE INDEX i ON t(project)\");")]
    [InlineData("Run(\"CREATE TABLE IF NOT EXISTS t(id, project)\"); Ensure(\"t\", \"project\"); Run(\"CREATE INDEX i ON t(project)\"); Run(\"ALTER TABLE t ADD COLUMN project\");")]
    [InlineData("Run(\"CREATE TABLE t(id, project)\"); Run(\"CREATE INDEX i ON t(project)\"); Run(\"ALTER TABLE t ADD COLUMN project\");")]
    [InlineData("if (isNew) { Run(\"CREATE TABLE IF NOT EXISTS t(id, project)\"); Run(\"CREATE INDEX i ON t(project)\"); return; } Run(\"ALTER TABLE t ADD COLUMN project\");")]
    [InlineData("Run(\"DROP TABLE IF EXISTS t\"); Run(\"CREATE TABLE IF NOT EXISTS t(id, project)\"); Run(\"CREATE INDEX i ON t(project)\"); Run(\"ALTER TABLE t ADD COLUMN project\");")]
    [InlineData("Run(\"CREATE TABLE IF NOT EXISTS t(id, project)\"); Run(\"CREATE INDEX i ON t(id)\"); Run(\"ALTER TABLE t ADD COLUMN project\");")]
    [InlineData("Run(\"CREATE TABLE IF NOT EXISTS t(id, project)\"); Run(\"CREATE INDEX i ON t(project)\");")]
    [InlineData("if (version == 0) { Run(\"CREATE TABLE IF NOT EXISTS t(id, project)\"); Run(\"CREATE INDEX i ON t(project)\"); } if (version == 1) { Run(\"ALTER TABLE t ADD COLUMN project\"); }")]
    [InlineData("Migrate(); Run(\"CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t(project)\");")]
    [InlineData("try { Run(\"ALTER TABLE t ADD COLUMN project\"); } catch { } Run(\"CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t(project)\");")]
    [InlineData("if (isNew) Create(); else Migrate(); void Create() => Run(\"CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t(project)\");")]
    [InlineData("Run(\"CREATE TABLE IF NOT EXISTS t(id, a)\"); Run(\"ALTER TABLE t RENAME COLUMN a TO project\"); Run(\"CREATE INDEX i ON t(project)\"); Run(\"ALTER TABLE t ADD COLUMN project\");")]
    [InlineData("Run(\"CREATE TABLE IF NOT EXISTS t(id, project)\"); Run(\"CREATE INDEX i ON t(project)\"); Run(\"ALTER TABLE aux.t ADD COLUMN project\");")]
    [InlineData("Run(\"CREATE TEMP TABLE IF NOT EXISTS t(id, project)\"); Run(\"CREATE INDEX i ON t(project)\"); Run(\"ALTER TABLE main.t ADD COLUMN project\");")]
    [InlineData("Run(\"CREATE TABLE IF NOT EXISTS t(id, project)\"); Run(\"CREATE INDEX i ON t(project)\"); Run(\"EXPLAIN ALTER TABLE t ADD COLUMN project\");")]
    public Task CommandsInAnotherOrder_DoNotTrigger(string statements) => OverAConnection(statements).RunAsync();

    /// <summary>Who calls the two has them in an order, or one of them only.</summary>
    [Theory]
    [InlineData("Migrate(); Create();", "project")]
    [InlineData("if (isNew) Create(); else Migrate();", "project")]
    [InlineData("if (version == 0) Create(); else if (version == 1) Migrate();", "project")]
    [InlineData("Create(); Migrate();", "[|project|]")]
    public Task MembersInTheOrderOfTheirCaller(string calls, string column) => Verify.Analyzer(
        $$"""
        class C
        {
            bool isNew = true;
            int version = 1;

            void M() { {{calls}} }
            void Create() => Run("CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX i ON t({{column}})");
            void Migrate() => Run("ALTER TABLE t ADD COLUMN project");
            void Run(string sql) { }
        }
        """, "SQLD504").RunAsync();

    [Fact]
    public Task NumberedMigrations_Trigger() => Verify.Analyzer("class C { }", "SQLD504")
        .WithAdditionalFile("001_init.sql", "CREATE TABLE IF NOT EXISTS t(id, project);\nCREATE INDEX i ON t([|project|]);")
        .WithAdditionalFile("002_project.sql", "ALTER TABLE t ADD COLUMN project;").RunAsync();

    [Theory]
    [InlineData("Run(Create); Add(\"t\", \"project\");", "[|project|]")]
    [InlineData("Add(\"t\", \"other\"); Run(Create); Add(\"t\", \"project\");", "[|project|]")]
    [InlineData("Add(\"t\", \"other\"); Run(Create);", "project")]
    [InlineData("if (isNew) { Run(Create); } else { Add(\"t\", \"project\"); }", "project")]
    [InlineData("if (!isNew) { Add(\"t\", \"project\"); } Run(Create);", "project")]
    public Task ColumnThatAHelperAdds(string statements, string column) => Verify.Analyzer(
        $$"""
        class C
        {
            const string Create = "CREATE TABLE IF NOT EXISTS t(id, project); CREATE INDEX IF NOT EXISTS i ON t({{column}})";
            void M(bool isNew) { {{statements}} }
            void Run(string sql) { }
            void Add(string table, string column) { Run($"ALTER TABLE {table} ADD COLUMN {column}"); }
        }
        """, "SQLD504").RunAsync();

    private static SqliteAnalyzerTest InMethod(string statements) =>
        Verify.Analyzer($"class C {{ void Run(string sql) {{ }} void M(bool isNew, int version) {{ {statements} }} }}", "SQLD504");

    private static SqliteAnalyzerTest OverAConnection(string statements) => Verify.Analyzer(
        $$"""
        using Dapper; using Microsoft.Data.Sqlite;
        class C
        {
            SqliteConnection c = null!;
            bool isNew = true;
            int version = 1;

            void M() { {{statements}} }
            void Run(string sql) => c.Execute(sql);
            void Migrate() { if (version < 2) Run("ALTER TABLE t ADD COLUMN project"); }
            void Ensure(string table, string column) => c.Execute($"ALTER TABLE {table} ADD COLUMN {column}");
        }
        """, "SQLD504");

    private static SqliteAnalyzerTest Migrated(string sql) => Verify.Analyzer(
        $"class C {{ const string Sql = \"{sql}\"; }} class Migrations {{ const string Second = \"ALTER TABLE t ADD COLUMN project TEXT DEFAULT ''\"; }}", "SQLD504");
}
