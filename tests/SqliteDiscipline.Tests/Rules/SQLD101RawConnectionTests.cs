using Xunit;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>Every form in which a raw connection is made, and what only looks like one.</summary>
public sealed class SQLD101RawConnectionTests
{
    [Theory]
    [InlineData("SqliteConnection Make() => {|SQLD101:new SqliteConnection(\"Data Source=a.db\")|};")]
    [InlineData("SqliteConnection Make() => {|SQLD101:new(\"Data Source=a.db\")|};")]
    [InlineData("SqliteConnection Make() => {|SQLD101:new()|};")]
    [InlineData("object Make() => {|SQLD101:new Microsoft.Data.Sqlite.SqliteConnection { ConnectionString = \"Data Source=a.db\" }|};")]
    [InlineData("object Make() => {|SQLD101:new Conn(\"Data Source=a.db\")|};")]
    [InlineData("object Make() => {|SQLD101:new Data::SqliteConnection(\"Data Source=a.db\")|};")]
    [InlineData("private readonly SqliteConnection _field = {|SQLD101:new(\"Data Source=a.db\")|};")]
    [InlineData("private static SqliteConnection Property { get; } = {|SQLD101:new(\"Data Source=a.db\")|};")]
    [InlineData("Func<SqliteConnection> Make() => () => {|SQLD101:new SqliteConnection(\"Data Source=a.db\")|};")]
    [InlineData("Func<SqliteConnection> Make() => static delegate { return {|SQLD101:new SqliteConnection()|}; };")]
    [InlineData("Expression<Func<SqliteConnection>> Make() => () => {|SQLD101:new SqliteConnection(\"Data Source=a.db\")|};")]
    [InlineData("SqliteConnection[] Make() => new[] { {|SQLD101:new SqliteConnection()|}, {|SQLD101:new()|} };")]
    [InlineData("List<SqliteConnection> Make() => new() { {|SQLD101:new()|} };")]
    [InlineData("Dictionary<string, SqliteConnection> Make() => new() { [\"a\"] = {|SQLD101:new()|} };")]
    [InlineData("(int, SqliteConnection) Make() => (1, {|SQLD101:new()|});")]
    [InlineData("SqliteConnection Make(bool b) => b ? {|SQLD101:new(\"Data Source=a.db\")|} : null;")]
    [InlineData("SqliteConnection Make(SqliteConnection c) => c ?? {|SQLD101:new(\"Data Source=a.db\")|};")]
    [InlineData("SqliteConnection Make(int i) => i switch { 0 => {|SQLD101:new SqliteConnection()|}, _ => throw new Exception() };")]
    [InlineData("void Make(SqliteConnection c) { c ??= {|SQLD101:new()|}; }")]
    [InlineData("void Make(out SqliteConnection c) { c = {|SQLD101:new()|}; }")]
    [InlineData("IEnumerable<SqliteConnection> Make() { yield return {|SQLD101:new()|}; }")]
    [InlineData("void Make() { using ({|SQLD101:new SqliteConnection(\"Data Source=a.db\")|}) { } }")]
    [InlineData("async Task Make() { await using var c = {|SQLD101:new SqliteConnection(\"Data Source=a.db\")|}; await c.OpenAsync(); }")]
    [InlineData("void Make() { Local(); SqliteConnection Local() => {|SQLD101:new()|}; }")]
    [InlineData("void Make() { using (var c = (IDbConnection){|SQLD101:new SqliteConnection(\"Data Source=a.db\")|}) c.Open(); }")]
    [InlineData("object Make() => from i in new[] { 1 } let c = {|SQLD101:new SqliteConnection()|} select c;")]
    [InlineData("object Make() => new { Connection = {|SQLD101:new SqliteConnection()|} };")]
    [InlineData("T Of<T>(T value) => value; object Make() => Of({|SQLD101:new SqliteConnection()|});")]
    [CSharpData(1200, "SqliteConnection[] Make() => [{|SQLD101:new()|}, .. Array.Empty<SqliteConnection>()];")]
    public Task ObjectCreation_Triggers(string member) => InSight(member).RunAsync();

