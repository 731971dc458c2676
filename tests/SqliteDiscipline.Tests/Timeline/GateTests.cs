using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline.Gate;
using Xunit;

namespace SqliteDiscipline.Tests.Timeline;

/// <summary>Which bodies are worth a timeline, by their words alone.</summary>
public sealed class GateTests
{
    private static readonly CSharpCompilation s_compilation = Compile();

    [Theory]
    [InlineData("Direct", true)]
    [InlineData("Add", true)]
    [InlineData("ThroughProperty", true)]
    [InlineData("Far", false)]
    [InlineData("FarWithStatement", true)]
    [InlineData("FromStatement", true)]
    [InlineData("FarFromStatement", false)]
    [InlineData("SameNameElsewhere", false)]
    [InlineData("Nothing", false)]
    [InlineData("Recursive", false)]
    public void Body(string method, bool passes)
    {
        var tree = s_compilation.SyntaxTrees[0];
        var body = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().First(candidate => candidate.Identifier.ValueText == method);

        Assert.Equal(passes, new TimelineGate(s_compilation, isClosed: (_, _) => false).Passes(body, () => s_compilation.GetSemanticModel(tree).GetOperation(body), default));
    }

    /// <summary>What EF Core's tools write of a model with each migration is not followed, whatever the columns are called.</summary>
    [Theory]
    [InlineData("protected override void BuildTargetModel(ModelBuilder modelBuilder)", false)]
    [InlineData("protected override void BuildModel(Microsoft.EntityFrameworkCore.ModelBuilder modelBuilder)", false)]
    [InlineData("protected override void OnModelCreating(ModelBuilder modelBuilder)", true)]
    [InlineData("void BuildModel(ModelBuilder modelBuilder)", true)]
    [InlineData("protected override void BuildModel(SqliteConnection connection)", true)]
    public void ModelSnapshot_IsNotFollowed(string head, bool isWorthALook)
    {
        var tree = CSharpSyntaxTree.ParseText("using Microsoft.EntityFrameworkCore; partial class Initial { " + head + " { modelBuilder.Entity(\"Smart\", b => { b.Property<string>(\"Query\"); b.HasAnnotation(\"Sqlite:Autoincrement\", true); }); } }");
        var body = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single();

        Assert.Equal(isWorthALook, new TimelineGate(CSharpCompilation.Create("Model", [tree], TimelineDump.References), isClosed: (_, _) => false).IsWorthALook(body));
    }

    /// <summary>Half of all programs open, execute and query something: these words tell only where the file has to do with databases.</summary>
    [Theory]
    [InlineData("", "", false)]
    [InlineData("using System.Linq;", "", false)]
    [InlineData("using System.IO;", "class Other { System.IO.Stream db; void Open() { } }", false)]
    // An import, wherever it stands.
    [InlineData("using Microsoft.Data.Sqlite;", "", true)]
    [InlineData("using Dapper;", "", true)]
    [InlineData("using System.Data.Common;", "", true)]
    [InlineData("using static System.Data.CommandType;", "", true)]
    [InlineData("using Db = Microsoft.Data.Sqlite.SqliteConnection;", "", true)]
    [InlineData("", "global using Microsoft.Data.Sqlite;", true)]
    [InlineData("", "global using System.Data;", true)]
    [InlineData("", "global using System.Linq;", false)]
    public void CommonWords_TellWhereDatabasesAreImported(string import, string otherFile, bool passes)
    {
        var compilation = CSharpCompilation.Create(
            "Imports",
            [CSharpSyntaxTree.ParseText(import + " partial class C { void M() { db.Open(); db.Execute(\"\"); db.Query(\"\"); } }"), CSharpSyntaxTree.ParseText(otherFile)],
            TimelineDump.References);
        var tree = compilation.SyntaxTrees[0];
        var gate = new TimelineGate(compilation, isClosed: (_, _) => false);

        Assert.Equal(passes, gate.Passes(tree));
        Assert.Equal(passes, gate.IsWorthALook(tree));
    }

