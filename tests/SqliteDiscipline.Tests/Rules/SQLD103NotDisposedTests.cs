using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using SqliteDiscipline.CodeFixes;
using Xunit;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>Connections that are dropped while they are open; and the many ways in which somebody else takes care of them.</summary>
public sealed class SQLD103NotDisposedTests
{
    private const string New = "new SqliteConnection(\"Data Source=a.db\")";

    [Fact]
    public Task NeverClosed_Triggers() => Code(
        "var c = [|" + New + "|]; c.Open(); Run(c);",
        "SqliteConnection c = [|new(\"Data Source=a.db\")|]; c.Open(); Run(c);",
        "IDbConnection c = [|" + New + "|]; c.Open(); c.Execute(\"DELETE FROM t\");",
        "var c = [|" + New + "|]; await c.OpenAsync(); await c.ExecuteAsync(\"DELETE FROM t\");",
        "[|" + New + "|].Open();",
        "var c = [|" + New + "|]; c.Open(); using var k = c.CreateCommand(); k.CommandText = \"DELETE FROM t\"; k.ExecuteNonQuery();",
        "var c = [|Open()|]; Run(c);",
        "var c = [|Databases._connect_app()|]; Run(c);",
        "[|Databases._connect_app()|].Execute(\"DELETE FROM t\");",
        "var c = [|Databases._create_app()|]; c.Open(); c.Execute(\"DELETE FROM t\");",
        "using (var k = [|Databases._connect_app()|].CreateCommand()) { k.CommandText = \"SELECT 1\"; k.ExecuteScalar(); }");

    [Fact]
    public Task NeverClosed_InOddPlaces_Triggers() => Members(
        "int Count() { var c = [|" + New + "|]; c.Open(); return c.ExecuteScalar<int>(\"SELECT 1\"); }",
        "void Write() { var c = [|" + New + "|]; c.Open(); using var t = c.BeginTransaction(); c.Execute(\"DELETE FROM t\", transaction: t); t.Commit(); }",
        "void Write() { var c = [|" + New + "|]; c.Open(); try { Run(c); } catch (SqliteException) { c.Dispose(); throw; } }",
        "IEnumerable<int> Read() { var c = [|" + New + "|]; c.Open(); foreach (var x in c.Query<int>(\"SELECT x FROM t\")) { if (x > 3) { yield break; } yield return x; } c.Close(); }",
        "string Ask() { var c = [|" + New + "|]; c.Open(); var k = c.CreateCommand(); k.CommandText = \"SELECT x FROM t\"; return k.ExecuteScalar() as string ?? \"none\"; }",
        "void Write(bool isNew) { var c = [|" + New + "|]; c.Open(); if (isNew) { Run(c); c.Close(); } }");

    [Fact]
    public Task Closed_InOddPlaces_DoesNotTrigger() => Members(
        "void Write() { var c = " + New + "; try { c.Open(); Run(c); } finally { if (c.State == ConnectionState.Open) c.Close(); } }",
        "void Write() { var c = " + New + "; c.Open(); using (c) { Run(c); } }",
        "void Write() { SqliteConnection c; using (c = " + New + ") { c.Open(); Run(c); } }",
        "void Write() { var c = " + New + "; c.Open(); Run(c); (c as IDisposable)?.Dispose(); }",
        "void Write() { var c = " + New + "; c.Open(); Run(c); ((IDisposable)c).Dispose(); }",
        "void Write(bool flag) { using var c = flag ? " + New + " : new SqliteConnection(\"Data Source=b.db\"); c.Open(); Run(c); }",
        "void Write() { using SqliteConnection c = " + New + ", d = " + New + "; c.Open(); d.Open(); }",
        "async Task Write(CancellationToken stop) { var c = " + New + "; try { await c.OpenAsync(stop); Run(c); } finally { await c.DisposeAsync(); } }",
        "void Write() { var c = " + New + "; c.Open(); var kept = new Keeper(c); kept.Dispose(); }",
        "void Write() { var c = " + New + "; c.Open(); Action end = c.Dispose; Run(c); end(); }");

    /// <summary>What was asked of a variable is answered the same as long as nothing is put into it.</summary>
    [Theory]
    [InlineData("var c = NEW; try { c.Open(); return c; } catch { c.Dispose(); throw; }")]
    [InlineData("var c = NEW; try { c.Open(); } catch { c.Dispose(); throw; } return c;")]
    [InlineData("var c = NEW; try { c.Open(); } catch (SqliteException) { c.Dispose(); throw; } return c;")]
    [InlineData("var c = NEW; try { c.Open(); Run(c); return c; } catch (Exception e) when (e is not OperationCanceledException) { c.Dispose(); throw new InvalidOperationException(\"no\", e); }")]
    [InlineData("SqliteConnection c = null; try { c = NEW; c.Open(); return c; } catch { c?.Dispose(); throw; }")]
    [InlineData("var c = NEW; var isDone = false; try { c.Open(); isDone = true; return c; } finally { if (!isDone) c.Dispose(); }")]
    [InlineData("var c = NEW; for (var i = 0; ; i++) { try { c.Open(); return c; } catch (SqliteException) when (i < 3) { Thread.Sleep(10); } }")]
    [InlineData("var c = NEW; if (c.State != ConnectionState.Open) c.Open(); return c;")]
    public Task Opener(string body) =>
        Members("SqliteConnection Opened() { " + body.Replace("NEW", New) + " } void Write() { var c = [|Opened()|]; Run(c); } void Read() { using var c = Opened(); Run(c); }");

