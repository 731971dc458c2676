using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation.Connection;

/// <summary>The online backup: copied under another name, checked, and only then put in place.</summary>
internal static class BackupPart
{
    public static string Of(DatabaseModel database) => CSharpText.Paragraphs(new[] { Backing(database), Copying(database), Placing });

    private static string Backing(DatabaseModel database) => $$"""
        /// <summary>Copies the database into another file.</summary>
        /// <param name="destination">The path of that file.</param>
        internal void _backup(string destination)
        {
            if (string.IsNullOrEmpty(destination))
            {
                throw new global::System.ArgumentException({{CSharpText.Literal($"A backup of the database '{database.Name}' needs the path of a file.")}}, nameof(destination));
            }

            var path = global::System.IO.Path.GetFullPath(destination);
            var folder = global::System.IO.Path.GetDirectoryName(path);
            if (folder == null || !global::System.IO.Directory.Exists(folder) || global::System.IO.Directory.Exists(path))
            {
                throw new global::System.ArgumentException({{CSharpText.Literal($"A backup of the database '{database.Name}' needs the path of a file in a folder that is there, not '")}} + destination + "'.", nameof(destination));
            }

            // In the same folder, for renaming is atomic only within one file system.
            var temporary = path + "." + global::System.Guid.NewGuid().ToString("N") + ".tmp";
            try
            {
                Copy(path, temporary);
                PutInPlace(temporary, path);
            }
            finally
            {
                global::System.IO.File.Delete(temporary);
                global::System.IO.File.Delete(temporary + "-journal");
                global::System.IO.File.Delete(temporary + "-wal");
                global::System.IO.File.Delete(temporary + "-shm");
            }
        }
        """;

    private static string Copying(DatabaseModel database) => $$"""
        private void Copy(string path, string temporary)
        {
            using (var source = OpenAside(Text))
            using (var copy = new global::Microsoft.Data.Sqlite.SqliteConnection(
                Text + ";Mode=ReadWriteCreate;Pooling=False;Data Source=\"" + temporary.Replace("\"", "\"\"") + "\""))
            {
                LeaveLog(HandleOf(source));
                OpenCopy(copy);
                DemandAnotherFile(FileOf(HandleOf(source)), FullPath(), path, temporary);
                Permit(temporary, path, FileOf(HandleOf(source)));
                CopyPages(HandleOf(source), HandleOf(copy));

                // Out of WAL, the one file is all of it.
                var journal = Rows(HandleOf(copy), "PRAGMA journal_mode = DELETE")[0][0];
                if (journal != "delete")
                {
                    throw Failure(global::SQLitePCL.raw.SQLITE_ERROR, "the journal is " + journal, "taking the backup out of WAL");
                }

                DemandSound(HandleOf(copy), "quick_check");
            }
        }

        // Before there is anything in it: for nobody's eyes but those that may see what it replaces, or else what it is a copy of. A link is replaced, not what it leads to.
        private static void Permit(string temporary, string path, string source)
        {
        #if NET7_0_OR_GREATER
            if (!global::System.OperatingSystem.IsWindows())
            {
                try
                {
                    var replaced = new global::System.IO.FileInfo(path);
                    var mode = global::System.IO.File.GetUnixFileMode(replaced.Exists && replaced.LinkTarget == null ? path : source);
                    global::System.IO.File.SetUnixFileMode(temporary, mode | global::System.IO.UnixFileMode.UserRead | global::System.IO.UnixFileMode.UserWrite);
                }
                catch (global::System.UnauthorizedAccessException)
                {
                    // The file system has no permissions to set.
                }
            }
        #endif
        }

        private static void OpenCopy(global::Microsoft.Data.Sqlite.SqliteConnection copy)
        {
            try
            {
                copy.Open();
            }
            catch (global::Microsoft.Data.Sqlite.SqliteException failure)
            {
                throw CannotOpen(failure, copy.DataSource);
            }
        }

        private static void DemandAnotherFile(string source, string declared, string path, string temporary)
        {
            if (source.Length == 0)
            {
                throw new global::System.InvalidOperationException({{CSharpText.Literal($"The database '{database.Name}' is in memory: it belongs to one connection, and there is no file to back up.")}});
            }

            // The copy shows in the database's folder too if the two are one, however they are spelled or linked.
            var folder = global::System.IO.Path.GetDirectoryName(source) ?? string.Empty;
            var isSameFolder = global::System.IO.File.Exists(global::System.IO.Path.Combine(folder, global::System.IO.Path.GetFileName(temporary)));
            var isSame = isSameFolder && IsOf(global::System.IO.Path.GetFileName(source), global::System.IO.Path.GetFileName(path));

            // Or it is the link that the database goes by.
            if (isSame || IsOf(declared, path))
            {
                throw new global::System.ArgumentException({{CSharpText.Literal($"The database '{database.Name}' cannot be backed up onto itself: '")}} + path + "'.", "destination");
            }
        }

        // The database, or one of the files that SQLite keeps beside it.
        private static bool IsOf(string source, string path)
        {
            foreach (var ending in new[] { string.Empty, "-wal", "-shm", "-journal" })
            {
                if (string.Equals(source + ending, path, global::System.StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }

        // All at once: step by step, every write by another begins it anew.
        private static void CopyPages(global::SQLitePCL.sqlite3 source, global::SQLitePCL.sqlite3 copy)
        {
            var waiting = global::System.Diagnostics.Stopwatch.StartNew();
            var pause = 1;
            int code;
            using (var backup = global::SQLitePCL.raw.sqlite3_backup_init(copy, "main", source, "main"))
            {
                if (backup == null || backup.IsInvalid)
                {
                    throw Failure(global::SQLitePCL.raw.sqlite3_errcode(copy), global::SQLitePCL.raw.sqlite3_errmsg(copy).utf8_to_string(), "beginning a backup");
                }

                do
                {
                    code = global::SQLitePCL.raw.sqlite3_backup_step(backup, -1);
                }
                while (IsWorthAnotherTry(code, waiting, ref pause));
            }

            if (code != global::SQLitePCL.raw.SQLITE_DONE)
            {
                throw Failure(code, global::SQLitePCL.raw.sqlite3_errstr(code).utf8_to_string(), "copying it into a backup");
            }
        }
        """;

    private const string Placing = """
        private static void PutInPlace(string temporary, string path)
        {
            var journal = new global::System.IO.FileInfo(path + "-journal");
            if (global::System.IO.File.Exists(path + "-wal") || (journal.Exists && journal.Length != 0))
            {
                // SQLite would play the log of what was there into what is there now.
                throw new global::System.IO.IOException("The file '" + path + "' is a database in use, or one that was not closed: its log is beside it. It was not overwritten.");
            }

            if (!global::System.IO.File.Exists(path))
            {
                global::System.IO.File.Move(temporary, path);
                return;
            }

            try
            {
                global::System.IO.File.Replace(temporary, path, null);
            }
            catch (global::System.IO.FileNotFoundException)
            {
                // A link to nothing, or gone meanwhile: there is nothing to keep.
                global::System.IO.File.Delete(path);
                global::System.IO.File.Move(temporary, path);
            }
        }
        """;
}