    /// <summary>The same by what is reported: a file that names no provider is looked at where what it calls leads to one.</summary>
    [Theory]
    // Imported for all files, by its namespace or an alias.
    [InlineData("class C { void M(SqliteConnection db) { db.Open(); db.Execute(\"{0}\"); } }", "global using Microsoft.Data.Sqlite; global using Dapper;")]
    [InlineData("class C { void M(Db db) { db.Open(); db.Run(\"{0}\"); } }", "global using Db = Microsoft.Data.Sqlite.SqliteConnection; static class Helper { public static void Run(this Db db, string sql) => new Microsoft.Data.Sqlite.SqliteCommand(sql, db).ExecuteNonQuery(); }")]
    // Spelt whole.
    [InlineData("class C { void M(Microsoft.Data.Sqlite.SqliteConnection db) { db.Open(); Dapper.SqlMapper.Execute(db, \"{0}\"); } }", "")]
    // A base class that holds one, and one that is one.
    [InlineData("class C : Base { void M() { db.Open(); Run(\"{0}\"); } }", "using Microsoft.Data.Sqlite; class Base { protected SqliteConnection db; protected void Run(string sql) => new SqliteCommand(sql, db).ExecuteNonQuery(); }")]
    [InlineData("class C : Base { void M() { Open(); Run(\"{0}\"); } }", "using Microsoft.Data.Sqlite; class Base : SqliteConnection { protected void Run(string sql) => new SqliteCommand(sql, this).ExecuteNonQuery(); }")]
    // A derived connection, and one derived from that.
    [InlineData("class C { void M(Store db) { db.Open(); db.Run(\"{0}\"); } }", "using Microsoft.Data.Sqlite; class Store : SqliteConnection { public void Run(string sql) => new SqliteCommand(sql, this).ExecuteNonQuery(); }")]
    [InlineData("class C { void M(Special db) { db.Open(); db.Run(\"{0}\"); } } class Special : Store { }", "using Microsoft.Data.Sqlite; class Store : SqliteConnection { public void Run(string sql) => new SqliteCommand(sql, this).ExecuteNonQuery(); }")]
    // A helper, and one behind it.
    [InlineData("class C { void M() { using var db = Helper.Connect(); Helper.Run(db, \"{0}\"); } }", "using Microsoft.Data.Sqlite; static class Helper { public static SqliteConnection Connect() => new SqliteConnection(\"Data Source=a.db\"); public static void Run(SqliteConnection db, string sql) => new SqliteCommand(sql, db).ExecuteNonQuery(); }")]
    [InlineData("class C { void M() { using var db = Made.One(); Helper.Run(db, \"{0}\"); } } static class Made { public static Microsoft.Data.Sqlite.SqliteConnection One() => Helper.Connect(); }", "using Microsoft.Data.Sqlite; static class Helper { public static SqliteConnection Connect() => new SqliteConnection(\"Data Source=a.db\"); public static void Run(SqliteConnection db, string sql) => new SqliteCommand(sql, db).ExecuteNonQuery(); }")]
    // A statement is followed further than a call that has none.
    [InlineData("class C { void M() { Far.Run(\"{0}\"); } } static class Far { public static void Run(string sql) => Near.Run(sql); } static class Near { public static void Run(string sql) => Helper.Run(sql); }", "using Microsoft.Data.Sqlite; static class Helper { public static void Run(string sql) { using var db = new SqliteConnection(\"Data Source=a.db\"); db.Open(); new SqliteCommand(sql, db).ExecuteNonQuery(); } }")]
    public Task FileThatNamesNoProvider_IsLookedAtWhereItsCallsLeadToOne(string file, string otherFile)
    {
        var test = Verify.Analyzer(file.Replace("{0}", "PRAGMA [|foriegn_keys|] = ON"), "SQLD205");
        test.TestState.Sources.Add(otherFile);
        return test.RunAsync();
    }

    [Theory]
    [InlineData("class C { void M(Store db) { db.Open(); db.Execute(\"PRAGMA foriegn_keys = ON\"); db.Query(\"PRAGMA foriegn_keys = ON\"); } }", "class Store { public void Open() { } public void Execute(string sql) { } public void Query(string sql) { } }")]
    [InlineData("class C : Base { void M() { Open(); Execute(\"PRAGMA foriegn_keys = ON\"); } }", "class Base { protected void Open() { } protected void Execute(string sql) => System.Console.WriteLine(sql); }")]
    public Task FileOfOtherOpensAndExecutes_IsNotLookedAt(string file, string otherFile)
    {
        var test = Verify.Analyzer(file, "SQLD205");
        test.TestState.Sources.Add(otherFile);
        return test.RunAsync();
    }

    private static CSharpCompilation Compile() => CSharpCompilation.Create("Words", [CSharpSyntaxTree.ParseText(
        """
        class C
        {
            void Direct(dynamic c) { c.CommandText = ""; }
            void Far() { Add(); }
            void FarWithStatement() { Add(); Log("PRAGMA foreign_keys"); }
            void Log(string text) { }
            void Add() { Direct(null); }
            void Clear() { Run("DELETE FROM t"); }
            void Run(string sql) { ((dynamic)this).CommandText = sql; }
            void FromStatement() { Clear(); }
            void FarFromStatement() { FromStatement(); }
            object Property { get { ((dynamic)this).CommandText = ""; return this; } }
            void ThroughProperty() { var x = Property; }
            void SameNameElsewhere(System.Collections.Generic.List<int> list) { list.Add(1); Recursive(); }
            void Recursive() { Again(); }
            void Again() { Recursive(); }
            void Nothing() { System.Console.WriteLine(); }
        }
        """)], [Microsoft.CodeAnalysis.MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);
}