    [Theory]
    [InlineData("", "AndWait()")]
    [InlineData("static T AndWait<T>(this Task<T> task) => task.Result;", "AndWait()")]
    [InlineData("public static T AndWait<T>(this Task<T> task) => task.ConfigureAwait(false).GetAwaiter().GetResult();", "AndWait()")]
    [InlineData("public static T AndWait<T>(this Task<T> task) => task.Result;", "AndWait()")]
    [InlineData("", "GetAwaiter().GetResult()")]
    [InlineData("", "ConfigureAwait(false).GetAwaiter().GetResult()")]
    public Task OpenedElsewhere_AndReturned_DoesNotTrigger(string waiter, string wait)
    {
        var test = Verify.Analyzer(
            $$"""
            #nullable enable
            using System;
            using System.Threading.Tasks;
            using Microsoft.Data.Sqlite;

            static class Waiting { {{waiter}} }

            class C
            {
                SqliteConnection Load(string path) { return LoadAsync(path).{{wait}}; }

                SqliteConnection Load() => LoadAsync("a.db").{{wait}};

                async Task<SqliteConnection> LoadAsync()
                {
                    SqliteConnection? c = null;
                    try { c = new SqliteConnection(); } catch { await Dispose(c).ConfigureAwait(false); throw; }
                    return c ?? throw new InvalidOperationException();
                }

                async Task<SqliteConnection> LoadAsync(string path)
                {
                    var c = await LoadAsync().ConfigureAwait(false);
                    try { await Open(c, path).ConfigureAwait(false); } catch { await Dispose(c).ConfigureAwait(false); throw; }
                    return await Set(c).ConfigureAwait(false);
                }

                async Task<SqliteConnection> Set(SqliteConnection c) { await Task.Delay(1); return c; }

                async Task Open(SqliteConnection c, string path)
                {
                    c.ConnectionString = $"Data Source={path}";
                    await c.OpenAsync().ConfigureAwait(false);
                }

                async Task Dispose(SqliteConnection? c)
                {
                    if (c != null)
                        try { await c.DisposeAsync().ConfigureAwait(false); } catch (Exception) { }
                }
            }
            """,
            "SQLD103");
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        return test.RunAsync();
    }

    /// <summary>While somebody types: no rule may fail over it.</summary>
    [CSharpTheory(1200)]
    [CSharpData(1200, "class Around(SqliteConnection c, SqliteConnection c) { } class Within(SqliteConnection d) : Around(d, d) { }")]
    [CSharpData(1200, "class Around(SqliteConnection c) : Around(c) { } class Within(SqliteConnection d) : Around(d) { }")]
    [CSharpData(1200, "class Around(SqliteConnection c) : Within(c) { } class Within(SqliteConnection d) : Around(d) { }")]
    public Task PrimaryConstructorsThatAreBroken_DoNotTrigger(string types)
    {
        var test = Verify.Analyzer("using Microsoft.Data.Sqlite; class C { void M() { var c = " + New + "; c.Open(); new Within(c); } } " + types, "SQLD103");
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        return test.RunAsync();
    }

    /// <summary>One that only looks at it in its constructor does not keep it.</summary>
    [Fact]
    public Task ObjectThatDoesNotKeepIt_Triggers() => Members(
        "class Count { public long Rows { get; } private readonly SqliteConnection _other; public Count(SqliteConnection c) { Rows = c.ExecuteScalar<long>(\"SELECT count(*) FROM t\"); } } long Rows() { var c = [|" + New + "|]; c.Open(); return new Count(c).Rows; }");

    [Theory]
    [InlineData("var c = NEW; try { c.Open(); Run(c); } finally { c.Dispose(); } return c;")]
    [InlineData("var c = NEW; c.Open(); if (!flag) { c.Dispose(); return null; } _kept = c; return c;")]
    [InlineData("var c = NEW; c.Open(); Run(c); if (!flag) c.Close(); return flag ? c : null;")]
    [InlineData("var c = NEW; try { c.Open(); Register(c); return c; } catch { c.Dispose(); throw; }")]
    [InlineData("using var c = NEW; c.Open(); Run(c); return c;")]
    public Task OpenerThatClosesWhatItGives(string body) =>
        Members("SqliteConnection Opened(bool flag) { " + body.Replace("NEW", New) + " } void Write(bool flag) { var c = Opened(flag); if (c != null) Run(c); }");