    [Fact]
    public Task TopLevelStatements_Trigger()
    {
        var test = Verify.Analyzer(
            """
            using Microsoft.Data.Sqlite;
            using var connection = {|SQLD101:new SqliteConnection("Data Source=a.db")|};
            """);
        test.TestState.Sources.Add(("Factory.cs", Factory));
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync();
    }

    [Theory]
    [InlineData("class {|SQLD101:Mine|} : SqliteConnection { } object Make() => {|SQLD101:new Mine()|};")]
    [InlineData("class Mine : SqliteConnection { public {|SQLD101:Mine|}() { } }")]
    [InlineData("class Mine : SqliteConnection { public Mine(string s) {|SQLD101:: base(s)|} { } }")]
    [InlineData("class Mine : SqliteConnection { public Mine(string s) {|SQLD101:: base(s)|} { } Mine() : this(\"\") { } }")]
    [CSharpData(1200, "class Mine(string s) : {|SQLD101:SqliteConnection(s)|} { }")]
    [CSharpData(1200, "class {|SQLD101:Mine|}(string s) : SqliteConnection { string S => s; }")]
    [InlineData("abstract class {|SQLD101:Mine|}<T> : SqliteConnection { } class {|SQLD101:Yours|} : Mine<int> { } object Make() => {|SQLD101:new Yours()|};")]
    [InlineData("partial class {|SQLD101:Mine|} : SqliteConnection { } partial class Mine { }")]
    public Task DerivedType_Triggers(string member) => InSight(member).RunAsync();

    [Theory]
    [InlineData("T Make<T>() where T : new() => new T(); object Use() => {|SQLD101:Make<SqliteConnection>()|};")]
    [InlineData("T Make<T>() where T : new() => Inner<T>(); U Inner<U>() where U : new() => new U(); object Use() => {|SQLD101:Make<SqliteConnection>()|};")]
    [InlineData("T Make<T>() => Activator.CreateInstance<T>(); object Use() => {|SQLD101:Make<SqliteConnection>()|};")]
    [InlineData("T Make<T>() where T : new() => new T(); Func<SqliteConnection> Use() => {|SQLD101:Make<SqliteConnection>|};")]
    [InlineData("void Make<T>(out T t) where T : new() => t = new T(); void Use(out SqliteConnection c) => {|SQLD101:Make(out c)|};")]
    [InlineData("class Pool<T> where T : new() { public T Get() => new T(); } object Use() => {|SQLD101:new Pool<SqliteConnection>()|};")]
    [InlineData("static class Pool<T> where T : new() { public static T Get() => new T(); } object Use() => {|SQLD101:Pool<SqliteConnection>.Get()|};")]
    [InlineData("interface IMaker { T Make<T>() where T : new(); } object Use(IMaker maker) => {|SQLD101:maker.Make<SqliteConnection>()|};")]
    [InlineData("T Make<T>(int depth) where T : new() => depth == 0 ? new T() : Make<T>(depth - 1); object Use() => {|SQLD101:Make<SqliteConnection>(3)|};")]
    public Task TypeArgument_Triggers(string member) => InSight(member).RunAsync();

