using Xunit;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>One connection that several threads use; and what only looks like it.</summary>
public sealed class SQLD102SharedConnectionTests
{
    private const string New = "new SqliteConnection(\"Data Source=a.db\")";

    [Fact]
    public Task Static_Triggers() => Members(
        "static SqliteConnection [|s_one|]; void M() { s_one.Execute(\"DELETE FROM t\"); }",
        "static readonly SqliteConnection [|s_one|] = " + New + "; static int Count() => s_one.ExecuteScalar<int>(\"SELECT count(*) FROM t\");",
        "static SqliteConnection [|One|] { get; } = " + New + "; void M() { using var k = One.CreateCommand(); }",
        "static AppConnection [|s_typed|] = Databases._connect_app(); void M() { s_typed.Execute(\"DELETE FROM t\"); }",
        "static readonly Lazy<SqliteConnection> [|s_lazy|] = new(() => " + New + "); void M() { s_lazy.Value.Execute(\"DELETE FROM t\"); }",
        "static SqliteConnection [|s_one|]; static readonly object s_gate = new(); static SqliteConnection Get() { lock (s_gate) { s_one ??= " + New + "; return s_one; } }",
        "static SqliteConnection [|s_one|]; static readonly object s_gate = new(); void M() { lock (s_gate) s_one.Execute(\"DELETE FROM t\"); } int N() => s_one.ExecuteScalar<int>(\"SELECT 1\");");

    [Fact]
    public Task Static_DoesNotTrigger() => Members(
        "[ThreadStatic] static SqliteConnection t_one; void M() { t_one.Execute(\"DELETE FROM t\"); }",
        "static readonly ThreadLocal<SqliteConnection> s_one = new(() => " + New + "); void M() { s_one.Value.Execute(\"DELETE FROM t\"); }",
        "static readonly AsyncLocal<SqliteConnection> s_one = new(); void M() { s_one.Value.Execute(\"DELETE FROM t\"); }",
        "SqliteConnection _one; void M() { _one.Execute(\"DELETE FROM t\"); }",
        "static Func<SqliteConnection> s_open = () => " + New + "; void M() { using var c = s_open(); }",
        "static SqliteConnection One => " + New + "; void M() { using var c = One; }",
        "static readonly SqliteConnection s_memory = new(\"Data Source=x;Mode=Memory;Cache=Shared\"); void M() { s_memory.Execute(\"DELETE FROM t\"); }",
        "static SqliteConnection s_memory; static SqliteConnection Make() { return new SqliteConnection(\"Data Source=:memory:\"); } static void M() { s_memory = Make(); s_memory.Execute(\"CREATE TABLE t (x)\"); }",
        "static SqliteConnection s_alive; static void Start() { s_alive = " + New + "; s_alive.Open(); } static void Stop() { s_alive?.Dispose(); s_alive = null; }",
        "static SqliteConnection s_one = " + New + "; static readonly object s_gate = new(); void M() { lock (s_gate) { s_one.Execute(\"DELETE FROM t\"); Inner(); } } private void Inner() { s_one.Execute(\"DELETE FROM u\"); }",
        "static SqliteConnection s_one = " + New + "; static readonly SemaphoreSlim s_gate = new(1, 1); async Task M() { await s_gate.WaitAsync(); try { await s_one.ExecuteAsync(\"DELETE FROM t\"); } finally { s_gate.Release(); } }");

    [Fact]
    public Task ProgramWithOneThread_DoesNotTrigger()
    {
        var test = Verify.Analyzer(
            """
            using Dapper;
            using Microsoft.Data.Sqlite;

            static class Program
            {
                private static readonly SqliteConnection s_one = new("Data Source=a.db");

                static void Main() => s_one.Execute("DELETE FROM t");
            }
            """, "SQLD102");
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync();
    }

    [Fact]
    public Task Registration_Triggers() => Code(
        "services.[|AddSingleton<SqliteConnection>(_ => " + New + ")|];",
        "services.[|AddSingleton(_ => " + New + ")|];",
        "services.[|AddSingleton(_ => { var c = " + New + "; c.Open(); return c; })|];",
        "services.[|AddSingleton<IDbConnection>(_ => " + New + ")|];",
        "services.[|AddSingleton<DbConnection>(_ => Databases._connect_app())|];",
        "services.[|AddSingleton<IDbConnection, SqliteConnection>()|];",
        "services.[|AddSingleton(typeof(SqliteConnection))|];",
        "services.[|AddSingleton(" + New + ")|];",
        "var c = " + New + "; c.Open(); services.[|AddSingleton<IDbConnection>(c)|];",
        "services.[|TryAddSingleton(_ => " + New + ")|];");

    [Fact]
    public Task Registration_DoesNotTrigger() => Code(
        "services.AddScoped<SqliteConnection>(_ => " + New + ");",
        "services.AddTransient(_ => " + New + ");",
        "services.AddSingleton<Func<SqliteConnection>>(_ => () => " + New + ");",
        "services.AddSingleton<object>(_ => new object());",
        "services.AddSingleton(given);",
        "services.AddSingleton<DbConnection>(_ => { var c = new SqliteConnection(\"Data Source=:memory:\"); c.Open(); return c; });",
        "var c = new SqliteConnection(\"Data Source=x;Mode=Memory\"); c.Open(); services.AddSingleton(c);",
        "services.AddDbContext<Context>(options => options.UseSqlite(" + New + "));",
        "services.AddDbContextPool<Context>(options => options.UseSqlite(\"Data Source=a.db\"));",
        "services.AddDbContextPool<Context>(options => options.UseSqlite(given));",
        "services.AddDbContextFactory<Context>(options => options.UseSqlite(new SqliteConnection(\"Data Source=:memory:\")));");

