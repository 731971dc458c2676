using Microsoft.CodeAnalysis.Testing;
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
        "static SqliteConnection [|s_one|]; static readonly object s_gate = new(); void M() { lock (s_gate) s_one.Execute(\"DELETE FROM t\"); } int N() => s_one.ExecuteScalar<int>(\"SELECT 1\");",
        "static IDbConnection [|s_one|] = " + New + "; void M() { s_one.Execute(\"DELETE FROM t\"); }",
        "static DbConnection [|s_one|]; static DbConnection Get() { if (s_one == null) { s_one = " + New + "; s_one.Open(); } return s_one; }",
        "static SqliteConnection [|s_one|]; static void Start() { s_one = " + New + "; s_one!.Open(); } static int Count() => s_one!.ExecuteScalar<int>(\"SELECT 1\");",
        "static SqliteConnection [|s_one|] = " + New + "; static int s_count; void M() { Interlocked.Increment(ref s_count); s_one.Execute(\"DELETE FROM t\"); }",
        "public static IDbConnection [|One|] { get; private set; } static void Start() { One = Databases._connect_app(); } void M() => One.Execute(\"DELETE FROM t\");");

    [Fact]
    public Task Static_DoesNotTrigger() => Members(
        "static IDbConnection s_one; static void Start(IDbConnection one) { s_one = one; } void M() { s_one.Execute(\"DELETE FROM t\"); }",
        "static IDbConnection s_one; static void Start(bool isLocal, Func<IDbConnection> other) { s_one = " + New + "; if (!isLocal) s_one = other(); } void M() { s_one.Execute(\"DELETE FROM t\"); }",
        "static IDbConnection s_one = new SqliteConnection(\"Data Source=:memory:\"); void M() { s_one.Execute(\"DELETE FROM t\"); }",
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
        "static SqliteConnection s_one; static void Start() { s_one = " + New + "; s_one!.Open(); (s_one).Close(); } static string Text => s_one!.ConnectionString; static void Stop() => s_one!.Dispose();",
        "static SqliteConnection s_one = " + New + "; static int s_busy; void M() { if (Interlocked.Exchange(ref s_busy, 1) == 1) return; try { s_one.Execute(\"DELETE FROM t\"); } finally { s_busy = 0; } }",
        "static SqliteConnection s_one = " + New + "; static int s_busy; void M() { var was = Interlocked.CompareExchange(ref s_busy, 1, 0); if (was != 0) return; s_one.Execute(\"DELETE FROM t\"); s_busy = 0; }",
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
        "services.AddSingleton<Func<SqliteConnection>>(() => " + New + ");",
        "services.AddSingleton<Func<Task<SqliteConnection>>>(async () => { var c = Databases._create_app(); await c.OpenAsync(); return c; });",
        "services.AddSingleton<object>(_ => new object());",
        "services.AddSingleton(given);",
        "services.AddSingleton<DbConnection>(_ => { var c = new SqliteConnection(\"Data Source=:memory:\"); c.Open(); return c; });",
        "var c = new SqliteConnection(\"Data Source=x;Mode=Memory\"); c.Open(); services.AddSingleton(c);",
        "services.AddDbContext<Context>(options => options.UseSqlite(" + New + "));",
        "services.AddDbContextPool<Context>(options => options.UseSqlite(\"Data Source=a.db\"));",
        "services.AddDbContextPool<Context>(options => options.UseSqlite(given));",
        "services.AddDbContextFactory<Context>(options => options.UseSqlite(new SqliteConnection(\"Data Source=:memory:\")));");

    private const string Store = "sealed class Store : IStore { private readonly SqliteConnection _one; public Store() { _one = " + New + "; _one.Open(); } public int Count() => _one.ExecuteScalar<int>(\"SELECT count(*) FROM t\"); } interface IStore { int Count(); } class Web : ControllerBase { } class ControllerBase { } ";

    [Theory]
    [InlineData(Store + "void M(IServiceCollection services) => services.[|AddSingleton<Store>()|];")]
    [InlineData(Store + "void M(IServiceCollection services) => services.[|AddSingleton<IStore, Store>()|];")]
    [InlineData(Store + "void M(IServiceCollection services) => services.[|AddSingleton<IStore>(_ => new Store())|];")]
    [InlineData(Store + "void M(IServiceCollection services) => services.[|AddSingleton(new Store())|];")]
    [InlineData(Store + "void M(IServiceCollection services) => services.[|AddSingleton(typeof(IStore), typeof(Store))|];")]
    [InlineData(Store + "void M(IServiceCollection services) { var store = 1; services.[|TryAddSingleton<IStore, Store>()|]; }")]
    [InlineData("class Store { private SqliteConnection _one; private SqliteConnection One => _one ??= Databases._connect_app(); public void Clear() => One.Execute(\"DELETE FROM t\"); } class Worker : BackgroundService { } class BackgroundService { } void M(IServiceCollection services) => services.[|AddSingleton<Store>()|];")]
    public Task SingletonThatKeepsOne_Triggers(string members) => Members(members);

    [Theory]
    // Nobody serves; not shared; opened for each use; handed in; in memory; one at a time; not used.
    [InlineData("class Store { private readonly SqliteConnection _one = " + New + "; public void Clear() => _one.Execute(\"DELETE FROM t\"); } void M(IServiceCollection services) => services.AddSingleton<Store>();")]
    [InlineData(Store + "void M(IServiceCollection services) => services.AddScoped<IStore, Store>();")]
    [InlineData("class Store { private readonly string _text = \"Data Source=a.db\"; public void Clear() { using var c = new SqliteConnection(_text); c.Execute(\"DELETE FROM t\"); } } class Web : ControllerBase { } class ControllerBase { } void M(IServiceCollection services) => services.AddSingleton<Store>();")]
    [InlineData("class Store { private readonly SqliteConnection _one; public Store(SqliteConnection one) { _one = one; } public void Clear() => _one.Execute(\"DELETE FROM t\"); } class Web : ControllerBase { } class ControllerBase { } void M(IServiceCollection services) => services.AddSingleton<Store>();")]
    [InlineData("class Store { private readonly SqliteConnection _one = new(\"Data Source=:memory:\"); public void Clear() => _one.Execute(\"DELETE FROM t\"); } class Web : ControllerBase { } class ControllerBase { } void M(IServiceCollection services) => services.AddSingleton<Store>();")]
    [InlineData("class Store { private readonly SqliteConnection _one = " + New + "; private readonly object _gate = new(); public void Clear() { lock (_gate) { _one.Execute(\"DELETE FROM t\"); } } } class Web : ControllerBase { } class ControllerBase { } void M(IServiceCollection services) => services.AddSingleton<Store>();")]
    [InlineData("class Store { private readonly SqliteConnection _one = " + New + "; private readonly SemaphoreSlim _gate = new(1); public async Task Clear() { await _gate.WaitAsync(); try { await _one.ExecuteAsync(\"DELETE FROM t\"); } finally { _gate.Release(); } } } class Web : ControllerBase { } class ControllerBase { } void M(IServiceCollection services) => services.AddSingleton<Store>();")]
    [InlineData("class Store { private SqliteConnection _one; public void Start() { _one = " + New + "; _one.Open(); } public void Dispose() => _one?.Dispose(); } class Web : ControllerBase { } class ControllerBase { } void M(IServiceCollection services) => services.AddSingleton<Store>();")]
    public Task SingletonThatSharesNone_DoesNotTrigger(string members) => Members(members);

    private const string Keeper = "sealed class Kv%BASE% { private readonly SqliteConnection _one = " + New + "; private readonly object _gate = new(); private SqliteCommand _get; public object Get() { lock (_gate) { return _one.ExecuteScalar(\"SELECT 1\"); } } ";

    /// <summary>Nobody else has the object while it is made, is started by its host, or ends.</summary>
    [Theory]
    [InlineData("public Kv() { _one.Open(); using var k = _one.CreateCommand(); k.CommandText = \"CREATE TABLE IF NOT EXISTS t(x)\"; k.ExecuteNonQuery(); }")]
    [InlineData("public Kv() { _one.Open(); Init(); } private void Init() { _one.Execute(\"PRAGMA cache_size = -1000\"); Run(\"CREATE TABLE t(x)\"); } private void Run(string sql) => _one.Execute(sql); public void Add() { lock (_gate) Run(\"INSERT INTO t VALUES (1)\"); }")]
    [InlineData("public Kv() { InitAsync().GetAwaiter().GetResult(); } private async Task InitAsync() { await _one.OpenAsync(); await _one.ExecuteAsync(\"CREATE TABLE t(x)\"); }")]
    [InlineData("public Kv() { _one.Open(); _get = _one.CreateCommand(); _get.CommandText = \"SELECT 1\"; _get.Prepare(); } public object Next() { lock (_gate) { return _get.ExecuteScalar(); } } public void Dispose() { _get.Dispose(); _one.Dispose(); }")]
    [InlineData("public Kv() { _one.Open(); _get = Make(\"SELECT 1\"); } private SqliteCommand Make(string sql) { var k = _one.CreateCommand(); k.CommandText = sql; return k; } public object Next() { lock (_gate) { return _get.ExecuteScalar(); } }")]
    [InlineData("private readonly List<string> _names; private readonly long _version; public Kv() { _one.Open(); _version = _one.ExecuteScalar<long>(\"PRAGMA user_version\"); _names = _one.Query<string>(\"SELECT name FROM t\").ToList(); } public int Names() => _names.Count;")]
    [InlineData("public Kv() { _one.Open(); _one.CreateFunction(\"twice\", (long n) => 2 * n); _one.Execute(\"CREATE TABLE t(x)\"); }")]
    [InlineData("public void Dispose() { _one.Execute(\"PRAGMA optimize\"); _one.Dispose(); }")]
    [InlineData("public Task StartAsync(CancellationToken stop) { _one.Open(); _one.Execute(\"CREATE TABLE t(x)\"); return Task.CompletedTask; } public Task StopAsync(CancellationToken stop) { _one.Execute(\"PRAGMA optimize\"); _one.Dispose(); return Task.CompletedTask; }", " : IHostedService")]
    public Task SingletonBesideWhichNobodyIs_DoesNotTrigger(string members, string hosted = "") => Members(Keeper.Replace("%BASE%", hosted) + members + Service + "void M(IServiceCollection services) => services.AddSingleton(_ => new Kv());");

    /// <summary>A connection that is kept so that the database stays, and a service whose loop alone comes to it.</summary>
    [Theory]
    [InlineData("class Kv { private readonly SqliteConnection _one; public Kv() { _one = Databases._connect_app(); _one.Execute(\"CREATE TABLE t(x)\"); } public void Add() { using var c = Databases._connect_app(); c.Execute(\"INSERT INTO t VALUES (1)\"); }")]
    [InlineData("class Kv : BackgroundService { private readonly SqliteConnection _one = " + New + "; private readonly System.Collections.Concurrent.BlockingCollection<string> _q = new(); public void Post(string s) => _q.Add(s); public override Task StartAsync(CancellationToken stop) { _one.Open(); Write(\"CREATE TABLE t(x)\"); return base.StartAsync(stop); } protected override Task ExecuteAsync(CancellationToken stop) => Task.Factory.StartNew(() => { foreach (var s in _q.GetConsumingEnumerable(stop)) Write(s); }); private void Write(string s) => _one.Execute(s); public override async Task StopAsync(CancellationToken stop) { await base.StopAsync(stop); _one.Execute(\"PRAGMA optimize\"); _one.Dispose(); }")]
    public Task SingletonOfOneLoop_DoesNotTrigger(string members) => Members(members + Service + "void M(IServiceCollection services) => services.AddSingleton<Kv>();");

    /// <summary>Others are there: a thread that it started before, a member that takes no lock, what the constructor left for later.</summary>
    [Theory]
    [InlineData("public Kv() { _one.Open(); _one.Execute(\"CREATE TABLE t(x)\"); } public void Clear() => _one.Execute(\"DELETE FROM t\");", "'Clear' uses it without a lock")]
    [InlineData("public Kv() { new Thread(Loop).Start(); _one.Execute(\"CREATE TABLE t(x)\"); } private void Loop() { while (true) Get(); }", "the constructor uses it without a lock")]
    [InlineData("public Kv() { Start(); Init(); } private void Start() => Task.Run(() => Get()); private void Init() => _one.Execute(\"CREATE TABLE t(x)\");", "the constructor uses it without a lock")]
    [InlineData("public Kv() { _ = InitAsync(); } private async Task InitAsync() { await _one.OpenAsync(); await _one.ExecuteAsync(\"CREATE TABLE t(x)\"); }", "the constructor uses it without a lock")]
    [InlineData("public Kv() { _get = _one.CreateCommand(); } public object Next() => _get.ExecuteScalar();", "'Next' uses it without a lock")]
    [InlineData("public Kv() { var k = new SqliteCommand(\"SELECT 1\", _one); k.Prepare(); _get = k; } public object Next() => _get.ExecuteScalar();", "'Next' uses it without a lock")]
    [InlineData("public Kv() { _get = Make(\"SELECT 1\"); } private SqliteCommand Make(string sql) { var k = _one.CreateCommand(); k.CommandText = sql; return k; } public object Next() => _get.ExecuteScalar();", "'Next' uses it without a lock")]
    [InlineData("private readonly List<SqliteCommand> _all = new(); public Kv() { _all.Add(_one.CreateCommand()); } public object Next() => _all[0].ExecuteScalar();", "'Next' uses it without a lock")]
    [InlineData("private readonly Lazy<Repo> _repo; public Kv() { var repo = new Repo(_one); _repo = new Lazy<Repo>(repo); } public object Next() => _repo.Value.Next(); class Repo { readonly SqliteConnection _c; public Repo(SqliteConnection c) => _c = c; public object Next() => _c.ExecuteScalar(\"SELECT 1\"); }", "'Next' uses it without a lock")]
    [InlineData("public Kv() => Run(\"CREATE TABLE t(x)\"); private void Run(string sql) => _one.Execute(sql); public void Clear() => Run(\"DELETE FROM t\");", "'Clear' uses it without a lock")]
    [InlineData("public Task StartAsync(CancellationToken stop) { _one.Execute(\"CREATE TABLE t(x)\"); return Task.CompletedTask; }", "'StartAsync' uses it without a lock")]
    [InlineData("public Task StartAsync(CancellationToken stop) => Task.CompletedTask; public Task StopAsync(CancellationToken stop) { _one.Execute(\"INSERT INTO log VALUES ('stop')\"); return Task.CompletedTask; }", "'StopAsync' uses it without a lock", " : IHostedService")]
    [InlineData("public override async Task StartAsync(CancellationToken stop) { await base.StartAsync(stop); _one.Execute(\"CREATE TABLE t(x)\"); } protected override async Task ExecuteAsync(CancellationToken stop) { while (true) { await Task.Delay(1); Get(); } }", "'StartAsync' uses it without a lock", " : BackgroundService")]
    public Task SingletonBesideWhichOthersAre_Triggers(string members, string use, string hosted = "")
    {
        var test = Verify.Analyzer(
            In("class C { " + Keeper.Replace("%BASE%", hosted) + members + Service + "void M(IServiceCollection services) => services.{|#0:AddSingleton(_ => new Kv())|}; }"), "SQLD102").WithGenerator();
        test.ExpectedDiagnostics.Add(new DiagnosticResult("SQLD102", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning).WithLocation(0)
            .WithMessage("One connection for several threads: 'Kv', a singleton, keeps it in '_one', and " + use + "; open one for each use, the pool makes that cheap"));
        return test.RunAsync();
    }

    [Fact]
    public Task StaticThatIsBegun_DoesNotTrigger() => Members(
        StaticInit + "s_one = " + New + "; s_one.Open(); s_one.Execute(\"CREATE TABLE t(x)\"); }",
        StaticInit + "s_one = " + New + "; await s_one.OpenAsync(); await s_one.ExecuteAsync(\"CREATE TABLE t(x)\"); }");

    /// <summary>Begun again by whoever comes first, another has the connection already; and only what is made there is new.</summary>
    [Fact]
    public Task StaticThatIsBegunLate_Triggers() => Members(
        StaticInit.Replace("s_one;", "[|s_one|];") + "if (s_one == null) { s_one = " + New + "; s_one.Open(); s_one.Execute(\"CREATE TABLE t(x)\"); } }",
        StaticInit.Replace("s_one;", "[|s_one|];") + "s_one = " + New + "; s_one.Open(); s_one.Execute(\"CREATE TABLE t(x)\"); } static async Task<object> Other() { await Init(); return Get(); }",
        StaticInit.Replace("s_one;", "[|s_one|];") + "s_one.Execute(\"CREATE TABLE t(x)\"); }");

    private const string StaticInit = "static SqliteConnection s_one; static readonly object s_gate = new(); static object Get() { lock (s_gate) { return s_one.ExecuteScalar(\"SELECT 1\"); } } public static async Task Init() { await Task.Yield(); ";

    private const string Service = " } interface IHostedService { Task StartAsync(CancellationToken stop); Task StopAsync(CancellationToken stop); } class BackgroundService { public virtual Task StartAsync(CancellationToken stop) => Task.CompletedTask; public virtual Task StopAsync(CancellationToken stop) => Task.CompletedTask; protected virtual Task ExecuteAsync(CancellationToken stop) => Task.CompletedTask; } ";

    private const string Queue = "sealed class Chan { readonly SqliteConnection _one = new(\"Data Source=a.db\"); readonly System.Threading.Channels.Channel<string> _q = System.Threading.Channels.Channel.CreateUnbounded<string>(); public void Post(string s) => _q.Writer.TryWrite(s); ";
    private const string Hosted = " } class Worker : BackgroundService { } class BackgroundService { protected virtual Task ExecuteAsync(CancellationToken stop) => Task.CompletedTask; } ";
    private const string Register = "void M(IServiceCollection services) => services.AddSingleton<Chan>();";

    /// <summary>A loop that consumes a queue is the only thread that comes to the connection.</summary>
    [Theory]
    [InlineData(Queue + "public Chan() { _ = Task.Run(Loop); } async Task Loop() { _one.Open(); await foreach (var s in _q.Reader.ReadAllAsync()) await _one.ExecuteAsync(s); }" + Hosted + Register)]
    [InlineData(Queue + "public Chan() { _one.Open(); _one.Execute(\"CREATE TABLE t (x)\"); Task.Factory.StartNew(() => Loop(5), TaskCreationOptions.LongRunning); } async Task Loop(int n) { await foreach (var s in _q.Reader.ReadAllAsync()) await Write(s); } async Task Write(string s) { await _one.ExecuteAsync(s); } public void Dispose() => _one.Dispose();" + Hosted + Register)]
    [InlineData("static class K { static SqliteConnection s_one; static void Loop() { s_one = " + New + "; s_one.Open(); s_one.Execute(\"DELETE FROM t\"); } public static void Start() { new Thread(Loop).Start(); } }")]
    [InlineData("static class K { static readonly SqliteConnection s_one = " + New + "; static Thread s_thread; static void Loop() { s_one.Execute(\"DELETE FROM t\"); } public static void Start() { s_one.Execute(\"CREATE TABLE t (x)\"); s_thread = new(Loop) { IsBackground = true }; s_thread.Start(); } }")]
    [InlineData("static class K { static readonly SqliteConnection s_one = " + New + "; public static void Start() { var t = new Thread(new ThreadStart(Loop)); t.Start(); } static void Loop() { while (true) { Step(); Step(); } } static void Step() { s_one.Execute(\"DELETE FROM t\"); } }")]
    [InlineData("class Pump : BackgroundService { static readonly SqliteConnection s_one = " + New + "; protected override async Task ExecuteAsync(CancellationToken stop) { while (true) { await s_one.ExecuteAsync(\"DELETE FROM t\"); } } } class H {" + Hosted)]
    public Task ThreadOfItsOwn_DoesNotTrigger(string members) => Members(members);

    [Theory]
    [InlineData("static class K { static SqliteConnection [|s_one|]; static void Loop() { s_one = " + New + "; s_one.Execute(\"DELETE FROM t\"); } public static void Start() { new Thread(Loop).Start(); } public static int Count() => s_one.ExecuteScalar<int>(\"SELECT 1\"); }")]
    [InlineData("static class K { static readonly SqliteConnection [|s_one|] = " + New + "; static void Work() { s_one.Execute(\"DELETE FROM t\"); } public static void Start() { for (var i = 0; i < 4; i++) new Thread(Work).Start(); } }")]
    [InlineData("static class K { static readonly SqliteConnection [|s_one|] = " + New + "; static void Work() { s_one.Execute(\"DELETE FROM t\"); } public static void OnRequest() { _ = Task.Run(Work); } }")]
    [InlineData("static class K { static readonly SqliteConnection [|s_one|] = " + New + "; static void Work() { s_one.Execute(\"DELETE FROM t\"); } public static void Start() { new Thread(Work).Start(); Task.Run(Work); } }")]
    [InlineData("static class K { static readonly SqliteConnection [|s_one|] = " + New + "; static void Loop() { while (true) { Task.Run(() => Step()); } } static void Step() { s_one.Execute(\"DELETE FROM t\"); } public static void Start() { new Thread(Loop).Start(); } }")]
    [InlineData("static class K { static readonly SqliteConnection [|s_one|] = " + New + "; static async Task Loop() { while (true) { _ = Step(); await Task.Delay(1); } } static async Task Step() { await s_one.ExecuteAsync(\"DELETE FROM t\"); } public static void Start() { Task.Run(Loop); } }")]
    [InlineData("static class K { static readonly SqliteConnection [|s_one|] = " + New + "; static void Loop() { while (true) { Parallel.For(0, 4, _ => s_one.Execute(\"DELETE FROM t\")); } } public static void Start() { new Thread(Loop).Start(); } }")]
    [InlineData("static class K { static readonly SqliteConnection [|s_one|] = " + New + "; public static void Start() { new Thread(Loop).Start(); s_one.Execute(\"CREATE TABLE t (x)\"); } static void Loop() { s_one.Execute(\"DELETE FROM t\"); } }")]
    [InlineData("class K { static readonly SqliteConnection [|s_one|] = " + New + "; public K() { s_one.Execute(\"CREATE TABLE t (x)\"); } public static void Start() { new Thread(Loop).Start(); } static void Loop() { s_one.Execute(\"DELETE FROM t\"); } }")]
    public Task ThreadsBesideEachOther_Trigger(string members) => Members(members);

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
        "using var c = " + New + "; c.Open(); new Thread(Work).Start(); c.Execute(\"DELETE FROM u\"); void Work() { [|c|].Execute(\"DELETE FROM t\"); }",
        "using var c = " + New + "; c.Open(); var task = Task.Run(Work); c.Execute(\"DELETE FROM u\"); await task; void Work() { [|c|].Execute(\"DELETE FROM t\"); }",
        "using var c = " + New + "; c.Open(); Action work = () => [|c|].Execute(\"DELETE FROM t\"); var task = Task.Run(work); c.Execute(\"DELETE FROM u\"); await task;",
        "var c = " + New + "; c.Open(); var timer = new Timer(_ => [|c|].Execute(\"DELETE FROM t\"), null, 0, 10); c.Execute(\"DELETE FROM u\");",
        "var c = " + New + "; c.Open(); var timer = new System.Timers.Timer(10); timer.Elapsed += (_, _) => [|c|].Execute(\"DELETE FROM t\"); timer.Start(); c.Execute(\"DELETE FROM u\");",
        "using var c = Databases._connect_app(); using var timer = new System.Timers.Timer { Interval = 10, AutoReset = true }; timer.Elapsed += async (sender, e) => { await [|c|].ExecuteAsync(\"DELETE FROM t\"); }; timer.Enabled = true; foreach (var name in names) { c.Execute(\"DELETE FROM u\"); }");

    /// <summary>A connection that is given, and threads that a query starts.</summary>
    [Fact]
    public Task SeveralThreads_Trigger() => Code(
        "var task = Task.Run(() => [|given|].Execute(\"DELETE FROM t\")); given.Execute(\"DELETE FROM u\"); await task;",
        "var tasks = new List<Task>(); foreach (var name in names) tasks.Add(Task.Run(() => [|given|].Execute(\"DELETE FROM t\"))); await Task.WhenAll(tasks);",
        "await Task.WhenAll(names.Select(name => Task.Run(() => [|given|].Execute(\"DELETE FROM t\"))));",
        "var tasks = names.Select(name => Task.Run(() => [|given|].Execute(\"DELETE FROM t\"))); await Task.WhenAll(tasks);",
        "using var c = " + New + "; c.Open(); var tasks = names.Select(name => Task.Run(() => { using var k = [|c|].CreateCommand(); k.ExecuteNonQuery(); })).ToArray(); Task.WaitAll(tasks);",
        "using var c = " + New + "; c.Open(); await Task.WhenAll(names.Where(name => name != null).Select(async name => await Task.Run(async () => await [|c|].ExecuteAsync(\"DELETE FROM t\"))));",
        "using var c = " + New + "; c.Open(); names.AsParallel().ForAll(name => [|c|].Execute(\"DELETE FROM t\"));",
        "using var c = " + New + "; c.Open(); var all = names.AsParallel().Select(name => [|c|].ExecuteScalar<int>(\"SELECT 1\")).ToList();");

    private const string Kept = "readonly SqliteConnection _one = " + New + "; ";

    [Theory]
    [InlineData("System.Threading.Timer T() => new(_ => [|_one|].Execute(\"DELETE FROM t\"), null, 0, 1000); public int Count() => _one.ExecuteScalar<int>(\"SELECT 1\");")]
    [InlineData("System.Threading.Timer T() => new(Beat, null, 0, 1000); void Beat(object state) { [|_one|].Execute(\"DELETE FROM t\"); } public int Count() => _one.ExecuteScalar<int>(\"SELECT 1\");")]
    [InlineData("void Start(System.Timers.Timer timer) { timer.Elapsed += (_, _) => Beat(); } void Beat() => [|_one|].Execute(\"DELETE FROM t\"); internal int Count => _one.ExecuteScalar<int>(\"SELECT 1\");")]
    public Task TimerOnWhatOthersUse_Triggers(string members) => Members("sealed class Beating { " + Kept + members + " }");

    [Theory]
    // Nobody else uses it; or one after the other.
    [InlineData("System.Threading.Timer T() => new(_ => _one.Execute(\"DELETE FROM t\"), null, 0, 1000); public void Dispose() => _one.Dispose();")]
    [InlineData("System.Threading.Timer T() => new(_ => { lock (this) { _one.Execute(\"DELETE FROM t\"); } }, null, 0, 1000); public int Count() { lock (this) { return _one.ExecuteScalar<int>(\"SELECT 1\"); } }")]
    [InlineData("System.Threading.Timer T() => new(_ => _one.Execute(\"DELETE FROM t\"), null, 0, 1000); public string Name => _one.DataSource;")]
    [InlineData("System.Threading.Timer T() => new(_ => { using var own = new SqliteConnection(_one.ConnectionString); own.Execute(\"DELETE FROM t\"); }, null, 0, 1000); public int Count() => _one.ExecuteScalar<int>(\"SELECT 1\");")]
    [InlineData("public System.Threading.Timer Start() { _one.Execute(\"CREATE TABLE IF NOT EXISTS t(x)\"); return new(_ => Beat(), null, 0, 1000); } void Beat() => _one.Execute(\"DELETE FROM t\");")]
    [InlineData("void Start(System.Timers.Timer timer, System.ComponentModel.ISynchronizeInvoke ui) { timer.SynchronizingObject = ui; timer.Elapsed += (_, _) => _one.Execute(\"DELETE FROM t\"); } public int Count() => _one.ExecuteScalar<int>(\"SELECT 1\");")]
    [InlineData("System.Threading.Timer T() => new(_ => Console.WriteLine(), null, 0, 1000); public int Count() => _one.ExecuteScalar<int>(\"SELECT 1\");")]
    public Task TimerOfItsOwn_DoesNotTrigger(string members) => Members("sealed class Beating { " + Kept + members + " }");

    [Fact]
    public Task SeveralThreads_DoNotTrigger() => Code(
        "foreach (var task in names.Select(name => Task.Run(() => given.Execute(\"DELETE FROM t\")))) await task;",
        "var tasks = names.Select(name => Task.Run(() => given.Execute(\"DELETE FROM t\"))); foreach (var task in tasks) await task;",
        "await Task.WhenAll(names.Select(name => Task.Run(() => { lock (names) { given.Execute(\"DELETE FROM t\"); } })));",
        "await Task.WhenAll(names.Select(name => Task.Run(() => { using var own = new SqliteConnection(given.ConnectionString); own.Open(); })));",
        "await Task.WhenAll(names.Select(name => given.ExecuteAsync(\"DELETE FROM t\")));",
        "names.AsParallel().ForAll(name => Console.WriteLine(given.DataSource));",
        "names.AsParallel().WithDegreeOfParallelism(1).ForAll(name => given.Execute(\"DELETE FROM t\"));");

    [Fact]
    public Task OtherThread_DoesNotTrigger() => Code(
        "using var c = " + New + "; c.Open(); await Task.Run(() => c.Execute(\"DELETE FROM t\")); c.Execute(\"DELETE FROM u\");",
        "using var c = " + New + "; c.Open(); await Task.Run(() => c.Execute(\"DELETE FROM t\")).ConfigureAwait(false);",
        "using var c = " + New + "; c.Open(); Task.Run(() => c.Execute(\"DELETE FROM t\")).Wait(); c.Execute(\"DELETE FROM u\");",
        "using var c = " + New + "; c.Open(); var n = Task.Run(() => c.Execute(\"DELETE FROM t\")).Result; c.Execute(\"DELETE FROM u\");",
        "using var c = " + New + "; c.Open(); var task = Task.Run(() => c.Execute(\"DELETE FROM t\")); await task; c.Execute(\"DELETE FROM u\");",
        "using var c = " + New + "; c.Open(); var task = Task.Run(Work); await task; c.Execute(\"DELETE FROM u\"); void Work() { c.Execute(\"DELETE FROM t\"); }",
        "using var c = " + New + "; c.Open(); var task = Task.Run(Work); c.Execute(\"DELETE FROM u\"); await task; void Work() { using var own = " + New + "; own.Open(); own.Execute(\"DELETE FROM t\"); }",
        "using var c = " + New + "; c.Open(); Action work = () => { lock (names) { c.Execute(\"DELETE FROM t\"); } }; var task = Task.Run(work); c.Execute(\"DELETE FROM u\"); await task;",
        "using var c = " + New + "; c.Open(); foreach (var name in names) { await Task.Run(() => c.Execute(\"DELETE FROM t\")); }",
        "using var c = " + New + "; c.Open(); var thread = new Thread(() => c.Execute(\"DELETE FROM t\")); thread.Start(); thread.Join(); c.Execute(\"DELETE FROM u\");",
        "using var c = " + New + "; c.Open(); Parallel.ForEach(names, name => { lock (names) { c.Execute(\"DELETE FROM t\"); } });",
        "using var c = " + New + "; c.Open(); Parallel.ForEach(names, name => { using var own = new SqliteConnection(c.ConnectionString); own.Open(); });",
        "Parallel.ForEach(names, name => { using var c = " + New + "; c.Open(); c.Execute(\"DELETE FROM t\"); });",
        "foreach (var name in names) { var c = " + New + "; c.Open(); _ = Task.Run(() => { c.Execute(\"DELETE FROM t\"); c.Dispose(); }); }",
        "var c = " + New + "; c.Open(); var timer = new System.Timers.Timer(10); timer.Elapsed += (_, _) => c.Execute(\"DELETE FROM t\"); timer.Start();",
        "using var c = " + New + "; c.Open(); await Task.WhenAll(names.Select(async name => { using var own = " + New + "; own.Open(); await own.ExecuteAsync(\"DELETE FROM t\"); })); c.Execute(\"DELETE FROM u\");",
        "var c = " + New + "; c.Open(); var name = await Task.Run(() => { c.Execute(\"DELETE FROM t\"); return c.DataSource; }); c.Dispose();",
        "using var c = " + New + "; c.Open(); var path = c.DataSource; var task = Task.Run(() => Console.WriteLine(path)); c.Execute(\"DELETE FROM u\"); await task;",
        "var c = " + New + "; c.Open(); var timer = new System.Timers.Timer(10); timer.Elapsed += (_, _) => c.Execute(\"DELETE FROM t\"); timer.Start(); Console.ReadLine(); timer.Stop(); c.Execute(\"DELETE FROM u\");",
        "var c = " + New + "; c.Open(); var timer = new System.Timers.Timer(10); timer.Elapsed += (_, _) => { lock (names) c.Execute(\"DELETE FROM t\"); }; timer.Start(); lock (names) c.Execute(\"DELETE FROM u\");",
        "using var c = " + New + "; c.Open(); names.Select(name => c.Execute(\"DELETE FROM t\")).ToList();");

    [CSharpTheory(1400)]
    [CSharpData(1400, "public void Clear() => Parallel.For(0, 3, _ => [|c|].Execute(\"DELETE FROM t\"));")]
    [CSharpData(1400, "public void Clear() { Parallel.For(0, 3, _ => { using var own = new SqliteConnection(c.ConnectionString); own.Execute(\"DELETE FROM t\"); }); }")]
    public Task ExtensionBlock(string member) => Members("} static class Extensions { extension(SqliteConnection c) { " + member + " }");

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