    [Theory]
    [InlineData("object Make() => {|SQLD101:Activator.CreateInstance<SqliteConnection>()|};")]
    [InlineData("object Make() => {|SQLD101:Activator.CreateInstance(typeof(SqliteConnection))|};")]
    [InlineData("object Make() => {|SQLD101:Activator.CreateInstance(typeof(SqliteConnection), \"Data Source=a.db\")|};")]
    [InlineData("object Make() { var type = typeof(SqliteConnection); return {|SQLD101:Activator.CreateInstance(type)|}; }")]
    [InlineData("static readonly Type s_type = typeof(SqliteConnection); object Make() => {|SQLD101:Activator.CreateInstance(s_type)|};")]
    [InlineData("object Make() => {|SQLD101:Activator.CreateInstance(\"Microsoft.Data.Sqlite\", \"Microsoft.Data.Sqlite.SqliteConnection\")|};")]
    [InlineData("Func<SqliteConnection> Make() => {|SQLD101:Activator.CreateInstance<SqliteConnection>|};")]
    [InlineData("object Make() => {|SQLD101:new Lazy<SqliteConnection>()|};")]
    [InlineData("Lazy<SqliteConnection> Make() => {|SQLD101:new(true)|};")]
    [InlineData("object Make() => {|SQLD101:typeof(SqliteConnection).GetConstructor(Type.EmptyTypes)!.Invoke(null)|};")]
    [InlineData("object Make() { var c = typeof(SqliteConnection).GetConstructors()[0]; return {|SQLD101:c.Invoke(null)|}; }")]
    [InlineData("object Make() => {|SQLD101:typeof(SqliteConnection).GetConstructors().First().Invoke(new object[] { \"Data Source=a.db\" })|};")]
    [InlineData("[UnsafeAccessor(UnsafeAccessorKind.Constructor)] static extern SqliteConnection {|SQLD101:Make|}(string s);")]
    [InlineData("object Make(IServiceProvider p) => {|SQLD101:ActivatorUtilities.CreateInstance<SqliteConnection>(p)|};")]
    [InlineData("object Make(IServiceProvider p) => {|SQLD101:ActivatorUtilities.CreateInstance(p, typeof(SqliteConnection))|};")]
    [InlineData("object Make(IServiceProvider p) => {|SQLD101:ActivatorUtilities.GetServiceOrCreateInstance<SqliteConnection>(p)|};")]
    [InlineData("object Make() => {|SQLD101:RuntimeHelpers.GetUninitializedObject(typeof(SqliteConnection))|};")]
    [InlineData("SqliteConnection _c; object Make() => {|SQLD101:LazyInitializer.EnsureInitialized(ref _c)|};")]
    public Task Reflection_Triggers(string member) => InSight(member).RunAsync();

    [Theory]
    [InlineData("object Make() => {|SQLD101:SqliteFactory.Instance.CreateConnection()|};")]
    [InlineData("object Make() => {|SQLD101:SqliteFactory.Instance.CreateDataSource(\"Data Source=a.db\")|};")]
    [InlineData("object Make() { DbProviderFactory f = SqliteFactory.Instance; return {|SQLD101:f.CreateConnection()|}; }")]
    [InlineData("private readonly DbProviderFactory _f = SqliteFactory.Instance; object Make() => {|SQLD101:_f.CreateConnection()|};")]
    [InlineData("Func<DbConnection> Make() => {|SQLD101:SqliteFactory.Instance.CreateConnection|};")]
    [InlineData("object Make() => {|SQLD101:DbProviderFactories.GetFactory(\"Microsoft.Data.Sqlite\")|}.CreateConnection();")]
    [InlineData("const string Provider = \"Microsoft.Data.Sqlite\"; object Make() => {|SQLD101:DbProviderFactories.GetFactory(Provider)|};")]
    [InlineData("object Make(SqliteConnection c) => {|SQLD101:DbProviderFactories.GetFactory(c).CreateConnection()|};")]
    public Task ProviderFactory_Triggers(string member) => InSight(member).RunAsync();