    [Fact]
    public Task ContextsThatShareTheirOptions_Trigger() => Code(
        "services.AddDbContextPool<Context>(options => options.UseSqlite([|" + New + "|]));",
        "services.AddDbContextFactory<Context>(options => options.UseSqlite([|Databases._create_app()|]));",
        "services.AddPooledDbContextFactory<Context>((_, options) => options.UseSqlite([|" + New + "|]));",
        "var c = " + New + "; services.AddDbContextPool<Context>(options => options.UseSqlite([|c|]));");

    [Fact]
    public Task OtherThread_Triggers() => Code(
        "using var c = " + New + "; c.Open(); Parallel.For(0, 3, i => [|c|].Execute(\"DELETE FROM t\"));",
        "using var c = Databases._connect_app(); Parallel.ForEach(names, name => { using var k = [|c|].CreateCommand(); k.ExecuteNonQuery(); });",
        "using var c = " + New + "; c.Open(); await Parallel.ForEachAsync(names, async (name, stop) => await [|c|].ExecuteAsync(\"DELETE FROM t\"));",
        "using var c = " + New + "; c.Open(); var task = Task.Run(() => [|c|].Execute(\"DELETE FROM t\")); c.Execute(\"DELETE FROM u\"); await task;",
        "using var c = " + New + "; c.Open(); var a = Task.Run(() => [|c|].Execute(\"DELETE FROM t\")); var b = Task.Run(() => c.Execute(\"DELETE FROM u\")); await Task.WhenAll(a, b);",
        "using var c = " + New + "; c.Open(); await Task.WhenAll(Task.Run(() => [|c|].Execute(\"DELETE FROM t\")), Task.Run(() => c.Execute(\"DELETE FROM u\")));",
        "using var c = " + New + "; c.Open(); var tasks = new List<Task>(); foreach (var name in names) { tasks.Add(Task.Run(() => [|c|].Execute(\"DELETE FROM t\"))); } await Task.WhenAll(tasks);",
        "using var c = " + New + "; c.Open(); new Thread(() => [|c|].Execute(\"DELETE FROM t\")).Start(); c.Execute(\"DELETE FROM u\");",
        "using var c = " + New + "; c.Open(); ThreadPool.QueueUserWorkItem(_ => [|c|].Execute(\"DELETE FROM t\")); c.Execute(\"DELETE FROM u\");",
        "var c = " + New + "; c.Open(); var timer = new Timer(_ => [|c|].Execute(\"DELETE FROM t\"), null, 0, 10); c.Execute(\"DELETE FROM u\");");

    [Fact]
    public Task OtherThread_DoesNotTrigger() => Code(
        "using var c = " + New + "; c.Open(); await Task.Run(() => c.Execute(\"DELETE FROM t\")); c.Execute(\"DELETE FROM u\");",
        "using var c = " + New + "; c.Open(); await Task.Run(() => c.Execute(\"DELETE FROM t\")).ConfigureAwait(false);",
        "using var c = " + New + "; c.Open(); Task.Run(() => c.Execute(\"DELETE FROM t\")).Wait(); c.Execute(\"DELETE FROM u\");",
        "using var c = " + New + "; c.Open(); var n = Task.Run(() => c.Execute(\"DELETE FROM t\")).Result; c.Execute(\"DELETE FROM u\");",
        "using var c = " + New + "; c.Open(); var task = Task.Run(() => c.Execute(\"DELETE FROM t\")); await task; c.Execute(\"DELETE FROM u\");",
        "using var c = " + New + "; c.Open(); foreach (var name in names) { await Task.Run(() => c.Execute(\"DELETE FROM t\")); }",
        "using var c = " + New + "; c.Open(); var thread = new Thread(() => c.Execute(\"DELETE FROM t\")); thread.Start(); thread.Join(); c.Execute(\"DELETE FROM u\");",
        "using var c = " + New + "; c.Open(); Parallel.ForEach(names, name => { lock (names) { c.Execute(\"DELETE FROM t\"); } });",
        "using var c = " + New + "; c.Open(); Parallel.ForEach(names, name => { using var own = new SqliteConnection(c.ConnectionString); own.Open(); });",
        "Parallel.ForEach(names, name => { using var c = " + New + "; c.Open(); c.Execute(\"DELETE FROM t\"); });",
        "foreach (var name in names) { var c = " + New + "; c.Open(); _ = Task.Run(() => { c.Execute(\"DELETE FROM t\"); c.Dispose(); }); }",
        "using var c = " + New + "; c.Open(); names.Select(name => c.Execute(\"DELETE FROM t\")).ToList();");

    private static Task Code(params string[] bodies) => Members(bodies.Select(body =>
        $"async Task M(IServiceCollection services, List<string> names, SqliteConnection given)\n{{\n{body}\nawait Task.Yield();\n}}").ToArray());

    private static Task Members(params string[] members) =>
        Verify.Analyzer(In(string.Concat(members.Select((member, i) => $"class C{i} {{ {member} }}\n"))), "SQLD102").WithGenerator().RunAsync();

    private static string In(string members) => $$"""
        #nullable disable
        using System;
        using System.Collections.Generic;
        using System.Data;
        using System.Data.Common;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Dapper;
        using Microsoft.Data.Sqlite;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.DependencyInjection.Extensions;
        using SqliteDiscipline;

        [SqliteConnectionFactory]
        [SqliteDatabase("app", "app.db")]
        static partial class Databases { }

        class Context : DbContext { public Context(DbContextOptions options) : base(options) { } }

        {{members}}
        """;
}
