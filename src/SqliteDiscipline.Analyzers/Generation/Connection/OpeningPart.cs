using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation.Connection;

/// <summary>What opening comes to, whoever opens: the provider opens, the policy is applied, and nothing less is handed out.</summary>
internal static class OpeningPart
{
    public static string Of(DatabaseModel database, string optional)
    {
        var policy = database.Policy;
        var isCounted = policy.CountsOpenConnections;
        var isVerified = policy.VerifyOnFirstOpen != SqliteVerification.None;
        var hasManyFiles = database.DataSourceFrom is not null;
        return $$"""
            // Until Microsoft.Data.Sqlite 10.0.11, whoever looks for a pooled handle while another has just been given one may be given the same (dotnet/efcore#39008).
            {{(hasManyFiles ? ManyFiles : OneFile)}}

            // Clearing a pool looks for handles whose owners were lost, as opening does where the pool is empty.
            private void ClearPoolInTurn()
            {
                lock (TurnOf(base.ConnectionString))
                {
                    ClearPool(this);
                }
            }

            /// <summary>Opens the connection and applies the policy of the database <c>{{CSharpText.Xml(database.Name)}}</c>.</summary>
            {{Exceptions(policy)}}
            public override void Open()
            {
                if (State == global::System.Data.ConnectionState.Closed)
                {
            {{CSharpText.Indent(Entering(policy, "Enter()"), 2)}}
                }
            }
            {{(policy.MaxConnections == 0 ? string.Empty : "\n" + Async(database) + "\n")}}
            private void OpenNow({{(isVerified ? "FileInUse file" : string.Empty)}})
            {
                try
                {
                    _watch = null;
                    _isHandleOut = false;
                    try
                    {
                        lock (TurnOf(base.ConnectionString))
                        {
                            _isInTurn = true;
                            ForgetOldFile();
                            base.Open();
                        }
                    }
                    finally
                    {
                        _isInTurn = false;
                        RaiseStateChange();
                    }

            {{(isVerified ? "        VerifyOnce(file);\n" : string.Empty)}}        Configure();
                }
                catch (global::Microsoft.Data.Sqlite.SqliteException failure) when (State != global::System.Data.ConnectionState.Open)
                {
                    ClearPoolInTurn();
            {{(isCounted ? "        Leave();\n" : string.Empty)}}        throw CannotOpen(failure, DataSource);
                }
                catch
                {
                    // A handle that is not what it promises must not go back to the pool.
                    ClearPoolInTurn();
            {{CSharpText.Indent(isCounted ? "try\n{\n    base.Close();\n}\nfinally\n{\n    Leave();\n}\n" : "base.Close();", 2)}}
                    throw;
                }
            }

            private bool _isInTurn;
            private global::System.Data.StateChangeEventArgs{{optional}} _stateChange;

            // Whoever hears of it may open another file, and wait for its turn: not in ours.
            private void RaiseStateChange()
            {
                var stateChange = _stateChange;
                _stateChange = null;
                if (stateChange != null)
                {
                    base.OnStateChange(stateChange);
                }
            }

            /// <summary>Raises <see cref="global::System.Data.Common.DbConnection.StateChange"/>.</summary>
            /// <param name="stateChange">What has changed.</param>
            protected override void OnStateChange(global::System.Data.StateChangeEventArgs stateChange)
            {
                _stateChange = stateChange;
                if (!_isInTurn)
                {
            {{(PoolsPart.IsFileNotedAtClose(policy) ? "        if (stateChange.CurrentState == global::System.Data.ConnectionState.Closed)\n        {\n            NoteFile();\n        }\n\n" : string.Empty)}}        RaiseStateChange();
                }
            }

            // As the provider finds the file. What is no path is its own name.
            private string FullPath()
            {
                var path = DataSource;
                if (IsNoPath(path))
                {
                    return path;
                }

                var folder = global::System.AppDomain.CurrentDomain.GetData("DataDirectory") as string;
                return global::System.IO.Path.GetFullPath(global::System.IO.Path.Combine(folder ?? string.Empty, path));
            }

            private static bool IsNoPath(string dataSource)
            {
                // An open one says what SQLite says, which for a database in memory is nothing.
                return dataSource.Length == 0
                    || dataSource == ":memory:"
                    || dataSource.StartsWith("file:", global::System.StringComparison.OrdinalIgnoreCase)
                    || dataSource.StartsWith("|", global::System.StringComparison.Ordinal);
            }

            // The provider's own words name neither the database nor the file.
            private static global::Microsoft.Data.Sqlite.SqliteException CannotOpen(global::Microsoft.Data.Sqlite.SqliteException failure, string file)
            {
                return Failure(
                    failure.SqliteExtendedErrorCode,
                    global::SQLitePCL.raw.sqlite3_errstr(failure.SqliteExtendedErrorCode).utf8_to_string(),
                    "opening '" + file + "'");
            }
            """;
    }

    private const string ManyFiles = """
        // Whoever opens one file need not wait for another's, whose key may take a while to be derived.
        private static readonly object[] s_turns = global::System.Array.ConvertAll(new int[16], number => new object());

        private static object TurnOf(string connectionString)
        {
            return s_turns[(connectionString.GetHashCode() & int.MaxValue) % s_turns.Length];
        }
        """;

    private const string OneFile = """
        private static readonly object s_opening = new object();

        private static object TurnOf(string connectionString)
        {
            return s_opening;
        }
        """;

    private static string Exceptions(PolicyModel policy) => $$"""
        /// <exception cref="global::Microsoft.Data.Sqlite.SqliteException">SQLite could not open or configure it{{Reasons(policy)}}; it is closed.</exception>
        /// <exception cref="global::System.InvalidOperationException">SQLite did not do what a pragma asked for; it is closed.</exception>
        """;

    private static string Entering(PolicyModel policy, string enter) =>
        policy.VerifyOnFirstOpen != SqliteVerification.None ? $"OpenNow({enter});" : policy.CountsOpenConnections ? $"{enter};\nOpenNow();" : "OpenNow();";

    // Those who hold the other connections may need a thread to get on and close them.
    private static string Async(DatabaseModel database) => $$"""
        /// <summary>Opens the connection as <see cref="Open"/> does, but waits for another one to be closed without a thread.</summary>
        /// <param name="cancellationToken">Ends that waiting.</param>
        /// <returns>The opening.</returns>
        {{Exceptions(database.Policy)}}
        /// <exception cref="global::System.OperationCanceledException">It was cancelled; it is closed.</exception>
        public override async global::System.Threading.Tasks.Task OpenAsync(global::System.Threading.CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (State == global::System.Data.ConnectionState.Closed)
            {
        {{CSharpText.Indent(Entering(database.Policy, "await EnterAsync(cancellationToken).ConfigureAwait(false)"), 2)}}
            }
        }
        """;

    private static string Reasons(PolicyModel policy) =>
        (policy.VerifyOnFirstOpen == SqliteVerification.None ? string.Empty : ", or the file is damaged (code 11)")
        + (policy.MaxConnections == 0
            ? string.Empty
            : $", or as many as may be ({PolicyPragmas.Number(policy.MaxConnections)}) are open and none was closed within {PolicyPragmas.Number(policy.BusyTimeout)} ms (code 5)");
}