    [Theory]
    [InlineData("void Make(IServiceCollection s) => s.{|SQLD101:AddScoped<SqliteConnection>()|};")]
    [InlineData("void Make(IServiceCollection s) => s.{|SQLD101:AddTransient<IDbConnection, SqliteConnection>()|};")]
    [InlineData("void Make(IServiceCollection s) => s.{|SQLD102:{|SQLD101:AddSingleton(typeof(SqliteConnection))|}|};")]
    [InlineData("void Make(IServiceCollection s) => s.{|SQLD101:AddScoped(typeof(IDbConnection), typeof(SqliteConnection))|};")]
    [InlineData("void Make(IServiceCollection s) => s.{|SQLD101:TryAddScoped<SqliteConnection>()|};")]
    [InlineData("void Make(IServiceCollection s) => s.Add({|SQLD101:ServiceDescriptor.Scoped<IDbConnection, SqliteConnection>()|});")]
    [InlineData("void Make(IServiceCollection s) => s.AddScoped<SqliteConnection>(_ => {|SQLD101:new SqliteConnection()|});")]
    [InlineData("void Make(DbContextOptionsBuilder b) => b.{|SQLD101:UseSqlite(\"Data Source=a.db\")|};")]
    [InlineData("void Make(DbContextOptionsBuilder<DbContext> b, string s) => b.{|SQLD101:UseSqlite(s, o => o.CommandTimeout(5))|};")]
    [InlineData("void Make(IServiceCollection s) => s.{|SQLD101:AddSqlite<DbContext>(\"Data Source=a.db\")|};")]
    [InlineData("void Make(IServiceCollection s) => s.AddDbContext<DbContext>(o => o.{|SQLD101:UseSqlite(\"Data Source=a.db\")|});")]
    public Task RegistrationsAndEntityFramework_Trigger(string member) => InSight(member).RunAsync();

    [Theory]
    [InlineData("string Name => nameof(SqliteConnection);")]
    [InlineData("Type Type => typeof(SqliteConnection);")]
    [InlineData("bool Is(object o) => o is SqliteConnection { State: ConnectionState.Open };")]
    [InlineData("object As(object o) => (SqliteConnection)o;")]
    [InlineData("string Version => new SqliteConnection().ServerVersion;")]
    [InlineData("void Clear() => SqliteConnection.ClearPool(new SqliteConnection(\"Data Source=a.db\"));")]
    [InlineData("void Clear() { using var c = new SqliteConnection(\"Data Source=a.db\"); SqliteConnection.ClearPool(c); }")]
    [InlineData("object Make(Func<SqliteConnection> make) => new Lazy<SqliteConnection>(make);")]
    [InlineData("object Make() => new ThreadLocal<SqliteConnection>();")]
    [InlineData("object Make() => new List<SqliteConnection>();")]
    [InlineData("object Make() => default(SqliteConnection);")]
    [InlineData("object Make() => new SqliteCommand(\"SELECT 1\");")]
    [InlineData("T Same<T>(T t) where T : class => t; object Use(SqliteConnection c) => Same(c);")]
    [InlineData("T Pick<T>(T t) where T : new() => t; object Use(SqliteConnection c) => Pick<SqliteConnection>(c);")]
    [InlineData("class Pool<T> where T : class { public T Get() => default; } object Use() => new Pool<SqliteConnection>();")]
    [InlineData("T Make<T>() where T : new() => new T(); object Use() => Make<List<SqliteConnection>>();")]
    [InlineData("object Make() => Activator.CreateInstance(typeof(SqliteCommand));")]
    [InlineData("object Make() => Activator.CreateInstance<List<SqliteConnection>>();")]
    [InlineData("object Make(DbProviderFactory f) => f.CreateConnection();")]
    [InlineData("object Make() => SqliteFactory.Instance.CreateCommand();")]
    [InlineData("object Make() => DbProviderFactories.GetFactory(\"Npgsql\");")]
    [InlineData("void Register() => DbProviderFactories.RegisterFactory(\"x\", SqliteFactory.Instance);")]
    [InlineData("void Make(IServiceCollection s, Func<IServiceProvider, SqliteConnection> f) => s.AddScoped<SqliteConnection>(f);")]
    [InlineData("void Make(IServiceCollection s, SqliteConnection c) => s.AddSingleton(c);")]
    [InlineData("void Make(IServiceCollection s, SqliteConnection c) => s.AddSingleton<IDbConnection>(c);")]
    [InlineData("void Make(DbContextOptionsBuilder b, SqliteConnection c) => b.UseSqlite(c);")]
    [InlineData("void Make(DbContextOptionsBuilder b) => b.UseSqlite();")]
    [InlineData("void UseSqlite(string connectionString) { } void Make() => UseSqlite(\"Data Source=a.db\");")]
    public Task NearMiss_DoesNotTrigger(string member) => InSight(member).RunAsync();

