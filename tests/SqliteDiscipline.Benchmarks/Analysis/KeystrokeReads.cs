using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers;

namespace SqliteDiscipline.Benchmarks.Analysis;

/// <summary>Counts the files that are read when an editor asks for the one document that was typed in, after all have been looked at once.</summary>
internal static class KeystrokeReads
{
    private const string Schema = "schema.sql";

    /// <summary>The files whose text is read after a keystroke in a file with SQL, of a project that has a <c>.sql</c> file too.</summary>
    /// <param name="empty">A compilation of no file.</param>
    /// <param name="files">What to add to it.</param>
    public static IReadOnlyCollection<string> Of(CSharpCompilation empty, IEnumerable<SyntaxTree> files)
    {
        var counted = files.Select(CountedText.In).ToList();
        var schema = new CountedText(SourceText.From("CREATE TABLE kept(id INTEGER PRIMARY KEY);"));
        var texts = counted.ToDictionary(file => file.FilePath, file => (CountedText)file.GetText());
        texts.Add(Schema, schema);
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([new SchemaFile(schema)]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var compilation = empty.AddSyntaxTrees(counted);
        compilation.WithAnalyzers([new SqliteDisciplineAnalyzer()], options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

        var edited = Keystroke.InStore(compilation);
        foreach (var text in texts.Values)
        {
            text.IsRead = false;
        }

        // The edited text lies over the one before: who reads it reads that.
        Keystroke.AskForStore(edited.WithAnalyzers([new SqliteDisciplineAnalyzer()], options), edited).GetAwaiter().GetResult();
        return texts.Where(file => file.Value.IsRead).Select(file => file.Key).ToImmutableArray();
    }

    private sealed class SchemaFile(SourceText text) : AdditionalText
    {
        public override string Path => Schema;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }
}