    [Theory]
    [InlineData("if (k > 3) c.Open(); Run(c); if (k > 3) c.Close();", false)]
    [InlineData("if (k > 3) c.Open(); if (!(k > 3)) return; c.Close();", false)]
    [InlineData("if (k == 3) c.Open(); if (k != 3) return; c.Close();", false)]
    [InlineData("if (k > 3 && s == \"a\") c.Open(); if (k > 3 && s == \"a\") c.Close();", false)]
    [InlineData("if (s is \"a\" or \"b\") c.Open(); if (s is \"a\" or \"b\") c.Close();", false)]
    [InlineData("if (day == DayOfWeek.Monday) c.Open(); if (day == DayOfWeek.Monday) c.Close();", false)]
    [InlineData("k = s.Length; if (k > 3) c.Open(); if (k > 3) c.Close();", false)]
    [InlineData("var n = s.Length; if (n > 3) { c.Open(); } try { Run(c); } finally { if (n > 3) { c.Close(); } }", false)]
    [InlineData("Action log = () => Console.WriteLine(k); if (k > 3) c.Open(); log(); if (k > 3) c.Close();", false)]
    [InlineData("if (k > 3) c.Open(); if (k > 4) c.Close();", true)]
    [InlineData("if (k > 3) c.Open(); k = 2; if (k > 3) c.Close();", true)]
    [InlineData("if (k > 3) c.Open(); k--; if (k > 3) c.Close();", true)]
    [InlineData("if (k > 3) c.Open(); k += 2; if (k > 3) c.Close();", true)]
    [InlineData("if (k > 3) c.Open(); (k, s) = (1, s); if (k > 3) c.Close();", true)]
    [InlineData("if (k > 3) c.Open(); int.TryParse(s, out k); if (k > 3) c.Close();", true)]
    [InlineData("Action less = () => k--; if (k > 3) c.Open(); less(); if (k > 3) c.Close();", true)]
    [InlineData("if (k > 3) c.Open(); if (k > 3) return; c.Close();", true)]
    [InlineData("if (_k > 3) c.Open(); if (_k > 3) c.Close();", true)]
    public Task ConditionThatIsAskedAgain(string statements, bool isReported) =>
        Members($"int _k; void Write(int k, string s, DayOfWeek day) {{ var c = {(isReported ? "[|" + New + "|]" : New)}; {statements} }}");

    /// <summary>What a local function or lambda gives on some of its ways only may be closed all the same; what it gives on all is asked for.</summary>
    [Fact]
    public Task GivenByAFunction() => Code(
        "using var c = Make(); Run(c); SqliteConnection Make() { if (flag) { var a = new SqliteConnection(\"Data Source=a.db;Mode=ReadOnly\"); a.Open(); return a; } var b = " + New + "; b.Open(); return b; }",
        "Func<SqliteConnection> make = () => { if (flag) { var a = " + New + "; a.Open(); return a; } var b = " + New + "; b.Open(); return b; }; using var c = make(); Run(c);",
        "if (Make() is { } c) { Run(c); c.Dispose(); } SqliteConnection Make() { if (flag) return null; var a = " + New + "; a.Open(); return a; }",
        "using var c = Make(); c?.Execute(\"SELECT 1\"); SqliteConnection Make() { try { var a = " + New + "; a.Open(); return a; } catch (SqliteException) { return null; } }",
        "var c = Make(); Run(c); SqliteConnection Make() { var a = [|" + New + "|]; a.Open(); return a; }");

    /// <summary>Another name for an element of a list or tuple.</summary>
    [Fact]
    public Task ClosedByAPattern_DoesNotTrigger() => Code(
        "SqliteConnection[] cs = { " + New + " }; cs[0].Open(); if (cs is [var c]) c.Dispose();",
        "SqliteConnection[] cs = { " + New + ", " + New + " }; cs[1].Open(); if (cs is [.., var c]) c.Dispose();",
        "SqliteConnection[] cs = { " + New + ", " + New + " }; cs[1].Open(); if (cs is [_, .. var rest]) rest[0].Dispose();",
        "var c = " + New + "; c.Open(); if ((c, 1) is (var d, _)) d.Dispose();",
        "SqliteConnection[] cs = { [|" + New + "|] }; cs[0].Open(); if (cs is [var a, var b]) a.Dispose();");

