using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Sources;
using Xunit;

namespace SqliteDiscipline.Tests.Schema;

public sealed class SchemaSourcesTests
{
    [Fact]
    public void AnEdit_ReadsOneFileAgain()
    {
        var compilation = Compile("class A { const string S = \"CREATE TABLE a(x)\"; }", "class B { const string S = \"CREATE TABLE b(x)\"; }");
        var (first, second) = (compilation.SyntaxTrees[0], compilation.SyntaxTrees[1]);
        var before = (CodeScripts.In(first, default).Scripts, CodeScripts.In(second, default).Scripts);

        var edited = first.WithChangedText(SourceText.From("class A { const string S = \"CREATE TABLE a(x, y)\"; }"));
        var after = Compile(compilation.ReplaceSyntaxTree(first, edited));

        Assert.Equal(["a", "b"], Tables(compilation));
        Assert.Equal(["a", "b"], Tables(after));
        Assert.Same(before.Item2[0], CodeScripts.In(second, default).Scripts[0]);
        Assert.NotSame(before.Item1[0], CodeScripts.In(edited, default).Scripts[0]);
        Assert.Equal(2, SchemaSources.Of(after, [], default).Common.Find("a", false)!.Columns.Count);
    }

    /// <summary>Whether a file has a schema at all is told by its words alone, before anything is parsed.</summary>
    [Theory]
    [InlineData("\"CREATE TABLE t(x)\"")]
    [InlineData("\"\\n\\tCREATE\\tTABLE t(x)\"")]
    [InlineData("$\"create temp table {nameof(A)}(x)\"")]
    [InlineData("\"/* t */\\r\\ncreate\\r\\ntable t(x)\"")]
    [InlineData("\"PRAGMA foreign_keys = ON; CREATE /* of what is kept, for as long as somebody asks for it and no longer */ TABLE t(x)\"")]
    public void ATextOfDdl_IsFoundByItsWords(string text) =>
        Assert.Single(CodeScripts.In(CSharpSyntaxTree.ParseText($"class A {{ string S => {text}; }}"), default).Scripts);

    [Fact]
    public void ASqlFile_IsReadOnceForItsText()
    {
        var file = new SqlFile("001_a.sql", "CREATE TABLE a(x);");

        Assert.Same(FileScripts.Of(file, default), FileScripts.Of(file, default));
        Assert.Null(FileScripts.Of(new SqlFile("a.txt", "CREATE TABLE a(x);"), default));
    }

    /// <summary>It makes no second definition of anything, and declares nothing twice.</summary>
    [Theory]
    [InlineData("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(x REFERENCES p(id)); CREATE INDEX i ON c(x); CREATE VIEW v AS SELECT * FROM c;")]
    [InlineData("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(y); ALTER TABLE c ADD COLUMN x REFERENCES p(id); CREATE UNIQUE INDEX i ON c(x);")]
    [InlineData("CREATE TABLE o(id INTEGER PRIMARY KEY); ALTER TABLE o RENAME TO p; CREATE TABLE c(x REFERENCES p); CREATE TRIGGER t AFTER DELETE ON p BEGIN DELETE FROM c; END;")]
    public void ACopyOfAFile_CountsOnce(string text)
    {
        SqlFile file = new("schema.sql", text), copy = new("copy/schema.sql", text);
        var sources = SchemaSources.Of(Compile("class X { }"), [file, copy], default);
        var alone = SchemaSources.Of(Compile("class X { }"), [file], default);

        Assert.Equal(alone.Common, sources.Common);
        Assert.True(sources.Common.IsWhole);
        Assert.Single(sources.Common.ReferencesIn(FileScripts.Of(file, default)!).Concat(sources.Common.ReferencesIn(FileScripts.Of(copy, default)!)));
    }

    [Theory]
    [InlineData("1_a.sql,2_b.sql,10_c.sql")]
    [InlineData("V1__a.sql,V1.9__b.sql,V1.10__c.sql")]
    [InlineData("2024-01-31_a.sql,2024-02-01_b.sql,2025-01-01_c.sql")]
    [InlineData("001.sql,002.sql,003.sql")]
    public void NumberedFiles_AreAppliedInOrder(string names)
    {
        var texts = new[] { "CREATE TABLE t(x);", "ALTER TABLE t RENAME TO u;", "ALTER TABLE u ADD COLUMN y;" };
        var files = names.Split(',').Select((name, i) => new SqlFile("migrations/" + name, texts[i])).Reverse().ToArray();

        Assert.Equal(["u"], Tables(Compile(), files));
        Assert.Equal(2, SchemaSources.Of(Compile("class X { }"), [.. files], default).Common.Tables[0].Columns.Count);
    }

