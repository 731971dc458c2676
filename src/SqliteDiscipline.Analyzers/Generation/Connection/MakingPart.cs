using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation.Connection;

/// <summary>How a connection is made: by its factory alone, on a connection string that is part of the policy.</summary>
internal static class MakingPart
{
    public static string Of(ConnectionSource source, string optional)
    {
        var database = source.Database;
        var hasKey = database.KeyFrom is not null;
        return $$"""
            private readonly bool _isMade;

            /// <summary>Only the factory makes connections.</summary>
            /// <param name="dataSource">The path of the file.</param>{{(hasKey ? "\n/// <param name=\"key\">The encryption key.</param>" : string.Empty)}}
            internal {{database.ConnectionType}}(string{{optional}} dataSource{{(hasKey ? $", string{optional} key" : string.Empty)}})
                : base(ConnectionStringTo(dataSource{{(hasKey ? ", key" : string.Empty)}}))
            {
                _isMade = true;
            }

            /// <summary>The connection string. It is part of the policy, so it cannot be changed.</summary>
            /// <exception cref="global::System.InvalidOperationException">It is set to something else.</exception>
            #pragma warning disable CS8765 // The provider lets null in. Its attribute for that is not there on every framework, and null throws below anyway.
            public override string ConnectionString
            {
                // For copies that are made from it (EF Core makes such). The provider itself opens without, for it would send a statement on every open; and so its pool
                // of our handles goes by a name that nobody can read.
                get
                {
                    if (_isMade)
                    {
                        ClearPoolOfReader();
                    }

                    return Text;
                }
                set
                {
                    if (!_isMade)
                    {
                        base.ConnectionString = value;
                    }
                    else if (value != Text)
                    {
                        throw new global::System.InvalidOperationException({{CSharpText.Literal($"The connection string of {database.ConnectionType} is part of the policy of the database '{database.Name}' and cannot be changed; {source.Factory} makes connections to it.")}});
                    }
                }
            }
            #pragma warning restore CS8765

            private string Text
            {
                get { return base.ConnectionString + ";Foreign Keys={{database.Policy.ForeignKeys}}"; }
            }

            private static string ConnectionStringTo(string{{optional}} dataSource{{(hasKey ? $", string{optional} key" : string.Empty)}})
            {
                if (dataSource == null || dataSource.Trim().Length == 0)
                {
                    throw new global::System.ArgumentException({{CSharpText.Literal($"The database '{database.Name}' has no data source; SQLite would open a temporary one.")}}, nameof(dataSource));
                }
            {{(hasKey ? CSharpText.Indent($$"""

                if (key == null || key.Length == 0)
                {
                    throw new global::System.ArgumentException({{CSharpText.Literal($"The database '{database.Name}' has no encryption key; SQLite would open it unencrypted.")}}, nameof(key));
                }

                """, 1) : string.Empty)}}
                return {{ConnectionString(source)}};
            }

            // The provider's pools are keyed by the text. The first data source is overruled by the second, and gives this type a pool of its own, whatever other types
            // of the process are called.
            private static readonly string s_own = {{CSharpText.Literal($"Data Source=\"{Name(source)} ")}} + global::System.Guid.NewGuid().ToString("N") + "\";Data Source=\"";
            """;
    }

    private static string ConnectionString(ConnectionSource source)
    {
        var database = source.Database;
        var policy = database.Policy;
        var mode = policy.Access == SqliteAccess.ReadWriteCreate ? string.Empty : $";Mode={policy.Access}";
        var keywords = $"{mode};Default Timeout={PolicyPragmas.Number(WholeSeconds(policy.BusyTimeout))}";
        var key = database.KeyFrom is null ? string.Empty : " + \";Password=\\\"\" + key.Replace(\"\\\"\", \"\\\"\\\"\") + \"\\\"\"";
        return $"s_own + dataSource.Replace(\"\\\"\", \"\\\"\\\"\") + {CSharpText.Literal("\"" + keywords)}{key}";
    }

    private static string Name(ConnectionSource source) => (source.Namespace.Length == 0 ? string.Empty : source.Namespace + ".") + source.Database.ConnectionType;

    // Rounded up; 0 would mean to wait for ever.
    private static int WholeSeconds(int milliseconds) => Math.Max(1, (int)((milliseconds + 999L) / 1000));
}
