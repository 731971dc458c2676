using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD503NoParentTests
{
    [Theory]
    [InlineData("CREATE TABLE c(x [|REFERENCES nowhere(a)|])")]
    [InlineData("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(x [|REFERENCES p(uid)|])")]
    [InlineData("CREATE TABLE p(a, b, UNIQUE (a, b)); CREATE TABLE c(x, y, [|FOREIGN KEY (x, y) REFERENCES p(a, c)|])")]
    [InlineData("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(x [|REFERENCES p|]); DROP TABLE p")]
    [InlineData("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TEMP TABLE c(x [|REFERENCES p|])")]
    public Task NoParent_Triggers(string sql) => InCode(sql).RunAsync();

    [Theory]
    [InlineData("CREATE TABLE c(x REFERENCES p); CREATE TABLE p(id INTEGER PRIMARY KEY)")]
    [InlineData("CREATE TABLE old(id INTEGER PRIMARY KEY); ALTER TABLE old RENAME TO p; CREATE TABLE c(x REFERENCES p(id))")]
    [InlineData("CREATE TABLE p(i INTEGER PRIMARY KEY); CREATE TABLE c(x REFERENCES p(i)); ALTER TABLE p RENAME COLUMN i TO id")]
    [InlineData("CREATE TABLE p(id INTEGER PRIMARY KEY, a); CREATE TABLE c(x REFERENCES p(a))")]
    [InlineData("CREATE TABLE c(x REFERENCES nowhere); and more that is not understood")]
    [InlineData("CREATE TABLE c(self REFERENCES c(id), id UNIQUE)")]
    public Task Parent_DoesNotTrigger(string sql) => InCode(sql).RunAsync();

    /// <summary>Where each call of the helper that adds columns is seen, nothing of the table is hidden.</summary>
    [Theory]
    [InlineData("[|REFERENCES p(code)|]", "Add(\"p\", \"flags\");")]
    [InlineData("REFERENCES p(code)", "Add(\"p\", \"flags\"); Add(\"p\", \"code\");")]
    [InlineData("REFERENCES p(code)", "Add(\"p\", \"flags\"); Add(\"p\", given);")]
    [InlineData("REFERENCES p(code)", "Add(\"p\", \"flags\"); System.Action<string, string> add = Add;")]
    public Task ColumnsOfAHelper(string key, string statements) => Verify.Analyzer(
        $$"""
        class C
        {
            const string Sql = "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(x {{key}})";
            void M(string given) { {{statements}} }
            void Run(string sql) { }
            void Add(string table, string column) => Run($"ALTER TABLE {table} ADD COLUMN {column}");
        }
        """, "SQLD503").RunAsync();

    [Theory]
    [InlineData("CREATE TABLE c(x {|#0:REFERENCES nowhere(a)|})", "table 'nowhere'", "every insert into 'c' fails with \"no such table\"")]
    [InlineData("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(x {|#0:REFERENCES p(uid)|})", "column 'uid' in 'p'", "every insert into 'c' and every delete from 'p' fails with \"foreign key mismatch\"")]
    [InlineData("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TEMP TABLE c(x {|#0:REFERENCES p(id)|})", "temporary table 'p', only a lasting one", "every insert into 'c' fails with \"no such table\"")]
    [InlineData("CREATE TABLE temp.p(id INTEGER PRIMARY KEY); CREATE TABLE c(x {|#0:REFERENCES p(id)|})", "lasting table 'p', only a temporary one", "every insert into 'c' fails with \"no such table\"")]
    [InlineData("CREATE TEMP TABLE o(id INTEGER PRIMARY KEY); ALTER TABLE o RENAME TO p; CREATE TABLE c(x {|#0:REFERENCES p(id)|})", "lasting table 'p', only a temporary one", "every insert into 'c' fails with \"no such table\"")]
    public async Task Message_SaysWhatFails(string sql, string missing, string harm)
    {
        var test = InCode(sql);
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD503").WithLocation(0).WithArguments(missing, harm));
        await test.RunAsync();
    }

    [Fact]
    public Task ParentWhoseNameAHoleHides_DoesNotTrigger() => Verify.Analyzer(
        "class C { string S(string t) => $\"CREATE TABLE {t}(id INTEGER PRIMARY KEY); CREATE TABLE c(x REFERENCES p(id))\"; }", "SQLD503").RunAsync();

    [Fact]
    public Task ParentInAnotherFile_DoesNotTrigger() => InCode("CREATE TABLE c(x REFERENCES p(id))")
        .WithFile("Parent.cs", "class P { const string Sql = @\"CREATE TABLE IF NOT EXISTS p(id INTEGER PRIMARY KEY)\"; }").RunAsync();

    /// <summary>Where the child was made first, its foreign key was renamed with what it refers to.</summary>
    [Theory]
    [InlineData("CREATE TABLE c(x REFERENCES o(id))", "CREATE TABLE o(id INTEGER PRIMARY KEY); ALTER TABLE o RENAME TO p")]
    [InlineData("CREATE TABLE c(x REFERENCES p(id))", "CREATE TEMP TABLE p(id INTEGER PRIMARY KEY); ALTER TABLE p RENAME TO q")]
    [InlineData("CREATE TABLE c(x REFERENCES p(i))", "CREATE TABLE p(i INTEGER PRIMARY KEY); ALTER TABLE p RENAME COLUMN i TO id")]

    // It may be the very file.
    [InlineData("CREATE TABLE c(x REFERENCES p(id))", "ATTACH 'shop.db' AS shop; CREATE TABLE shop.p(id INTEGER PRIMARY KEY)")]
    public Task ParentThatAnotherTextRenames_DoesNotTrigger(string sql, string other) => InCode(sql)
        .WithFile("Other.cs", $"class O {{ const string Sql = \"{other}\"; }}").RunAsync();

    [Theory]
    [InlineData("CREATE TABLE o(id INTEGER PRIMARY KEY); ALTER TABLE o RENAME TO p; CREATE TABLE c(x [|REFERENCES o(id)|])")]
    [InlineData("CREATE TABLE p(i INTEGER PRIMARY KEY); ALTER TABLE p RENAME COLUMN i TO id; CREATE TABLE c(x [|REFERENCES p(i)|])")]
    [InlineData("ATTACH 'shop.db' AS shop; CREATE TABLE shop.p(id INTEGER PRIMARY KEY); CREATE TABLE c(x [|REFERENCES p(id)|])")]
    public Task ParentThatWasRenamedBefore_Triggers(string sql) => InCode(sql).RunAsync();

    [Fact]
    public Task ParentThatAnEarlierMigrationRenamed_Triggers() => Verify.Analyzer("class C { }", "SQLD503")
        .WithAdditionalFile("001.sql", "CREATE TABLE o(id INTEGER PRIMARY KEY);")
        .WithAdditionalFile("002.sql", "ALTER TABLE o RENAME TO p;")
        .WithAdditionalFile("003.sql", "CREATE TABLE c(x [|REFERENCES o(id)|]);").RunAsync();

    /// <summary>What code reads and writes is there: another program has made it, or it comes with the file.</summary>
    [Theory]
    [InlineData("SELECT * FROM p WHERE id = 1")]
    [InlineData("SELECT * FROM c JOIN [P] ON 1")]
    [InlineData("INSERT INTO main.p VALUES (1)")]
    public Task ParentThatIsUsed_DoesNotTrigger(string sql) => InCode("CREATE TABLE c(x REFERENCES p(id))")
        .WithFile("Use.cs", $"class U {{ const string Sql = \"{sql}\"; }}").RunAsync();

    [Fact]
    public Task ParentThatAnotherNameBeginsLike_Triggers() => InCode("CREATE TABLE c(x [|REFERENCES p(id)|])")
        .WithFile("Use.cs", "class U { const string Sql = \"SELECT * FROM pages\"; int p; }").RunAsync();

    /// <summary>SQLite takes any word for a type: what looks like another engine's may be its own after all.</summary>
    [Theory]
    [InlineData("CREATE TABLE p(id INTEGER PRIMARY KEY, at TIMESTAMPTZ)", "Sql")]
    [InlineData("CREATE TABLE p(id INTEGER PRIMARY KEY)", "Expected")]
    public Task ParentThatLooksLikeAnotherEngines_DoesNotTrigger(string sql, string name) => InCode("CREATE TABLE c(x REFERENCES p(id))")
        .WithFile("Parent.cs", $"class P {{ void M() {{ var {name.ToLowerInvariant()} = \"{sql}\"; }} }}").RunAsync();

    [Fact]
    public Task ParentOfAnotherDatabaseOnly_Triggers() => Verify.Analyzer(
        """
        using SqliteDiscipline;
        [SqliteConnectionFactory, SqliteDatabase("one", "1.db", Schema = "one.sql"), SqliteDatabase("two", "2.db", Schema = "two.sql")]
        static partial class Databases { }
        """, "SQLD503")
        .WithAdditionalFile("one.sql", "CREATE TABLE p(id INTEGER PRIMARY KEY);")
        .WithAdditionalFile("two.sql", "CREATE TABLE c(x [|REFERENCES p(id)|]);").RunAsync();

    /// <summary>The tables of EF Core, FluentMigrator and sqlite-net.</summary>
    [Theory]
    [InlineData("class X : DbContext { public DbSet<Doc> P => Set<Doc>(); } class Doc { }", "p")]
    [InlineData("class X : DbContext { public DbSet<Doc> DocParts { get; set; } = null!; } class Doc { }", "doc_parts")]
    [InlineData("class X : DbContext { protected override void OnModelCreating(ModelBuilder b) => b.Entity<Doc>().ToTable(\"p\"); } class Doc { }", "p")]
    [InlineData("class X : DbContext { protected override void OnModelCreating(ModelBuilder b) => b.Entity<P>(); } class P { }", "p")]
    [InlineData("class X : DbContext { protected override void OnModelCreating(ModelBuilder b) => b.Entity<Doc>().ToTable(Names.P); } class Doc { } static class Names { public const string P = \"p\"; }", "p")]
    [InlineData("[System.ComponentModel.DataAnnotations.Schema.Table(\"p\")] class Doc { }", "p")]
    [InlineData("class X { void Up(dynamic m) => m.CreateTable(name: \"p\", columns: 1); }", "p")]
    [InlineData("class X { void Up(dynamic m) => m.RenameTable(name: \"o\", newName: \"p\"); }", "p")]
    [InlineData("class X { dynamic Create = 1; void Up() => Create.Table(\"p\").WithColumn(\"id\").AsInt64().PrimaryKey(); }", "p")]
    [InlineData("class X : IdentityDbContext<Doc> { } class Doc { } class IdentityDbContext<T> : DbContext { }", "AspNetUsers")]
    public Task ParentThatACallMakes_DoesNotTrigger(string code, string parent) => InCode($"CREATE TABLE c(x REFERENCES {parent}(id))")
        .WithFile("Other.cs", "using Microsoft.EntityFrameworkCore; " + code).RunAsync();

    [Theory]
    [InlineData("class X : DbContext { public DbSet<P> Docs => Set<P>(); } class P { }")]
    [InlineData("class X : DbContext { public DbSet<Doc> Docs => Set<Doc>(); } class Doc { } class P { }")]
    [InlineData("class X { void Up(dynamic m) => m.CreateTable(\"pages\"); }")]
    public Task ParentBesideThoseThatCallsMake_Triggers(string code) => InCode("CREATE TABLE c(x [|REFERENCES p(id)|])")
        .WithFile("Other.cs", "using Microsoft.EntityFrameworkCore; " + code).RunAsync();

    /// <summary>A lasting table is no temporary one's parent, whoever makes it.</summary>
    [Fact]
    public Task LastingParentOfATemporaryChild_Triggers() => InCode("CREATE TEMP TABLE c(x [|REFERENCES p(id)|])")
        .WithFile("Other.cs", "using Microsoft.EntityFrameworkCore; class X : DbContext { public DbSet<X> P => Set<X>(); }").RunAsync();

    [Theory]
    [InlineData("m.AddColumn<string>(\"a\", \"p\")")]
    [InlineData("m.RenameColumn(name: \"old\", table: \"P\", newName: \"A\")")]
    [InlineData("m.Create.Column(\"a\").OnTable(\"p\").AsString().Unique()")]
    [InlineData("m.Alter.Table(\"p\").AddColumn(\"a\").AsString().Unique()")]
    public Task ColumnThatACallAdds_DoesNotTrigger(string call) => InCode("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(x REFERENCES p(a))")
        .WithFile("Other.cs", $"class X {{ void Up(dynamic m) => {call}; }}").RunAsync();

    /// <summary>Who only names a table that SQL makes adds nothing to it.</summary>
    [Theory]
    [InlineData("void Up(dynamic m) => m.AddColumn<string>(\"b\", \"p\");")]
    [InlineData("void Up(dynamic m) => m.AddColumn<string>(\"a\", \"q\");")]
    [InlineData("Microsoft.EntityFrameworkCore.DbSet<X> P => null!;")]
    public Task ColumnThatNoCallAdds_Triggers(string member) => InCode("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(x [|REFERENCES p(a)|])")
        .WithFile("Other.cs", $"class X {{ {member} }}").RunAsync();

    private static SqliteAnalyzerTest InCode(string sql) => Verify.Analyzer($"class C {{ const string Sql = \"{sql}\"; }}", "SQLD503");
}