    [Fact]
    public void WhatUndoesAMigration_IsLeftOut() => Assert.Equal(
        ["t"], Tables(Compile(), new SqlFile("1_t.up.sql", "CREATE TABLE t(x);"), new SqlFile("1_t.down.sql", "DROP TABLE t;"), new SqlFile("U1__t.sql", "DROP TABLE t;")));

    [Theory]
    [InlineData("u2.sql")]
    [InlineData("u2_users.sql")]
    [InlineData("U1.sql")]
    [InlineData("teardown.sql")]
    public void NameThatOnlyLooksLikeOne_IsRead(string name) => Assert.Equal(["t"], Tables(Compile(), new SqlFile(name, "CREATE TABLE t(x);")));

    [Theory]
    [InlineData("schema.down.sql")]
    [InlineData("U1__x.sql")]
    public void WhatTheManifestNames_IsRead(string name) => Assert.Equal(["t"], Tables(
        Compile($"using SqliteDiscipline; [SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\", Schema = \"{name}\")] static partial class F {{ }}"), new SqlFile(name, "CREATE TABLE t(x);")));

    /// <summary>The server's script beside SQLite's own tables: it neither makes tables of its own, nor a second definition of theirs.</summary>
    [Theory]
    [InlineData("CREATE TABLE t (id INT PRIMARY KEY IDENTITY(1,1), made DATETIME DEFAULT GETDATE()); CREATE TABLE other (x INT)")]
    [InlineData("CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT, PRIMARY KEY (id)) ENGINE=InnoDB")]
    [InlineData("CREATE TABLE t (id BIGSERIAL PRIMARY KEY, made TIMESTAMPTZ NOT NULL DEFAULT now())")]
    [InlineData("CREATE TABLE t (id INTEGER GENERATED ALWAYS AS IDENTITY)")]
    [InlineData("CREATE TABLE dbo.t (id INT)")]
    [InlineData("ALTER TABLE [dbo].[t] ADD [y] INT NOT NULL; CREATE TABLE other (x INT)")]
    [InlineData("ALTER TABLE t ADD y UNIQUEIDENTIFIER DEFAULT (NEWID())")]
    [InlineData("CREATE TABLE t (name NVARCHAR2(5) NOT NULL)")]
    [InlineData("CREATE TABLE t (id INT, changed ROWVERSION)")]
    public void ScriptOfAnotherEngine_IsLeftOut(string sql)
    {
        var compilation = Compile("class A { const string S = \"CREATE TABLE t(x)\"; }");

        Assert.Equal(["t"], Tables(compilation, new SqlFile("server.sql", sql)));
        Assert.Single(SchemaSources.Of(compilation, [new SqlFile("server.sql", sql)], default).Common.Find("t", false)!.Columns);
    }

    /// <summary>A program for several engines has a folder of scripts for each.</summary>
    [Theory]
    [InlineData("/home/me/App/Migrations/Postgres/001.sql")]
    [InlineData("/home/me/App/Migrations/mysql/up/001.sql")]
    [InlineData("/home/me/App/schema.pg.sql")]
    [InlineData("/home/me/App/001_init-mssql.sql")]
    [InlineData("/home/me/App/DbMySql.sql")]
    [InlineData("/home/me/sqlite-App/SqlServer/001.sql")]
    [InlineData("C:\\me\\App\\PostgreSQL\\001.sql")]
    public void FileInAFolderOfAnotherEngine_IsLeftOut(string path) =>
        Assert.Equal(["t"], Tables(CompileAt("/home/me/App/A.cs"), new SqlFile(path, "CREATE TABLE u(x)")));

    [Theory]
    [InlineData("/home/me/App/Migrations/Sqlite/001.sql")]
    [InlineData("/home/me/App/Postgres/Sqlite/001.sql")]
    [InlineData("/home/me/App/mysql-to-sqlite.sql")]
    [InlineData("/home/me/App/ItemsSql.sql")]
    [InlineData("/home/me/App/ListSql/pages.sql")]
    [InlineData("App/schema.sql")]
    public void FileInAFolderOfSQLite_OrOfNoEngine_IsRead(string path) =>
        Assert.Equal(["t", "u"], Tables(CompileAt("/home/me/App/A.cs"), new SqlFile(path, "CREATE TABLE u(x)")));

