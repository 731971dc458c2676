using Xunit;
using static SqliteDiscipline.Tests.Timeline.TimelineDump;

namespace SqliteDiscipline.Tests.Timeline;

/// <summary>Objects of the project that hold a connection or a command: repositories, units of work, commands with an interface of their own.</summary>
public sealed class ObjectTests
{
    [Fact]
    public void CommandThatIsBuiltInSteps_IsRunOnItsConnection() => Of(
        """
        static class Commands
        {
            public static NonQuery Cmd(this SqliteConnection connection, string sql, SqliteTransaction? transaction = null) => new NonQuery(sql, connection, transaction);
            public static NonQuery Cmd(this Context context, string sql, SqliteTransaction? transaction = null) { return context.Connection.Cmd(sql, transaction); }
            public static Rows<T> Cmd<T>(this Context context, string sql, Func<SqliteDataReader, T> read, SqliteTransaction? transaction = null) { return new Rows<T>(sql, read, context.Connection, transaction); }
        }
        class Context { public SqliteConnection Connection { get; } = null!; }
        class NonQuery
        {
            private readonly SqliteCommand _command;
            public NonQuery(string commandText, SqliteConnection connection, SqliteTransaction? transaction)
            {
                _command = connection.CreateCommand();
                _command.Transaction = transaction;
                _command.CommandText = commandText;
            }
            public NonQuery WithParameter<T>(string name, T value) { _command.Parameters.AddWithValue(name, value); return this; }
            public int Execute()
            {
                using var command = _command;
                try { return command.ExecuteNonQuery(); } finally { Console.WriteLine(); }
            }
        }
        class Rows<T>
        {
            private readonly SqliteCommand _command;
            private readonly Func<SqliteDataReader, T> _read;
            public Rows(string commandText, Func<SqliteDataReader, T> read, SqliteConnection connection, SqliteTransaction? transaction)
            {
                _command = connection.CreateCommand();
                _command.Transaction = transaction;
                _command.CommandText = commandText;
                _read = read;
            }
            public Rows<T> WithParameter<V>(string name, V value) { _command.Parameters.AddWithValue(name, value); return this; }
            public List<T> Execute()
            {
                var results = new List<T>();
                using var command = _command;
                using var reader = command.ExecuteReader();
                while (reader.Read()) results.Add(_read(reader));
                return results;
            }
        }
        class C
        {
            void M(Context context)
            {
                using var t = context.Connection.BeginTransaction();
                context.Cmd("DELETE FROM p WHERE id = $id", transaction: t).WithParameter("$id", 1).Execute();
                context.Cmd("DELETE FROM c WHERE p = $id", reader => reader.GetInt32(0), transaction: t).WithParameter("$id", 1).Execute();
                t.Commit();
            }
        }
        """,
        """
        created c1 member Connection
        began c1
        ran c1 DELETE FROM p WHERE id = $id [in transaction, with parameters, through Execute]
        ran c1 DELETE FROM c WHERE p = $id [in transaction, with parameters, answer used, through Execute]
        ended c1 by commit
        ended c1 by dispose by using
        """);

    private const string Types = """
        #nullable disable
        interface IRepo { void Delete(long id); }
        class Repo : IRepo, IDisposable
        {
            private readonly SqliteConnection _connection;
            public Repo(SqliteConnection connection) { _connection = connection ?? throw new ArgumentNullException(nameof(connection)); }
            public void Delete(long id) => _connection.Execute("DELETE FROM c");
            public virtual void Clear() => _connection.Execute("DELETE FROM v");
            public SqliteConnection Connection => _connection;
            public void Dispose() => _connection.Dispose();
        }
        class Special : Repo { public Special(SqliteConnection connection) : base(connection) { } public override void Clear() { base.Clear(); Connection.Execute("DELETE FROM s"); } }
        record Row(SqliteConnection Connection, string Name) { public void Delete() => Connection.Execute("DELETE FROM r"); }
        class Work : IDisposable
        {
            public Work(SqliteConnection connection) { Connection = connection; Transaction = connection.BeginTransaction(); }
            public SqliteConnection Connection { get; }
            public SqliteTransaction Transaction { get; }
            public Repo Repo => new Repo(Connection);
            public void Commit() => Transaction.Commit();
            public void Dispose() => Transaction.Dispose();
        }
        class Set { public SqliteConnection Connection { get; set; } public string Name { get; set; } public void Run() => Connection.Execute("DELETE FROM set"); }
        class Lambda { private readonly SqliteConnection _c; public Lambda(SqliteConnection c) => _c = c; public void Run() => Task.Run(() => _c.Execute("DELETE FROM l")); }
        interface IOf<T> { void Add(T item); }
        class Of<T> : IOf<T> { private readonly SqliteConnection _c; public Of(SqliteConnection c) => _c = c; public void Add(T item) => _c.Execute("INSERT INTO o"); }
        class Own : IDisposable { private readonly SqliteConnection _c; public Own() { _c = new SqliteConnection("Data Source=a.db"); _c.Open(); } public void Run() => _c.Execute("DELETE FROM own"); public void Dispose() => _c.Dispose(); }
        class Self { private readonly Self _self; private readonly SqliteConnection _c; public Self(SqliteConnection c) { _self = this; _c = c; } public Self Run() { _c.Execute("DELETE FROM x"); return _self; } }
        static class Other { public static void Use(object o) { GC.KeepAlive(o); } public static void Clear(Set set) { set.Connection.Execute("DELETE FROM clear"); } public static void Run(this Repo repo) => repo.Delete(2); public static Repo Of(SqliteConnection c) => new Repo(c); public static void Deep(Repo repo) { repo.Run(); } }

        """;