    /// <summary>An operator or conversion of a type's own may keep what it is given.</summary>
    [Theory]
    [InlineData("bag = bag + c;")]
    [InlineData("bag += c;")]
    [InlineData("Bag other = c; bag += 1;")]
    [InlineData("bag = -bag - c;")]
    [CSharpData(1400, "bag *= c;")]
    [CSharpData(1400, "c.Kept++;")]
    [CSharpData(1400, "c |= \"DELETE FROM t\";")]
    public Task GivenToAnOperator_DoesNotTrigger(string statement) => Verify.Analyzer(
        PragmaCode.File($$"""
            internal class Bag
            {
                public static Bag operator +(Bag bag, SqliteConnection connection) => bag;
                public static Bag operator +(Bag bag, int more) => bag;
                public static Bag operator -(Bag bag, SqliteConnection connection) => bag;
                public static Bag operator -(Bag bag) => bag;
                public static implicit operator Bag(SqliteConnection connection) => new Bag();
            {{(IsNewest(statement) ? "    public void operator *=(SqliteConnection connection) { }" : "")}}
            }

            internal static class Users
            {
            {{(IsNewest(statement) ? "    extension(SqliteConnection connection) { public int Kept { get => 1; set => GC.KeepAlive(connection); } public static SqliteConnection operator |(SqliteConnection on, string sql) => on; }" : "")}}

                public static void Use(Bag bag)
                {
                    var c = {{New}};
                    c.Open();
                    {{statement}}
                }
            }
            """),
        "SQLD103").RunAsync();

    private static bool IsNewest(string statement) => statement[^2] is '+' or '"' || statement.Contains('*');

    /// <summary>Elements of a list, of which others are not known.</summary>
    [Theory]
    [CSharpData(1200, "SqliteConnection[] Add(SqliteConnection[] all) { var c = new SqliteConnection(\"Data Source=a.db\"); c.Open(); return [.. all, c]; }")]
    [CSharpData(1200, "void Add(List<SqliteConnection> all) { var c = new SqliteConnection(\"Data Source=a.db\"); c.Open(); all.AddRange([c, .. all]); }")]
    [InlineData("void Add() { var c = new SqliteConnection(\"Data Source=a.db\"); c.Open(); Close(new[] { c }); } void Close(ReadOnlySpan<SqliteConnection> all) { foreach (var c in all) { c.Dispose(); } }")]
    public Task BesideOthers_DoesNotTrigger(string members) => Verify.Analyzer(PragmaCode.Members(members), "SQLD103").RunAsync();

    [Fact]
    public Task AskedByAPattern_DoesNotTrigger() => Code(
        "var c = " + New + "; c.Open(); if (c is { State: ConnectionState.Open }) c.Dispose();",
        "var c = " + New + "; c.Open(); if (c is { State: ConnectionState.Open } open) open.Close();",
        "SqliteConnection c = null; try { c = " + New + "; c.Open(); } finally { if (c is { State: not ConnectionState.Closed }) c.Dispose(); }",
        "var c = " + New + "; c.Open(); if (c is not null and var d) d.Dispose();",
        "var c = " + New + "; c.Open(); if (c is var d) d.Dispose();",
        "var c = " + New + "; c.Open(); if (c is IDisposable and SqliteConnection d) d.Dispose();",
        "SqliteConnection c = null; try { c = " + New + "; c.Open(); } finally { switch (c) { case null: break; case var d: d.Dispose(); break; } }");

    [Fact]
    public Task WhereACallDoesNotReturn_DoesNotTrigger() => Members(
        "[System.Diagnostics.CodeAnalysis.DoesNotReturn] void Fail() => throw new Exception(); void Write(bool flag) { var c = " + New + "; c.Open(); if (flag) { Fail(); } else { c.Dispose(); } }",
        "[System.Diagnostics.CodeAnalysis.DoesNotReturn] static T Fail<T>() => throw new Exception(); void Write(bool flag) { var c = " + New + "; c.Open(); if (flag) { Fail<int>(); } else { c.Dispose(); } }",
        "void Fail() { } void Write(bool flag) { var c = [|" + New + "|]; c.Open(); if (flag) { Fail(); } else { c.Dispose(); } }");

    [Fact]
    public Task NotClosedOnEveryPath_Triggers() => Code(
        "var c = [|" + New + "|]; c.Open(); if (flag) return; c.Close();",
        "var c = [|" + New + "|]; c.Open(); if (c.QueryFirst<int>(\"SELECT count(*) FROM t\") == 0) { return; } Run(c); c.Dispose();",
        "var c = [|" + New + "|]; c.Open(); switch (number) { case 1: c.Close(); break; case 2: return; default: c.Close(); break; }",
        "var c = [|" + New + "|]; c.Open(); try { Run(c); c.Close(); } catch (SqliteException) { throw; } c.Open(); Run(c);",
        "for (var i = 0; i < 3; i++) { var c = [|" + New + "|]; c.Open(); Run(c); }",
        "SqliteConnection c = null; for (var i = 0; i < 3; i++) { c = [|" + New + "|]; c.Open(); Run(c); } c?.Dispose();",
        "var c = [|" + New + "|]; c.Open(); using var copy = new SqliteConnection(\"Data Source=b.db\"); copy.Open(); c.BackupDatabase(copy);",
        "using var c = " + New + "; c.Open(); var copy = [|new SqliteConnection(\"Data Source=b.db\")|]; copy.Open(); c.BackupDatabase(copy);",
        "var c = [|" + New + "|]; c.Open(); using var k = c.CreateCommand(); k.CommandText = \"SELECT x FROM t\"; using var r = k.ExecuteReader(); while (r.Read()) { list.Add(Map(r)); }");

