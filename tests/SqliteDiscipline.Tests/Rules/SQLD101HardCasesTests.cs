using Microsoft.CodeAnalysis;
using Xunit;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>SQLD101 in the shapes that real code bases have: first what must be reported, then what must stay silent.</summary>
public sealed class SQLD101HardCasesTests
{
    [Theory]
    [InlineData("""static readonly SqliteConnection s_c; static C() { s_c = {|SQLD101:new("Data Source=a.db")|}; }""")]
    [InlineData("""SqliteConnection _c; public C(SqliteConnection c) => _c = c; public C(string s) : this({|SQLD101:new SqliteConnection(s)|}) { }""")]
    [CSharpData(1200, """class B(SqliteConnection c) { public object O => c; } class D(string s) : B({|SQLD101:new(s)|});""")]
    [InlineData("""record R(SqliteConnection C) { public R(string s) : this({|SQLD101:new SqliteConnection(s)|}) { } }""")]
    [InlineData("""record R { public SqliteConnection C { get; init; } = {|SQLD101:new()|}; } R Copy(R r) => r with { C = {|SQLD101:new("Data Source=a.db")|} };""")]
    [InlineData("""interface IOpen { SqliteConnection Open() => {|SQLD101:new("Data Source=a.db")|}; }""")]
    [InlineData("""interface IOpen<T> { static abstract T Open(); } class O : IOpen<SqliteConnection> { static SqliteConnection IOpen<SqliteConnection>.Open() => {|SQLD101:new()|}; }""")]
    [InlineData("""public static implicit operator SqliteConnection(C c) => {|SQLD101:new("Data Source=a.db")|};""")]
    [InlineData("""SqliteConnection this[string name] { get { return {|SQLD101:new(name)|}; } }""")]
    [InlineData("""event Action E { add { _ = {|SQLD101:new SqliteConnection()|}; } remove { } }""")]
    [InlineData("""~C() { {|SQLD101:new SqliteConnection()|}.Dispose(); }""")]
    [InlineData("""ref SqliteConnection Make() { var a = new[] { {|SQLD101:new SqliteConnection()|} }; return ref a[0]; }""")]
    [InlineData("""void Make() { (SqliteConnection a, SqliteConnection b) = ({|SQLD101:new("Data Source=a.db")|}, {|SQLD101:new("Data Source=b.db")|}); }""")]
    [InlineData("""SqliteConnection _c; SqliteConnection Current => _c ??= {|SQLD101:new("Data Source=a.db")|};""")]
    [InlineData("""SqliteConnection Make(int i) => i switch { 0 => {|SQLD101:new("Data Source=a.db")|}, _ => {|SQLD101:new("Data Source=b.db")|} };""")]
    [InlineData("""SqliteConnection Make(bool b) => b ? {|SQLD101:new("Data Source=a.db")|} : {|SQLD101:new("Data Source=b.db")|};""")]
    [InlineData("""void Take(string n, params SqliteConnection[] cs) { } void Make() => Take("", {|SQLD101:new()|}, {|SQLD101:new("Data Source=a.db")|});""")]
    [InlineData("""void Take(in SqliteConnection c) { } void Make() => Take(c: {|SQLD101:new("Data Source=a.db")|});""")]
    [CSharpData(1200, """List<SqliteConnection> Make(List<SqliteConnection> more) => [{|SQLD101:new("Data Source=a.db")|}, .. more, .. (SqliteConnection[])[{|SQLD101:new()|}]];""")]
    [CSharpData(1200, """void Take(ReadOnlySpan<SqliteConnection> cs) { } void Make() => Take([{|SQLD101:new("Data Source=a.db")|}]);""")]
    [InlineData("""Func<Task> Make(string s) => async () => { await using var c = {|SQLD101:new SqliteConnection(s)|}; await c.OpenAsync(); };""")]
    [InlineData("""async IAsyncEnumerable<SqliteConnection> Make() { await Task.Yield(); yield return {|SQLD101:new()|}; }""")]
    [InlineData("""void Make() { Outer(); static void Outer() { Inner(); static SqliteConnection Inner() => {|SQLD101:new()|}; } }""")]
    [InlineData("""object Make(string[] paths) => paths.Select(p => {|SQLD101:new SqliteConnection(p)|}).ToDictionary(c => c.DataSource);""")]
    [InlineData("""object Make(string s) => new Lazy<SqliteConnection>(() => {|SQLD101:new(s)|});""")]
    [InlineData("""ConcurrentDictionary<string, SqliteConnection> _all = new(); object Make(string s) => _all.GetOrAdd(s, static k => {|SQLD101:new($"Data Source={k}")|});""")]
    [InlineData("""void Make() { try { } catch (Exception) when ({|SQLD101:new SqliteConnection()|} is { State: ConnectionState.Open }) { } }""")]
    [InlineData("""void Make() { lock ({|SQLD101:new SqliteConnection()|}) { } }""")]
    [InlineData("""dynamic Make() { dynamic d = {|SQLD101:new SqliteConnection("Data Source=a.db")|}; d.Open(); return d; }""")]
    [InlineData("""object Make() => {|SQLD101:new SqliteConnection((string)null)|};""")]
    [InlineData("""object Make() => {|SQLD101:new SqliteConnection("")|};""")]
    [CSharpData(1400, """SqliteConnection P => field ??= {|SQLD101:new("Data Source=a.db")|};""")]
    [CSharpData(1400, """SqliteConnection _c; void Make(C c) => c?._c = {|SQLD101:new("Data Source=a.db")|};""")]
    [CSharpData(1400, """private string _cs = "Data Source=:memory:"; void Set(C c) => c?._cs = "Data Source=a.db"; object Make() => {|SQLD101:new SqliteConnection(_cs)|};""")]
    [CSharpData(1400, """void Take(params ReadOnlySpan<SqliteConnection> cs) { } void Make() => Take({|SQLD101:new()|}, {|SQLD101:new("Data Source=a.db")|});""")]
    [CSharpData(1400, """} static class E { extension(string path) { public SqliteConnection Open() => {|SQLD101:new(path)|}; public SqliteConnection Db => {|SQLD101:new(path)|}; }""")]
    [CSharpData(1400, """} static class E { extension<T>(T) where T : DbConnection, new() { public static T Make() => new T(); } } class Use { object Make() => {|SQLD101:SqliteConnection.Make()|};""")]
    public Task Creation_Triggers(string member) => InSight(member).RunAsync();

