using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Rules.Pragmas;

/// <summary>
/// Whether foreign keys may be off while a text runs, by what stands around it. A text of DDL is judged where it is spelt, and not where it runs: whoever runs it
/// may have switched them off, as the procedure for ALTER TABLE in SQLite's documentation has it.
/// </summary>
internal static class ForeignKeysOff
{
    private const string Name = "foreign_keys";

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    // By a pragma, to which the value may be spliced in; in a connection string, or set on a builder.
    private static readonly Regex s_off = new(
        $@"\b{Name}\s*[=(]\s*(?:[""'\\]*(?:OFF|0|FALSE|NO)\b|'?(?:\{{|""))|Foreign ?Keys[""\]\s]*[=,]\s*[""'\\]*FALSE\b", Options);

    /// <summary>The hashes of the words of which one stands wherever <see cref="IsSaidIn"/> finds something.</summary>
    public static IReadOnlyCollection<int> Words { get; } = new[] { Name, "FOREIGN_KEYS", "Foreign", "foreign", "ForeignKeys", "foreignkeys" }.Select(Timeline.Gate.Words.HashOf).ToArray();

    /// <summary>Whether code has words that switch them off, or that may.</summary>
    public static bool IsSaidIn(string code) => s_off.IsMatch(code);

    public static bool MayHoldFor(ScriptContext context) =>
        context.Script.Statements.Any(statement => statement is PragmaStatement pragma && pragma.Name.Is(Name) && Guards.IsOff(pragma))
        || context.Database?.Policy.ForeignKeys == false
        || Around(context).Any(file => Words.Any(FileWords.Of(file).MayHave) && IsSaidIn(file.GetText().ToString()));

    /// <summary>The file of code in which it is spelt; for a file of SQL, which may be run from anywhere, the whole program.</summary>
    private static IEnumerable<SyntaxTree> Around(ScriptContext context) => context.Script.LocationOf(default).SourceTree is { } file ? new[] { file } : context.Compilation.SyntaxTrees;
}