    private const string PrimaryTypes = """
        class Given(SqliteConnection connection) { public void Delete() => connection.Execute("DELETE FROM g"); }
        class Named(SqliteConnection connection) { private readonly SqliteConnection _c = connection; public void Delete() => _c.Execute("DELETE FROM n"); }
        class Around(SqliteConnection c) { protected SqliteConnection C => c; protected virtual void First() { } public void All() { First(); C.Execute("DELETE FROM p"); } }
        class Within(SqliteConnection c) : Around(c) { protected override void First() => C.Execute("DELETE FROM ch"); }
        class Swapped(SqliteConnection d, SqliteConnection c) : Around(d) { public void Own() => c.Execute("DELETE FROM own"); }
        class Made(SqliteConnection connection) { private readonly SqliteCommand _command = connection.CreateCommand(); public void Delete() { _command.CommandText = "DELETE FROM m"; _command.ExecuteNonQuery(); } }

        """;

    [Theory]
    [InlineData("new Repo(c).Delete(1);", "handed out c1 held _connection; ran c1 DELETE FROM c [through Delete]")]
    [InlineData("var repo = new Repo(c); repo.Delete(1);", "handed out c1 held _connection; ran c1 DELETE FROM c [through Delete]")]
    [InlineData("using var repo = new Repo(c); repo.Delete(1);", "handed out c1 held _connection; ran c1 DELETE FROM c [through Delete]; disposed c1")]
    [InlineData("IRepo repo = new Repo(c); repo.Delete(1);", "handed out c1 held _connection; ran c1 DELETE FROM c [through Delete]")]
    [InlineData("Repo repo = new Special(c); repo.Clear(); repo.Delete(1);", "handed out c1 held _connection; ran c1 DELETE FROM v [through Clear]; ran c1 DELETE FROM s [through Clear]; ran c1 DELETE FROM c [through Delete]")]
    [InlineData("new Row(c, \"x\").Delete();", "handed out c1 held .ctor; ran c1 DELETE FROM r [through Delete]")]
    [InlineData("using (var work = new Work(c)) { work.Repo.Delete(1); work.Connection.Execute(\"DELETE FROM w\"); work.Commit(); }", "handed out c1 held Connection; began c1; handed out c1 held _connection; ran c1 DELETE FROM c [through Delete]; ran c1 DELETE FROM w; ended c1 by commit; ended c1 by dispose")]
    [InlineData("var self = new Self(c); self.Run().Run();", "handed out c1 held _c; ran c1 DELETE FROM x [through Run]; ran c1 DELETE FROM x [through Run]")]
    [InlineData("var repo = new Repo(c); Other.Use(repo); repo.Delete(1);", "handed out c1 held _connection; handed out c1 passed Use; ran c1 DELETE FROM c [through Delete]")]
    [InlineData("var repo = new Repo(c); repo.Run(); Other.Deep(repo);", "handed out c1 held _connection; ran c1 DELETE FROM c [through Run]; ran c1 DELETE FROM c [through Deep]")]
    [InlineData("Other.Of(c).Delete(1);", "handed out c1 held _connection; ran c1 DELETE FROM c [through Delete]")]
    [InlineData("var repo = new Repo(c); Task.Run(() => repo.Delete(1));", "handed out c1 held _connection; handed out c1 captured Run")]
    [InlineData("var repo = flag ? new Repo(c) : new Special(c); repo.Clear();", "handed out c1 held _connection; ran c1 DELETE FROM v [through Clear] -> exit; created c1 parameter c; handed out c1 held _connection; ran c1 DELETE FROM v [through Clear]; ran c1 DELETE FROM s [through Clear]")]
    [InlineData("foreach (var i in new[] { 1, 2 }) { var repo = new Repo(c); repo.Delete(i); }", "handed out c1 held _connection; ran c1 DELETE FROM c [through Delete]; handed out c1 held _connection; ran c1 DELETE FROM c [through Delete]")]
    [InlineData("var repo = new Repo(c); if (repo == null) c.Execute(\"DELETE FROM no\"); repo?.Delete(1);", "handed out c1 held _connection; ran c1 DELETE FROM c [through Delete]")]
    [InlineData("_repo = new Repo(c); _repo.Delete(1);", "handed out c1 held _connection; handed out c1 collected _repo; ran c1 DELETE FROM c [through Delete]")]
    [InlineData("var all = new List<Repo> { new Repo(c) }; all[0].Delete(1);", "handed out c1 held _connection; handed out c1 passed Add; created c2 member _connection; ran c2 DELETE FROM c [through Delete]")]
    [InlineData("Repo repo = null; try { repo = new Repo(c); repo.Delete(1); } finally { repo?.Dispose(); }", "handed out c1 held _connection; ran c1 DELETE FROM c [through Delete]; disposed c1")]
    [InlineData("var a = new Repo(c); var b = a; b.Delete(1);", "handed out c1 held _connection; ran c1 DELETE FROM c [through Delete]")]
    [InlineData("c.Open(); new Repo(_kept).Delete(1);", "opened c1; created c2 member _kept; handed out c2 held _connection; ran c2 DELETE FROM c [through Delete]")]
    [InlineData("this.Kept(new Repo(c));", "handed out c1 held _connection; ran c1 DELETE FROM c [through Kept]")]
    [InlineData("object o = new Repo(c); ((Repo)o).Delete(1);", "handed out c1 held _connection; ran c1 DELETE FROM c [through Delete]")]
    [InlineData("Func<Repo> f = () => new Repo(c); f().Delete(1);", "handed out c1 held _connection; ran c1 DELETE FROM c [through Delete]")]
    [InlineData("var set = new Set { Connection = c, Name = \"x\" }; set.Run(); Other.Clear(set);", "handed out c1 held Connection; ran c1 DELETE FROM set [through Run]; ran c1 DELETE FROM clear [through Clear]")]
    [InlineData("var set = new Set(); set.Connection = c; set.Run();", "handed out c1 held Connection; ran c1 DELETE FROM set [through Run]")]
    [InlineData("new Lambda(c).Run();", "handed out c1 held _c; handed out c1 captured Run")]
    [InlineData("var all = new Of<long>(c); ((IOf<long>)all).Add(1);", "handed out c1 held _c; ran c1 INSERT INTO o [through Add]")]
    [InlineData("c.Open(); using var own = new Own(); own.Run();", "opened c1; created c2 member _c; ran c2 DELETE FROM own [through Run]")]
    public void ObjectThatIsMadeHere_IsFollowed(string statements, string expected) => Verify(Types, statements, expected);