    [Theory]
    [InlineData("""partial class Parts { SqliteConnection _a = {|SQLD101:new()|}; private partial SqliteConnection Open(); } partial class Parts { private partial SqliteConnection Open() => {|SQLD101:new()|}; }""")]
    [InlineData("""object Make() => {|SQLD101:new GlobalConn("Data Source=a.db")|};""")]
    [InlineData("""object Make() => {|SQLD101:new GlobalLazy()|};""")]
    [InlineData("""object Make() => {|SQLD101:MakeIt<SqliteConnection>()|};""")]
    [InlineData("""object Make() => "a.db".{|SQLD101:OpenAs<SqliteConnection>()|};""")]
    [InlineData("""class Repo : {|SQLD101:RepoBase<SqliteConnection>|} { object Use() => base.Open(); } object Use() => new Repo().Open();""")]
    [InlineData("""class Repo : {|SQLD101:Mid<SqliteConnection>|} { } class Users : Repo { } partial class Mid<T> : IDisposable { public void Dispose() { } } partial class Mid<T> : RepoBase<T> where T : IDbConnection, new() { }""")]
    [InlineData("""partial class Repo : IDisposable { public void Dispose() { } } partial class Repo : {|SQLD101:HoldsOne<SqliteConnection>|} { }""")]
    [CSharpData(1200, """class Repo(int i) : {|SQLD101:HoldsOne<SqliteConnection>|}(i) { }""")]
    [InlineData("""object Make() => {|SQLD101:new Outer<SqliteConnection>.Inner<int>()|};""")]
    [InlineData("""object Make() => {|SQLD101:Outer<SqliteConnection>.Inner<int>.Get()|};""")]
    public Task AcrossFiles_Triggers(string member) => InSight(member).WithFile("Other.cs", Other).RunAsync();

    private const string Other =
        """
        global using GlobalConn = Microsoft.Data.Sqlite.SqliteConnection;
        global using GlobalLazy = System.Lazy<Microsoft.Data.Sqlite.SqliteConnection>;
        global using static Helpers;
        using System.Data;

        static class Helpers
        {
            public static T MakeIt<T>() where T : class, new() { return Local(); static T Local() => new(); }
            public static T OpenAs<T>(this string path) where T : IDbConnection, new() => new T { ConnectionString = path };
        }

        abstract class RepoBase<TConnection> where TConnection : IDbConnection, new()
        {
            public IDbConnection Open() { System.Func<IDbConnection> make = () => new TConnection(); return make(); }
        }

        abstract class HoldsOne<TConnection> where TConnection : new()
        {
            protected readonly TConnection Connection = new();
            protected HoldsOne(int i = 0) { }
        }

        class Outer<T> where T : new()
        {
            public class Inner<U> { public static T Get() => new T(); }
        }
        """;

    [Theory]
    [InlineData("""T Make<T>() where T : SqliteConnection, new() => new T(); object Use() => {|SQLD101:Make<SqliteConnection>()|};""")]
    [InlineData("""T Make<T>(T like) where T : new() => new(); object Use(SqliteConnection c) => {|SQLD101:Make(c)|};""")]
    [InlineData("""Func<T> Make<T>() where T : new() => () => new T(); object Use() => {|SQLD101:Make<SqliteConnection>()|};""")]
    [InlineData("""T Make<T>() where T : class { return (T)Activator.CreateInstance(typeof(T)); } object Use() => {|SQLD101:Make<SqliteConnection>()|};""")]
    [InlineData("""T Make<T>(string s) where T : class { return (T)Activator.CreateInstance(typeof(T), s); } object Use() => {|SQLD101:Make<SqliteConnection>("Data Source=a.db")|};""")]
    [InlineData("""class Pool<T> where T : new() { T Get() => new T(); } class Owner { Pool<SqliteConnection> _p = {|SQLD101:new()|}; }""")]
    [InlineData("""class {|SQLD101:Mine|} : SqliteConnection { } T Make<T>() where T : new() => new T(); object Use() => {|SQLD101:Make<Mine>()|};""")]
    [InlineData("""class {|SQLD101:Mine|} : SqliteConnection { } object Use() => {|SQLD101:Activator.CreateInstance<Mine>()|};""")]
    [InlineData("""class {|SQLD101:Mine|} : SqliteConnection { } void Use(IServiceCollection s) => s.{|SQLD101:AddScoped<IDbConnection, Mine>()|};""")]
    [InlineData("""class Base<T> : SqliteConnection { public {|SQLD101:Base|}(T t) { } public Base(string s) {|SQLD101:: base(s)|} { } }""")]
    public Task TypeArgument_Triggers(string member) => InSight(member).RunAsync();

    [Theory]
    [InlineData("""object Make() => {|SQLD101:Activator.CreateInstance(typeof(SqliteConnection), BindingFlags.Instance | BindingFlags.Public, null, new object[] { "Data Source=a.db" }, null)|};""")]
    [InlineData("""object Make() => {|SQLD101:Activator.CreateInstance(typeof(SqliteConnection), nonPublic: true)|};""")]
    [InlineData("""object Make(object[] a) => {|SQLD101:Activator.CreateInstance(args: a, type: typeof(SqliteConnection))|};""")]
    [CSharpData(1200, """object Make() => {|SQLD101:Activator.CreateInstance(typeof(SqliteConnection), args: ["Data Source=a.db"])|};""")]
    [InlineData("""static readonly Type s_t; static C() { s_t = typeof(SqliteConnection); } object Make() => {|SQLD101:Activator.CreateInstance(s_t)|};""")]
    [InlineData("""Type T { get; } = typeof(SqliteConnection); object Make() => {|SQLD101:Activator.CreateInstance(T)|};""")]
    [InlineData("""static Type T => typeof(SqliteConnection); object Make() => {|SQLD101:Activator.CreateInstance(T)|};""")]
    [InlineData("""object Make() => {|SQLD101:Activator.CreateInstance(Type.GetType("Microsoft.Data.Sqlite.SqliteConnection, Microsoft.Data.Sqlite"))|};""")]
    [InlineData("""object Make() { var t = Type.GetType("Microsoft.Data.Sqlite.SqliteConnection, Microsoft.Data.Sqlite", throwOnError: true)!; return {|SQLD101:Activator.CreateInstance(t)|}; }""")]
    [InlineData("""static readonly ConstructorInfo s_ctor = typeof(SqliteConnection).GetConstructor(new[] { typeof(string) }); object Make(string s) => {|SQLD101:s_ctor.Invoke(new object[] { s })|};""")]
    [InlineData("""object Make() { ConstructorInfo c = typeof(SqliteConnection).GetConstructor(Type.EmptyTypes)!; if (c is null) throw new Exception(); return {|SQLD101:c.Invoke(Array.Empty<object>())|}; }""")]
    [CSharpData(1200, """object Make() => {|SQLD101:typeof(SqliteConnection).GetConstructors().Single(c => c.GetParameters().Length == 1).Invoke(["Data Source=a.db"])|};""")]
    [InlineData("""object Make(IServiceProvider p) { var t = typeof(SqliteConnection); return {|SQLD101:ActivatorUtilities.CreateInstance(p, t, "Data Source=a.db")|}; }""")]
    [InlineData("""object Make() => {|SQLD101:ActivatorUtilities.CreateFactory(typeof(SqliteConnection), new[] { typeof(string) })|};""")]
    [InlineData("""void Make() { foreach (var _ in new int[1]) { Local(); } [UnsafeAccessor(UnsafeAccessorKind.Constructor)] static extern SqliteConnection {|SQLD101:Local|}(); }""")]
    public Task Reflection_Triggers(string member) => InSight(member).RunAsync();

