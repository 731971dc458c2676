using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation.Connection;

/// <summary>How a file is found to be sound, or refused.</summary>
internal static class CheckingPart
{
    public static string Of(DatabaseModel database) => CSharpText.Paragraphs(new[]
    {
        database.Policy.VerifyOnFirstOpen == SqliteVerification.None ? null : Once(database.Policy.VerifyOnFirstOpen),
        Demanding(database),
    });

    private static string Once(SqliteVerification verification) => $$"""
        private void VerifyOnce(FileInUse file)
        {
            if (file.IsVerified)
            {
                return;
            }

            // Whoever opens meanwhile waits for the verdict, however long it takes.
            lock (file.Verifying)
            {
                if (file.IsVerified)
                {
                    return;
                }

                var handle = OwnHandle;
                try
                {
        {{CSharpText.Indent(string.Join("\n", Checks(verification).Select(check => $"DemandSound(handle, \"{check}\");")), 4)}}
                    file.IsVerified = true;
                }
                catch
                {
                    LeaveAsItIs(handle);
                    throw;
                }
            }
        }
        """;

    // All that quick_check looks for, integrity_check does too.
    private static IEnumerable<string> Checks(SqliteVerification verification)
    {
        if (verification.HasFlag(SqliteVerification.IntegrityCheck))
        {
            yield return "integrity_check";
        }
        else if (verification.HasFlag(SqliteVerification.QuickCheck))
        {
            yield return "quick_check";
        }

        if (verification.HasFlag(SqliteVerification.ForeignKeyCheck))
        {
            yield return "foreign_key_check";
        }
    }

    private static string Demanding(DatabaseModel database) => $$"""
        private static void DemandSound(global::SQLitePCL.sqlite3 handle, string check)
        {
            var findings = new global::System.Collections.Generic.List<string>();
            foreach (var row in FindingsWithoutTheProgram(handle, check))
            {
                if (row.Length > 1 || row[0] != "ok")
                {
                    findings.Add(row.Length == 1 ? row[0] : new Orphan(row).ToString());
                }
            }

            if (findings.Count != 0)
            {
                var first = string.Join("; ", findings.GetRange(0, global::System.Math.Min(3, findings.Count)));
                throw new global::Microsoft.Data.Sqlite.SqliteException(
                    {{CSharpText.Literal($"SQLite Error 11: 'database disk image is malformed', from the database '{database.Name}' (")}} + FileOf(handle) + "): PRAGMA " + check + " has " + findings.Count + " findings, first: " + first,
                    global::SQLitePCL.raw.SQLITE_CORRUPT,
                    global::SQLitePCL.raw.SQLITE_CORRUPT);
            }
        }

        // Rows of one column are findings of the file, of four are orphans.
        private static global::System.Collections.Generic.List<string[]> Findings(global::SQLitePCL.sqlite3 handle, string check)
        {
            var rows = new global::System.Collections.Generic.List<string[]>();
            try
            {
                Execute(handle, "PRAGMA " + check, KeepRow, rows);
            }
            catch (global::Microsoft.Data.Sqlite.SqliteException failure)
                when (failure.SqliteErrorCode == global::SQLitePCL.raw.SQLITE_ERROR
                    || failure.SqliteErrorCode == global::SQLitePCL.raw.SQLITE_CORRUPT
                    || failure.SqliteErrorCode == global::SQLitePCL.raw.SQLITE_NOTADB)
            {
                // A file or a schema that stops a check is a finding; one that cannot be reached is a failure.
                rows.Add(new[] { failure.Message });
            }

            return rows;
        }

        // What a check would have needed of the program is no damage: then table by table, all but those that need it.
        private static global::System.Collections.Generic.List<string[]> FindingsWithoutTheProgram(global::SQLitePCL.sqlite3 handle, string check)
        {
            var all = Findings(handle, check);
            if (!all.Exists(IsOfTheProgram))
            {
                return all;
            }

            var rows = new global::System.Collections.Generic.List<string[]>();
            foreach (var table in Rows(handle, "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage <> 0"))
            {
                rows.AddRange(Findings(handle, check + "(\"" + table[0].Replace("\"", "\"\"") + "\")").FindAll(row => !IsOfTheProgram(row)));
            }

            return rows;
        }

        // A collation, a function or a module that only the program's own connections have, so that a check could not run.
        private static bool IsOfTheProgram(string[] finding)
        {
            if (finding.Length != 1)
            {
                return false;
            }

            foreach (var word in new[] { "no such collation sequence: ", "no such function: ", "unknown function: ", "no such module: " })
            {
                if (finding[0].Contains(word))
                {
                    return true;
                }
            }

            return false;
        }

        // A file that is only looked at keeps the log that a crash has left beside it. One that we make ourselves goes with us.
        private static void LeaveLog(global::SQLitePCL.sqlite3 handle)
        {
            if (HasLog(FileOf(handle)))
            {
                LeaveAsItIs(handle);
            }
        }

        private static bool HasLog(string file)
        {
            var log = new global::System.IO.FileInfo(file + "-wal");
            return log.Exists && log.Length != 0;
        }

        // Closing would move a WAL into the file: damaged, it stays as it was found.
        private static void LeaveAsItIs(global::SQLitePCL.sqlite3 handle)
        {
            int ignored;
            global::SQLitePCL.raw.sqlite3_db_config(handle, global::SQLitePCL.raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out ignored);
        }

        // Empty for a database in memory.
        private static string FileOf(global::SQLitePCL.sqlite3 handle)
        {
            return global::SQLitePCL.raw.sqlite3_db_filename(handle, "main").utf8_to_string() ?? string.Empty;
        }
        """;
}
