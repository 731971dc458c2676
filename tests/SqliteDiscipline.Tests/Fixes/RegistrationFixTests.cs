using Xunit;

namespace SqliteDiscipline.Tests.Fixes;

/// <summary>EF Core and dependency injection: what makes connections of its own is given closed ones.</summary>
public sealed class RegistrationFixTests
{
    [Theory]
    [InlineData("void M(DbContextOptionsBuilder o) => o.{|SQLD101:UseSqlite(\"Data Source=conversations.db\")|};", "void M(DbContextOptionsBuilder o) => o.UseSqlite(Databases._create_conversations());")]
    [InlineData("void M(DbContextOptionsBuilder o) => o.{|SQLD101:UseSqlite(\"Data Source=conversations.db\", x => x.CommandTimeout(3))|}.EnableDetailedErrors();", "void M(DbContextOptionsBuilder o) => o.UseSqlite(Databases._create_conversations(), x => x.CommandTimeout(3)).EnableDetailedErrors();")]
    [InlineData("void M(IServiceCollection s) => s.AddDbContext<DbContext>(o => o.{|SQLD101:UseSqlite(\"Data Source=conversations.db\")|});", "void M(IServiceCollection s) => s.AddDbContext<DbContext>(o => o.UseSqlite(Databases._create_conversations()));")]
    [InlineData("void M(IServiceCollection s) => s.{|SQLD101:AddSqlite<DbContext>(\"Data Source=conversations.db\")|};", "void M(IServiceCollection s) => s.AddDbContext<DbContext>(options => options.UseSqlite(Databases._create_conversations()));")]
    [InlineData("void M(IServiceCollection s) => s.{|SQLD101:AddScoped<SqliteConnection>()|};", "void M(IServiceCollection s) => s.AddScoped<SqliteConnection>(_ => Databases._create_conversations());")]
    [InlineData("void M(IServiceCollection s) => s.{|SQLD101:AddTransient<SqliteConnection>()|};", "void M(IServiceCollection s) => s.AddTransient<SqliteConnection>(_ => Databases._create_conversations());")]
    [InlineData("object M(IServiceProvider p) => {|SQLD101:ActivatorUtilities.CreateInstance<SqliteConnection>(p, \"Data Source=conversations.db\")|};", "object M(IServiceProvider p) => Databases._create_conversations();")]
    [InlineData("class X : DbContext { public X(DbContextOptions o) : base(o) { } } object M() => new X(new DbContextOptionsBuilder<X>().{|SQLD101:UseSqlite(\"Data Source=conversations.db\")|}.Options);", "class X : DbContext { public X(DbContextOptions o) : base(o) { } } object M() => new X(new DbContextOptionsBuilder<X>().UseSqlite(Databases._create_conversations()).Options);")]
    [InlineData("class X : DbContext { public X(DbContextOptions o) : base(o) { } } object M() { var o = new DbContextOptionsBuilder<X>().{|SQLD101:UseSqlite(\"Data Source=conversations.db\")|}.Options; return new X(o); }", "class X : DbContext { public X(DbContextOptions o) : base(o) { } } object M() { var o = new DbContextOptionsBuilder<X>().UseSqlite(Databases._create_conversations()).Options; return new X(o); }")]
    public Task MadePerScope_IsGivenAClosedConnection(string before, string after) => InClass(before, after).RunAsync();

    [Theory]
    [InlineData("void M(IServiceCollection s) => s.AddDbContextPool<DbContext>(o => o.{|SQLD101:UseSqlite(\"Data Source=conversations.db\")|});")]
    [InlineData("void M(IServiceCollection s) => s.AddPooledDbContextFactory<DbContext>(o => o.{|SQLD101:UseSqlite(\"Data Source=conversations.db\")|});")]
    [InlineData("void M(IServiceCollection s) => s.AddDbContextFactory<DbContext>(o => o.{|SQLD101:UseSqlite(\"Data Source=conversations.db\")|});")]
    [InlineData("void M(IServiceCollection s) => s.AddDbContext<DbContext>(o => o.{|SQLD101:UseSqlite(\"Data Source=conversations.db\")|}, ServiceLifetime.Singleton);")]
    [InlineData("static readonly DbContextOptions O = new DbContextOptionsBuilder().{|SQLD101:UseSqlite(\"Data Source=conversations.db\")|}.Options;")]
    [InlineData("void M() { var b = new DbContextOptionsBuilder<DbContext>(); b.{|SQLD101:UseSqlite(\"Data Source=conversations.db\")|}; var o = b.Options; System.Threading.Tasks.Parallel.For(0, 4, _ => { using var x = new DbContext(o); }); }")]
    [InlineData("void M() { var o = new DbContextOptionsBuilder<DbContext>().{|SQLD101:UseSqlite(\"Data Source=conversations.db\")|}.Options; foreach (var i in new[] { 1, 2 }) { using var x = new DbContext(o); } }")]
    [InlineData("void M() { var o = new DbContextOptionsBuilder<DbContext>().{|SQLD101:UseSqlite(\"Data Source=conversations.db\")|}.Options; using (var x = new DbContext(o)) { } using (var x = new DbContext(o)) { } }")]
    [InlineData("private readonly DbContextOptions _o; public Startup() { _o = new DbContextOptionsBuilder<DbContext>().{|SQLD101:UseSqlite(\"Data Source=conversations.db\")|}.Options; }")]
    [InlineData("void M(IServiceCollection s) => s.{|SQLD101:AddSingleton<SqliteConnection>()|};")]
    public Task MadeOnceForAll_IsNotOffered(string member) => InClass(member, null).RunAsync();

    [Theory]
    [InlineData(
        "void M(IServiceCollection s) => s.AddScoped(_ => {|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|});",
        "void M(IServiceCollection s) => s.AddScoped(_ => (SqliteConnection)Databases._create_conversations());")]
    [InlineData(
        "void M(IServiceCollection s) => s.AddScoped(_ => { var c = {|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|}; c.Open(); return c; });",
        "void M(IServiceCollection s) => s.AddScoped(_ => { SqliteConnection c = Databases._connect_conversations(); return c; });")]
    [InlineData(
        "void M(IServiceCollection s) => s.AddScoped<SqliteConnection>(_ => {|SQLD101:new(\"Data Source=conversations.db\")|});",
        "void M(IServiceCollection s) => s.AddScoped<SqliteConnection>(_ => Databases._create_conversations());")]
    public Task InferredService_StaysWhatItWas(string before, string after) => InClass(before, after).RunAsync();

    private static SqliteCodeFixTest<SqliteDiscipline.CodeFixes.UseWrapperFix> InClass(string before, string? after) =>
        FixTest.File(Text(before), after is null ? null : Text(after), OneDatabase);

    private static string Text(string member) => $$"""
        using System;
        using Microsoft.Data.Sqlite;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.DependencyInjection;

        namespace App;

        internal class Startup
        {
            {{member}}
        }
        """;

    private const string OneDatabase = """
        using SqliteDiscipline;

        namespace App;

        [SqliteConnectionFactory]
        [SqliteDatabase("conversations", "conversations.db")]
        internal static partial class Databases { }
        """;
}