    [Theory]
    [InlineData("""static readonly DbProviderFactory s_f = SqliteFactory.Instance; object Make() { using var c = {|SQLD101:s_f.CreateConnection()|}!; return c; }""")]
    [InlineData("""static DbProviderFactory Provider { get; } = SqliteFactory.Instance; object Make() => {|SQLD101:Provider.CreateConnection()|};""")]
    [InlineData("""DbProviderFactory Provider => SqliteFactory.Instance; object Make() => {|SQLD101:Provider.CreateConnection()|};""")]
    [InlineData("""private readonly DbProviderFactory _f; public C() { _f = SqliteFactory.Instance; } object Make() => {|SQLD101:_f.CreateConnection()|};""")]
    [InlineData("""object Make(SqliteFactory f) => {|SQLD101:f.CreateConnection()|};""")]
    [InlineData("""object Make() => {|SQLD101:((DbProviderFactory)SqliteFactory.Instance).CreateConnection()|};""")]
    [InlineData("""object Make() => SqliteFactory.Instance?{|SQLD101:.CreateConnection()|};""")]
    [InlineData("""bool Make() => {|SQLD101:DbProviderFactories.TryGetFactory("Microsoft.Data.Sqlite", out _)|};""")]
    public Task ProviderFactory_Triggers(string member) => InSight(member).RunAsync();

    [Theory]
    [InlineData("""void Make(IServiceCollection s) => s.Add({|SQLD101:new ServiceDescriptor(typeof(IDbConnection), typeof(SqliteConnection), ServiceLifetime.Scoped)|});""")]
    [InlineData("""void Make(IServiceCollection s) => s.Add({|SQLD101:ServiceDescriptor.Describe(typeof(IDbConnection), typeof(SqliteConnection), ServiceLifetime.Transient)|});""")]
    [InlineData("""void Make(IServiceCollection s) => s.Replace({|SQLD101:ServiceDescriptor.Transient(typeof(IDbConnection), typeof(SqliteConnection))|});""")]
    [InlineData("""void Make(IServiceCollection s) => s.TryAddEnumerable({|SQLD101:ServiceDescriptor.Scoped<DbConnection, SqliteConnection>()|});""")]
    [InlineData("""void Make(IServiceCollection s) { s.{|SQLD102:{|SQLD101:TryAddSingleton<SqliteConnection>()|}|}; s.{|SQLD101:TryAddTransient<IDbConnection, SqliteConnection>()|}; s.{|SQLD101:TryAddScoped(typeof(IDbConnection), typeof(SqliteConnection))|}; }""")]
    [InlineData("""void Make(IServiceCollection s) => ServiceCollectionServiceExtensions.{|SQLD101:AddScoped<SqliteConnection>(s)|};""")]
    [InlineData("""void Make(IServiceCollection s) { var t = typeof(SqliteConnection); s.{|SQLD101:AddScoped(t)|}; }""")]
    [InlineData("""void Make(IServiceCollection s) { s.{|SQLD101:AddKeyedScoped<SqliteConnection>("k")|}; s.{|SQLD102:{|SQLD101:AddKeyedSingleton<IDbConnection, SqliteConnection>("k")|}|}; s.{|SQLD101:AddKeyedTransient(typeof(SqliteConnection), "k")|}; }""")]
    [InlineData("""void Make(IServiceCollection s, IConfiguration c) => s.AddDbContextFactory<Ctx>(o => o.{|SQLD101:UseSqlite(c.GetConnectionString("x"))|});""")]
    [InlineData("""void Make(IServiceCollection s) => s.AddDbContextPool<Ctx>((p, o) => o.EnableDetailedErrors().{|SQLD101:UseSqlite("Data Source=a.db", b => b.CommandTimeout(3))|}.EnableThreadSafetyChecks());""")]
    [InlineData("""class Db : DbContext { protected override void OnConfiguring(DbContextOptionsBuilder options) => options.{|SQLD101:UseSqlite($"Data Source={Environment.CurrentDirectory}/a.db")|}; }""")]
    [InlineData("""object Make() => new DbContextOptionsBuilder<Ctx>().{|SQLD101:UseSqlite((string)null)|}.Options;""")]
    [InlineData("""object Make(DbContextOptionsBuilder b, string s) => SqliteDbContextOptionsBuilderExtensions.{|SQLD101:UseSqlite(b, s)|};""")]
    [InlineData("""object Make(DbContextOptionsBuilder b, string s) => b.IsConfigured ? b : b.{|SQLD101:UseSqlite(connectionString: s, sqliteOptionsAction: null)|};""")]
    [InlineData("""void Make(IServiceCollection s, string cs) => s.{|SQLD101:AddSqlite<Ctx>(cs, o => o.CommandTimeout(1), o => o.EnableDetailedErrors())|};""")]
    public Task RegistrationsAndEntityFramework_Trigger(string member) => InSight(member).WithFile("Newer.cs", Newer).RunAsync();