    [Fact]
    public Task Member_Triggers() => Members(
        "SqliteConnection Make() { var c = [|" + New + "|]; c.Open(); if (c.QueryFirst<int>(\"PRAGMA user_version\") == 0) return null; return c; }",
        "bool Make(out SqliteConnection made) { made = null; var c = [|" + New + "|]; c.Open(); if (c.QueryFirst<int>(\"PRAGMA user_version\") == 0) return false; made = c; return true; }",
        "static void Main() { while (true) { var c = [|" + New + "|]; c.Open(); Run(c); } }",
        "Action Lambda() => () => { var c = [|" + New + "|]; c.Open(); Run(c); };",
        // Whoever gets the reader cannot close what is behind it.
        "async Task<IDataReader> Read() { var c = [|" + New + "|]; c.Open(); var k = c.CreateCommand(); k.CommandText = \"SELECT 1\"; return await k.ExecuteReaderAsync(); }",
        "SqliteDataReader Read() { var c = [|" + New + "|]; c.Open(); using var k = new SqliteCommand(\"SELECT 1\", c); return k.ExecuteReader(CommandBehavior.SingleRow); }");

    [Fact]
    public Task Closed_DoesNotTrigger() => Code(
        "using var c = " + New + "; c.Open(); Run(c);",
        "using (var c = " + New + ") { c.Open(); Run(c); }",
        "await using var c = " + New + "; await c.OpenAsync();",
        "var c = " + New + "; await using (c) { await c.OpenAsync(); }",
        "var c = " + New + "; await using (c.ConfigureAwait(false)) { await c.OpenAsync(); }",
        "var c = " + New + "; using var alias = c; c.Open();",
        "var c = " + New + "; c.Open(); Run(c); c.Close();",
        "var c = " + New + "; try { c.Open(); Run(c); } finally { c.Dispose(); }",
        "SqliteConnection c = null; try { c = " + New + "; c.Open(); Run(c); } finally { c?.Dispose(); }",
        "SqliteConnection c = null; try { c = " + New + "; c.Open(); Run(c); } finally { if (c != null) c.Close(); }",
        "var c = " + New + "; c.Open(); try { Run(c); c.Close(); } catch { c.Close(); throw; }",
        "var c = " + New + "; c.Open(); if (c is IDisposable disposable) disposable.Dispose();",
        "object c = " + New + "; try { ((SqliteConnection)c).Open(); } finally { (c as IDisposable)?.Dispose(); }",
        "using var c = Open(); Run(c);",
        "using var c = Databases._connect_app(); Run(c);",
        "await using var c = await OpenAsync(); Run(c);",
        "await using var c = await OpenAsync().ConfigureAwait(false); Run(c);",
        "using var c = OpenAsync().Result; Run(c);",
        "using var c = OpenAsync().GetAwaiter().GetResult(); Run(c);",
        "using (IDbConnection c = Databases._create_app()) { c.Open(); c.Execute(\"DELETE FROM t\"); }",
        "foreach (var file in new[] { \"a\", \"b\" }) { using var c = new SqliteConnection($\"Data Source={file}\"); c.Open(); }",
        "var c = " + New + "; c.Open(); Finish(c);",
        "var c = " + New + "; c.Open(); void Done() => c.Dispose(); Run(c); Done();",
        "void Local() { using var c = " + New + "; c.Open(); } Local();");

    [Fact]
    public Task NeverOpenOrInMemory_DoesNotTrigger() => Code(
        "var c = " + New + "; c.Query<int>(\"SELECT 1\");",
        "var c = " + New + "; other = c.DataSource;",
        "other = new SqliteConnection().ServerVersion;",
        "SqliteConnection.ClearPool(" + New + ");",
        "var c = new SqliteConnection(\"Data Source=:memory:\"); c.Open(); Run(c);",
        "var c = new SqliteConnection(\"Data Source=x;Mode=Memory;Cache=Shared\"); c.Open(); Run(c);");

    [Fact]
    public Task ClosedUnderTheSameCondition_DoesNotTrigger() => Code(
        "var c = " + New + "; if (c.State != ConnectionState.Open) c.Open(); Run(c); if (c.State == ConnectionState.Open) c.Close();",
        "var c = given ?? " + New + "; if (given == null) c.Open(); Run(c); if (given == null) c.Dispose();",
        "SqliteConnection c = given; if (c == null) { c = " + New + "; c.Open(); } Run(c); if (!ReferenceEquals(c, given)) c.Dispose();",
        "var own = given == null; var c = own ? " + New + " : given; if (own) c.Open(); Run(c); if (own) c.Dispose();",
        "var c = " + New + "; c.Open(); Run(c); FinishIf(c, number > 1);");

