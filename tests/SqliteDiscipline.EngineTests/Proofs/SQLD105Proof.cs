using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>A keyword that the provider does not know is no setting that is passed over: the connection cannot even be made.</summary>
public sealed class SQLD105Proof
{
    private const string Code =
        """
        using System;
        using Microsoft.Data.Sqlite;

        internal static class Scenario
        {
            public static string Run(string folder)
            {
                try
                {
                    using var connection = new SqliteConnection("Data Source=" + Folder.Path + "/app.db;Version=3;Foreign Keys=ON;Journal Mode=WAL");
                    connection.Open();
                    using var command = connection.CreateCommand();
                    command.CommandText = "PRAGMA foreign_keys";
                    return "foreign_keys = " + command.ExecuteScalar();
                }
                catch (Exception refused) when (refused is ArgumentException or FormatException)
                {
                    return "refused";
                }
            }
        }
        """;

    [Fact]
    public async Task SQLD105_TheStringIsRefused_TheCorrectedOneIsNot()
    {
        using var proof = Proof.Of(Code);
        await proof.IsFlagged("SQLD105", times: 3);
        await proof.Does("refused");
        await proof.Fix("SQLD105");
        await proof.Does("foreign_keys = 1");
    }
}