    private const string Newer =
        """
        using System;

        namespace Microsoft.Extensions.DependencyInjection
        {
            // The keyed registrations of version 8, in the shape of their signatures.
            public static class ServiceCollectionServiceExtensions2
            {
                public static IServiceCollection AddKeyedScoped<TService>(this IServiceCollection services, object? serviceKey) where TService : class => services;
                public static IServiceCollection AddKeyedSingleton<TService, TImplementation>(this IServiceCollection services, object? serviceKey)
                    where TService : class where TImplementation : class, TService => services;
                public static IServiceCollection AddKeyedTransient(this IServiceCollection services, Type serviceType, object? serviceKey) => services;
            }
        }

        public interface IConfiguration
        {
            string? GetConnectionString(string name);
        }

        public class Ctx : Microsoft.EntityFrameworkCore.DbContext
        {
        }
        """;

    [Fact]
    public Task TopLevelStatementsWithLocalsAndLambdas_Trigger()
    {
        var test = Verify.Analyzer(
            """
            using System;
            using Microsoft.Data.Sqlite;

            var path = args.Length > 0 ? args[0] : "a.db";
            await using var connection = {|SQLD101:new SqliteConnection($"Data Source={path}")|};
            Func<SqliteConnection> make = () => {|SQLD101:new(path)|};
            Open().Dispose();
            SqliteConnection Open() => {|SQLD101:new(path)|};
            """).WithFile("Factory.cs", Factory);
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync();
    }

    [Fact]
    public Task BlessedMethodInAReferencedProject_IsInSight() => Verify.Analyzer(
        """
        using Microsoft.Data.Sqlite;
        class C { object Make() => {|SQLD101:new SqliteConnection()|}; T Of<T>() where T : new() => new T(); object Use() => {|SQLD101:Of<SqliteConnection>()|}; }
        """).WithProject("Library",
        """
        using Microsoft.Data.Sqlite;
        public static class Db { [SqliteDiscipline.SqliteConnectionFactory] public static SqliteConnection Open() => new(); }
        """).RunAsync();

    [Fact]
    public Task GenericOfAReferencedProject_Triggers() => InSight(
        "object Make() => {|SQLD101:Library.Make<SqliteConnection>()|}; class Repo : {|SQLD101:Library.Base<SqliteConnection>|} { object Use() => Open(); }").WithProject("Library",
        """
        public static class Library
        {
            public static T Make<T>() where T : new() => new T();
            public abstract class Base<T> where T : new() { protected T Open() => new T(); }
        }
        """).RunAsync();

    // The value that counts is the last one written on the way, not the one that looks harmless.
    [Theory]
    [InlineData("""object Make() { var c = {|SQLD101:new SqliteConnection("Data Source=:memory:")|}; c.ConnectionString = "Data Source=a.db"; return c; }""")]
    [InlineData("""object Make() => {|SQLD101:new SqliteConnection("Data Source=:memory:") { ConnectionString = "Data Source=a.db" }|};""")]
    [InlineData("""object Make() => {|SQLD101:new SqliteConnection("Data Source=:memory:;Data Source=a.db")|};""")]
    [InlineData("""object Make() => {|SQLD101:new SqliteConnection("Mode=Memory;Data Source=a.db;Mode=ReadWrite")|};""")]
    [InlineData("""object Make() => {|SQLD101:new SqliteConnection("Data Source=:memory:.db")|};""")]
    [InlineData("""object Make() => {|SQLD101:new SqliteConnection("{|SQLD104:Data Source=file:memory.db?cache=shared|}")|};""")]
    [InlineData("""object Make(bool b) => {|SQLD101:new SqliteConnection(b ? "Data Source=:memory:" : "Data Source=a.db")|};""")]
    [InlineData("""object Make(string cs = "Data Source=:memory:") => {|SQLD101:new SqliteConnection(cs)|};""")]
    [CSharpData(1200, """class P(string cs = "Data Source=:memory:") { object Make() => {|SQLD101:new SqliteConnection(cs)|}; }""")]
    [InlineData("""object Make() => {|SQLD101:new SqliteConnection(Environment.GetEnvironmentVariable("CS") ?? "Data Source=:memory:")|};""")]
    [InlineData("""void Make() { var cs = "Data Source=:memory:"; for (var i = 0; i < 2; i++) { using var c = {|SQLD101:new SqliteConnection(cs)|}; c.Open(); cs = "Data Source=a.db"; } }""")]
    [InlineData("""void Set(ref string s) => s = "Data Source=a.db"; object Make() { var cs = "Data Source=:memory:"; Set(ref cs); return {|SQLD101:new SqliteConnection(cs)|}; }""")]
    [InlineData("""object Make() { var cs = "Data Source=:memory:"; Action set = () => cs = "Data Source=a.db"; set(); return {|SQLD101:new SqliteConnection(cs)|}; }""")]
    [InlineData("""object Make() { var cs = "Data Source=:memory:"; (cs, _) = ("Data Source=a.db", 1); return {|SQLD101:new SqliteConnection(cs)|}; }""")]
    [InlineData("""object Make(string o) { var cs = "Data Source=:memory:"; cs += o; return {|SQLD101:new SqliteConnection(cs)|}; }""")]
    [InlineData("""string Cs { get; init; } = "Data Source=:memory:"; object Make() => {|SQLD101:new SqliteConnection(Cs)|};""")]
    [InlineData("""string Cs { get; set; } = "Data Source=:memory:"; void Set(C c) => c.Cs = "Data Source=a.db"; object Make() => {|SQLD101:new SqliteConnection(Cs)|};""")]
    [InlineData("""private string _cs = "Data Source=:memory:"; static C With(string s) => new() { _cs = s }; object Make() => {|SQLD101:new SqliteConnection(_cs)|};""")]
    [InlineData("""private string _cs = "Data Source=:memory:"; void Set(ref string s) { } void Reset() => Set(ref _cs); object Make() => {|SQLD101:new SqliteConnection(_cs)|};""")]
    [InlineData("""private readonly string _cs; C() => _cs = "Data Source=:memory:"; C(string s) => _cs = s; object Make() => {|SQLD101:new SqliteConnection(_cs)|};""")]
    [InlineData("""object Make() { var b = new SqliteConnectionStringBuilder { DataSource = ":memory:" }; b.DataSource = "a.db"; return {|SQLD101:new SqliteConnection(b.ToString())|}; }""")]
    [InlineData("""static string Text(bool m) { var b = new SqliteConnectionStringBuilder { DataSource = "n" }; if (m) b.Mode = SqliteOpenMode.Memory; return b.ToString(); } object Make() => {|SQLD101:new SqliteConnection(Text(true))|};""")]
    [InlineData("""object Make() { var b = new SqliteConnectionStringBuilder { DataSource = "a.db" }; var c = {|SQLD101:new SqliteConnection(b.ToString())|}; b.Mode = SqliteOpenMode.Memory; return c; }""")]
    [InlineData("""string Cs() => Cs(); string A => B; string B => A; object Make() => {|SQLD101:new SqliteConnection(A)|}; object More() => {|SQLD101:new SqliteConnection(Cs())|};""")]
    [InlineData("""static string s_a = s_b; static string s_b = s_a; object Make() => {|SQLD101:new SqliteConnection(s_a)|};""")]
    public Task OnlySeeminglyInMemory_Triggers(string member) => InSight(member).RunAsync();

