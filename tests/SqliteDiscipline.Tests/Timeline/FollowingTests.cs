using System.Text.RegularExpressions;
using Xunit;
using static SqliteDiscipline.Tests.Timeline.TimelineDump;

namespace SqliteDiscipline.Tests.Timeline;

/// <summary>A connection under its many names: aliases, fields, properties, parameters, tuples, casts, commands and transactions.</summary>
public sealed class FollowingTests
{
    [Fact]
    public void ArmOfASwitch_IsPickedByTheTextThatIsGiven() => OfMembers(
        """
        void M(SqliteConnection connection) { Delete(connection, "child"); Delete(connection, "other"); }

        static void Delete(SqliteConnection connection, string what) => new SqliteCommand(what switch { "child" => "DELETE FROM c", _ => "DELETE FROM p" }, connection).ExecuteNonQuery();
        """,
        """
        created c1 parameter connection
        ran c1 DELETE FROM c [through Delete]
        ran c1 DELETE FROM p [through Delete]
        """);

    [Fact]
    public void Aliases_AreTheSameConnection() => OfStatements(
        """
        var first = new SqliteConnection("Data Source=a.db");
        DbConnection second = first;
        IDbConnection third = (IDbConnection)second;
        third.Open();
        using IDbCommand command = third.CreateCommand();
        command.CommandText = "SELECT 1";
        var reader = command.ExecuteReader();
        if (second is SqliteConnection fourth)
            fourth.Close();
        command.Connection!.Dispose();
        """,
        """
        created c1 a.db
        opened c1
        ran c1 SELECT 1 [answer used]
        closed c1
        disposed c1
        """);

    [Theory]
    [InlineData("if (other is SqliteConnection c) c.Execute(\"DELETE FROM t\");")]
    [InlineData("if (other is SqliteConnection { State: ConnectionState.Open } c) c.Execute(\"DELETE FROM t\");")]
    [InlineData("if (other is not SqliteConnection c) return; c.Execute(\"DELETE FROM t\");")]
    [InlineData("switch (other) { case SqliteConnection c: c.Execute(\"DELETE FROM t\"); break; case DbConnection d: d.Execute(\"DELETE FROM d\"); break; }")]
    [InlineData("_ = other switch { SqliteConnection c => c.Execute(\"DELETE FROM t\"), DbConnection d => d.Execute(\"DELETE FROM d\"), _ => 0 };")]
    [InlineData("(other as SqliteConnection)?.Execute(\"DELETE FROM t\");")]
    [InlineData("var c = other as SqliteConnection; if (c == null) return; c.Execute(\"DELETE FROM t\");")]
    [InlineData("((SqliteConnection)other).Execute(\"DELETE FROM t\");")]
    public void CastOrTypeTest_SaysThatItIsSQLites(string statement) =>
        OfMembers("void M(object other) { " + statement + " }", $"created c1 parameter other{WayOut(statement)}\nran c1 DELETE FROM t");

    [Theory]
    [InlineData("if (Any() is SqliteConnection c) c.Execute(\"DELETE FROM t\");")]
    [InlineData("var any = Any(); if (any is SqliteConnection c) c.Execute(\"DELETE FROM t\");")]
    [InlineData("using var any = await AnyAsync(); await ((SqliteConnection)any).ExecuteAsync(\"DELETE FROM t\");")]
    [InlineData("using var c = (SqliteConnection)Any(); c.Execute(\"DELETE FROM t\");")]
    [InlineData("await using var c = (SqliteConnection)await AnyAsync(); c.Execute(\"DELETE FROM t\");")]
    [InlineData("if (Any() as SqliteConnection is { } c) c.Execute(\"DELETE FROM t\");")]
    public void CastOrTypeTest_OfWhatACallGives(string statement) => OfMembers(
        "async Task M() { " + statement + " await Task.Yield(); } static extern DbConnection Any(); static extern Task<DbConnection> AnyAsync();",
        $"created c1 call {Regex.Match(statement, @"any\b|Any\w*")}{WayOut(statement)}\nran c1 DELETE FROM t{(statement.Contains("using") ? "\ndisposed c1 by using" : "")}");

    /// <summary>What is done where it is another's is not done to it.</summary>
    [Theory]
    [InlineData("if (other is SqliteConnection c) c.Execute(\"DELETE FROM t\"); else other.Execute(\"DELETE FROM o\");")]
    [InlineData("if (other is not SqliteConnection c) other.Execute(\"DELETE FROM o\"); else c.Execute(\"DELETE FROM t\");")]
    [InlineData("var c = other as SqliteConnection; if (c is null) { other.Execute(\"DELETE FROM o\"); return; } c.Execute(\"DELETE FROM t\");")]
    public void TypeTest_IsOneOfTwoWays(string statement) =>
        OfMembers("void M(DbConnection other) { " + statement + " }", $"created c1 parameter other{WayOut(statement)}\nran c1 DELETE FROM t");

    // Where it is another's, nothing is done to it.
    private static string WayOut(string statement) =>
        statement.Contains("((Sqlite") || statement.Contains("= (Sqlite") ? ""
        : statement.Contains("is not") || statement.Contains("c ==") || statement.Contains("c is null") ? " -> exit | 2. ran"
        : " -> 2. ran | exit";

    [Fact]
    public void FieldsAndProperties_AreTheSameConnectionThroughoutTheBody() => OfMembers(
        """
        private readonly SqliteConnection _connection = new("Data Source=a.db");

        public SqliteConnection Other { get; set; } = null!;

        private static SqliteConnection s_shared = null!;

        void M(C another)
        {
            _connection.Open();
            this._connection.Close();
            Other.Open();
            another.Other.Open();
            s_shared.Open();
            another._connection.Close();
        }
        """,
        """
        created c1 member _connection
        opened c1
        closed c1
        created c2 member Other
        opened c2
        created c3 member Other
        opened c3
        created c4 member s_shared
        opened c4
        created c5 member _connection
        closed c5
        """);

