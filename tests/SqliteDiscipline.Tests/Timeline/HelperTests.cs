using Xunit;
using static SqliteDiscipline.Tests.Timeline.TimelineDump;

namespace SqliteDiscipline.Tests.Timeline;

/// <summary>The project's own helpers: what they do is done where they are called.</summary>
public sealed class HelperTests
{
    [Fact]
    public void StaticAndExtensionAndInstance() => Of(
        """
        static class Sql
        {
            public static void Run(this SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }

            public static SqliteConnection Open(string path)
            {
                var connection = new SqliteConnection($"Data Source={path}");
                connection.Open();
                connection.Run("PRAGMA foreign_keys = ON");
                return connection;
            }
        }

        class C
        {
            private readonly SqliteConnection _connection = Sql.Open("b.db");

            void M()
            {
                using var connection = Sql.Open("a.db");
                connection.Run("DELETE FROM t");
                Own("DELETE FROM u");
                Own(Environment.NewLine);
            }

            private void Own(string sql) => new SqliteCommand(sql + ";", _connection).ExecuteNonQuery();
        }
        """,
        """
        created c1 a.db
        opened c1
        ran c1 PRAGMA foreign_keys = ON [through Open]
        ran c1 DELETE FROM t [through Run]
        created c2 member _connection
        ran c2 DELETE FROM u [through Own]
        ran c2 ? [through Own]
        disposed c1 by using
        """);

    /// <summary>C# 14: members of a block, on whatever they are called.</summary>
    [CSharpTheory(1400)]
    [CSharpData(1400, "db.Configure();", "ran c1 PRAGMA foreign_keys = ON [through Configure]")]
    [CSharpData(1400, "Sql.Configure(db);", "ran c1 PRAGMA foreign_keys = ON [through Configure]")]
    [CSharpData(1400, "db?.Run(\"DELETE FROM t\");", "ran c1 DELETE FROM t [through Run]")]
    [CSharpData(1400, "Sql.Run(db, \"DELETE FROM t\");", "ran c1 DELETE FROM t [through Run]")]
    [CSharpData(1400, "_ = db.Version;", "ran c1 PRAGMA user_version [through get_Version]")]
    [CSharpData(1400, "db.Version = 3;", "ran c1 PRAGMA user_version = 3 [through set_Version]")]
    [CSharpData(1400, "db.Mode = \"WAL\";", "ran c1 PRAGMA journal_mode = WAL [through set_Mode]")]
    [CSharpData(1400, "db.Same.Execute(\"DELETE FROM t\");", "ran c1 DELETE FROM t")]
    [CSharpData(1400, "db.Twice(other);", "created c2 parameter other\nran c1 DELETE FROM t [through Twice]\nran c2 DELETE FROM t [through Twice]\nran c1 DELETE FROM u [through Twice]")]
    [CSharpData(1400, "db.Later();", "ran c1 DELETE FROM t [through Later]")]
    // What they do is not what the name says of the object itself.
    [CSharpData(1400, "db.Dispose(\"DELETE FROM t\");", "ran c1 DELETE FROM t [through Dispose]")]
    [CSharpData(1400, "db.Close(1, 2);", "handed out c1 passed Close")]
    // Made by a static member, or out of a text.
    [CSharpData(1400, "var made = SqliteConnection.At(\"b.db\"); made.Open();", "created c2 b.db\nopened c2")]
    [CSharpData(1400, "var made = \"b.db\".Connect(); made.Open();", "created c2 b.db\nopened c2")]
    public void ExtensionBlock_IsFollowed(string statements, string happenings) => Of(
        $$"""
        static class Sql
        {
            extension(SqliteConnection connection)
            {
                public void Run(string sql)
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = sql;
                    command.ExecuteNonQuery();
                }

                public void Configure() => connection.Run("PRAGMA foreign_keys = ON");

                public void Twice(SqliteConnection next)
                {
                    connection.Run("DELETE FROM t");
                    next.Run("DELETE FROM t");
                    connection.Run("DELETE FROM u");
                }

                public void Later()
                {
                    Once();
                    void Once() => connection.Run("DELETE FROM t");
                }

                public void Dispose(string sql) => connection.Run(sql);

                public IEnumerable<int> Close(int from, int to)
                {
                    yield return from + to;
                }

                public SqliteConnection Same => connection;

                public int Version
                {
                    get
                    {
                        connection.Run("PRAGMA user_version");
                        return 0;
                    }
                    set => connection.Run($"PRAGMA user_version = {value}");
                }

                public string Mode
                {
                    set => connection.Run("PRAGMA journal_mode = " + value);
                }

                public static SqliteConnection At(string path) => new("Data Source=" + path);
            }

            extension(string path)
            {
                public SqliteConnection Connect() => new SqliteConnection($"Data Source={path}");
            }
        }

        class C
        {
            void M(SqliteConnection db, SqliteConnection other)
            {
                db.Open();
                {{statements}}
            }
        }
        """,
        "created c1 parameter db\nopened c1\n" + happenings);

