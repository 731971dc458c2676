namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>Resolves the profile and the explicit properties into one policy, and finds what they contradict each other in.</summary>
internal static class PolicyReader
{
    private static readonly string[] s_writersOnly = { "JournalMode", "Synchronous", "WalAutoCheckpoint", "CheckpointOnClose" };

    public static PolicyModel Read(ManifestAttribute attribute, string database, EquatableArray<PragmaModel> pragmas, ManifestProblems problems)
    {
        var isDurable = Defined(SqliteProfile.Wal, "Profile") is var profile && profile == SqliteProfile.Durable;
        var access = Defined(PolicyModel.Default.Access, "Access");
        var journal = Defined(profile == SqliteProfile.Rollback ? SqliteJournalMode.Delete : PolicyModel.Default.JournalMode, "JournalMode");
        var isWal = journal == SqliteJournalMode.Wal;
        var isReadOnly = access == SqliteAccess.ReadOnly;
        var isCheckpointed = attribute.TryGet<int>("WalAutoCheckpoint", out var pages);
        var policy = new PolicyModel(
            journal,
            Defined(isDurable || !isWal ? SqliteSynchronous.Full : PolicyModel.Default.Synchronous, "Synchronous"),
            attribute.Get("ForeignKeys", PolicyModel.Default.ForeignKeys),
            AtLeastZero("BusyTimeout", PolicyModel.Default.BusyTimeout),
            isWal && !isReadOnly ? AtLeastZero("WalAutoCheckpoint", PolicyModel.Default.WalAutoCheckpoint!.Value) : null,
            attribute.Get("CheckpointOnClose", isDurable && isWal && !isReadOnly),
            Verification(isDurable ? SqliteVerification.QuickCheck : PolicyModel.Default.VerifyOnFirstOpen),
            access,
            AtLeastZero("MaxConnections", PolicyModel.Default.MaxConnections),
            pragmas);

        if (isReadOnly)
        {
            FindWritersOnly();
        }
        else if (!isWal)
        {
            FindWalOnly();
        }

        return policy;

        // SQLite itself raises nothing to what is asked here: under any journal but WAL, less than FULL can corrupt the file at a power cut.
        void FindWalOnly()
        {
            if (policy.Synchronous == SqliteSynchronous.Normal)
            {
                Report("Synchronous", "asks for synchronous NORMAL without WAL: only FULL or EXTRA is safe there");
            }

            if (policy.CheckpointOnClose)
            {
                Report("CheckpointOnClose", "asks for a checkpoint on close, and has no WAL to checkpoint");
            }

            if (isCheckpointed)
            {
                Report("WalAutoCheckpoint", $"asks for a checkpoint every {pages} pages, and has no WAL to checkpoint");
            }
        }

        void FindWritersOnly()
        {
            foreach (var property in s_writersOnly)
            {
                if (attribute.TryGet<object>(property, out var value) && value is not false)
                {
                    Report(property, $"is read-only, and {property} is for those who write");
                }
            }
        }

        int AtLeastZero(string property, int otherwise)
        {
            var value = attribute.Get(property, otherwise);
            if (value < 0)
            {
                Report(property, $"has a negative {property}");
            }

            return value;
        }

        SqliteVerification Verification(SqliteVerification otherwise)
        {
            const SqliteVerification all = SqliteVerification.QuickCheck | SqliteVerification.IntegrityCheck | SqliteVerification.ForeignKeyCheck;
            var value = attribute.Get("VerifyOnFirstOpen", otherwise);
            if ((value & ~all) != 0)
            {
                Report("VerifyOnFirstOpen", $"sets VerifyOnFirstOpen to {(int)value}, which is no combination of its flags");
            }

            return value;
        }

        T Defined<T>(T otherwise, string property)
            where T : struct, Enum
        {
            var value = attribute.Get(property, otherwise);
            if (Enum.IsDefined(typeof(T), value))
            {
                return value;
            }

            var hint = value is SqliteSynchronous ? "; there is no OFF, with it a power cut corrupts the file" : string.Empty;
            Report(property, $"sets {property} to {Convert.ToInt32(value)}, which is no value of {typeof(T).Name}{hint}");
            return otherwise;
        }

        void Report(string property, string contradiction) => problems.Add("SQLD904", attribute.At(property), database, contradiction);
    }
}
