using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Benchmarks.Analysis;

/// <summary>One more character in one file of a generated project. The editor has parsed it by the time that anybody else is asked.</summary>
internal static class Keystroke
{
    private const string Store = "Store10.cs";

    /// <summary>In the body of a method that has to do with neither the manifest nor SQLite.</summary>
    public static Compilation InService(Compilation compilation) => Behind(" of ", "x", "Service1.cs", compilation);

    /// <summary>In the SQL of a query.</summary>
    public static Compilation InStore(Compilation compilation) => Behind("SELECT ", " ", Store, compilation);

    /// <summary>Asks for the document with that query, as an editor does.</summary>
    public static async Task AskForStore(CompilationWithAnalyzers running, Compilation compilation)
    {
        var document = File(compilation, Store);
        await running.GetAnalyzerSyntaxDiagnosticsAsync(document, default);
        await running.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(document), filterSpan: null, default);
    }

    private static SyntaxTree File(Compilation compilation, string path) => compilation.SyntaxTrees.Single(file => file.FilePath == path);

    private static Compilation Behind(string place, string typed, string path, Compilation compilation)
    {
        var tree = File(compilation, path);
        var text = tree.GetText();
        var position = text.ToString().LastIndexOf(place, StringComparison.Ordinal) + place.Length;
        var edited = tree.WithChangedText(text.WithChanges(new TextChange(new TextSpan(position, 0), typed)));
        edited.GetRoot();
        return compilation.ReplaceSyntaxTree(tree, edited);
    }
}