    [Theory]
    [InlineData("abstract int Run(SqliteConnection connection, [StringSyntax(\"Sql\")] string text);", "Run(connection, \"DELETE FROM t\")", "")]
    [InlineData("abstract void Run([StringSyntax(\"sql\")] string text, SqliteConnection connection, object parameters);", "Run(\"DELETE FROM t\", connection, this)", " [with parameters]")]
    public void StringSyntaxOfAMethodThatIsNotFollowed_IsSql(string declaration, string call, string how) => Of(
        $$"""
        abstract class C
        {
            protected {{declaration.Replace("[StringSyntax", "[System.Diagnostics.CodeAnalysis.StringSyntax")}}

            void M(SqliteConnection connection)
            {
                {{call}};
                connection.Close();
            }
        }
        """,
        $"""
        created c1 parameter connection
        ran c1 DELETE FROM t{how}
        closed c1
        """);

    [Theory]
    // A command made of it is not run yet; a text of another kind is none of ours.
    [InlineData("DbCommand Run(SqliteConnection connection, [StringSyntax(\"Sql\")] string text);")]
    [InlineData("int Run(SqliteConnection connection, [StringSyntax(\"Regex\")] string text);")]
    public void StringSyntaxOfAnotherMeaning_IsNotRun(string declaration) => Of(
        $$"""
        abstract class C
        {
            protected abstract {{declaration.Replace("[StringSyntax", "[System.Diagnostics.CodeAnalysis.StringSyntax").Replace("DbCommand", "System.Data.Common.DbCommand")}}

            void M(SqliteConnection connection)
            {
                Run(connection, "DELETE FROM t");
                connection.Close();
            }
        }
        """,
        """
        created c1 parameter connection
        handed out c1 passed Run
        closed c1
        """);

    [Theory]
    [InlineData("protected readonly SqliteConnection connection;")]
    [InlineData("protected SqliteConnection Connection { get; } static SqliteConnection s_other;")]
    public void StringSyntaxOfAnObjectThatHoldsTheConnection_IsRunOnIt(string member) => Of(
        $$"""
        abstract class Store
        {
            {{member}}

            public abstract int Run([System.Diagnostics.CodeAnalysis.StringSyntax("Sql")] string text);
        }

        class C
        {
            void M(Store store)
            {
                store.Run("DELETE FROM t");
                store.Run("DELETE FROM u");
            }
        }
        """,
        """
        ran c1 DELETE FROM t
        ran c1 DELETE FROM u
        """);

    [Fact]
    public void CommandThatAHelperMakes() => Of(
        """
        static class Sql
        {
            private static SqliteCommand Command(this SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
            {
                var command = connection.CreateCommand();
                command.CommandText = sql;
                foreach (var (name, value) in parameters)
                    command.Parameters.AddWithValue(name, value);
                return command;
            }

            public static object? Scalar(this SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
            {
                using var command = connection.Command(sql, parameters);
                return command.ExecuteScalar();
            }
        }

        class C
        {
            void M(SqliteConnection connection)
            {
                if (connection.Scalar("PRAGMA journal_mode = WAL") is "wal")
                    connection.Scalar("PRAGMA synchronous = NORMAL");
            }
        }
        """,
        """
        created c1 parameter connection
        ran c1 PRAGMA journal_mode = WAL [answer used, through Scalar] -> 3. ran | exit
        ran c1 PRAGMA synchronous = NORMAL [answer used, through Scalar]
        """);