    /// <summary>Single files may come from elsewhere: linked ones, and those of packages.</summary>
    [Fact]
    public void FolderInWhichTheProgramStands_SaysNothing()
    {
        var program = CompileAt("/home/me/postgres-exporter/src/A.cs");
        var script = new SqlFile("/home/me/postgres-exporter/src/001.sql", "CREATE TABLE u(x)");
        var linked = program.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class B { }", path: "/home/me/postgres-exporter/src/B.cs"), CSharpSyntaxTree.ParseText("class L { }", path: "/home/me/shared/L.cs"));

        Assert.Equal(["t", "u"], Tables(program, script));
        Assert.Equal(["t", "u"], Tables(linked, script));
    }

    [Fact]
    public void FileThatTheManifestNames_IsReadWhateverItsName()
    {
        var compilation = Compile("""
            using SqliteDiscipline;
            [SqliteConnectionFactory, SqliteDatabase("app", "app.db", Schema = "mysql/app.sql")]
            static partial class Db { }
            """);

        Assert.Equal(["u"], Tables(compilation, new SqlFile("/home/me/App/mysql/app.sql", "CREATE TABLE u(x)"), new SqlFile("/home/me/App/mysql/b.sql", "CREATE TABLE v(x)")));
    }

    [Theory]
    [InlineData("class PgStore { const string S = \"CREATE TABLE u(x)\"; }")]
    [InlineData("class Store { const string S = \"CREATE TABLE u(x)\"; void M() { new NpgsqlConnection(S); } }")]
    [InlineData("namespace Stores.SqlServer { class Store { const string S = \"CREATE TABLE u(x)\"; } }")]
    [InlineData("using MySql.Data.MySqlClient; class Store { const string S = \"CREATE TABLE u(x)\"; }")]
    [InlineData("using Microsoft.Data.Sqlite; class PostgresStore { const string S = \"CREATE TABLE u(x)\"; }")]
    [InlineData("class Store { void Sqlite() { } void M(SqlConnection c) { var s = \"CREATE TABLE u(x)\"; } }")]
    public void CodeForAnotherEngine_IsLeftOut(string code) => Assert.Equal(["t"], Tables(Compile("class A { const string S = \"CREATE TABLE t(x)\"; }", code)));

    [Theory]
    [InlineData("using Npgsql; class SqliteStore { const string S = \"CREATE TABLE u(x)\"; }")]
    [InlineData("class Store { void M(SqliteConnection c) { var s = \"CREATE TABLE u(x)\"; } void N(NpgsqlConnection c) { } }")]
    [InlineData("class Store { const string S = \"CREATE TABLE u(x)\"; void M(SqliteConnection c) { } void N(NpgsqlConnection c) { } }")]
    [InlineData("class Store { const string S = \"CREATE TABLE u(x)\"; void M(NpgsqlConnection from) { var to = Databases._connect_main(); } }")]
    [InlineData("class ParamsSql { const string ItemsSql = \"CREATE TABLE u(x)\"; ISqlConnection Connection; void ReadSqlCommand(object JPGs, object pg) { } }")]
    public void CodeForSQLite_ForBoth_OrForNoneByName_IsRead(string code) =>
        Assert.Equal(["t", "u"], Tables(Compile("class A { const string S = \"CREATE TABLE t(x)\"; }", code)));

    [Theory]
    [InlineData("Assert.Equal(\"CREATE TABLE u(x)\", S)")]
    [InlineData("S.ShouldBe(\"CREATE \" + \"TABLE u(x)\")")]
    [InlineData("AssertSql((S.Length > 1 ? \"CREATE TABLE u(x)\" : \"CREATE TABLE v(x)\").Trim())")]
    [InlineData("\"CREATE TABLE u(x)\".Should().Be(S)")]
    [InlineData("_ = S == \"CREATE TABLE u(x)\"")]
    [InlineData("_ = S is \"CREATE TABLE u(x)\"")]
    [InlineData("var expectedSql = \"CREATE TABLE u(x)\"")]
    public void TextThatIsComparedWith_MakesNoSchema(string statement) =>
        Assert.Equal(["t"], Tables(Compile($"class A {{ const string S = \"CREATE TABLE t(x)\"; void M() {{ {statement}; }} }}")));