    [Theory]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=:memory:\");")]
    [InlineData("object Make() => new SqliteConnection(\"Filename=:MEMORY:\");")]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=x;Mode=Memory;Cache=Shared\");")]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=file:x?mode=memory&cache=shared\");")]
    [InlineData("const string Cs = \"DataSource=:memory:\"; object Make() => new SqliteConnection(Cs);")]
    [InlineData("static readonly string s_cs = \"DataSource=\" + \":memory:\"; object Make() => new SqliteConnection(s_cs);")]
    [InlineData("private readonly string _cs; public C() { _cs = \"DataSource=:memory:\"; } object Make() => new SqliteConnection(_cs);")]
    [InlineData("string Cs { get; } = \"DataSource=:memory:\"; object Make() => new SqliteConnection(Cs);")]
    [InlineData("string Cs => \"DataSource=:memory:\"; object Make() => new SqliteConnection(Cs);")]
    [InlineData("static string Cs() { return \"DataSource=:memory:\"; } object Make() => new SqliteConnection(Cs());")]
    [InlineData("object Make(string name) => new SqliteConnection($\"Data Source={name};Mode=Memory;Cache=Shared\");")]
    [InlineData("object Make(string name) => new SqliteConnection(string.Format(\"Data Source={0};Mode=Memory\", name));")]
    [InlineData("object Make() { var cs = \"Data Source=:memory:\"; return new SqliteConnection(cs); }")]
    [InlineData("object Make() { var b = new SqliteConnectionStringBuilder { DataSource = \":memory:\" }; return new SqliteConnection(b.ToString()); }")]
    [InlineData("object Make() { var b = new SqliteConnectionStringBuilder(); b.Mode = SqliteOpenMode.Memory; b.DataSource = \"x\"; return new SqliteConnection(b.ConnectionString); }")]
    [InlineData("object Make() => new SqliteConnection(new SqliteConnectionStringBuilder(\"Data Source=x\") { [\"Mode\"] = \"Memory\" }.ToString());")]
    [InlineData("object Make() => new SqliteConnection { ConnectionString = \"Data Source=:memory:\" };")]
    [InlineData("object Make() { var c = new SqliteConnection(); c.ConnectionString = \"Data Source=:memory:\"; return c; }")]
    [InlineData("void Make(DbContextOptionsBuilder b) => b.UseSqlite(\"DataSource=:memory:\");")]
    [InlineData("object Make() => Activator.CreateInstance(typeof(SqliteConnection), \"Data Source=:memory:\");")]
    public Task InMemory_DoesNotTrigger(string member) => InSight(member).RunAsync();

    [Theory]
    [InlineData("object Make(string s) => {|SQLD101:new SqliteConnection(s)|};")]
    [InlineData("object Make(bool b) { var cs = \"Data Source=:memory:\"; if (b) cs = \"Data Source=a.db\"; return {|SQLD101:new SqliteConnection(cs)|}; }")]
    [InlineData("string _cs = \"DataSource=:memory:\"; public void Set(string s) => _cs = s; object Make() => {|SQLD101:new SqliteConnection(_cs)|};")]
    [InlineData("protected string _cs = \"DataSource=:memory:\"; object Make() => {|SQLD101:new SqliteConnection(_cs)|};")]
    [InlineData("protected virtual string Cs => \"DataSource=:memory:\"; object Make() => {|SQLD101:new SqliteConnection(Cs)|};")]
    [InlineData("object Make(bool b) { var s = new SqliteConnectionStringBuilder { DataSource = \"a\" }; if (b) { s.Mode = SqliteOpenMode.Memory; } return {|SQLD101:new SqliteConnection(s.ToString())|}; }")]
    [InlineData("object Make() => {|SQLD101:new SqliteConnection(\"Data Source=memory.db\")|};")]
    [InlineData("object Make() => {|SQLD101:new SqliteConnection(\"Data Source='a;Mode=Memory'\")|};")]
    [InlineData("object Make(string cs) => {|SQLD101:new SqliteConnection(cs + \";Pooling=False\")|};")]
    public Task NotSeenToBeInMemory_Triggers(string member) => InSight(member).RunAsync();

    [Fact]
    public Task InMemory_TriggersWhereTheOptionSaysSo()
    {
        var test = InSight("object Make() => {|SQLD101:new SqliteConnection(\"Data Source=:memory:\")|};");
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nsqlite_discipline.allow_in_memory = false\n"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("void Backup(SqliteConnection s) { using var d = new SqliteConnection(\"Data Source=b.db\"); s.BackupDatabase(d); }")]
    [InlineData("void Backup(SqliteConnection s) { using (var d = new SqliteConnection(\"Data Source=b.db\")) { d.Open(); s.BackupDatabase(d, \"main\", \"main\"); } }")]
    [InlineData("void Backup(SqliteConnection s) { var d = new SqliteConnection(\"Data Source=b.db\"); try { s.BackupDatabase(d); } finally { d.Dispose(); } }")]
    public Task BackupDestination_DoesNotTrigger(string member) => InSight(member).RunAsync();

    [Theory]
    [InlineData("void Backup(SqliteConnection s) { var d = {|SQLD101:new SqliteConnection(\"Data Source=b.db\")|}; s.BackupDatabase(d); }")]
    [InlineData("void Backup(SqliteConnection s) { using var d = {|SQLD101:new SqliteConnection(\"Data Source=b.db\")|}; s.BackupDatabase(d); d.CreateCommand(); }")]
    [InlineData("SqliteConnection Backup(SqliteConnection s) { var d = {|SQLD101:new SqliteConnection(\"Data Source=b.db\")|}; s.BackupDatabase(d); return d; }")]
    [InlineData("void Backup(SqliteConnection d) { using var s = {|SQLD101:new SqliteConnection(\"Data Source=b.db\")|}; s.Open(); s.BackupDatabase(d); }")]
    public Task BackupNearMiss_Triggers(string member) => InSight(member).RunAsync();

    [Theory]
    [InlineData("[SqliteConnectionFactory] static SqliteConnection Make() => new SqliteConnection(\"Data Source=a.db\");")]
    [InlineData("[SqliteConnectionFactory] static SqliteConnection Make() { return Local(); SqliteConnection Local() => new(); }")]
    [InlineData("[SqliteConnectionFactory] static object Make() { Func<SqliteConnection> f = () => new(); return f; }")]
    [InlineData("SqliteConnection _c; [SqliteConnectionFactory] public C() { _c = new(\"Data Source=a.db\"); }")]
    [InlineData("[SqliteConnectionFactory] class Inner { SqliteConnection _c = new(); class Deeper { SqliteConnection _c = new(); } }")]
    [InlineData("[SqliteConnectionFactory] struct Inner { public static SqliteConnection Make() => new(); }")]
    [InlineData("[SqliteConnectionFactory] class Mine : SqliteConnection { } object Make() => new Mine();")]
    [InlineData("[Bless] static SqliteConnection Make() => new SqliteConnection(\"Data Source=a.db\");")]
    public Task InsideAFactory_DoesNotTrigger(string member) => InSight(member).RunAsync();

    [Fact]
    public Task BesideABlessedMethod_Triggers() => InSight(
        "[SqliteConnectionFactory] static SqliteConnection Make() => new(); static SqliteConnection Other() => {|SQLD101:new()|};").RunAsync();

    [Fact]
    public Task FactoryNamedInTheOptions_BlessesAndIsInSight()
    {
        var test = Verify.Analyzer(
            """
            using Microsoft.Data.Sqlite;
            namespace App
            {
                class Db
                {
                    public static SqliteConnection Open(string path, int timeout) => new SqliteConnection(path);
                    public static SqliteConnection Open(string path) => {|SQLD101:new SqliteConnection(path)|};
                    public static SqliteConnection Shared { get { return new SqliteConnection(); } }
                    class Blessed<T> { SqliteConnection _c = new SqliteConnection(); }
                }
            }
            """);
        test.TestState.AnalyzerConfigFiles.Add((
            "/.editorconfig",
            "root = true\n[*.cs]\nsqlite_discipline.factories = M:App.Db.Open(System.String,System.Int32), T:App.Db.Blessed`1, P:App.Db.Shared\n"));
        return test.RunAsync();
    }

    [Fact]
    public Task GeneratedCode_DoesNotTrigger()
    {
        var test = InSight(string.Empty);
        test.TestState.Sources.Add(("Made.g.cs", "using Microsoft.Data.Sqlite; class Made { SqliteConnection _c = new SqliteConnection(); }"));
        return test.RunAsync();
    }

    [Fact]
    public Task FactoryInAReferencedAssembly_IsInSightWhereItIsAccessible()
    {
        var test = Verify.Analyzer("using Microsoft.Data.Sqlite; class C { object Make() => {|SQLD101:new SqliteConnection()|}; }");
        test.TestState.AdditionalProjects["Library"].Sources.Add(("Library.cs", "[SqliteDiscipline.SqliteConnectionFactory] public static class Databases { }"));
        test.TestState.AdditionalProjects["Library"].AdditionalReferences.AddRange(test.TestState.AdditionalReferences);
        test.TestState.AdditionalProjectReferences.Add("Library");
        return test.RunAsync();
    }

    [Fact]
    public Task InternalFactoryInAReferencedAssembly_IsNotInSight()
    {
        var test = Verify.Analyzer("using Microsoft.Data.Sqlite; class C { object Make() => {|SQLD100:new SqliteConnection()|}; }");
        test.TestState.AdditionalProjects["Library"].Sources.Add(("Library.cs", "[SqliteDiscipline.SqliteConnectionFactory] internal static class Databases { }"));
        test.TestState.AdditionalProjects["Library"].AdditionalReferences.AddRange(test.TestState.AdditionalReferences);
        test.TestState.AdditionalProjectReferences.Add("Library");
        return test.RunAsync();
    }

    [Fact]
    public Task InternalFactoryThatIsVisible_IsInSight()
    {
        var test = Verify.Analyzer("using Microsoft.Data.Sqlite; class C { object Make() => {|SQLD101:new SqliteConnection()|}; }");
        test.TestState.AdditionalProjects["Library"].Sources.Add((
            "Library.cs",
            "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"TestProject\")] [SqliteDiscipline.SqliteConnectionFactory] internal static class Databases { }"));
        test.TestState.AdditionalProjects["Library"].AdditionalReferences.AddRange(test.TestState.AdditionalReferences);
        test.TestState.AdditionalProjectReferences.Add("Library");
        return test.RunAsync();
    }

    private const string Factory =
        """
        global using Bless = SqliteDiscipline.SqliteConnectionFactoryAttribute;

        [SqliteDiscipline.SqliteConnectionFactory]
        internal static class InSight
        {
        }
        """;

    private static SqliteAnalyzerTest InSight(string member) => Verify.Analyzer(
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Data;
        using System.Data.Common;
        using System.Linq;
        using System.Linq.Expressions;
        using System.Runtime.CompilerServices;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Data.Sqlite;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.DependencyInjection.Extensions;
        using SqliteDiscipline;
        using Conn = Microsoft.Data.Sqlite.SqliteConnection;
        using Data = Microsoft.Data.Sqlite;

        #nullable disable

        class C
        {
            {{member}}
        }
        """).WithFile("Factory.cs", Factory);
}