    [CSharpTheory(1200)]
    [CSharpData(1200, "new Given(c).Delete();", "handed out c1 held .ctor; ran c1 DELETE FROM g [through Delete]")]
    [CSharpData(1200, "new Named(c).Delete();", "handed out c1 held .ctor; ran c1 DELETE FROM n [through Delete]")]
    [CSharpData(1200, "new Within(c).All();", "handed out c1 held .ctor; handed out c1 held .ctor; ran c1 DELETE FROM ch [through All]; ran c1 DELETE FROM p [through All]")]
    [CSharpData(1200, "c.Open(); new Swapped(_kept, c).Own();", "opened c1; created c2 member _kept; handed out c2 held .ctor; handed out c1 held .ctor; handed out c2 passed .ctor; handed out c1 passed .ctor; created c3 captured c; ran c3 DELETE FROM own [through Own]")]
    [CSharpData(1200, "new Made(c).Delete();", "handed out c1 passed .ctor; created c2 captured connection; ran c2 DELETE FROM m [through Delete]")]
    [CSharpData(1200, "var (a, b) = (new Repo(c), new Given(c)); a.Delete(1); b.Delete();", "handed out c1 held _connection; handed out c1 held .ctor; ran c1 DELETE FROM c [through Delete]; ran c1 DELETE FROM g [through Delete]")]
    public void ObjectOfAPrimaryConstructor_IsFollowed(string statements, string expected) => Verify(Types + PrimaryTypes, statements, expected);

    private static void Verify(string types, string statements, string expected) => Of(
        types + "class C { Repo _repo; SqliteConnection _kept; void Kept(Repo repo) { repo.Delete(1); } void M(SqliteConnection c, bool flag) { " + statements + " } }",
        "created c1 parameter c\n" + expected.Replace("; ", "\n"));
}