    /// <summary>It makes no table, nor does it hide one.</summary>
    [Theory]
    [InlineData("Console.WriteLine($\"Create table {S}\")")]
    [InlineData("Console.WriteLine($\"CREATE TABLE {S}(x)\")")]
    [InlineData("System.Console.Error.Write(\"CREATE TABLE u(x): \" + S)")]
    [InlineData("Debug.Assert(S != null, $\"Create table {S}\")")]
    [InlineData("System.Diagnostics.Trace.TraceError(S.Length > 1 ? $\"create index {S}\" : S)")]
    [InlineData("logger.LogInformation($\"Create table {S}\")")]
    [InlineData("_logger?.Log(LogLevel.Debug, $\"Create table {S}\")")]
    [InlineData("throw new System.InvalidOperationException($\"Create table {S} first\")")]
    [InlineData("throw new($\"Create table {S} first\")")]
    [InlineData("} class NoTableException : Exception { NoTableException(string S) : base($\"Create table {S} first\") { } } class B { void M() {")]
    public void Message_IsNoSql(string statement)
    {
        var compilation = Compile($"class A {{ const string T = \"CREATE TABLE t(x)\"; void M(string S) {{ {statement}; }} }}");

        Assert.Equal(["t"], Tables(compilation));
        Assert.True(SchemaSources.Of(compilation, [], default).Common.IsWhole);
    }

    /// <summary>What else is called so may run it.</summary>
    [Theory]
    [InlineData("Run($\"Create table {S}\")")]
    [InlineData("writer.WriteLine($\"Create table {S}\")")]
    [InlineData("Log($\"Create table {S}\")")]
    [InlineData("var message = $\"Create table {S}\"; Run(message)")]
    public void TextForWhomever_HidesATable(string statement) => Assert.False(
        SchemaSources.Of(Compile($"class A {{ const string T = \"CREATE TABLE t(x)\"; void M(string S) {{ {statement}; }} }}"), [], default).Common.IsWhole);

    [Theory]
    [InlineData("Run(\"CREATE TABLE u(x)\".Trim())")]
    [InlineData("var sql = S.Length > 1 ? \"CREATE TABLE u(x)\" : S")]
    [InlineData("Assert.Throws<Exception>(() => Run(\"CREATE TABLE u(x)\"))")]
    public void TextThatIsRun_MakesASchema(string statement) =>
        Assert.Equal(["t", "u"], Tables(Compile($"class A {{ const string S = \"CREATE TABLE t(x)\"; void M() {{ {statement}; }} }}")));

    [Theory]
    [InlineData("CREATE TABLE u (serial TEXT, identity TEXT, engine TEXT, now TEXT DEFAULT (datetime('now')))")]
    [InlineData("CREATE TABLE u (RowVersion BLOB NOT NULL, bytea, \"public\" TEXT)")]
    [InlineData("CREATE TABLE u (x TEXT DEFAULT 'no AUTO_INCREMENT here')")]
    [InlineData("CREATE TABLE u (x) -- no AUTO_INCREMENT here, nor IDENTITY(1,1)")]
    public void WordsOfOtherEngines_AsNamesOrInComments_AreNoSignOfOne(string sql) =>
        Assert.Equal(["t", "u"], Tables(Compile("class A { const string S = \"CREATE TABLE t(x)\"; }"), new SqlFile("a.sql", sql)));

    [Fact]
    public void TableDefinedInTwoWays_IsThere_AndNothingElseIsKnownOfIt()
    {
        var schema = SchemaSources.Of(Compile("class A { const string S = \"CREATE TABLE t(x)\"; }", "class B { const string S = \"CREATE TABLE t(y); CREATE TABLE u(z)\"; }"), [], default).Common;

        Assert.Equal([("t", 0, false, false), ("u", 1, true, true)], schema.Tables.Select(table => (table.Name, table.Columns.Count, table.HasAllColumns, table.HasAllConstraints)));
        Assert.True(schema.IsWhole);
    }

    /// <summary>The script of today, and the one of the first version with what has been added since.</summary>
    [Theory]
    [InlineData("CREATE TABLE t(x, y REFERENCES p)", "CREATE TABLE t(x)", "ALTER TABLE t ADD COLUMN y REFERENCES p", true)]
    [InlineData("CREATE TABLE t(x)", "CREATE TABLE t(x, z, y)", "ALTER TABLE t ADD COLUMN y; ALTER TABLE t ADD COLUMN z", true)]
    [InlineData("CREATE TABLE t(x, y REFERENCES p)", "CREATE TABLE t(x)", "ALTER TABLE t ADD COLUMN y", false)]
    [InlineData("CREATE TABLE t(x, y)", "CREATE TABLE t(x)", "ALTER TABLE t ADD COLUMN y; ALTER TABLE t DROP COLUMN x", false)]
    public void DefinitionThatMigrationsLeadTo_IsTheOne(string first, string second, string migrations, bool isSettled)
    {
        var schema = SchemaSources.Of(
            Compile($"class A {{ const string S = \"{first}\"; }}", $"class B {{ const string S = \"{second}\"; }}", $"class M {{ const string S = \"{migrations}\"; }}"), [], default).Common;

        Assert.Equal(isSettled, schema.Find("t", false)!.HasAllColumns);
    }

