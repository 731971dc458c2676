using System.Reflection;
using Microsoft.Data.Sqlite;
using SqliteDiscipline.EngineTests.Generation;

namespace SqliteDiscipline.EngineTests.Engines;

/// <summary>What runs where this is asked.</summary>
internal static class RunningEngine
{
    /// <summary>The provider's version, SQLite's, and whether a plain connection has foreign keys on.</summary>
    public static string[] Describe()
    {
        SQLitePCL.Batteries_V2.Init();
        using var plain = new SqliteConnection("Data Source=:memory:");
        plain.Open();
        return
        [
            typeof(SqliteConnection).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            plain.ServerVersion,
            plain.Ask("PRAGMA foreign_keys")!,
        ];
    }
}
