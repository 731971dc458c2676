using Microsoft.Data.Sqlite;

namespace Samples;

/// <summary>
/// What a program shows about itself. Every claim is a line <c>claim|what|found</c>, and a claim that does not hold a line
/// <c>broken|what|found|expected</c>, which makes the program fail.
/// </summary>
internal sealed class Claims
{
    private int _broken;

    public int ExitCode => _broken == 0 ? 0 : 1;

    public void That(string what, object expected, object found)
    {
        if (Equals(expected, found))
        {
            Console.WriteLine($"claim|{what}|{found}");
            return;
        }

        _broken++;
        Console.WriteLine($"broken|{what}|{found}|{expected}");
    }

    /// <summary>What SQLite made of an attempt.</summary>
    public static string Attempt(Action action)
    {
        try
        {
            action();
            return "accepted";
        }
        catch (SqliteException refusal)
        {
            return $"refused ({refusal.SqliteErrorCode})";
        }
    }
}
