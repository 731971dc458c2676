namespace Hermes;

/// <summary>A process that writes one turn after the other, says so after each, and is killed while it does.</summary>
internal static class Writer
{
    /// <summary>Writes until it is killed.</summary>
    public static void Run(long first, Action<long> add)
    {
        for (var turn = first; ; turn++)
        {
            add(turn);
            Console.WriteLine(turn);
        }
    }

    /// <summary>Kills it in mid-write.</summary>
    /// <returns>The turns that it said it had written.</returns>
    public static IReadOnlyList<long> Kill(string folder, int afterMilliseconds)
    {
        using var child = Child.StartSelf("write", folder);
        List<long> acknowledged = [];
        while (acknowledged.Count < 3)
            acknowledged.Add(long.Parse(child.Line() ?? throw new InvalidOperationException("The writer ended by itself.")));

        Thread.Sleep(afterMilliseconds);
        child.Kill();

        // What is still on its way was said before it died, but the last line may have been cut off.
        var rest = child.Output();
        acknowledged.AddRange(rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse));
        return acknowledged;
    }
}
