namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>
/// Makes a schema, puts rows into it, and runs the statements in question one by one with foreign keys enforced: tells the first error, or what
/// the last one answers.
/// </summary>
internal static class SchemaScenario
{
    public static Proof Of(string schema, string rows, string statements) => Proof.Of(
        $$"""
        using System;
        using Microsoft.Data.Sqlite;

        internal static class Scenario
        {
            private const string Schema = @"{{schema}}";
            private const string Rows = @"{{rows}}";
            private const string Statements = @"{{statements}}";

            public static string Run(string folder)
            {
                Prepare();
                using var connection = new SqliteConnection("Data Source=" + Folder.Path + "/app.db;Foreign Keys=True");
                connection.Open();
                try
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = Statements;
                    var answers = new System.Collections.Generic.List<string>();
                    using var reader = command.ExecuteReader();
                    while (reader.Read())
                        answers.Add(reader.GetString(3));

                    return answers.Count == 0 ? "done" : string.Join("; ", answers);
                }
                catch (SqliteException failure)
                {
                    return failure.Message;
                }
            }

            private static void Prepare()
            {
                using var connection = new SqliteConnection("Data Source=" + Folder.Path + "/app.db;Foreign Keys=True");
                connection.Open();
                Execute(connection, Schema);
                Execute(connection, Rows);
            }

            private static void Execute(SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
        }
        """);
}
