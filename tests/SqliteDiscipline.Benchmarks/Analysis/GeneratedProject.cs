using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SqliteDiscipline.Benchmarks.Analysis;

/// <summary>A project of any size: nine of ten files are what any program has, one has to do with SQLite, and some of the nine call that one.</summary>
internal static class GeneratedProject
{
    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Latest);

    public static IEnumerable<SyntaxTree> Files(int count)
    {
        yield return Manifest();
        for (var index = 1; index < count; index++)
        {
            yield return index % 10 == 0 ? Parse($"Store{index}.cs", Store(index)) : Parse($"Service{index}.cs", Service(index, index % 10 == 5 && index > 10 ? index - 5 : 0));
        }
    }

    /// <summary>A project of which every file but the manifest has to do with SQLite.</summary>
    public static IEnumerable<SyntaxTree> Stores(int count) => Enumerable.Range(1, count).Select(index => Parse($"Store{index}.cs", Store(index))).Prepend(Manifest());

    /// <summary>A project that has nothing to do with SQLite.</summary>
    public static IEnumerable<SyntaxTree> FilesWithoutSqlite(int count) => Enumerable.Range(1, count).Select(index => Parse($"Service{index}.cs", Service(index, store: 0)));

    private static SyntaxTree Manifest() => Parse("Databases.cs", """
        using SqliteDiscipline;
        namespace Generated;
        [SqliteConnectionFactory]
        [SqliteDatabase("main", "main.db")]
        public static partial class Databases;
        """);

    public static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, s_options, path, Encoding.UTF8);

    /// <summary>An ordinary file; it calls the file that has to do with SQLite which bears the number <paramref name="store"/>, if that is not 0.</summary>
    public static string Service(int index, int store)
    {
        return $$"""
            using System;
            using System.Collections.Generic;
            using System.IO;
            using System.Linq;
            using System.Text;
            using System.Threading;
            using System.Threading.Tasks;

            namespace Generated.Services;

            /// <summary>Keeps orders of kind {{index}}, and says what they come to.</summary>
            public sealed class Service{{index}} : IDisposable
            {
                private readonly Dictionary<string, List<int>> _orders = new();
                private readonly List<Func<int, string>> _formatters = new();
                private readonly Stream _log = Stream.Null;
                {{(store > 0 ? $"private readonly Generated.Stores.Store{store} _store = new(\"main.db\");" : "private int _opened;")}}

                public int Count => _orders.Values.Sum(list => list.Count);

                public string Name { get; set; } = "service {{index}}";

                public void Add(string customer, int amount)
                {
                    if (string.IsNullOrWhiteSpace(customer))
                        throw new ArgumentException("A customer has a name.", nameof(customer));
                    if (!_orders.TryGetValue(customer, out var list))
                        _orders[customer] = list = new List<int>();
                    list.Add(amount + {{index}});
                    {{(store > 0 ? "_store.Add(customer, amount);" : "_opened++;")}}
                }

                public async Task<string> Describe(IEnumerable<string> customers, CancellationToken cancellation)
                {
                    var text = new StringBuilder();
                    foreach (var customer in customers.Where(c => _orders.ContainsKey(c)).OrderBy(c => c, StringComparer.Ordinal))
                    {
                        cancellation.ThrowIfCancellationRequested();
                        text.Append(customer).Append(": ").AppendLine(string.Join(", ", _orders[customer].Select(a => a.ToString("N0"))));
                        await Task.Yield();
                    }

                    return text.ToString().Trim();
                }

                public int Execute(int seed)
                {
                    var sum = 0;
                    for (var i = 0; i < seed; i++)
                    {
                        switch (i % 4)
                        {
                            case 0: sum += Math.Max(i, {{index}}); break;
                            case 1: sum -= _orders.Count; break;
                            case 2: sum ^= Name.Length; break;
                            default: sum = Math.Abs(sum); break;
                        }
                    }

                    _formatters.Add(value => $"{value:X} of {Name} at {DateTime.UtcNow:O}");
                    return _formatters.Aggregate(sum, (total, format) => total + format(total).Length);
                }

                public void Open(string path)
                {
                    using var reader = new StreamReader(path);
                    while (reader.ReadLine() is { } line)
                    {
                        var parts = line.Split(';');
                        try
                        {
                            Add(parts[0], int.Parse(parts[1]));
                        }
                        catch (FormatException failure)
                        {
                            Console.Error.WriteLine($"{path}: {failure.Message}");
                        }
                    }
                }

                public (int Least, int Most) Range() =>
                    (_orders.Values.SelectMany(list => list).DefaultIfEmpty().Min(), _orders.Values.SelectMany(list => list).DefaultIfEmpty().Max());

                public void Dispose() => _log.Dispose();
            }
            """;
    }

    /// <summary>A file that has to do with SQLite.</summary>
    public static string Store(int index) => $$"""
        using System.Collections.Generic;
        using System.Globalization;
        using Microsoft.Data.Sqlite;

        namespace Generated.Stores;

        /// <summary>Keeps customers of kind {{index}} in a database.</summary>
        public sealed class Store{{index}}
        {
            private const string Schema = "CREATE TABLE IF NOT EXISTS customer{{index}}(id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
                + "CREATE TABLE IF NOT EXISTS order{{index}}(id INTEGER PRIMARY KEY, customer INTEGER NOT NULL REFERENCES customer{{index}}(id), amount INTEGER);"
                + "CREATE INDEX IF NOT EXISTS order{{index}}_customer ON order{{index}}(customer);";

            private readonly string _path;

            public Store{{index}}(string path)
            {
                _path = path;
                using var connection = Connect();
                using var command = connection.CreateCommand();
                command.CommandText = Schema;
                command.ExecuteNonQuery();
            }

            public void Add(string name, int amount)
            {
                using var connection = Connect();
                using var transaction = connection.BeginTransaction();
                using var customer = connection.CreateCommand();
                customer.CommandText = "INSERT INTO customer{{index}}(name) VALUES ($name) RETURNING id";
                customer.Parameters.AddWithValue("$name", name);
                var id = customer.ExecuteScalar();
                using var order = connection.CreateCommand();
                order.CommandText = "INSERT INTO order{{index}}(customer, amount) VALUES ($customer, $amount)";
                order.Parameters.AddWithValue("$customer", id);
                order.Parameters.AddWithValue("$amount", amount);
                order.ExecuteNonQuery();
                transaction.Commit();
            }

            public List<string> Names(int least)
            {
                var names = new List<string>();
                using var connection = Connect();
                using var command = connection.CreateCommand();
                command.CommandText = "SELECT c.name FROM customer{{index}} c JOIN order{{index}} o ON o.customer = c.id WHERE o.amount >= $least ORDER BY 1";
                command.Parameters.AddWithValue("$least", least);
                using var reader = command.ExecuteReader();
                while (reader.Read())
                    names.Add(reader.GetString(0).ToUpper(CultureInfo.InvariantCulture));
                return names;
            }

            public void Remove(long id)
            {
                using var connection = Connect();
                using var transaction = connection.BeginTransaction();
                foreach (var sql in new[] { "DELETE FROM order{{index}} WHERE customer = $id", "DELETE FROM customer{{index}} WHERE id = $id" })
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = sql;
                    command.Parameters.AddWithValue("$id", id);
                    command.ExecuteNonQuery();
                }

                transaction.Commit();
            }

            private SqliteConnection Connect()
            {
                var connection = new SqliteConnection($"Data Source={_path};Foreign Keys=True");
                connection.Open();
                return connection;
            }
        }
        """;
}
