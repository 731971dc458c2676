using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Xunit;

namespace SqliteDiscipline.EngineTests.Generation;

/// <summary>So many and no more are open at once; who comes too many waits, then fails.</summary>
[Collection(nameof(PooledHandles))]
public sealed class MaxConnectionsTests
{
    private const string One = "[SqliteDatabase(\"main\", \"{folder}/main.db\", MaxConnections = 1, BusyTimeout = 300)]";
    private const string Patient = "[SqliteDatabase(\"main\", \"{folder}/main.db\", MaxConnections = 1, BusyTimeout = 20000)]";

    [Fact]
    public void OneTooMany_WaitsForTheBusyTimeout_ThenFails()
    {
        using var generated = Generated.With(One);
        using var first = generated.Call("_connect_main");
        using var second = generated.Call("_create_main");
        var waiting = Stopwatch.StartNew();

        var failure = Assert.Throws<SqliteException>(second.Open);
        Assert.InRange(waiting.ElapsedMilliseconds, 295, 1500);
        Assert.Equal(5, failure.SqliteErrorCode);
        Assert.Contains("'main'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("database is locked", failure.Message, StringComparison.Ordinal);
        Assert.Contains("MaxConnections = 1", failure.Message, StringComparison.Ordinal);
        Assert.Equal(System.Data.ConnectionState.Closed, second.State);

        first.Close();
        second.Open();
        Assert.Equal("1", second.Ask("PRAGMA foreign_keys"));
    }

    [Theory]
    [InlineData("Close")]
    [InlineData("Dispose")]
    [InlineData("both")]
    public void Waiter_GoesOn_WhenTheHolderIsClosedOnAnotherThread(string how)
    {
        using var generated = Generated.With(Patient);
        var first = generated.Call("_connect_main");
        var waiting = Stopwatch.StartNew();
        var closer = new Thread(() =>
        {
            Thread.Sleep(100);
            if (how != "Dispose")
            {
                first.Close();
            }

            if (how != "Close")
            {
                first.Dispose();
            }
        });
        closer.Start();
        using var second = generated.Call("_connect_main");

        Assert.InRange(waiting.ElapsedMilliseconds, 90, 10000);
        closer.Join();
    }

    [Fact]
    public void SlotIsGivenBackOnce()
    {
        using var generated = Generated.With(One);
        var first = generated.Call("_connect_main");
        first.Close();
        first.Dispose();
        first.Dispose();
        first.Close();
        using var second = generated.Call("_connect_main");

        Assert.Equal(5, Assert.Throws<SqliteException>(() => generated.Call("_connect_main")).SqliteErrorCode);
    }

    [Fact]
    public void Reopening_TakesTheSlotAgain()
    {
        using var generated = Generated.With(One);
        using var first = generated.Call("_connect_main");
        first.Close();
        first.Open();
        first.Open();

        Assert.Throws<SqliteException>(() => generated.Call("_connect_main"));
        first.Close();
        generated.Call("_connect_main").Dispose();
    }

    [Fact]
    public void OpenThatFails_GivesTheSlotBack()
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\", MaxConnections = 1, BusyTimeout = 0, Access = SqliteAccess.ReadWrite)]");
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(14, Assert.Throws<SqliteException>(() => generated.Call("_connect_main")).SqliteErrorCode);
        }

        File.WriteAllText(generated.PathOf("main.db"), new string('x', 4096));
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(26, Assert.Throws<SqliteException>(() => generated.Call("_connect_main")).SqliteErrorCode);
        }

        File.WriteAllBytes(generated.PathOf("main.db"), []);

        generated.Call("_connect_main").Dispose();
    }

    [Fact]
    public void EachFile_HasItsOwnLimit()
    {
        using var generated = Generated.With(
            "[SqliteDatabase(\"main\", DataSourceFrom = nameof(PathOf), MaxConnections = 1, BusyTimeout = 0)]", "static string PathOf(string name) => \"{folder}/\" + name;");
        using var a = generated.Call("_connect_main", "a.db");
        using var b = generated.Call("_connect_main", "b.db");

        Assert.Throws<SqliteException>(() => generated.Call("_connect_main", "./a.db"));
    }

    [Fact]
    public void OneThatNobodyClosed_IsCountedOffWhenItIsCollected()
    {
        using var generated = Generated.With(One);
        Abandon(generated);
        var until = Stopwatch.StartNew();
        while (true)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            try
            {
                generated.Call("_connect_main").Dispose();
                return;
            }
            catch (SqliteException) when (until.ElapsedMilliseconds < 5000)
            {
            }
        }
    }

    [Fact]
    public void ManyThreads_NeverMoreThanTheLimit_AndAllGetTheirTurn()
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\", MaxConnections = 3, BusyTimeout = 30000)]");
        var (open, most) = (0, 0);
        var threads = Enumerable.Range(0, 24).Select(_ => new Thread(() =>
        {
            for (var round = 0; round < 10; round++)
            {
                using var connection = generated.Call("_connect_main");
                var now = Interlocked.Increment(ref open);
                for (var seen = most; now > seen; seen = most)
                {
                    Interlocked.CompareExchange(ref most, now, seen);
                }

                Thread.Sleep(2);
                Interlocked.Decrement(ref open);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.InRange(most, 2, 3);
    }

    // Each holder awaits something while it is open; were the waiters to keep the threads, it could not go on.
    [Fact]
    public async Task ManyTasks_WaitWithoutAThread_AndAllGetTheirTurn()
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\", MaxConnections = 2, BusyTimeout = 20000)]");
        var waiting = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(async () =>
        {
            await using var connection = generated.Call("_create_main");
            await connection.OpenAsync();
            await Task.Delay(1);
            connection.Ask("SELECT 1");
        })));

        Assert.InRange(waiting.ElapsedMilliseconds, 0, 15000);
    }

    [Fact]
    public async Task OpenAsync_EndsByItsTimeoutOrItsToken_AndGoesOnWhenAnotherIsClosed()
    {
        using var generated = Generated.With(One);
        using var holder = generated.Call("_connect_main");
        using var second = generated.Call("_create_main");
        Assert.Equal(5, (await Assert.ThrowsAsync<SqliteException>(() => second.OpenAsync())).SqliteErrorCode);

        using var cancellation = new CancellationTokenSource(20);
        var waiting = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.OpenAsync(cancellation.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.OpenAsync(cancellation.Token));
        Assert.InRange(waiting.ElapsedMilliseconds, 0, 290);
        Assert.Equal(System.Data.ConnectionState.Closed, second.State);

        var opening = second.OpenAsync();
        holder.Close();
        await opening;
        Assert.Equal("1", second.Ask("PRAGMA foreign_keys"));
        Assert.Equal(5, Assert.Throws<SqliteException>(holder.Open).SqliteErrorCode);
    }

    [Fact]
    public async Task OneConnectionThatIsOpenedTwiceAtOnce_TakesOneSlot()
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\", MaxConnections = 2, BusyTimeout = 5000)]");
        using var first = generated.Call("_connect_main");
        using var second = generated.Call("_connect_main");
        using var twice = generated.Call("_create_main");
        Task[] openings = [twice.OpenAsync(), twice.OpenAsync()];
        first.Close();
        second.Close();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.WhenAll(openings));
        await Task.WhenAny(openings);
        twice.Close();

        first.Open();
        second.Open();
    }

    [Fact]
    public async Task ConnectionThatIsDisposedWhileItWaits_StaysClosed()
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\", MaxConnections = 1, BusyTimeout = 5000)]");
        using var holder = generated.Call("_connect_main");
        var waiter = generated.Call("_create_main");
        var opening = waiter.OpenAsync();
        waiter.Dispose();
        holder.Close();

        await Assert.ThrowsAsync<InvalidOperationException>(() => opening);
        Assert.Equal(System.Data.ConnectionState.Closed, waiter.State);
        holder.Open();
    }

    [Fact]
    public void Maintenance_IsNotCounted()
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\", MaxConnections = 1, BusyTimeout = 0, CheckpointOnClose = true)]");
        using var holder = generated.Call("_connect_main");
        holder.Run("CREATE TABLE t(a)");

        Assert.Equal(true, generated.Invoke("_checkpoint_main"));
        generated.Invoke("_shutdown");
        Assert.Equal(0, generated.Size("main.db-wal"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Abandon(Generated generated) => generated.Call("_connect_main");
}
