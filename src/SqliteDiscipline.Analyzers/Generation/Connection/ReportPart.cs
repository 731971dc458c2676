using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation.Connection;

/// <summary>The checks of a database as a typed report, which refuses nothing and changes nothing.</summary>
internal static class ReportPart
{
    public static string Of(DatabaseModel database) => CSharpText.Paragraphs(new[] { Verifying, Report(database), Orphan });

    private const string Verifying = """
        /// <summary>Checks the file, on a handle of its own and beside the policy.</summary>
        /// <returns>What was found.</returns>
        internal Verification _verify()
        {
            using (var aside = OpenAside(Text))
            {
                var handle = HandleOf(aside);
                LeaveLog(handle);
                var damage = new global::System.Collections.Generic.List<string>();
                var orphans = new global::System.Collections.Generic.List<Orphan>();
                foreach (var check in new[] { "quick_check", "foreign_key_check" })
                {
                    foreach (var row in Findings(handle, check))
                    {
                        if (row.Length > 1)
                        {
                            orphans.Add(new Orphan(row));
                        }
                        else if (row[0] != "ok")
                        {
                            damage.Add(row[0]);
                        }
                    }
                }

                return new Verification(damage, orphans);
            }
        }
        """;

    private static string Report(DatabaseModel database) => $$"""
        /// <summary>What <c>quick_check</c> and <c>foreign_key_check</c> found in the database <c>{{CSharpText.Xml(database.Name)}}</c>.</summary>
        public sealed class Verification
        {
            internal Verification(global::System.Collections.Generic.IReadOnlyList<string> damage, global::System.Collections.Generic.IReadOnlyList<Orphan> orphans)
            {
                Damage = damage;
                Orphans = orphans;
            }

            /// <summary>Whether nothing was found.</summary>
            public bool IsSound
            {
                get { return Damage.Count == 0 && Orphans.Count == 0; }
            }

            /// <summary>What is wrong with the file or its schema, in SQLite's words: up to 100 findings of <c>quick_check</c>, and why a check could not run.</summary>
            public global::System.Collections.Generic.IReadOnlyList<string> Damage { get; }

            /// <summary>Every row that refers to a row that does not exist, once for each of its keys that does; in the order of the tables and their rows.</summary>
            public global::System.Collections.Generic.IReadOnlyList<Orphan> Orphans { get; }
        }
        """;

    private const string Orphan = """
        /// <summary>A row that refers to a row that does not exist.</summary>
        public sealed class Orphan
        {
            internal Orphan(string[] row)
            {
                Table = row[0];
                RowId = row[1] == null ? default(long?) : long.Parse(row[1], global::System.Globalization.CultureInfo.InvariantCulture);
                Parent = row[2];
                ForeignKey = int.Parse(row[3], global::System.Globalization.CultureInfo.InvariantCulture);
            }

            /// <summary>The table that the row is in.</summary>
            public string Table { get; }

            /// <summary>Its rowid; <see langword="null"/> where the table has none (<c>WITHOUT ROWID</c>).</summary>
            public long? RowId { get; }

            /// <summary>The table that it refers to.</summary>
            public string Parent { get; }

            /// <summary>Which of the table's foreign keys it is: the <c>id</c> that <c>PRAGMA foreign_key_list</c> gives it.</summary>
            public int ForeignKey { get; }

            /// <summary>The orphan in words.</summary>
            /// <returns>Table, row and parent.</returns>
            public override string ToString()
            {
                var row = RowId == null ? "a row" : "row " + RowId.Value.ToString(global::System.Globalization.CultureInfo.InvariantCulture);
                return row + " of '" + Table + "' has no parent in '" + Parent + "'";
            }
        }
        """;
}