    [Theory]
    [InlineData("""abstract class A { [SqliteConnectionFactory] public abstract SqliteConnection Open(); } class B : A { public override SqliteConnection Open() => {|SQLD101:new()|}; }""")]
    [InlineData("""interface I { [SqliteConnectionFactory] SqliteConnection Open(); } class B : I { public SqliteConnection Open() => {|SQLD101:new()|}; }""")]
    [InlineData("""[SqliteConnectionFactory] class A { } class B : A { SqliteConnection _c = {|SQLD101:new()|}; }""")]
    [InlineData("""[SqliteConnectionFactory] void Blessed() { } SqliteConnection P { [SqliteConnectionFactory] get => new(); set => _ = {|SQLD101:new SqliteConnection()|}; }""")]
    [InlineData("""object Make() { [SqliteConnectionFactory] static SqliteConnection Blessed() => new(); Blessed(); return {|SQLD101:new SqliteConnection()|}; }""")]
    [InlineData("""object Make(SqliteConnection s) { s.BackupDatabase({|SQLD101:new SqliteConnection("Data Source=b.db")|}); return null; }""")]
    [InlineData("""static class Mine { public static void ClearPool(SqliteConnection c) { c.Open(); c.Close(); } } void Make(string s) => Mine.ClearPool({|SQLD101:new(s)|});""")]
    [InlineData("""void BackupDatabase(SqliteConnection c) => c.Open(); void Make(string s) { using var d = {|SQLD101:new SqliteConnection(s)|}; BackupDatabase(d); }""")]
    [InlineData("""object Make(SqliteConnection s) { using var d = {|SQLD101:new SqliteConnection("Data Source=b.db")|}; s.BackupDatabase(d); Check(d); return null; } void Check(SqliteConnection c) { }""")]
    public Task NearAnException_Triggers(string member) => InSight(member).RunAsync();

    // ---- What must stay silent.

    [Theory]
    [InlineData("""object Make() => new SqliteConnection("Data Source = \":memory:\" ; Foreign Keys=True");""")]
    [InlineData("""object Make() => new SqliteConnection("Data Source=:memory:;Mode=ReadWriteCreate");""")]
    [InlineData("""static class Names { public const string Memory = ":memory:"; } object Make() => new SqliteConnection($"Data Source={Names.Memory}");""")]
    [InlineData("""static class Names { internal static readonly string Memory = ":memory:"; } object Make() => new SqliteConnection($"Data Source={Names.Memory};Cache=Shared");""")]
    [InlineData("""object Make() => new SqliteConnection($"Data Source=test-{Guid.NewGuid():N};Mode=Memory;Cache=Shared");""")]
    [InlineData("""private readonly string _cs = $"Data Source={Guid.NewGuid()};Mode=Memory;Cache=Shared"; object Make() => new SqliteConnection(_cs);""")]
    [InlineData("""object Make(bool shared) => new SqliteConnection(shared ? "Data Source=x;Mode=Memory;Cache=Shared" : "Data Source=:memory:");""")]
    [InlineData("""object Make(int i) => new SqliteConnection(i switch { 0 => "Data Source=x;Mode=Memory", _ => "Data Source=:memory:" });""")]
    [InlineData("""string Cs { get; } C() { Cs = "Data Source=:memory:"; } object Make() => new SqliteConnection(Cs);""")]
    [InlineData("""static readonly string s_cs; static C() { s_cs = "Data Source=:memory:"; } object Make() => new SqliteConnection(s_cs);""")]
    [InlineData("""object Make() { const string source = ":memory:"; return new SqliteConnection("Data Source=" + source); }""")]
    [InlineData("""object Make() => new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = ":memory:" }.ConnectionString);""")]
    [InlineData("""object Make() => new SqliteConnection(new SqliteConnectionStringBuilder("Data Source=:memory:") { ForeignKeys = true }.ToString());""")]
    [InlineData("""object Make(string n) { var cs = new SqliteConnectionStringBuilder { DataSource = n, Mode = SqliteOpenMode.Memory, Cache = SqliteCacheMode.Shared }.ToString(); return new SqliteConnection(cs); }""")]
    [InlineData("""static readonly string s_cs = new SqliteConnectionStringBuilder { DataSource = ":memory:" }.ToString(); object Make() => new SqliteConnection(s_cs);""")]
    [InlineData("""private readonly SqliteConnectionStringBuilder _b = new() { DataSource = ":memory:" }; object Make() => new SqliteConnection(_b.ToString());""")]
    [InlineData("""static string Text() { var b = new SqliteConnectionStringBuilder { DataSource = "n" }; b.Mode = SqliteOpenMode.Memory; return b.ToString(); } object Make() => new SqliteConnection(Text());""")]
    [InlineData("""string Text { get { var b = new SqliteConnectionStringBuilder(); b.DataSource = "n"; b["Mode"] = "Memory"; return b.ConnectionString; } } object Make() => new SqliteConnection(Text);""")]
    [InlineData("""readonly SqliteConnection _keepAlive = new("Data Source=x;Mode=Memory;Cache=Shared"); C() => _keepAlive.Open();""")]
    [InlineData("""object Make() => Make2("Data Source=:memory:"); object Make2(string ignored) => new SqliteConnection("Filename=:memory:");""")]
    [InlineData("""async Task Make() { await using var c = new SqliteConnection("DataSource=:memory:"); await c.OpenAsync(); var o = new DbContextOptionsBuilder<DbContext>().UseSqlite(c).Options; }""")]
    [InlineData("""object Make() => new DbContextOptionsBuilder<DbContext>().UseSqlite("Data Source=x;Mode=Memory;Cache=Shared").Options;""")]
    [InlineData("""void Make(IServiceCollection s) => s.AddSqlite<DbContext>("Data Source=:memory:");""")]
    [InlineData("""object Make() => Activator.CreateInstance(typeof(SqliteConnection), new object[] { "Data Source=:memory:" });""")]
    [InlineData("""object Make() { var c = SqliteFactory.Instance.CreateConnection(); c.ConnectionString = "Data Source=:memory:"; return c; }""")]
    [InlineData("""object Make() => new SqliteConnection(connectionString: @"Data Source=:memory:");""")]
    [InlineData("""object Make() => new SqliteConnection(string.Concat("Data Source=", ":memory:"));""")]
    [InlineData("""object Make() => new SqliteConnection("Data Source=;Foreign Keys=True");""")]
    public Task InMemory_DoesNotTrigger(string member) => InSight(member).RunAsync();

