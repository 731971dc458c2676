using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline.Building;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using Xunit;

namespace SqliteDiscipline.Tests.Timeline;

/// <summary>Code of databases that is not SQLite's is not followed, whatever its words are; a connection of the provider's is found wherever one may come from.</summary>
public sealed class BystanderTests
{
    [Theory]
    [InlineData("void M(DbConnection c) { using var command = c.CreateCommand(); command.CommandText = \"DELETE FROM t\"; command.ExecuteNonQuery(); }")]
    [InlineData("void M(IDbConnection c) => c.Execute(\"DELETE FROM t\");")]
    [InlineData("DbConnection connection; void M() { connection.Open(); connection.Close(); }")]
    [InlineData("void M(string sql) { Query(sql); } void Query(string sql) { Query(sql + ';'); M(sql); }")]
    [InlineData("interface IQuery { SqliteConnection Current { get; } void Query(string sql); } void M(IQuery query) => query.Query(\"DELETE FROM t\");")]
    [InlineData("Func<DbCommand, int> query = command => command.ExecuteNonQuery(); void M(DbCommand command) => query(command);")]
    [InlineData("void M(DbCommand command) { void Query() => command.ExecuteNonQuery(); Query(); }")]
    [InlineData("object M(string name) { return typeof(C).GetMethod(\"Query\" + name); }")]
    public void OtherDatabase_IsNotFollowed(string members) => Assert.True(IsOne(members));

    [Theory]
    // Met as such.
    [InlineData("void M(SqliteConnection c) => c.Execute(\"DELETE FROM t\");")]
    [InlineData("void M(string path) { using DbConnection c = new SqliteConnection(path); c.Open(); }")]
    [InlineData("void M(SqliteCommand command) => command.ExecuteNonQuery();")]
    [InlineData("void M(SqliteTransaction transaction) => transaction.Commit();")]
    [InlineData("void M(object other) { ((SqliteConnection)other).Open(); }")]
    [InlineData("void M(object other) { if (other is SqliteConnection c) c.Open(); }")]
    [InlineData("void M(DbContext context) => context.Database.ExecuteSqlRaw(\"DELETE FROM t\");")]
    [InlineData("class Context : DbContext { public void M() => SaveChanges(); }")]
    [InlineData("class Own : SqliteConnection { public void M() => Open(); }")]
    [InlineData("void M() => SqliteConnection.ClearAllPools();")]
    // Where more than one type is said.
    [InlineData("async Task M(Func<Task<SqliteConnection>> open) { await open(); }")]
    [InlineData("void M(SqliteConnection[] all) { foreach (var c in all) c.Open(); }")]
    [InlineData("void M(ArrayList all) { foreach (SqliteConnection c in all) { } }")]
    [InlineData("void M(Dictionary<string, List<SqliteConnection>> all) { all.Clear(); }")]
    [InlineData("void M((string Name, SqliteConnection Connection) pair) { var (name, c) = pair; }")]
    // In a lambda, a local function, a helper, a helper's helper.
    [InlineData("void M(List<string> all) => all.ForEach(path => new SqliteConnection(path).Open());")]
    [InlineData("void M(string path) { void Query() => new SqliteConnection(path).Open(); Query(); }")]
    [InlineData("void M(string sql) => Query(sql); void Query(string sql) => new SqliteCommand(sql).ExecuteNonQuery();")]
    [InlineData("void M(string sql) => Query(sql); void Query(string sql) => Inner(sql); void Inner(string sql) { if (sql == \"\") M(sql); new SqliteCommand(sql).ExecuteNonQuery(); }")]
    [InlineData("void M(List<string> all) => all.ForEach(Query); void Query(string sql) => new SqliteCommand(sql).ExecuteNonQuery();")]
    [InlineData("DbConnection M() => Create(); DbConnection Create() => new SqliteConnection();")]
    // Under a general type.
    [InlineData("readonly DbConnection connection = new SqliteConnection(\"Data Source=a.db\"); void M() => connection.Open();")]
    [InlineData("static readonly Type type = typeof(SqliteConnection); DbConnection M() => (DbConnection)Activator.CreateInstance(type)!;")]
    [InlineData("static readonly DbProviderFactory factory = SqliteFactory.Instance; DbConnection M() => factory.CreateConnection()!;")]
    // In what it is called on.
    [InlineData("SqliteConnection connection; abstract class Runner { protected SqliteConnection connection; public abstract void Query([StringSyntax(\"Sql\")] string sql); } void M(Runner runner) => runner.Query(\"DELETE FROM t\");")]
    public void Connection_IsFound(string members) => Assert.False(IsOne(members));

    /// <summary>What is asked about as a helper first, which one of this length is not, has a body of its own nevertheless.</summary>
    [Fact]
    public void LongBody_IsFollowed()
    {
        var known = Known($"void M(SqliteConnection c) {{ c.Open(); {string.Concat(Enumerable.Repeat("Console.WriteLine(); ", 400))} }}", out var body);
        var model = known.Compilation.GetSemanticModel(body.SyntaxTree);
        var method = model.GetDeclaredSymbol(body)!;

        Assert.False(known.Bystanders.IsOne(method, default));
        Assert.False(known.Bystanders.IsOne(model.GetOperation(body)!, method, default));
    }

    private static bool IsOne(string members)
    {
        var known = Known(members, out var body);
        var model = known.Compilation.GetSemanticModel(body.SyntaxTree);
        return known.Bystanders.IsOne(model.GetOperation(body)!, model.GetDeclaredSymbol(body)!, default);
    }

    private static CompilationKnowledge Known(string members, out MethodDeclarationSyntax body)
    {
        var compilation = TimelineDump.Compile($"using System.Collections; using System.Diagnostics.CodeAnalysis; class C {{ {members} }}");
        body = compilation.SyntaxTrees.Single().GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(method => method.Identifier.ValueText == "M");
        return CompilationKnowledge.Of(compilation, new ProviderTypes(compilation.GetTypeByMetadataName("Microsoft.Data.Sqlite.SqliteConnection")!));
    }
}
