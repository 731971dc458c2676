using Xunit;
using static SqliteDiscipline.Tests.Timeline.TimelineDump;

namespace SqliteDiscipline.Tests.Timeline;

/// <summary>Branches, loops, returns, exceptions. <c>-></c> leads on, <c>!></c> is where an exception goes.</summary>
public sealed class ControlFlowTests
{
    [Fact]
    public void Branches_GoTheirWays() => OfMembers(
        """
        void M(SqliteConnection connection, bool flag)
        {
            if (flag)
                Run("PRAGMA a");
            else
                Run("PRAGMA b");
            connection.Close();

            void Run(string sql) => new SqliteCommand(sql, connection).ExecuteNonQuery();
        }
        """,
        """
        created c1 parameter connection
        ran c1 PRAGMA a [through Run] -> 5. closed
        created c1 parameter connection
        ran c1 PRAGMA b [through Run]
        closed c1
        """);

    // The compiler's own local of a lock has no name by which it could be mentioned.
    [Fact]
    public void LockedTwice_IsPassedThrough() => OfMembers(
        """
        private readonly object _gate = new();
        private int _last;

        void M(SqliteConnection connection)
        {
            var version = _last;
            lock (_gate)
            {
                if (_last == version)
                    return;
            }

            try
            {
                lock (_gate)
                {
                    if (_last == version)
                        return;
                }

                connection.Execute("DELETE FROM t");
            }
            finally
            {
                Release();
            }
        }

        private static void Release()
        {
        }
        """,
        """
        created c1 parameter connection
        ran c1 DELETE FROM t
        """);

    [Fact]
    public void TextChosenByABranch_IsRunOnItsOwnPath() => OfStatements(
        """
        using var connection = new SqliteConnection("Data Source=a.db");
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM t";
        if (flag)
            command.CommandText += " WHERE id = 1";
        command.ExecuteNonQuery();
        """,
        """
        created c1 a.db -> 2. ran | 4. ran
        ran c1 DELETE FROM t WHERE id = 1
        disposed c1 by using -> exit
        ran c1 DELETE FROM t
        disposed c1 by using
        """);

    [Fact]
    public void TextChosenByAnExpression_IsRunOnItsOwnPath() => OfStatements(
        """
        using var connection = new SqliteConnection("Data Source=a.db");
        var command = connection.CreateCommand();
        command.CommandText = flag ? "DELETE FROM a" : "DELETE FROM b";
        command.ExecuteNonQuery();
        """,
        """
        created c1 a.db -> 2. ran | 3. ran
        ran c1 DELETE FROM a -> 4. disposed
        ran c1 DELETE FROM b
        disposed c1 by using
        """);

    [Fact]
    public void TextOfManyPossibleEndings_HasAHoleForThem() => OfStatements(
        """
        using var connection = new SqliteConnection("Data Source=a.db");
        var sql = "SELECT * FROM t WHERE 1";
        if (path == "1") sql += " AND a";
        if (path == "2") sql += " AND b";
        if (path == "3") sql += " AND c";
        if (path == "4") sql += " AND d";
        if (path == "5") sql += " AND e";
        new SqliteCommand(sql, connection).ExecuteNonQuery();
        connection.Close();
        """,
        """
        created c1 a.db -> 8. ran | 2. ran | 4. ran | 6. ran | 10. ran
        ran c1 SELECT * FROM t WHERE 1 AND a AND b
        closed c1 -> 12. disposed
        ran c1 SELECT * FROM t WHERE 1 AND a
        closed c1 -> 12. disposed
        ran c1 SELECT * FROM t WHERE 1 AND b
        closed c1 -> 12. disposed
        ran c1 SELECT * FROM t WHERE 1 AND ?
        closed c1 -> 12. disposed
        ran c1 SELECT * FROM t WHERE 1
        closed c1
        disposed c1 by using
        """);

    [Fact]
    public void WhatOneConditionTold_AnotherRemembers() => OfStatements(
        """
        using var connection = new SqliteConnection("Data Source=a.db");
        SqliteTransaction? transaction = null;
        if (flag)
            transaction = connection.BeginTransaction();
        new SqliteCommand("DELETE FROM t", connection, transaction).ExecuteNonQuery();
        if (flag)
            transaction!.Commit();
        transaction?.Dispose();
        """,
        """
        created c1 a.db -> 2. began | 7. ran
        began c1
        ran c1 DELETE FROM t [in transaction]
        ended c1 by commit
        ended c1 by dispose
        disposed c1 by using -> exit
        ran c1 DELETE FROM t
        disposed c1 by using
        """);

    /// <summary>What is only asked about may be null: made then, or met.</summary>
    [Theory]
    [InlineData("if (_lazy == null) { _lazy = new SqliteConnection(\"Data Source=a.db\"); _lazy.Open(); } else _lazy.Close();")]
    [InlineData("if (_lazy is null) { _lazy = new SqliteConnection(\"Data Source=a.db\"); _lazy.Open(); } else if (_lazy is not null) _lazy.Close();")]
    [InlineData("if (_lazy is not { }) { _lazy = new SqliteConnection(\"Data Source=a.db\"); _lazy.Open(); } else { _lazy.Close(); }")]
    public void AskedForFirst_MayBeNull(string statements) => OfMembers(
        "SqliteConnection? _lazy; void M() { " + statements + " }",
        """
        created c1 member _lazy -> 2. created | 5. closed
        created c2 a.db
        handed out c2 stored _lazy
        opened c2 -> exit
        closed c1
        """);