    [Theory]
    [InlineData("""object Make() { return Local(); [SqliteConnectionFactory] static SqliteConnection Local() => new("Data Source=a.db"); }""")]
    [InlineData("""object Make() { var open = [SqliteConnectionFactory] (string s) => new SqliteConnection(s); return open; }""")]
    [InlineData("""object Make() { var open = [SqliteConnectionFactory] (string s) => { Func<SqliteConnection> f = () => new(s); return f; }; return open; }""")]
    [InlineData("""SqliteConnection P { [SqliteConnectionFactory] get => new("Data Source=a.db"); }""")]
    [InlineData("""[SqliteConnectionFactory] public static explicit operator SqliteConnection(C c) => new("Data Source=a.db");""")]
    [InlineData("""class Mine : SqliteConnection { [SqliteConnectionFactory] public Mine(string s) : base(s) { } }""")]
    [CSharpData(1200, """[method: SqliteConnectionFactory] class Mine(string s) : SqliteConnection(s);""")]
    [InlineData("""[SqliteConnectionFactory] record Db(string Path) { public SqliteConnection Open() => new(Path); public SqliteConnection Other { get; } = new(Path); }""")]
    [InlineData("""[SqliteConnectionFactory] class Db { class Inner<T> { static readonly SqliteConnection s_c = new(); interface I { object O() => new SqliteConnection(); } } }""")]
    [InlineData("""[SqliteConnectionFactory] static partial class Db { } static partial class Db { public static SqliteConnection Open() => new("Data Source=a.db"); static partial class More { static object Open() => new SqliteConnection(); } }""")]
    [InlineData("""partial class Db { [SqliteConnectionFactory] public partial SqliteConnection Open(); } partial class Db { public partial SqliteConnection Open() => new("Data Source=a.db"); }""")]
    [InlineData("""partial class Db { public partial SqliteConnection Open(); } partial class Db { [SqliteConnectionFactory] public partial SqliteConnection Open() => new("Data Source=a.db"); }""")]
    [InlineData("""[SqliteConnectionFactory] static T Open<T>() where T : DbConnection, new() => new T(); object Use() => Open<SqliteConnection>();""")]
    [InlineData("""[SqliteConnectionFactory] class Pool<T> where T : new() { public T Get() => new T(); } object Use() => new Pool<SqliteConnection>().Get();""")]
    [InlineData("""[SqliteConnectionFactory] abstract class Repo<T> where T : new() { protected T Get() => new T(); } class Users : Repo<SqliteConnection> { }""")]
    [InlineData("""[SqliteConnectionFactory] static void Add(IServiceCollection s, string cs) { s.AddScoped<SqliteConnection>(); s.AddDbContext<DbContext>(o => o.UseSqlite(cs)); }""")]
    [InlineData("""[SqliteConnectionFactory] static async IAsyncEnumerable<SqliteConnection> Open() { await Task.Yield(); yield return new("Data Source=a.db"); }""")]
    [InlineData("""[SqliteConnectionFactory] class Db { static readonly DbProviderFactory s_f = SqliteFactory.Instance; object Open() => s_f.CreateConnection(); object Slow() => Activator.CreateInstance(typeof(SqliteConnection)); }""")]
    [InlineData("""[SqliteConnectionFactory] class Db { [UnsafeAccessor(UnsafeAccessorKind.Constructor)] static extern SqliteConnection Make(); class Mine : SqliteConnection { } }""")]
    public Task Blessed_DoesNotTrigger(string member) => InSight(member).RunAsync();

    [Fact]
    public Task PartBlessedInAnotherFile_DoesNotTrigger() => Verify.Analyzer(
        "using Microsoft.Data.Sqlite; namespace App; partial class Db { SqliteConnection _c = new(); static partial class Inner { static object Make() => new SqliteConnection(); } }")
        .WithFile("Db.Factory.cs", "namespace App; [SqliteDiscipline.SqliteConnectionFactory] partial class Db { }").RunAsync();

    [Fact]
    public Task BlessedByTheOption_DoesNotTrigger() => Verify.Analyzer(
        """
        using System.Collections.Generic;
        using Microsoft.Data.Sqlite;

        namespace App
        {
            class Outer<T>
            {
                internal class Inner<U> { SqliteConnection _c = new(); class Deep { SqliteConnection _c = new(); } }
                SqliteConnection Open(T key, List<T> more) => new();
                SqliteConnection Open(T key) => {|SQLD101:new()|};
            }
            static class Db
            {
                static SqliteConnection Open<A, B>(A a, Dictionary<B, A[]> b) { return Local(); SqliteConnection Local() => new(); }
                static SqliteConnection Open(ref int i, string?[,] s) => new();
                static SqliteConnection Open() => new();
                static SqliteConnection Twice => {|SQLD101:new()|};
            }
            class Indexed { SqliteConnection this[int i] => new(); public static implicit operator SqliteConnection(Indexed i) => new(); }
        }

        class Plain { SqliteConnection _c = new(); }
        """).WithEditorConfig(
        "sqlite_discipline.factories = T:App.Outer`1.Inner`1, M:App.Outer`1.Open(`0,System.Collections.Generic.List{`0}),"
        + "M:App.Db.Open``2(``0,System.Collections.Generic.Dictionary{``1,``0[]}), M:App.Db.Open(System.Int32@,System.String[0:,0:]) ,M:App.Db.Open,"
        + " P:App.Indexed.Item(System.Int32), M:App.Indexed.op_Implicit(App.Indexed)~Microsoft.Data.Sqlite.SqliteConnection, T:Plain,").RunAsync();