    [Fact]
    public Task SomebodyElseHasIt_DoesNotTrigger() => Code(
        "var c = " + New + "; c.Open(); _kept = c;",
        "var c = " + New + "; c.Open(); Kept = c;",
        "_kept = Open(); Run(_kept);",
        "(_kept ??= " + New + ").Open();",
        "var c = " + New + "; c.Open(); all.Add(c);",
        "var c = " + New + "; c.Open(); byName[\"a\"] = c;",
        "var c = " + New + "; c.Open(); array[0] = c;",
        "var c = " + New + "; c.Open(); Thing = new object[] { c };",
        "var c = " + New + "; c.Open(); other = new { c };",
        "var c = " + New + "; c.Open(); other = new Keeper(c);",
        "var c = " + New + "; c.Open(); using var keeper = new Keeper(c);",
        "var c = " + New + "; c.Open(); other = new Keeper(null) { Connection = c };",
        "var c = " + New + "; c.Open(); Register(c);",
        "var c = " + New + "; c.Open(); Task.Run(() => { Run(c); c.Dispose(); });",
        "var c = " + New + "; c.Open(); AppDomain.CurrentDomain.ProcessExit += (_, _) => c.Dispose();",
        "var c = " + New + "; c.Open(); using var context = new Context(new DbContextOptionsBuilder().UseSqlite(c).Options);",
        "var c = " + New + "; c.Open(); Thing = c.BeginTransaction();",
        "var c = " + New + "; c.Open(); Interlocked.Exchange(ref _kept, c)?.Dispose();");

    /// <summary>As while somebody types, or a package is missing.</summary>
    [Theory]
    [InlineData("Somewhere.Keep(c);")]
    [InlineData("this.Unknown(1, c);")]
    [InlineData("var keeper = new Unknown(c);")]
    [InlineData("Unknown(\"name\", value: (object)c);")]
    public Task GivenToWhatDoesNotBind_DoesNotTrigger(string statement)
    {
        var test = Verify.Analyzer(
            "using Microsoft.Data.Sqlite; class C { void M() { var c = " + New + "; c.Open(); " + statement + " } }", "SQLD103");
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        return test.RunAsync();
    }

    [Fact]
    public Task AskedWhatDoesNotBind_Triggers()
    {
        var test = Verify.Analyzer(
            "using Microsoft.Data.Sqlite; class C { void M() { var c = [|" + New + "|]; c.Open(); c.Unknown(1); } }", "SQLD103");
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        return test.RunAsync();
    }

    [Fact]
    public Task Member_DoesNotTrigger() => Members(
        "SqliteConnection Make() { var c = " + New + "; c.Open(); return c; }",
        "SqliteConnection Make() => Databases._connect_app();",
        "(SqliteConnection, int) Make() { var c = " + New + "; c.Open(); return (c, 1); }",
        "async Task<SqliteConnection> Make() { var c = " + New + "; await c.OpenAsync(); return c; }",
        "Task<SqliteConnection> Make() { var c = " + New + "; c.Open(); return Task.FromResult(c); }",
        "void Make(out SqliteConnection made) { made = " + New + "; made.Open(); }",
        "bool Make(out SqliteConnection made) { var c = " + New + "; c.Open(); made = c; return true; }",
        "IEnumerable<SqliteConnection> Make() { var c = " + New + "; c.Open(); yield return c; }",
        "Func<SqliteConnection> Make() => () => { var c = " + New + "; c.Open(); return c; };",
        "private readonly SqliteConnection _own = Databases._connect_app();",
        "private readonly Lazy<SqliteConnection> _own = new(() => { var c = " + New + "; c.Open(); return c; });",
        "SqliteTransaction Begin() { var c = " + New + "; c.Open(); return c.BeginTransaction(); }",
        "SqliteCommand Command() { var c = " + New + "; c.Open(); var k = c.CreateCommand(); k.CommandText = \"SELECT 1\"; return k; }",
        "SqliteDataReader Read() { var c = " + New + "; c.Open(); var k = c.CreateCommand(); k.CommandText = \"SELECT 1\"; return k.ExecuteReader(CommandBehavior.CloseConnection); }",
        "IDataReader Read(CommandBehavior how) { var c = " + New + "; c.Open(); var k = c.CreateCommand(); k.CommandText = \"SELECT 1\"; return k.ExecuteReader(how); }",
        "IDataReader Read() { var c = " + New + "; return c.ExecuteReader(\"SELECT 1\"); }",
        "int Read() { var c = " + New + "; c.Open(); var k = c.CreateCommand(); k.CommandText = \"SELECT 1\"; using var r = k.ExecuteReader(CommandBehavior.CloseConnection | CommandBehavior.SingleRow); return r.FieldCount; }",
        "IDataReader _reader; void Read() { var c = " + New + "; c.Open(); _reader = c.ExecuteReader(\"SELECT 1\"); }",
        "object Read() { var c = " + New + "; c.Open(); var k = new SqliteCommand(\"SELECT 1\", c); var r = k.ExecuteReader(); return new Reading(r); }",
        "IEnumerable<int> Read() { var c = " + New + "; c.Open(); return c.Query<int>(\"SELECT 1\", buffered: false); }",
        "static void Main() { var c = " + New + "; c.Open(); Run(c); }",
        "void Forever() { var c = " + New + "; c.Open(); while (true) { Run(c); } }",
        "void Fails() { var c = " + New + "; c.Open(); Run(c); throw new InvalidOperationException(); }",
        "void Ends(bool flag) { var c = " + New + "; c.Open(); if (flag) { Environment.Exit(1); } Run(c); c.Close(); }",
        "void Ends(bool flag) { var c = " + New + "; c.Open(); if (flag) Fail(); Run(c); c.Close(); } [System.Diagnostics.CodeAnalysis.DoesNotReturn] static extern void Fail();",
        "void Retries() { while (true) { try { using var c = " + New + "; c.Open(); Run(c); break; } catch (SqliteException) { Thread.Sleep(10); } } }");