    [Fact]
    public void ConnectionThatAHelperKeepsToItself_IsToldByTheHelper() => OfMembers(
        """
        void M(SqliteConnection connection)
        {
            Clear();
            connection.Close();
        }

        private static void Clear()
        {
            using var own = new SqliteConnection("Data Source=a.db");
            new SqliteCommand("DELETE FROM t", own).ExecuteNonQuery();
        }
        """,
        """
        created c1 parameter connection
        closed c1
        """);

    [Fact]
    public void HelperOfAHelperWithoutATellingWord() => OfMembers(
        """
        private readonly SqliteConnection _c = null!;

        void M() => First("DELETE FROM t");

        private void First(string what) => Second(what);

        private void Second(string what) => Third(what);

        private void Third(string what) => new SqliteCommand(what, _c).ExecuteNonQuery();
        """,
        """
        created c1 member _c
        ran c1 DELETE FROM t [through First]
        """);

    [Fact]
    public void AsyncHelperAndOut() => OfMembers(
        """
        async Task M()
        {
            await using var connection = await OpenAsync();
            if (TryOpen(out var other))
                other.Dispose();
        }

        private static async Task<SqliteConnection> OpenAsync()
        {
            var connection = new SqliteConnection("Data Source=a.db");
            await connection.OpenAsync().ConfigureAwait(false);
            return connection;
        }

        private static bool TryOpen(out SqliteConnection connection)
        {
            connection = new SqliteConnection("Data Source=b.db");
            return true;
        }
        """,
        """
        created c1 a.db
        opened c1
        created c2 b.db
        disposed c2
        disposed c1 by using
        """);

    [Fact]
    public void LambdaGivenToAHelper_RunsInside() => OfMembers(
        """
        void M(int id)
        {
            Action done = () => Console.WriteLine();
            With(connection => new SqliteCommand("DELETE FROM t", connection).ExecuteNonQuery());
            done();
        }

        private static T With<T>(Func<SqliteConnection, T> work)
        {
            using var connection = new SqliteConnection("Data Source=a.db");
            connection.Open();
            return work(connection);
        }
        """,
        """
        created c1 a.db
        opened c1
        ran c1 DELETE FROM t [through With]
        disposed c1 by using
        """);

    [Fact]
    public void VirtualRecursiveAndUnseen_AreStrangers() => OfMembers(
        """
        void M(SqliteConnection connection, int depth)
        {
            Virtual(connection);
            M(connection, depth - 1);
        }

        protected virtual void Virtual(SqliteConnection connection) => new SqliteCommand("DELETE FROM t", connection).ExecuteNonQuery();
        """,
        """
        created c1 parameter connection
        handed out c1 passed Virtual
        handed out c1 passed M
        """);

    [Fact]
    public void ExceptionOfAHelper_GoesToTheCallersHandlers() => OfMembers(
        """
        void M(SqliteConnection connection)
        {
            try
            {
                Run(connection, "BEGIN");
            }
            catch
            {
                connection.Close();
            }
        }

        private static void Run(SqliteConnection connection, string sql)
        {
            using var command = new SqliteCommand(sql, connection);
            command.ExecuteNonQuery();
        }
        """,
        """
        created c1 parameter connection
        ran c1 BEGIN [through Run] -> exit !> 3. closed
        closed c1
        """, exceptions: true);

    [Fact]
    public void ExceptionOfALocalFunction_LeavesTheVariablesOfTheBodyAround() => OfMembers(
        """
        void M()
        {
            var connection = new SqliteConnection("Data Source=a.db");
            try
            {
                Run("BEGIN");
            }
            catch
            {
                Run("ROLLBACK");
            }

            void Run(string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
        }
        """,
        """
        created c1 a.db !> thrown
        ran c1 BEGIN [through Run] -> exit !> 3. ran
        ran c1 ROLLBACK [through Run]
        """, exceptions: true);

    [Fact]
    public void LambdaByItself_KnowsItsConnectionByTheVariable() => Of(
        """
        class C
        {
            void N(SqliteConnection connection)
            {
                Task.Run(M);

                void M()
                {
                    new SqliteCommand("DELETE FROM t", connection).ExecuteNonQuery();
                }
            }
        }
        """,
        """
        created c1 captured connection
        ran c1 DELETE FROM t
        """);
}
