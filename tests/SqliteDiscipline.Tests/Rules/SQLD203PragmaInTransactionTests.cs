using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD203PragmaInTransactionTests
{
    [Theory]
    [InlineData("foreign_keys = OFF")]
    [InlineData("synchronous = NORMAL")]
    [InlineData("journal_mode = WAL")]
    [InlineData("main.foreign_keys(1)")]
    [InlineData("wal_checkpoint(TRUNCATE)")]
    [InlineData("page_size = 8192")]
    public Task InsideBeginTransaction_Triggers(string pragma) => Body($$"""
        using var transaction = connection.BeginTransaction();
        Run("[|PRAGMA {{pragma}}|]");
        transaction.Commit();
        """);

    [Theory]
    [InlineData("cache_size = 100")]
    [InlineData("user_version = 3")]
    [InlineData("defer_foreign_keys = ON")]
    [InlineData("journal_mode = DELETE")]
    [InlineData("foreign_keys")]
    [InlineData("foreign_key_check")]
    [InlineData("cache_size = 5; EXPLAIN PRAGMA journal_mode = WAL")]
    public Task WhatWorksInside_DoesNotTrigger(string pragma) => Body($$"""
        using var transaction = connection.BeginTransaction();
        Run("PRAGMA {{pragma}}");
        """);

    [Theory]
    [InlineData("Run(\"BEGIN\");")]
    [InlineData("Run(\"begin immediate transaction\");")]
    [InlineData("Run(\"SAVEPOINT a\");")]
    public Task AfterText_Triggers(string begin) => Body($$"""
        {{begin}}
        Run("[|PRAGMA foreign_keys = OFF|]");
        Run("COMMIT");
        Run("PRAGMA foreign_keys = OFF");
        """);

    [Fact]
    public Task InOneText_Triggers() => Body("""
        Run("PRAGMA foreign_keys = ON; BEGIN; [|PRAGMA foreign_keys = OFF|]; DELETE FROM t; COMMIT; PRAGMA foreign_keys = ON");
        """);

    /// <summary>What a text begins with is known: none of the pragmas gets into the transaction.</summary>
    /// <summary>Each pass begins with what the last one left, and paths bring one statement there in several states: it is reported once.</summary>
    [Fact]
    public Task InALoop_TriggersOnce() => Verify.Analyzer(
        """
        using System;
        using Microsoft.Data.Sqlite;

        static class C
        {
            static void M(SqliteConnection connection, string[] names)
            {
                foreach (var name in names)
                {
                    using var transaction = connection.BeginTransaction();
                    try
                    {
                        using var off = connection.CreateCommand(); off.CommandText = "[|PRAGMA foreign_keys = OFF|]"; off.ExecuteNonQuery();
                        using var on = connection.CreateCommand(); on.CommandText = "[|PRAGMA foreign_keys = ON|]"; on.ExecuteNonQuery();
                        transaction.Commit();
                    }
                    catch (Exception)
                    {
                        transaction.Rollback();
                    }
                }
            }
        }
        """, "SQLD203").RunAsync();

    [Fact]
    public Task PragmasOfAListThatAreTakenOut_DoNotTrigger() => Body("""
        foreach (var sql in new[] { "CREATE TABLE k(id)", "PRAGMA foreign_keys = OFF", "DROP TABLE k", "PRAGMA foreign_keys = ON" })
        {
            if (sql.StartsWith("PRAGMA"))
            {
                Run(sql);
                continue;
            }

            using var transaction = connection.BeginTransaction();
            Run(sql);
            transaction.Commit();
        }
        """);

    [Fact]
    public Task BeforeAndAfter_DoesNotTrigger() => Body("""
        Run("PRAGMA foreign_keys = OFF");
        using (var transaction = connection.BeginTransaction())
        {
            Run("DELETE FROM t");
            transaction.Commit();
        }

        Run("PRAGMA foreign_keys = ON");
        Run("BEGIN");
        Run("ROLLBACK");
        Run("PRAGMA foreign_keys = ON");
        """);

    [Fact]
    public Task CheckpointInAnUntouchedDeferredTransaction_DoesNotTrigger() => Body("""
        Run("BEGIN");
        Run("PRAGMA wal_checkpoint");
        Run("DELETE FROM t");
        Run("[|PRAGMA wal_checkpoint|]");
        """);

    /// <summary>A pragma reads and writes the file like any other statement.</summary>
    [Theory]
    [InlineData("user_version = 5", "[|PRAGMA wal_checkpoint|]")]
    [InlineData("user_version", "[|PRAGMA wal_checkpoint|]")]
    [InlineData("table_info(t)", "[|PRAGMA wal_checkpoint|]")]
    [InlineData("application_id = 5", "[|PRAGMA journal_mode = DELETE|]")]
    [InlineData("application_id", "PRAGMA journal_mode = DELETE")]
    [InlineData("cache_size = 5", "PRAGMA wal_checkpoint")]
    [InlineData("temp.user_version", "PRAGMA wal_checkpoint")]
    public Task CheckpointAfterAPragma(string first, string then) => Body($$"""
        Run("BEGIN");
        Run("PRAGMA {{first}}");
        Run("{{then}}");
        """);

    [Fact]
    public Task OnSomePathsOnly_DoesNotTrigger() => Body("""
        if (flag)
            connection.BeginTransaction();
        Console.WriteLine();
        if (flag)
            Run("[|PRAGMA foreign_keys = OFF|]");
        else
            Run("PRAGMA foreign_keys = OFF");
        """);

    [Fact]
    public Task PathsThatMeet_DoNotTrigger() => Body("""
        if (DateTime.Now.Year > 2000)
            connection.BeginTransaction();
        Run("PRAGMA foreign_keys = OFF");
        """);

    [Fact]
    public Task OtherConnection_DoesNotTrigger() => Body("""
        using var transaction = connection.BeginTransaction();
        using var other = new SqliteConnection("Data Source=b.db");
        other.Open();
        new SqliteCommand("PRAGMA foreign_keys = OFF", other).ExecuteNonQuery();
        """);

    [Fact]
    public Task ConnectionOfSomebodyElse_DoesNotTriggerUntilItIsKnown() => Verify.Analyzer(
        """
        using Microsoft.Data.Sqlite;

        class C
        {
            void M(SqliteConnection connection, SqliteTransaction? transaction)
            {
                new SqliteCommand("PRAGMA foreign_keys = OFF", connection, transaction).ExecuteNonQuery();
                var own = connection.BeginTransaction();
                new SqliteCommand("[|PRAGMA foreign_keys = OFF|]", connection, own).ExecuteNonQuery();
                Elsewhere(connection);
                new SqliteCommand("PRAGMA foreign_keys = OFF", connection).ExecuteNonQuery();
            }

            static extern void Elsewhere(SqliteConnection connection);
        }
        """, "SQLD203").RunAsync();

    /// <summary>Who gives a transaction has begun it; what may be null says nothing.</summary>
    [Fact]
    public Task GivenTransaction_Triggers() => Verify.Analyzer(
        """
        using Dapper;
        using Microsoft.Data.Sqlite;

        class C
        {
            void M(SqliteConnection connection, SqliteTransaction transaction)
            {
                using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = "[|PRAGMA foreign_keys = OFF|]";
                command.ExecuteNonQuery();
                connection.Execute(new CommandDefinition("[|PRAGMA synchronous = FULL|]", null, transaction));
            }

            void Maybe(SqliteConnection connection, SqliteTransaction? transaction, SqliteTransaction other = null!)
            {
                connection.Execute("PRAGMA foreign_keys = OFF", transaction: transaction);
                connection.Execute(new CommandDefinition("PRAGMA foreign_keys = OFF", null, transaction));
                connection.Execute("PRAGMA foreign_keys = OFF", transaction: other);
            }

            void Checked(SqliteConnection connection, SqliteTransaction? transaction)
            {
                if (transaction != null)
                    connection.Execute("[|PRAGMA foreign_keys = OFF|]", transaction: transaction);
                else
                    connection.Execute("PRAGMA foreign_keys = OFF", transaction: transaction);
            }

            void Refused(SqliteConnection connection, SqliteTransaction? transaction)
            {
                System.ArgumentNullException.ThrowIfNull(transaction);
                connection.Execute("[|PRAGMA foreign_keys = OFF|]", transaction: transaction);
            }

            void BegunIfNotGiven(SqliteConnection connection, SqliteTransaction? transaction)
            {
                transaction ??= connection.BeginTransaction();
                connection.Execute("[|PRAGMA foreign_keys = OFF|]", transaction: transaction);
            }

            void OnlyIfNotGiven(SqliteConnection connection, SqliteTransaction? transaction)
            {
                if (transaction is null)
                    connection.Execute("PRAGMA foreign_keys = OFF");
            }

            SqliteConnection _c = new("Data Source=a.db");
            SqliteTransaction? _t;
            void Set() => _c.Execute("PRAGMA foreign_keys = ON", transaction: _t);
            void Begin() => _t = _c.BeginTransaction();

        #nullable disable
            void Oblivious(SqliteConnection connection, SqliteTransaction transaction) => connection.Execute("PRAGMA foreign_keys = OFF", transaction: transaction);
        }
        """, "SQLD203").RunAsync();

    [Fact]
    public Task DapperAndEntityFramework_Trigger() => Verify.Analyzer(
        """
        using Dapper;
        using Microsoft.Data.Sqlite;
        using Microsoft.EntityFrameworkCore;

        class C
        {
            void M(SqliteConnection connection, DbContext context)
            {
                using var transaction = connection.BeginTransaction();
                connection.Execute("[|PRAGMA foreign_keys = OFF|]", transaction: transaction);

                context.Database.ExecuteSqlRaw("PRAGMA foreign_keys = OFF");
                using var another = context.Database.BeginTransaction();
                context.Database.ExecuteSqlRaw("[|PRAGMA foreign_keys = OFF|]");
            }
        }
        """, "SQLD203").RunAsync();

    private static Task Body(string statements) => Verify.Analyzer(
        $$"""
        using System;
        using Microsoft.Data.Sqlite;

        class C
        {
            void M(bool flag)
            {
                using var connection = new SqliteConnection("Data Source=a.db");
                connection.Open();
        {{statements}}

                void Run(string sql)
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = sql;
                    command.ExecuteNonQuery();
                }
            }
        }
        """, "SQLD203").RunAsync();
}