    [Theory]
    [InlineData("if (null != _lazy) _lazy.Close(); else { _lazy = new SqliteConnection(\"Data Source=a.db\"); _lazy.Open(); }")]
    [InlineData("if (_lazy is { } there) there.Close(); else { _lazy = new SqliteConnection(\"Data Source=a.db\"); _lazy.Open(); }")]
    public void AskedForFirst_MayBeThere(string statements) => OfMembers(
        "SqliteConnection? _lazy; void M() { " + statements + " }",
        """
        created c1 member _lazy -> 2. closed | 3. created
        closed c1 -> exit
        created c2 a.db
        handed out c2 stored _lazy
        opened c2
        """);

    [Fact]
    public void Coalesced_IsOneOrTheOther() => OfMembers(
        "void M(SqliteConnection? given) { var c = given ?? new SqliteConnection(\"Data Source=a.db\"); c.Open(); if (given == null) c.Dispose(); }",
        """
        created c1 parameter given -> 2. opened | 3. created
        opened c1 -> exit
        created c2 a.db
        opened c2
        disposed c2
        """);

    [Fact]
    public void WhatOtherCodeGives_MayBeNull() => OfMembers(
        """
        static extern SqliteConnection? Take();

        void M()
        {
            SqliteConnection? c;
            while ((c = Take()) != null)
                c.Close();
            using var own = new SqliteConnection("Data Source=a.db");
        }
        """,
        """
        created c1 call Take -> 2. closed | 4. created
        closed c1
        created c1 call Take -> 2. closed | 4. created
        created c2 a.db
        disposed c2 by using
        """);

    /// <summary>What was used has not been null: that it is switched back is no question of it.</summary>
    [Fact]
    public void UsedResult_IsThere() => OfMembers(
        """
        static extern SqliteConnection? Take();

        void M()
        {
            var c = Take();
            c.Open();
            c?.Close();
        }
        """,
        """
        created c1 call Take
        opened c1
        closed c1
        """);

    [Fact]
    public void UsedBefore_IsThere() => OfMembers(
        "SqliteConnection? _lazy; void M() { _lazy!.Open(); if (_lazy == null) _lazy = new SqliteConnection(\"Data Source=a.db\"); _lazy?.Close(); }",
        """
        created c1 member _lazy
        opened c1
        closed c1
        """);

    [Fact]
    public void Loop_RunsItsTextAnyNumberOfTimes() => OfMembers(
        """
        void M(SqliteCommand command, SqliteConnection connection, IEnumerable<int> ids)
        {
            command.CommandText = "DELETE FROM t WHERE id = @id";
            foreach (var id in ids)
                command.ExecuteNonQuery();
            connection.Close();
        }
        """,
        """
        created c1 command command -> 2. ran | 3. created
        ran c1 DELETE FROM t WHERE id = @id -> 2. ran | 3. created
        created c2 parameter connection
        closed c2
        """);

    [Fact]
    public void CountedLoop_MayRunNotAtAll() => OfMembers(
        """
        void M(SqliteConnection connection, int count)
        {
            for (var i = 0; i < count; i++)
                new SqliteCommand("DELETE FROM t", connection).ExecuteNonQuery();
            connection.Close();
        }
        """,
        """
        created c1 parameter connection
        ran c1 DELETE FROM t -> 3. ran | 4. closed
        ran c1 DELETE FROM t -> 3. ran | 4. closed
        closed c1 -> exit
        created c1 parameter connection
        closed c1
        """);

    [Fact]
    public void Exceptions_GoThroughHandlersAndFinally() => OfMembers(
        """
        void M(SqliteConnection connection)
        {
            connection.Open();
            try
            {
                new SqliteCommand("DELETE FROM t", connection).ExecuteNonQuery();
            }
            catch (InvalidOperationException)
            {
                new SqliteCommand("ROLLBACK", connection).ExecuteNonQuery();
                throw;
            }
            finally
            {
                new SqliteCommand("PRAGMA foreign_keys = ON", connection).ExecuteNonQuery();
            }
        }
        """,
        """
        created c1 parameter connection
        opened c1 !> thrown
        ran c1 DELETE FROM t !> 6. ran | 5. ran
        ran c1 PRAGMA foreign_keys = ON -> exit !> thrown
        ran c1 PRAGMA foreign_keys = ON -> throw !> thrown
        ran c1 ROLLBACK -> throw !> 7. ran
        ran c1 PRAGMA foreign_keys = ON -> throw !> thrown
        """, exceptions: true);

    [Fact]
    public void WithoutExceptions_HandlersAreNotWalked() => OfMembers(
        """
        int M(SqliteConnection connection)
        {
            try
            {
                new SqliteCommand("DELETE FROM t", connection).ExecuteNonQuery();
                return 1;
            }
            catch (SqliteException)
            {
                new SqliteCommand("ROLLBACK", connection).ExecuteNonQuery();
                return 0;
            }
            finally
            {
                connection.Close();
            }
        }
        """,
        """
        created c1 parameter connection
        ran c1 DELETE FROM t
        closed c1
        """);

    [Fact]
    public void EarlyReturn_DisposesToo() => OfStatements(
        """
        using var connection = new SqliteConnection("Data Source=a.db");
        if (flag)
            return;
        connection.Open();
        """,
        """
        created c1 a.db -> 3. disposed | 2. opened
        opened c1
        disposed c1 by using
        """);

    [Fact]
    public void SwitchesAndGoto_AreFollowed() => OfMembers(
        """
        void M(SqliteConnection connection, int n)
        {
            connection.Open();
            switch (n)
            {
                case 1:
                    connection.Close();
                    goto case 2;
                case 2:
                    connection.Dispose();
                    break;
            }
        }
        """,
        """
        created c1 parameter connection
        opened c1 -> 3. closed | 4. disposed | exit
        closed c1
        disposed c1
        """);
}