    [Theory]
    [InlineData("""void Clear(string s) => SqliteConnection.ClearPool(new(s));""")]
    [InlineData("""void Clear(string s) => SqliteConnection.ClearPool(connection: (new SqliteConnection { ConnectionString = s }));""")]
    [InlineData("""void Clear(string s) { using (var c = new SqliteConnection(s)) SqliteConnection.ClearPool(c); System.IO.File.Delete("a.db"); }""")]
    [InlineData("""async Task Backup(SqliteConnection s, string path, CancellationToken t) { await using var d = new SqliteConnection($"Data Source={path}"); await d.OpenAsync(t).ConfigureAwait(false); s.BackupDatabase(d); }""")]
    [InlineData("""void Backup(SqliteConnection s, string path) { SqliteConnection d = null; try { d = new SqliteConnection(path); d.Open(); s.BackupDatabase(d); } finally { d?.Dispose(); } }""")]
    [InlineData("""void Backup(SqliteConnection s, string path) { var d = new SqliteConnection(path); d.Open(); try { s.BackupDatabase(d); } finally { d.Close(); d.Dispose(); } }""")]
    [InlineData("""void Backup(SqliteConnection s, string path) { using var d = new SqliteConnection(path); d.Open(); s.BackupDatabase(destination: d); d.Close(); SqliteConnection.ClearPool(d); }""")]
    [InlineData("""Task Backup(SqliteConnection s, string path) => Task.Run(() => { using var d = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()); s.BackupDatabase(d); });""")]
    [InlineData("""void Backup(Func<SqliteConnection> open, string path) { using (var s = open()) using (var d = new SqliteConnection(path)) { s.Open(); d.Open(); s.BackupDatabase(d); } }""")]
    [InlineData("""async Task Backup(SqliteConnection s, string path) { var d = new SqliteConnection(path); try { await d.OpenAsync(); s.BackupDatabase(d); } finally { await d.DisposeAsync(); } }""")]
    [InlineData("""void Backup(SqliteConnection s, string[] paths) { foreach (var path in paths) { using SqliteConnection d = new(path); s.BackupDatabase(d, "main", "main"); } }""")]
    public Task PoolsAndBackups_DoNotTrigger(string member) => InSight(member).RunAsync();

    [Theory]
    [InlineData("""string Is(object o) => o switch { SqliteConnection { State: ConnectionState.Open } c => c.DataSource, not SqliteConnection => "", _ => null };""")]
    [InlineData("""object Of(IEnumerable<object> o) => o.OfType<SqliteConnection>().Cast<SqliteConnection>().FirstOrDefault() ?? (o as SqliteConnection);""")]
    [InlineData("""object Of() => new object[] { new SqliteConnection[3], Array.Empty<SqliteConnection>(), new TaskCompletionSource<SqliteConnection>(), new ConcurrentBag<SqliteConnection>(), new AsyncLocal<SqliteConnection>() };""")]
    [InlineData("""T Use<T>(T c) where T : SqliteConnection { c.Open(); return c; } object M(SqliteConnection c) => Use(c);""")]
    [CSharpData(1200, """class Wrap<T>(T c) where T : SqliteConnection, new() { T Inner => c; } object M(SqliteConnection c) => new Wrap<SqliteConnection>(c);""")]
    [InlineData("""class Repo<T> where T : DbConnection, new() { public T C; public List<T> All = new List<T>(); } class Users : Repo<SqliteConnection> { } object M() => new Users();""")]
    [InlineData("""T Make<T>() where T : new() => new T(); object M() => Make<Tuple<SqliteConnection[]>>(); class Tuple<T> { }""")]
    [InlineData("""object Make<T>(T c) where T : class => new List<T> { c }; object M(SqliteConnection c) => Make(c);""")]
    [InlineData("""class Bag { public void AddScoped<T>() { } public void UseSqlite(string s) { } public object CreateConnection() => null; public object CreateInstance(Type t) => t; } void M(Bag b) { b.AddScoped<SqliteConnection>(); b.UseSqlite("Data Source=a.db"); b.CreateConnection(); b.CreateInstance(typeof(SqliteConnection)); }""")]
    [InlineData("""interface IConnections { SqliteConnection CreateConnection(); } object M(IConnections c) => c.CreateConnection();""")]
    [InlineData("""} static class Own { public static DbContextOptionsBuilder UseSqlite(this DbContextOptionsBuilder b, string connectionString, bool own) => b; static void M(DbContextOptionsBuilder b) => b.UseSqlite("Data Source=a.db", true);""")]
    [InlineData("""void M(IServiceCollection s, Func<SqliteConnection> open) { s.AddScoped(_ => open()); s.AddScoped<IDbConnection>(_ => open()); s.AddTransient(typeof(SqliteConnection), _ => open()); s.{|SQLD102:AddSingleton(typeof(SqliteConnection), open())|}; }""")]
    [InlineData("""void M(IServiceCollection s, Func<SqliteConnection> open) { s.RemoveAll<SqliteConnection>(); s.RemoveAll(typeof(SqliteConnection)); s.Add(ServiceDescriptor.Scoped<SqliteConnection>(_ => open())); s.Add(new ServiceDescriptor(typeof(SqliteConnection), open())); s.Add(new ServiceDescriptor(typeof(SqliteConnection), _ => open(), ServiceLifetime.Scoped)); }""")]
    [InlineData("""void M(IServiceCollection s, Func<IServiceProvider, SqliteConnection> open) { s.TryAddScoped(open); s.{|SQLD102:TryAddSingleton<SqliteConnection>(open)|}; s.{|SQLD102:TryAddSingleton(open(null))|}; s.Add({|SQLD102:ServiceDescriptor.Singleton(open(null))|}); s.Add(ServiceDescriptor.Describe(typeof(SqliteConnection), open, ServiceLifetime.Scoped)); }""")]
    [InlineData("""object M(IServiceProvider p) => p.GetRequiredService<SqliteConnection>() ?? p.GetService(typeof(SqliteConnection));""")]
    [InlineData("""interface IRepo<T> { } class Repo<T> : IRepo<T> where T : DbConnection { } void M(IServiceCollection s) { s.AddScoped<IRepo<SqliteConnection>, Repo<SqliteConnection>>(); s.AddScoped(typeof(Repo<SqliteConnection>)); s.AddScoped<Func<SqliteConnection>>(); }""")]
    [InlineData("""bool M(IServiceCollection s) => s.Any(d => d.ServiceType == typeof(SqliteConnection) || d.ImplementationType == typeof(SqliteConnection));""")]
    [InlineData("""object M(SqliteConnection c) => typeof(SqliteConnection).GetMethod("Open").Invoke(c, null);""")]
    [InlineData("""object M() => typeof(SqliteConnection).GetConstructor(Type.EmptyTypes).GetParameters();""")]
    [InlineData("""object M(Type[] types) => types.Where(t => t != typeof(SqliteConnection)).Select(t => Activator.CreateInstance(t)).ToList();""")]
    [InlineData("""object M() => Activator.CreateInstance(typeof(List<>).MakeGenericType(typeof(SqliteConnection)));""")]
    [InlineData("""object M(SqliteConnection c) => new Lazy<SqliteConnection>(c);""")]
    [InlineData("""SqliteConnection _c; object M(Func<SqliteConnection> open) { object o = new Lazy<SqliteConnection>(open, true); Interlocked.CompareExchange(ref _c, open(), null); return LazyInitializer.EnsureInitialized(ref _c, open); }""")]
    [InlineData("""T Ask<T>() where T : SqliteConnection, new() { Console.Write(typeof(T)); Of(typeof(T)); List<T> all = new(); return default; } void Of(Type t) { } object M() => Ask<SqliteConnection>();""")]
    [InlineData("""[UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Deactivate")] static extern void Deactivate(SqliteConnection c);""")]
    [InlineData("""class Fake : DbProviderFactory { public static readonly Fake Instance = new(); public override DbConnection CreateConnection() => null; } readonly DbProviderFactory _f = Fake.Instance; object M() => _f.CreateConnection();""")]
    [InlineData("""DbProviderFactory _f = SqliteFactory.Instance; void Set(DbProviderFactory f) => _f = f; object M() => _f.CreateCommand();""")]
    [InlineData("""object M(SqliteConnection c) => new SqliteCommand("SELECT 1", c) { Transaction = c.BeginTransaction() };""")]
    [InlineData("""static Type s_a = s_b; static Type s_b = s_a; object M() => Activator.CreateInstance(s_a); DbProviderFactory P => P; object N() => P.CreateConnection();""")]
    [InlineData("""void M<T>(int n) where T : new() { if (n > 0) M<List<T>>(n - 1); } void Use() => M<SqliteConnection>(3);""")]
    [InlineData("""class Grow<T> where T : class, new() { Grow<List<T>> More() => new Grow<List<T>>(); } object Use() => new Grow<SqliteConnection>();""")]
    public Task OnlyMentioned_DoesNotTrigger(string member) => InSight(member).RunAsync();