    [Theory]
    [InlineData("var c = [|" + New + "|];\n        c.Open(); // now", "using var c = " + New + ";\n        c.Open(); // now")]
    [InlineData("// Theirs.\n        IDbConnection c = [|Databases._connect_app()|];\n        c.Execute(\"DELETE FROM t\");", "// Theirs.\n        using IDbConnection c = Databases._connect_app();\n        c.Execute(\"DELETE FROM t\");")]
    [InlineData("var c = [|" + New + "|]; await c.OpenAsync();", "await using var c = " + New + "; await c.OpenAsync();")]
    [InlineData("var c = await [|OpenAsync()|].ConfigureAwait(false); Run(c);", "await using var c = await OpenAsync().ConfigureAwait(false); Run(c);")]
    [InlineData("IDbConnection c = await [|OpenAsync()|]; c.Execute(\"DELETE FROM t\");", "using IDbConnection c = await OpenAsync(); c.Execute(\"DELETE FROM t\");")]
    [InlineData("var c = [|" + New + "|]; c.Open(); if (flag) return; c.Close();", "using var c = " + New + "; c.Open(); if (flag) return; c.Close();")]
    [InlineData("var a = [|" + New + "|]; a.Open(); var b = [|" + New + "|]; b.Open();", "using var a = " + New + "; a.Open(); using var b = " + New + "; b.Open();")]
    public Task Using_IsPutBefore(string before, string after) => Verify.CodeFix<StatementEditsFix>(Fixed(Body(before)), Fixed(Body(after)), "SQLD103").WithGenerator().RunAsync();

    [Theory]
    [InlineData("[|" + New + "|].Open();")]
    [InlineData("SqliteConnection c; c = [|" + New + "|]; c.Open();")]
    [InlineData("var c = [|" + New + "|]; c.Open(); c = null;")]
    [InlineData("switch (number) { case 1: var c = [|" + New + "|]; c.Open(); break; }")]
    [InlineData("SqliteConnection a = [|" + New + "|], b = null; a.Open();")]
    public Task WhereNoUsingFits_IsLeft(string body) => Verify.CodeFix<StatementEditsFix>(Fixed(Body(body)), null, "SQLD103").WithGenerator().RunAsync();

    /// <summary>A task goes on when the method has returned; a <c>using</c> there would end the connection under it.</summary>
    [Theory]
    [InlineData("static Task<long> Sum() { var c = [|" + New + "|]; c.Open(); return Slow(c); }")]
    [InlineData("static ValueTask<long> Sum() { var c = [|" + New + "|]; c.Open(); return new ValueTask<long>(Slow(c)); }")]
    public Task UnderATaskThatGoesOn_IsLeft(string member) => Verify.CodeFix<StatementEditsFix>(
        Fixed("static async Task<long> Slow(SqliteConnection c) { await Task.Delay(20); return await c.ExecuteScalarAsync<long>(\"SELECT 1\"); } " + member), null, "SQLD103").WithGenerator().RunAsync();

    [Fact]
    public Task WhatIsAlsoReturned_IsLeft() => Verify.CodeFix<StatementEditsFix>(
        Fixed("SqliteConnection Make() { var c = [|" + New + "|]; c.Open(); if (Environment.TickCount == 0) return null; return c; }"), null, "SQLD103").WithGenerator().RunAsync();