    /// <summary>Of such a table, and of what refers to it, nothing is said; of the others, what there is to say.</summary>
    [Theory]
    [InlineData("SQLD501", "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(a INTEGER [|REFERENCES p(id)|]); CREATE TABLE d(a INTEGER REFERENCES t(id))")]
    [InlineData("SQLD502", "CREATE TABLE p(id); CREATE TABLE c(a [|REFERENCES p(id)|]); CREATE TABLE d(a REFERENCES t(id))")]
    [InlineData("SQLD503", "CREATE TABLE c(a [|REFERENCES p(id)|]); CREATE TABLE d(a REFERENCES t(id), b REFERENCES t(z))")]
    [InlineData("SQLD506", "CREATE TABLE c(a); CREATE VIEW v AS SELECT a FROM c WHERE a = [|\"x\"|]; CREATE VIEW w AS SELECT a FROM c, t WHERE a = \"x\"")]
    public Task TableDefinedInTwoWays_LeavesTheOthersToBeJudged(string rule, string sql) => Verify.Analyzer(
        $$"""
        class A { const string S = "CREATE TABLE t(id INTEGER PRIMARY KEY)"; }
        class B { const string S = "CREATE TABLE t(id TEXT, other)"; }
        class C { const string S = @"{{sql.Replace("\"", "\"\"")}}"; }
        """,
        rule).RunAsync();

    /// <summary>What a statement adds that cannot be told is at most what its kind can add.</summary>
    [Theory]
    [InlineData("DROP TABLE IF EXISTS {x}", SchemaGaps.None)]
    [InlineData("DROP INDEX {x}", SchemaGaps.None)]
    [InlineData("CREATE INDEX IF NOT EXISTS ix_{x} ON {x}(a)", SchemaGaps.Indexes)]
    [InlineData("CREATE UNIQUE INDEX ix_{x} ON {x}(a)", SchemaGaps.Indexes | SchemaGaps.Keys)]
    [InlineData("ALTER TABLE {x} ADD COLUMN {x} {x}", SchemaGaps.Columns)]
    [InlineData("ALTER TABLE elsewhere ADD COLUMN a", SchemaGaps.Columns)]
    [InlineData("ALTER TABLE {x} RENAME TO t2", SchemaGaps.Objects)]
    [InlineData("CREATE TABLE {x} (id INTEGER PRIMARY KEY)", SchemaGaps.Objects)]
    public void StatementThatCannotBeTold_LeavesWhatItMayAdd(string sql, object gaps)
    {
        var schema = SchemaSources.Of(
            Compile("class A { const string S = \"CREATE TABLE t(x)\"; void M(Microsoft.Data.Sqlite.SqliteConnection c, string x) { var k = c.CreateCommand(); k.CommandText = $\"" + sql + "\"; } }"), [], default).Common;

        Assert.Equal(["t"], schema.Tables.Select(table => table.Name));
        Assert.Equal(gaps, schema.Gaps);
    }

    /// <summary>What it was rebuilt for, it may have; that there are two of it, nobody says. Whether the steps are one text or several makes no difference.</summary>
    [Theory]
    [InlineData("\"CREATE TABLE n(x, y); DROP TABLE t; ALTER TABLE n RENAME TO t\"")]
    [InlineData("\"CREATE TABLE n(x, y)\", \"INSERT INTO n(x) SELECT x FROM t\", \"DROP TABLE t\", \"ALTER TABLE n RENAME TO t\"")]
    public void Rebuild_IsNoSecondDefinition(string steps)
    {
        var schema = SchemaSources.Of(Compile("class A { const string S = \"CREATE TABLE t(x)\"; }", $"class B {{ string[] S = {{ {steps} }}; }}"), [], default).Common;

        var table = Assert.Single(schema.Tables);
        Assert.Equal(("t", 1, false, false), (table.Name, table.Columns.Count, table.HasAllColumns, table.HasAllConstraints));
        Assert.True(schema.IsWhole);
    }