    [Fact]
    public Task NamesakesOfTheProvider_DoNotTrigger() => Verify.Analyzer(
        """
        using System;
        using System.Data.Common;
        using Fakes;

        class C
        {
            object Make() => new SqliteConnection("Data Source=a.db");
            object Of() => SqliteFactory.Instance.CreateConnection();
            object By() => Activator.CreateInstance(typeof(SqliteConnection)) ?? Activator.CreateInstance<SqliteConnection>();
            object Old() => new System.Data.SQLite.SQLiteConnection("Data Source=a.db;Version=3");
            object Named() => DbProviderFactories.GetFactory("System.Data.SQLite");
            object Lazily() => new Lazy<SqliteConnection>();
            void Register(Builder builder) => builder.UseSqlite("Data Source=a.db");
        }

        class Derived : SqliteConnection
        {
        }

        namespace Fakes
        {
            class SqliteConnection { public SqliteConnection(string s = "") { } public SqliteConnection() { } }
            class SqliteFactory { public static readonly SqliteFactory Instance = new(); public SqliteConnection CreateConnection() => new(); }
            class Builder { }
            static class Extensions { public static Builder UseSqlite(this Builder builder, string connectionString) => builder; }
        }

        namespace System.Data.SQLite
        {
            class SQLiteConnection { public SQLiteConnection(string s) { } }
        }
        """).WithFile("Factory.cs", Factory).RunAsync();

    [Theory]
    [InlineData("""object M() => new Missing.SqliteConnection("Data Source=a.db");""")]
    [InlineData("""class A : B<SqliteConnection> { } class B<T> : A where T : new() { T M() => new T(); }""")]
    [InlineData("""class A : Missing<SqliteConnection> { object M() => base.Make(); }""")]
    [InlineData("""class A : { } class D<T> : , List<SqliteConnection> { } class E : { SqliteConnection""")]
    [InlineData("""void M(IServiceCollection s) => s.AddScoped<SqliteConnection, Missing, >();""")]
    [InlineData("""object M() => Activator.CreateInstance(typeof(Missing), typeof());""")]
    [InlineData("""object M() => typeof(SqliteConnection).GetConstructor(.Invoke(""")]
    [InlineData("""object M() => Missing<SqliteConnection>() ?? new Missing<SqliteConnection>();""")]
    [InlineData("""void M(DbContextOptionsBuilder b) => b.UseSqlite(;""")]
    [InlineData("""[UnsafeAccessor()] static extern SqliteConnection M(; [UnsafeAccessor] static extern Missing N();""")]
    [InlineData("""[SqliteConnectionFactory(Missing)] class ; class { SqliteConnection""")]
    [InlineData("""void M() { SqliteConnection.ClearPool(); SqliteFactory.Instance.CreateConnection; DbProviderFactories.GetFactory(); ActivatorUtilities.CreateInstance(); }""")]
    public Task BrokenCode_DoesNotCrash(string member)
    {
        var test = InSight(member);
        test.CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None;
        return test.RunAsync();
    }

    private const string Factory =
        """
        [SqliteDiscipline.SqliteConnectionFactory]
        internal static class InSightOfAll
        {
        }
        """;

    private static SqliteAnalyzerTest InSight(string member) => Verify.Analyzer(
        $$"""
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Data;
        using System.Data.Common;
        using System.Linq;
        using System.Reflection;
        using System.Runtime.CompilerServices;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Data.Sqlite;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.DependencyInjection.Extensions;
        using SqliteDiscipline;

        #nullable disable

        class C
        {
            {{member}}
        }
        """).WithFile("Factory.cs", Factory);
}
