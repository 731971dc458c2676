using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation.Connection;

/// <summary>Applies the policy to an open handle, and asks SQLite what is in force.</summary>
internal static class PolicyPart
{
    public static string Of(DatabaseModel database)
    {
        var policy = database.Policy;
        var statements = string.Join("\n    + ", PolicyPragmas.Statements(policy).Select(statement => CSharpText.Literal(statement + " ")));
        var demands = string.Join("\n    ", PolicyPragmas.Answers(policy)
            .Where(answer => answer.Pragma != "synchronous")
            .Select(answer => $"DemandAnswer(answers, {CSharpText.Literal(answer.Pragma)}, {CSharpText.Literal(answer.Answer)});"));
        return $$"""
            private const string PolicyBatch =
                {{statements}};

            private void ApplyPolicy()
            {
                // BEGIN sent as text survives Close: this handle may come from the pool with a stranger's transaction, under which pragmas do nothing.
                var handle = HandleOf(this);
                if (global::SQLitePCL.raw.sqlite3_get_autocommit(handle) == 0)
                {
                    Rows(handle, "ROLLBACK");
                }

                var answers = new global::System.Collections.Generic.Dictionary<string, string>();
                var patience = SleepsInMilliseconds() ? "{{PolicyPragmas.Number(policy.BusyTimeout)}}" : "0";
                Execute(handle, "PRAGMA busy_timeout = " + patience + "; " + PolicyBatch, KeepAnswer, answers);
                DemandAnswer(answers, "timeout", patience);
            {{Journal(policy)}}    {{demands}}
            }

            private static void DemandAnswer(global::System.Collections.Generic.Dictionary<string, string> answers, string pragma, string asked)
            {
                var got = answers.ContainsKey(pragma) ? answers[pragma] : "nothing";
                if (got != asked)
                {
                    throw new global::System.InvalidOperationException({{CSharpText.Literal($"The database '{database.Name}' cannot be opened under its policy: PRAGMA ")}} + pragma + " was asked to be '" + asked + "' and is '" + got + "'.");
                }
            }
            """;
    }

    // SQLite's answer decides, not what was asked.
    private static string Journal(PolicyModel policy)
    {
        if (policy.Access == SqliteAccess.ReadOnly)
        {
            return string.Empty;
        }

        var level = PolicyPragmas.WithoutWal(policy);
        return policy.JournalMode == SqliteJournalMode.Wal
            ? CSharpText.Indent($$"""
                if (answers["journal_mode"] == "wal")
                {
                    DemandAnswer(answers, "synchronous", "{{PolicyPragmas.Level(policy.Synchronous)}}");
                }
                else
                {
                    // In memory, or where there is no shared memory between processes: without WAL, only {{level.ToString().ToUpperInvariant()}} survives a power cut.
                    Execute(handle, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = {{level.ToString().ToUpperInvariant()}}; PRAGMA synchronous;", KeepAnswer, answers);
                    DemandAnswer(answers, "synchronous", "{{PolicyPragmas.Level(level)}}");
                    if (answers["journal_mode"] != "memory")
                    {
                        DemandAnswer(answers, "journal_mode", "delete");
                    }
                }


                """, 1)
            : CSharpText.Indent($$"""
                DemandAnswer(answers, "synchronous", "{{PolicyPragmas.Level(policy.Synchronous)}}");
                if (answers["journal_mode"] != "memory")
                {
                    // An in-memory database keeps its journal in memory, whatever is asked; no other may.
                    DemandAnswer(answers, "journal_mode", "{{PolicyPragmas.Journal(policy)}}");
                }


                """, 1);
    }
}