    /// <summary>What cannot be read begins as DDL does, or is put together by code: there may be anything.</summary>
    [Theory]
    [InlineData("Run($\"CREATE {x} TABLE u(id)\")")]
    [InlineData("Run(x + \"\\nCREATE TABLE u(id)\")")]
    [InlineData("Run($\"CREATE {x}INDEX i ON t(x)\")")]
    [InlineData("Run($\"ALTER TABLE t {x}\")")]
    [InlineData("Run(string.Format(\"CREATE TABLE {0}(id)\", x))")]
    [InlineData("Run(string.Concat(\"CREATE TABLE \", x, \"(id)\"))")]
    [InlineData("var s = \"CREATE TABLE \"; s += \"u(id)\"; Run(s)")]
    [InlineData("var s = new StringBuilder(\"CREATE TABLE\"); s.Append(\" u(id)\"); Run(s.ToString())")]
    [InlineData("Run(string.Join(\"\\n\", \"CREATE TABLE u(\", \"id\", \")\"))")]
    [InlineData("Run(\"CREATE TABLE v(id)\".Replace(\"v\", x))")]
    public void TextThatIsPutTogether_MayMakeAnything(string statement)
    {
        var schema = SchemaSources.Of(
            Compile("using System.Text; class A { const string S = \"CREATE TABLE t(x)\"; void Run(string sql) { } void M(string x) { " + statement + "; } }"), [], default).Common;

        Assert.NotNull(schema.Find("t", false));
        Assert.DoesNotContain(schema.Tables, table => table.HasAllColumns && table.Name != "t");
        Assert.Equal(schema.Find("u", false) is null ? SchemaGaps.Objects : SchemaGaps.None, schema.Gaps & SchemaGaps.Objects);
    }

    /// <summary>A beginning that is kept in another file is not read where it is used, but tells that there is something.</summary>
    [Fact]
    public void BeginningInAnotherFile_MayMakeAnything() => Assert.Equal(
        SchemaGaps.Objects,
        SchemaSources.Of(Compile("static class Q { public const string Create = \"CREATE TABLE IF NOT EXISTS \"; }", "class A { string S = Q.Create + \"u(id)\"; }"), [], default).Common.Gaps);

    /// <summary>What ends a statement is as good as a whole, and what only puts a constant in front of the rest is read with it.</summary>
    [Theory]
    [InlineData("var s = new StringBuilder(); s.AppendLine(\"CREATE TABLE u(id);\"); s.Append(\"CREATE TABLE v(id);\"); Run(s.ToString())")]
    [InlineData("var s = \"CREATE TABLE u(id);\"; s += \"CREATE TABLE v(id);\"; Run(s)")]
    [InlineData("Run(string.Join(\";\", \"CREATE TABLE u(id)\", \"CREATE TABLE v(id)\"))")]
    [InlineData("const string Create = \"CREATE TABLE IF NOT EXISTS \"; Run(Create + \"u(id)\"); Run($\"{Create}v(id)\")")]
    [InlineData("Run(\"CREATE TABLE u(id)\".Replace(\"\\r\\n\", \"\\n\")); Run(\"CREATE TABLE v(id)\".Trim())")]
    public void TextThatIsPutTogetherOfWholes_IsWhole(string statement)
    {
        var schema = SchemaSources.Of(
            Compile("using System.Text; class A { const string S = \"CREATE TABLE t(x)\"; void Run(string sql) { } void M(string x) { " + statement + "; } }"), [], default).Common;

        Assert.Equal(["t", "u", "v"], schema.Tables.Select(table => table.Name).Order(StringComparer.Ordinal));
        Assert.True(schema.IsWhole);
        Assert.All(schema.Tables, table => Assert.True(table.HasAllColumns));
    }

    /// <summary>Constants that are put together, and written into a log: their tables are there, known to the end or not.</summary>
    [Theory]
    [InlineData("const string A = \"CREATE TABLE a(id INTEGER PRIMARY KEY);\", B = \"CREATE TABLE b(x REFERENCES a);\"; public const string All = A + B;", true)]
    [InlineData("const string A = \"CREATE TABLE a(id INTEGER PRIMARY KEY)\", B = \"CREATE TABLE b(x REFERENCES a)\"; public const string All = A + \";\" + B + \";\";", true)]
    [InlineData("const string A = \"CREATE TABLE a(id INTEGER PRIMARY KEY)\", B = \"CREATE TABLE b(x REFERENCES a)\"; public static string Log() => \"making: \" + A + B;", false)]
    public void ConstantsThatAreParts_AreRead(string members, bool isWhole)
    {
        var schema = SchemaSources.Of(Compile($"class C {{ {members} }}"), [], default).Common;

        Assert.Equal(["a", "b"], schema.Tables.Select(table => table.Name).Order(StringComparer.Ordinal));
        Assert.Equal(isWhole, schema.Tables.All(table => table.HasAllColumns));
    }

