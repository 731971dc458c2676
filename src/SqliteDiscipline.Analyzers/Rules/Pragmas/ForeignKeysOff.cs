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

    private static readonly Regex s_off = new(Name + @"\s*[=(]\s*[""'\\]*(OFF|0|FALSE|NO)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>In a connection string, or set on a builder.</summary>
    private static readonly Regex s_keyword = new(@"Foreign ?Keys[""\]\s]*[=,]\s*[""'\\]*FALSE\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly int[] s_hashes = { Words.HashOf(Name) };

    private static readonly int[] s_keywordHashes = new[] { "Keys", "keys", "ForeignKeys", "foreignkeys" }.Select(Words.HashOf).ToArray();

    public static bool MayHoldFor(ScriptContext context) =>
        context.Script.Statements.Any(statement => statement is PragmaStatement pragma && pragma.Name.Is(Name) && Guards.IsOff(pragma))
        || context.Database?.Policy.ForeignKeys == false
        || Around(context).Any(file => IsIn(file, s_hashes, s_off) || IsIn(file, s_keywordHashes, s_keyword));

    private static bool IsIn(SyntaxTree file, int[] words, Regex off) => words.Any(FileWords.Of(file).MayHave) && off.IsMatch(file.GetText().ToString());

    /// <summary>The file of code in which it is spelt; for a file of SQL, which may be run from anywhere, the whole program.</summary>
    private static IEnumerable<SyntaxTree> Around(ScriptContext context) => context.Script.LocationOf(default).SourceTree is { } file ? new[] { file } : context.Compilation.SyntaxTrees;
}
