using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;
using SqliteDiscipline.Analyzers.Timeline.Text;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD205: an unknown pragma, or a value that SQLite reads as something else.</summary>
internal sealed class SQLD205PragmaSpelling : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD205",
        "SQLite does not read this pragma as it is written",
        "'{0}' {1}",
        "SqliteDiscipline.Pragmas",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "SQLite ignores a pragma that it does not know, and makes something of any value: of most misspelt ones OFF. It reports neither.",
        helpLinkUri: Help.Link("SQLD205"));

    // As C# writes it, and SQLite since 3.46 outside of pragmas.
    private static readonly Regex s_isSeparated = new(@"^[-+]?[0-9]+(_[0-9]+)+$");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry)
    {
        registry.OnTimeline((timeline, context) =>
        {
            foreach (var ran in timeline.Events.OfType<Ran>())
            {
                if (ran.Statement is PragmaStatement pragma && Judge(pragma, ran.Run.Text) is { } fault)
                {
                    context.Report(Report(fault, ran.Run.LocationOf(fault.Span), ran.Run.ExactLocationOf(fault.Span)));
                }
            }
        });

        registry.OnSymbol(
            (context, _) =>
            {
                foreach (var attribute in ManifestAttributes.Of((INamedTypeSymbol)context.Symbol)?.Pragmas ?? ImmutableArray<ManifestAttribute>.Empty)
                {
                    Judge(attribute, context.ReportDiagnostic);
                }
            },
            SymbolKind.NamedType);
    }

    /// <summary>What is wrong with it, if anything is certain to be.</summary>
    private static Fault? Judge(PragmaStatement pragma, SqlText text)
    {
        if (pragma.Name.Value is not { } name || pragma.Site.Explain != ExplainKind.None)
        {
            return null;
        }

        if (pragma.Known is not { } known)
        {
            return new Fault(pragma.Name.Span, name, "is no pragma: SQLite ignores it without an error", PragmaTable.Nearest(name));
        }

        var written = pragma.BareValueSpan(text);
        if (!pragma.IsWellFormed)
        {
            return pragma.Form == PragmaForm.Query || pragma.ValueSpan.IsEmpty || pragma.Site.HasHoles
                ? null
                : Refused(pragma.ValueSpan, text[pragma.ValueSpan], known.Name);
        }

        if (pragma is not { Value: { } value, Reading: { } reading })
        {
            return null;
        }

        // An empty value is shown with its quotes.
        var place = written.IsEmpty ? pragma.ValueSpan : written;
        return reading.Outcome switch
        {
            PragmaOutcome.Misread => new Fault(place, value, "is read as " + reading.Word, Nearest()),
            PragmaOutcome.Refused => new Fault(place, value, $"is refused as the value of {known.Name}", Nearest()),
            PragmaOutcome.Ignored when known.Home.IsSetting() => new Fault(place, value, $"is ignored: {known.Name} stays as it is", Nearest()),

            // `shrink_memory(1)` does what is meant; who assigns to a question does not mean to ask it.
            PragmaOutcome.Ignored when known.Home == PragmaHome.Query && pragma.Form == PragmaForm.Assignment =>
                new Fault(place, value, $"is ignored: {known.Name} only asks", null),
            _ => null,
        };

        // A word with a hyphen is none without quotes.
        string? Nearest() => known.Values.Nearest(value) is { } near && (written != pragma.ValueSpan || !near.Contains('-')) ? InTheCaseOf(value, near) : null;
    }

    private static Fault Refused(TextSpan span, string value, string name) => s_isSeparated.IsMatch(value)
        ? new Fault(span, value, "is refused: a pragma takes no '_' in a number", value.Replace("_", string.Empty))
        : new Fault(span, value, $"is refused: the value of {name} is one number, word or quoted string, and no parameter", null);

    private static void Judge(ManifestAttribute attribute, Action<Diagnostic> report)
    {
        // What is no name and no value at all, and what the policy has a property for, SQLD904 reports.
        var (name, value) = (attribute.Text(1) ?? string.Empty, attribute.Text(2) ?? string.Empty);
        if (!PragmaText.IsName(name) || !PragmaText.IsValue(value) || PragmaReader.PropertyOf(name) is not null)
        {
            return;
        }

        var text = TextTemplate.Concat(new[]
        {
            TextTemplate.Literal("PRAGMA "), TextTemplate.Literal(name, attribute.ExpressionOf(1)),
            TextTemplate.Literal(" = "), TextTemplate.Literal(value, attribute.ExpressionOf(2)),
        });
        var sql = SqlText.From(text.Constant!);
        if (SqlReader.Read(sql).FirstOrDefault() is PragmaStatement pragma && Judge(pragma, sql) is { } fault
            && attribute.ExpressionOf(pragma.Name.Span.Contains(fault.Span) ? 1 : 2) is { } expression)
        {
            var locator = new SqlLocator(text, expression, expression);
            report(Report(fault, locator.Locate(fault.Span), locator.LocateExactly(fault.Span)));
        }
    }

    private static Diagnostic Report(Fault fault, Location location, Location? exact) => SourceEdit.Report(
        Descriptor,
        location,
        fault.Replacement is { } replacement && exact is not null ? new SourceEdit(exact, replacement, $"Write '{replacement}'") : null,
        fault.Text,
        fault.Replacement is { } near ? $"{fault.What}; '{near}' is near" : fault.What);

    private static string InTheCaseOf(string written, string word) => written.Any(char.IsLower) ? word : word.ToUpperInvariant();

    /// <param name="Span">Where in the SQL.</param>
    /// <param name="Text">What stands there.</param>
    /// <param name="What">What SQLite does with it.</param>
    /// <param name="Replacement">What is likely to be meant.</param>
    private sealed record Fault(TextSpan Span, string Text, string What, string? Replacement);
}