    /// <summary>A text of a hundred holes is as soon told as one of two.</summary>
    [Fact]
    public void TextOfManyHoles_IsReadAtOnce()
    {
        var holes = string.Concat(Enumerable.Range(0, 100).Select(i => $"{{x}} w{i} {{x}}"));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.Empty(Tables(Compile($"class C {{ string S(string x) => $\"CREATE {holes}, TABLEs\"; }}")));
        Assert.InRange(watch.ElapsedMilliseconds, 0, 5000);
    }

    /// <summary>Two databases may have one of the same name each.</summary>
    [Fact]
    public void IndexesAndTriggersOfOneName_AreTwo_IfTheirTablesAre()
    {
        var schema = SchemaSources.Of(
            Compile(
                "class A { string[] S = { \"CREATE TABLE t(x)\", \"CREATE INDEX i ON t(x)\", \"CREATE TRIGGER g BEFORE DELETE ON t BEGIN SELECT 1; END\" }; }",
                "class B { string[] S = { \"CREATE TABLE u(x)\", \"CREATE UNIQUE INDEX i ON u(x)\", \"CREATE TRIGGER g BEFORE DELETE ON u BEGIN DELETE FROM t; END\" }; }"),
            [],
            default).Common;

        Assert.Equal(["t", "u"], schema.Indexes.Select(index => index.Table));
        Assert.Equal(["t", "u"], schema.Triggers.Select(trigger => trigger.Table.Name.Value));
        Assert.True(schema.IsWhole);
    }

    /// <summary>Which of two of one table is the later one, nothing tells.</summary>
    [Fact]
    public void IndexesAndTriggersOfOneTable_ThatDiffer_LeaveAGap()
    {
        var schema = SchemaSources.Of(
            Compile("class A { string[] S = { \"CREATE TABLE t(x)\", \"CREATE INDEX i ON t(x)\", \"DROP INDEX i\", \"CREATE UNIQUE INDEX i ON t(x)\", \"CREATE TRIGGER g BEFORE DELETE ON t BEGIN SELECT 1; END\", \"CREATE TRIGGER g BEFORE DELETE ON t BEGIN DELETE FROM u; END\" }; }"),
            [],
            default).Common;

        Assert.Equal(SchemaGaps.Keys | SchemaGaps.Triggers, schema.Gaps);
    }

    /// <summary>Under legacy_alter_table the others may go on referring to the old name.</summary>
    [Fact]
    public void RenameUnderLegacyAlterTable_LeavesTheOthersAlone()
    {
        var schema = SchemaSources.Of(
            Compile("class A { const string S = \"PRAGMA legacy_alter_table = ON; CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(x REFERENCES p); ALTER TABLE p RENAME TO q; CREATE TABLE p(id INTEGER PRIMARY KEY)\"; }"), [], default).Common;

        Assert.Equal("p", schema.Find("c", false)!.References[0].Parent);
        Assert.False(schema.IsWhole);
    }

    /// <summary>What a program reads when it runs is not seen, unless it is among the AdditionalFiles.</summary>
    [Theory]
    [InlineData("k.CommandText = File.ReadAllText(path)", false)]
    [InlineData("var schemaSql = await new StreamReader(path).ReadToEndAsync()", false)]
    [InlineData("var text = File.ReadAllText(Path.Combine(path, \"schema.sql\"))", false)]
    [InlineData("var text = File.ReadAllText(Path.Combine(path, \"settings.json\"))", true)]
    [InlineData("var description = File.ReadAllText(path)", true)]
    [InlineData("var jsonSchema = File.ReadAllText(path)", true)]
    public void ScriptsThatAreReadAtRunTime_AreNotSeen(string statement, bool isWhole)
    {
        var compilation = Compile("class A { const string S = \"CREATE TABLE t(x)\"; async void M(SqliteCommand k, string path) { " + statement + "; } }");

        Assert.Equal(isWhole, SchemaSources.Of(compilation, [], default).Common.IsWhole);
        Assert.True(SchemaSources.Of(compilation.Clone(), [new SqlFile("schema.sql", "CREATE TABLE u(x)")], default).Common.IsWhole);
    }

