using Xunit;
using static SqliteDiscipline.Tests.Timeline.TimelineDump;

namespace SqliteDiscipline.Tests.Timeline;

/// <summary>Helpers that keep their connections to themselves leave nothing behind where they are called; all others are followed.</summary>
public sealed class ClosedHelperTests
{
    private const string Opens = "using var own = new SqliteConnection(\"Data Source=own.db\"); own.Open();";

    [Fact]
    public void OwnConnection_IsToldWhereItIsOpened() => OfMembers(
        $$"""
        void M(SqliteConnection connection)
        {
            Store("a");
            new SqliteCommand("DELETE FROM t", connection).ExecuteNonQuery();
            Store("b");
        }

        static int Store(string name) { {{Opens}} return new SqliteCommand("INSERT INTO t VALUES ('" + name + "')", own).ExecuteNonQuery(); }
        """,
        """
        created c1 parameter connection
        ran c1 DELETE FROM t
        """);

    [Fact]
    public void OwnConnectionAlone_IsNoTimelineOfItsCaller() => OfMembers(
        $$"""
        void M() => Store();
        static void Store() { {{Opens}} }
        """,
        "nothing");

    [Fact]
    public void TextThatItChanges_IsNotKnownAfterwards() => OfMembers(
        $$"""
        private string _sql = "";

        void M(SqliteConnection connection)
        {
            _sql = "DELETE FROM t";
            Change();
            new SqliteCommand(_sql, connection).ExecuteNonQuery();
        }

        private void Change() { {{Opens}} _sql = new SqliteCommand("SELECT 1", own).ExecuteScalar() + ""; }
        """,
        """
        created c1 parameter connection
        ran c1 unknown text
        """);

    [Fact]
    public void TruthThatItChanges_IsNotKnownAfterwards() => OfMembers(
        $$"""
        private bool _isFull;

        void M(SqliteConnection connection)
        {
            _isFull = false;
            Look();
            if (_isFull) new SqliteCommand("DELETE FROM t", connection).ExecuteNonQuery();
        }

        private void Look() { {{Opens}} _isFull = true; }
        """,
        """
        created c1 parameter connection
        ran c1 DELETE FROM t
        """);

    [Fact]
    public void VariableThatItIsGivenToAssign_IsNotKnownAfterwards() => OfMembers(
        $$"""
        void M(SqliteConnection connection)
        {
            var count = 0;
            Count(ref count);
            if (count == 1) new SqliteCommand("DELETE FROM t", connection).ExecuteNonQuery();
        }

        private static void Count(ref int count) { {{Opens}} count++; }
        """,
        """
        created c1 parameter connection
        ran c1 DELETE FROM t
        """);

    [Fact]
    public void FieldThatItOpens_IsFollowed() => OfMembers(
        """
        private SqliteConnection _kept = null!;

        void M()
        {
            Open();
            new SqliteCommand("DELETE FROM t", _kept).ExecuteNonQuery();
        }

        private void Open() { _kept = new SqliteConnection("Data Source=kept.db"); _kept.Open(); }
        """,
        """
        created c1 kept.db
        handed out c1 stored _kept
        opened c1
        ran c1 DELETE FROM t
        """);

    [Fact]
    public void CodeThatItIsGiven_IsRun() => OfMembers(
        $$"""
        void M(SqliteConnection connection) => Within(() => new SqliteCommand("DELETE FROM t", connection).ExecuteNonQuery());
        static void Within(Action work) { {{Opens}} work(); }
        """,
        """
        created c1 parameter connection
        ran c1 DELETE FROM t [through Within]
        """);

    [Fact]
    public void ConnectionThatItIsGiven_IsFollowed() => OfMembers(
        $$"""
        void M(SqliteConnection connection) => Copy(connection);
        static void Copy(SqliteConnection from) { {{Opens}} new SqliteCommand("DELETE FROM t", from).ExecuteNonQuery(); }
        """,
        """
        created c1 parameter connection
        ran c1 DELETE FROM t [through Copy]
        """);

    [Fact]
    public void HelpersThatCallEachOther_EndSomewhere() => OfMembers(
        $$"""
        void M(SqliteConnection connection) { One(3); new SqliteCommand("DELETE FROM t", connection).ExecuteNonQuery(); }
        static void One(int times) { {{Opens}} if (times > 0) Two(times - 1); }
        static void Two(int times) { {{Opens}} if (times > 0) One(times - 1); }
        """,
        """
        created c1 parameter connection
        ran c1 DELETE FROM t
        """);
}
