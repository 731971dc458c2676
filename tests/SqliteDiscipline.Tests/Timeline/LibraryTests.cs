using Xunit;
using static SqliteDiscipline.Tests.Timeline.TimelineDump;

namespace SqliteDiscipline.Tests.Timeline;

/// <summary>Dapper and EF Core.</summary>
public sealed class LibraryTests
{
    [Fact]
    public void Dapper() => OfStatements(
        """
        using IDbConnection connection = new SqliteConnection("Data Source=a.db");
        connection.Execute("PRAGMA foreign_keys = ON");
        using var transaction = ((SqliteConnection)connection).BeginTransaction();
        await connection.ExecuteAsync("DELETE FROM t WHERE id = @id", new { id = 1 }, transaction);
        var rows = connection.Query<int>("SELECT 1");
        connection.ExecuteScalar<int>("SELECT 2");
        using var many = await connection.QueryMultipleAsync(new CommandDefinition("SELECT 3", new { id = 1 }, transaction));
        transaction.Commit();
        """,
        """
        created c1 a.db
        ran c1 PRAGMA foreign_keys = ON
        began c1
        ran c1 DELETE FROM t WHERE id = @id [in transaction, with parameters]
        ran c1 SELECT 1 [answer used]
        ran c1 SELECT 2 [answer dropped]
        ran c1 SELECT 3 [in transaction, with parameters, answer used]
        ended c1 by commit
        ended c1 by dispose by using
        disposed c1 by using
        """);

    [Fact]
    public void EntityFramework() => OfMembers(
        """
        async Task M(DbContext context, string name)
        {
            await context.Database.OpenConnectionAsync();
            context.Database.ExecuteSqlRaw("PRAGMA foreign_keys = OFF");
            using var transaction = await context.Database.BeginTransactionAsync();
            await context.Database.ExecuteSqlInterpolatedAsync($"DELETE FROM t WHERE name = {name}");
            using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = "DELETE FROM u";
            command.ExecuteNonQuery();
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
            context.Database.CloseConnection();
        }
        """,
        """
        opened c1
        ran c1 PRAGMA foreign_keys = OFF
        began c1
        ran c1 DELETE FROM t WHERE name = @p1 [with parameters]
        ran c1 DELETE FROM u
        ran c1 unknown text
        ended c1 by commit
        closed c1
        ended c1 by dispose by using
        """);
}