    [Fact]
    public void TheSameTableTwice_IsOne() => Assert.Equal(
        ["t"], Tables(Compile("class A { const string S = \"CREATE TABLE t(x REFERENCES t)\"; }", "class B { const string S = @\"CREATE TABLE IF NOT EXISTS t(x REFERENCES t);\"; }")));

    [Theory]
    [InlineData("Create a table for two")]
    [InlineData("Drop table users?")]
    [InlineData("create table users")]
    [InlineData("ALTER TABLE failed: try again")]
    public void Sentences_AreNoSchema(string text) => Assert.Empty(Tables(Compile($"class A {{ const string S = \"{text}\"; }}")));

    [Theory]
    [InlineData("\"CREATE TABLE a(x);\" + \"CREATE TABLE b(x)\"")]
    [InlineData("\"CREATE TABLE a(x);\" + Environment.NewLine + (\"CREATE TABLE b(x)\")")]
    [InlineData("$\"CREATE TABLE a(x); CREATE TABLE b(x DEFAULT {1})\"")]
    [InlineData("\"\"\"\n  CREATE TABLE a(x);\n  CREATE TABLE b(x)\n  \"\"\"")]
    public void Strings_AreReadAsTheyAreWritten(string expression) =>
        Assert.Equal(["a", "b"], Tables(Compile($"class A {{ string S = {expression}; }}")));

    [Theory]
    [InlineData("const string T = \"a\"; string S = $\"CREATE TABLE {T}(x)\";", "a")]
    [InlineData("const string P = \"my_\", T = P + \"a\"; string S() { const string T = C.T; return \"CREATE TABLE \" + T + \"(x)\"; }", "my_a")]
    [InlineData("class Names { public const string T = \"a\"; } string S => $\"CREATE TABLE [{Names.T}](x)\";", "a")]
    [InlineData("const string T = \"a\"; string S(string T) => $\"CREATE TABLE {T}(x)\";", null)]
    [InlineData("static string T = \"a\"; string S => $\"CREATE TABLE {T}(x)\";", null)]
    [InlineData("const string T = T; string S => $\"CREATE TABLE {T}(x)\";", null)]
    public void ConstantsOfTheFile_AreRead(string members, string? table) =>
        Assert.Equal(table is null ? [] : [table], Tables(Compile($"class C {{ {members} }}")));

    [Fact]
    public void ManifestKeys_AreAdded_AndTaken()
    {
        var schema = SchemaSources.Of(
            Compile("using SqliteDiscipline; [SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\"), SqliteForeignKey(\"c\", \"pid\", \"p\", \"id\", OnDelete = SqliteDeleteAction.Restrict)] static partial class D { }"), [], default).Common;

        var reference = Assert.Single(schema.Find("c", false)!.References);
        Assert.Equal(("Restrict", "c(pid) → p"), (reference.OnDelete.ToString(), reference.ToString()));
        Assert.Equal(Analyzers.Schema.ParentKeyState.Found, Analyzers.Schema.ParentKey.Of(reference, schema).State);
    }

    private static IEnumerable<string> Tables(Compilation compilation, params SqlFile[] files) =>
        SchemaSources.Of(compilation, [.. files], default).Common.Tables.Select(table => table.Name).Order(StringComparer.Ordinal);

    private static CSharpCompilation CompileAt(string path)
    {
        var compilation = Compile("class A { const string S = \"CREATE TABLE t(x)\"; }");
        return compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], compilation.SyntaxTrees[0].WithFilePath(path));
    }

    private static CSharpCompilation Compile(params string[] sources) => Compile(CSharpCompilation.Create(
        "Test", sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), $"{i}.cs")),
        [.. s_framework, .. TestReferences.All.Where(reference => reference.Display!.EndsWith("SqliteDiscipline.dll", StringComparison.Ordinal))]));

    private static CSharpCompilation Compile(CSharpCompilation compilation) => compilation;

    private static readonly ImmutableArray<MetadataReference> s_framework =
        [.. new[] { "System.Private.CoreLib.dll", "System.Runtime.dll", "netstandard.dll" }.Select(name => MetadataReference.CreateFromFile(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name)))];

    private sealed class SqlFile(string path, string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text);

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }
}
