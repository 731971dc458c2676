using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using SqliteDiscipline.Analyzers;
using SqliteDiscipline.Benchmarks.Analysis;

namespace SqliteDiscipline.Tests.Cost;

/// <summary>Counts the bytes that our analyzers allocate, beyond what running an analyzer at all does.</summary>
internal static class Allocations
{
    // The first of a process makes what is made once, so that it says little; two that do say something.
    private const int Rounds = 3;

    private static readonly ImmutableArray<MetadataReference> s_framework =
        ReferenceAssemblies.Net.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>A compilation of no file.</summary>
    public static CSharpCompilation Empty => CSharpCompilation.Create(
        "Measured",
        [],
        [.. s_framework, TestReferences.All[0], .. TestReferences.NeedsProvider],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false));

    /// <summary>The least of some rounds over all of a generated project: what else the process does can only add to it.</summary>
    public static long OfProject(int files, bool hasProvider = true) => Least(() => Compilation(files, hasProvider));

    /// <summary>The least of some rounds over files that all have to do with SQLite, each with two tables of its own in the one database.</summary>
    public static long OfStores(int files) => Least(() => Empty.AddSyntaxTrees(GeneratedProject.Stores(files)));

    /// <summary>The least of some rounds over files that have to do with databases, but not with SQLite.</summary>
    public static long OfOtherDatabase(int files) => Least(() => Empty.AddSyntaxTrees(Enumerable.Range(1, files).Select(index => GeneratedProject.Parse($"Shop{index}.cs", $$"""
        using System.Data.Common;

        public sealed class Shop{{index}}(DbConnection connection)
        {
            public void Add(string name, int amount)
            {
                using var transaction = connection.BeginTransaction();
                var id = Run("INSERT INTO customer{{index}}(name) OUTPUT inserted.id VALUES (@p0)", transaction, name);
                Run("INSERT INTO order{{index}}(customer, amount) VALUES (@p0, @p1)", transaction, id, amount);
                transaction.Commit();
            }

            public void Remove(long id)
            {
                using var transaction = connection.BeginTransaction();
                foreach (var sql in new[] { "DELETE FROM order{{index}} WHERE customer = @p0", "DELETE FROM customer{{index}} WHERE id = @p0" })
                {
                    Run(sql, transaction, id);
                }

                transaction.Commit();
            }

            private object Run(string sql, DbTransaction transaction, params object[] values)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.Transaction = transaction;
                for (var i = 0; i < values.Length; i++)
                {
                    var parameter = command.CreateParameter();
                    (parameter.ParameterName, parameter.Value) = ("@p" + i, values[i]);
                    command.Parameters.Add(parameter);
                }

                return command.ExecuteScalar();
            }
        }
        """))));

    /// <summary>Files that all have to do with SQLite, with one behind them that sets a pragma on a connection of its own: whether the others are opened with it, all of them have to tell.</summary>
    public static long OfQuestionAboutStores(int files) => Least(() => Empty.AddSyntaxTrees(GeneratedProject.Stores(files).Append(GeneratedProject.Parse("Tuning.cs", """
        using Microsoft.Data.Sqlite;

        public static class Tuning
        {
            public static void Run(string path)
            {
                using var connection = new SqliteConnection($"Data Source={path}");
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA secure_delete = ON";
                command.ExecuteNonQuery();
            }
        }
        """))));

    /// <summary>The least of some rounds over one body that runs one of two statements at each of so many turns.</summary>
    public static long OfBody(int turns) => Least(() => Empty.AddSyntaxTrees(GeneratedProject.Parse("Turns.cs", $$"""
        using Microsoft.Data.Sqlite;

        public static class Turns
        {
            private const string Schema = "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id INTEGER PRIMARY KEY, pid INTEGER REFERENCES p(id))";

            public static void Run(SqliteConnection connection, bool[] adds)
            {
                using var transaction = connection.BeginTransaction();
                using var command = connection.CreateCommand();
        {{string.Concat(Enumerable.Range(0, turns).Select(turn => $"        command.CommandText = adds[{turn}] ? \"INSERT INTO p VALUES ({turn})\" : \"DELETE FROM p WHERE id = {turn}\"; command.ExecuteNonQuery();\n"))}}
                transaction.Commit();
            }
        }
        """)));

    /// <summary>The least of some rounds over the one file with SQL that was edited, in a project that has been looked at before.</summary>
    public static long OfKeystroke(int files) => Least(
        () => Edited(Compilation(files, hasProvider: true)),
        static (running, compilation) => running.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(compilation.SyntaxTrees[^1]), filterSpan: null, default).GetAwaiter().GetResult());

    private static long Least(Func<CSharpCompilation> compile) =>
        Least(compile, static (running, _) => running.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult());

    private static long Least(Func<CSharpCompilation> compile, Action<CompilationWithAnalyzers, CSharpCompilation> run) =>
        Enumerable.Range(0, Rounds).Min(_ => Bytes(compile(), new SqliteDisciplineAnalyzer(), run)) - Enumerable.Range(0, Rounds).Min(_ => Bytes(compile(), new IdleAnalyzer(), run));

    private static long Bytes(CSharpCompilation compilation, DiagnosticAnalyzer analyzer, Action<CompilationWithAnalyzers, CSharpCompilation> run)
    {
        var running = compilation.WithAnalyzers([analyzer], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        run(running, compilation);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    // Parsed anew: what is kept for a file must not serve the next round.
    private static CSharpCompilation Compilation(int files, bool hasProvider) =>
        (hasProvider ? Empty : Empty.RemoveReferences(TestReferences.NeedsProvider))
        .AddSyntaxTrees(GeneratedProject.Files(files).Append(GeneratedProject.Parse("Edited.cs", GeneratedProject.Store(files))));

    private static CSharpCompilation Edited(CSharpCompilation compilation)
    {
        compilation.WithAnalyzers([new SqliteDisciplineAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        var tree = compilation.SyntaxTrees[^1];
        return compilation.ReplaceSyntaxTree(tree, GeneratedProject.Parse(tree.FilePath, tree.ToString().Replace("o.amount >= $least", "o.amount > $least", StringComparison.Ordinal)));
    }
}
