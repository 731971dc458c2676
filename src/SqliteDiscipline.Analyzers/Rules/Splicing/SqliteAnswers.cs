using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>
/// Tells of what SQLite has answered whether it can do harm: a setting that is put back later cannot, nor what is quoted already or is one of some constants; and within quotes, what stands in the schema
/// is taken for the names that the program has given.
/// </summary>
/// <param name="timeline">The body that has asked.</param>
/// <param name="quote">The quote that stands around the answer in the SQL, if one does.</param>
/// <param name="cancellation">The compiler's wish to stop.</param>
internal sealed class SqliteAnswers(BodyTimeline timeline, char? quote, CancellationToken cancellation)
{
    private const int MaxSteps = 8;
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly Regex s_quotes = new(@"\bquote\(|\b(?:printf|format)\s*\(\s*'[^']*%[Qw]", Options);
    private static readonly Regex s_doubles = new(@"\breplace\s*\([^(),]+,\s*(?:'(?<quote>[""`])'\s*,\s*'\k<quote>\k<quote>'|'(?<quote>')''\s*,\s*''''''|'(?<quote>'')'\s*,\s*'''''')\s*\)", Options);
    private static readonly Regex s_ofPragma = new(@"^\s*SELECT\b[^;]*?\bFROM\s+(?:\w+\.)?pragma_\w+", Options);
    private static readonly Regex s_ofConstants = new(@"^\s*SELECT\s+(?:DISTINCT\s+)?(?<column>\w+)\s+FROM\b(?![^;]*\bOR\b)[^;]*\b\k<column>\s+IN\s*\(\s*'[^']*'(?:\s*,\s*'[^']*')*\s*\)", Options);
    private static readonly Regex s_ofSchema = new(@"^\s*SELECT\s+(?:DISTINCT\s+)?(?:(?:\w+\.)?(?:type|name|tbl_name|rootpage)(?:\s*,\s*|\s+))+FROM\s+(?:\w+\.)?sqlite_(?:temp_)?(?:master|schema)\b", Options);

    /// <summary>Of a text, or a list of them: <c>reader.GetString(0)</c>, <c>connection.Query&lt;string&gt;(…).ToList()</c>.</summary>
    public bool AreHarmless(IOperation answer)
    {
        for (var step = 0; step < MaxSteps; step++)
        {
            var value = SingleValue.Of(answer, cancellation);
            switch (value ?? answer)
            {
                case IConversionOperation conversion:
                    answer = conversion.Operand;
                    break;
                case IAwaitOperation awaited:
                    answer = awaited.Operation;
                    break;
                case IInvocationOperation call when timeline.Events.OfType<Ran>().Any(ran => IsBy(call, ran) && IsHarmless(ran)):
                    return true;
                case IInvocationOperation { Instance: { } reader, Type.SpecialType: SpecialType.System_String }:
                    answer = reader;
                    break;
                case IInvocationOperation call when ConstantLists.ArrangedBy(call) is not null || ConstantLists.ChosenBy(call) is not null:
                    answer = call.Instance ?? call.Arguments[0].Value;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    private static bool IsBy(IInvocationOperation call, Ran ran) =>
        call.Syntax.Span.Contains(ran.Operation.Syntax.Span) || (ran.Statement is SelectStatement && ran.Operation.Syntax.Span.Contains(call.Syntax.Span));

    private bool IsHarmless(Ran ran) => ran.Statement is PragmaStatement || (ran.Statement is SelectStatement && ran.Run.Text.Text is var text
        && (s_quotes.IsMatch(text) || s_ofPragma.IsMatch(text) || s_ofConstants.IsMatch(text) || (quote is not null && s_ofSchema.IsMatch(text))
            || (s_doubles.Match(text) is { Success: true } doubling && (quote is null || doubling.Groups["quote"].Value[0] == quote))));
}