    [Fact]
    public Task AllOfAProjectAndOfASolution_AreFixed()
    {
        var test = Verify.CodeFix<StatementEditsFix>(
            Fixed(Body("var c = [|" + New + "|]; c.Open(); Run(c);")), Fixed(Body("using var c = " + New + "; c.Open(); Run(c);")), "SQLD103").WithGenerator();
        test.WithFile(
            "Store.cs",
            Plain("Store", "var c = [|" + New + "|];\n        c.Open();\n        var d = [|" + New + "|];\n        d.Open();"),
            Plain("Store", "using var c = " + New + ";\n        c.Open();\n        using var d = " + New + ";\n        d.Open();"));
        test.WithProject("Library", Plain("Other", "var c = [|" + New + "|];\n        c.Open();"));
        test.FixedState.AdditionalProjects["Library"].Sources.Add(Plain("Other", "using var c = " + New + ";\n        c.Open();"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData(
        "var c = [|" + New + "|]; // ours\n        c.Open();\n        c.Execute(\"DELETE FROM t\");",
        "using (var c = " + New + ") // ours\n        {\n            c.Open();\n            c.Execute(\"DELETE FROM t\");\n        }")]
    [InlineData(
        "// Theirs.\n        IDbConnection c = [|" + New + "|];\n        c.Open();\n\n        // Away with it.\n        c.Execute(@\"DELETE\nFROM t\");",
        "// Theirs.\n        using (IDbConnection c = " + New + ")\n        {\n            c.Open();\n\n            // Away with it.\n            c.Execute(@\"DELETE\nFROM t\");\n        }")]
    [InlineData(
        "var n = 1;\n        var c = [|" + New + "|];\n        c.Open();\n        if (n == 1)\n        {\n            return;\n        }\n\n        c.Close();",
        "var n = 1;\n        using (var c = " + New + ")\n        {\n            c.Open();\n            if (n == 1)\n            {\n                return;\n            }\n\n            c.Close();\n        }")]
    public Task BeforeCSharp8_UsingIsPutAroundWhatFollows(string before, string after) => Verify.CodeFix<StatementEditsFix>(
        Plain("Store", before), Plain("Store", after), "SQLD103").WithLanguageVersion(LanguageVersion.CSharp7_3).RunAsync();

    [Theory]
    [InlineData("var c = [|" + New + "|]; c.Open();")]
    [InlineData("var c = [|" + New + "|];\n        c.Open(); }\n    void N() {")]
    public Task BeforeCSharp8_WhatSharesALine_IsLeft(string body) => Verify.CodeFix<StatementEditsFix>(
        Plain("Store", body), null, "SQLD103").WithLanguageVersion(LanguageVersion.CSharp7_3).RunAsync();

    private static string Plain(string type, string body) => $$"""
        using System.Data;
        using Dapper;
        using Microsoft.Data.Sqlite;

        public class {{type}}
        {
            void M()
            {
                {{body}}
            }
        }
        """;

    private static string Fixed(string member) => In($"class C : Base\n{{\n    {member}\n}}");

    private static Task Code(params string[] bodies) => Members(bodies.Select(Body).ToArray());

    private static Task Members(params string[] members) =>
        Verify.Analyzer(In(string.Concat(members.Select((member, i) => $"class C{i} : Base {{ {member} }}\n"))), "SQLD103").WithGenerator().RunAsync();

    private static string Body(string body) => $$"""
        async Task M(bool flag, int number, SqliteConnection given, object other, List<SqliteConnection> all, Dictionary<string, SqliteConnection> byName, SqliteConnection[] array, List<object> list)
            {
                {{body}}
                await Task.Yield();
            }
        """;

    private static string In(string members) => $$"""
        #nullable disable
        using System;
        using System.Collections.Generic;
        using System.Data;
        using System.Threading;
        using System.Threading.Tasks;
        using Dapper;
        using Microsoft.Data.Sqlite;
        using Microsoft.EntityFrameworkCore;
        using SqliteDiscipline;

        [SqliteConnectionFactory]
        [SqliteDatabase("app", "app.db")]
        static partial class Databases { }

        class Context : DbContext { public Context(DbContextOptions options) : base(options) { } }

        class Keeper : IDisposable { public Keeper(SqliteConnection c) { Connection = c; } public SqliteConnection Connection { get; set; } public void Dispose() { } }

        class Reading { public Reading(IDataReader reader) { } }

        {{members}}

        class Base
        {
            protected SqliteConnection _kept;
            protected SqliteConnection Kept { get; set; }
            protected object Thing { get; set; }

            protected static void Run(SqliteConnection connection)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "DELETE FROM t";
                command.ExecuteNonQuery();
            }

            protected static SqliteConnection Open()
            {
                var connection = new SqliteConnection("Data Source=a.db");
                connection.Open();
                return connection;
            }

            protected static async Task<SqliteConnection> OpenAsync()
            {
                var connection = new SqliteConnection("Data Source=a.db");
                await connection.OpenAsync();
                return connection;
            }

            protected static void Finish(SqliteConnection connection) { Run(connection); connection.Dispose(); }
            protected static void FinishIf(SqliteConnection connection, bool isLast) { if (isLast) connection.Dispose(); }
            protected static object Map(IDataReader reader) => reader.GetValue(0);
            protected virtual void Register(SqliteConnection connection) { }
        }
        """;
}