    [Fact]
    public void CommandHeldInAField_HasTheTextItWasMadeWith() => OfMembers(
        """
        private readonly SqliteConnection _connection = null!;
        private readonly SqliteCommand _insert;

        C() => _insert = new SqliteCommand("INSERT INTO t VALUES (@v)", _connection);

        void M() => _insert.ExecuteNonQuery();
        """,
        """
        created c1 member _connection
        ran c1 INSERT INTO t VALUES (@v)
        """);

    [Fact]
    public void CommandOfSomebodyElse_RunsOnAConnectionOfItsOwn() => OfMembers(
        """
        void M(SqliteCommand command)
        {
            command.CommandText = "PRAGMA foreign_keys = ON";
            command.ExecuteNonQuery();
            Change(command);
            command.ExecuteNonQuery();
        }

        static void Change(SqliteCommand command) => System.Console.WriteLine(command);
        """,
        """
        created c1 command command
        ran c1 PRAGMA foreign_keys = ON
        unknown c1
        ran c1 unknown text
        """);

    [Fact]
    public void HandedOut_InEveryWay() => OfMembers(
        """
        private SqliteConnection _kept = null!;

        object M(out SqliteConnection given, List<SqliteConnection> list)
        {
            var connection = new SqliteConnection("Data Source=a.db");
            _kept = connection;
            given = connection;
            list.Add(connection);
            GC.KeepAlive(connection);
            var array = new object[] { connection };
            Task.Run(() => connection.Open());
            return (connection, 1);
        }
        """,
        """
        created c1 a.db
        handed out c1 stored _kept
        handed out c1 assigned given
        handed out c1 passed Add
        handed out c1 passed KeepAlive
        handed out c1 captured Run
        handed out c1 returned M
        """);

    [Fact]
    public void TuplesAndOut_GiveConnections() => OfMembers(
        """
        void M(SqliteConnection one)
        {
            var (first, name) = (one, "x");
            first.Open();
            Elsewhere.Get(out var second);
            second.Open();
            var pair = Elsewhere.Pair();
            pair.Connection.Open();
            pair.Connection.Close();
        }

        static class Elsewhere
        {
            public static extern void Get(out SqliteConnection connection);

            public static extern (SqliteConnection Connection, int Number) Pair();
        }
        """,
        """
        created c1 parameter one
        opened c1
        created c2 call Get
        opened c2
        created c3 call Pair
        opened c3
        closed c3
        """);

    [Fact]
    public void TransactionLeadsBackToItsConnection() => OfMembers(
        """
        void M(SqliteConnection connection)
        {
            var transaction = connection.BeginTransaction();
            using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "DELETE FROM t";
            command.ExecuteNonQuery();
            transaction.Rollback("savepoint");
            transaction.Rollback();
        }
        """,
        """
        created c1 parameter connection
        began c1
        ran c1 DELETE FROM t [in transaction]
        ended c1 by rollback
        """);

    [Fact]
    public void SettingsAndPools() => OfStatements(
        """
        var connection = new SqliteConnection("Data Source=a.db");
        connection.DefaultTimeout = 5;
        connection.StateChange += (_, _) => { };
        connection.ConnectionString = "Data Source=b.db";
        SqliteConnection.ClearPool(connection);
        SqliteConnection.ClearAllPools();
        SQLitePCL.raw.sqlite3_exec(connection.Handle, "PRAGMA journal_mode = WAL");
        """,
        """
        created c1 ?
        configured c1 DefaultTimeout
        configured c1 StateChange
        configured c1 ConnectionString
        pool cleared c1
        pool cleared all
        ran c1 PRAGMA journal_mode = WAL
        """);

    [Fact]
    public void BaseClass_IsTheConnectionItself() => Of(
        """
        class Own : SqliteConnection
        {
            public void M()
            {
                base.Open();
                using var command = CreateCommand();
                command.CommandText = "PRAGMA foreign_keys = ON";
                command.ExecuteNonQuery();
            }
        }
        """,
        """
        opened c1
        ran c1 PRAGMA foreign_keys = ON
        """);

    [Fact]
    public void Factory_IsKnownByItsManifest() => Of(
        """
        [SqliteConnectionFactory]
        [SqliteDatabase("app", "app.db")]
        static partial class Databases
        {
            [System.CodeDom.Compiler.GeneratedCode("SqliteDiscipline", "1.0.0")]
            public static AppConnection _connect_app() => null!;

            [System.CodeDom.Compiler.GeneratedCode("SqliteDiscipline", "1.0.0")]
            public static AppConnection _create_app() => null!;
        }

        partial class AppConnection : SqliteConnection { }

        class C
        {
            private AppConnection _held = null!;

            void M()
            {
                using var connection = Databases._connect_app();
                using var closed = Databases._create_app();
                _held.Close();
            }
        }
        """,
        """
        created c1 factory app
        opened c1
        created c2 factory app
        created c3 member app
        closed c3
        disposed c2 by using
        disposed c1 by using
        """);

    [Theory]
    [InlineData("void M(IDbConnection connection) { connection.Open(); connection.CreateCommand(); }")]
    [InlineData("void M(DbCommand command) { command.CommandText = \"PRAGMA x\"; command.ExecuteNonQuery(); }")]
    [InlineData("void M(IDbConnection connection) { connection.Execute(\"PRAGMA x\"); }")]
    public void ProviderThatIsNotSeen_GivesNoTimeline(string member) => OfMembers(member, "nothing");
}
