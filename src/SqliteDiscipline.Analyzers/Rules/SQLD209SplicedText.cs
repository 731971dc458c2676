using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Rules.Splicing;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Building;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD209: text that is known at run time only becomes a part of a PRAGMA, an ATTACH or a VACUUM INTO.</summary>
internal sealed class SQLD209SplicedText : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD209",
        "Text is spliced into a PRAGMA, ATTACH or VACUUM INTO",
        "'{0}' becomes a part of the {1} statement{4}: {3} in it ends the value, and what follows runs as SQL; {2}",
        "SqliteDiscipline.Pragmas",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A path, a name or a key with a quote in it is at best a syntax error, at worst a statement of somebody else's.",
        helpLinkUri: Help.Link("SQLD209"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnTimeline((timeline, context) =>
    {
        foreach (var ran in timeline.Events.OfType<Ran>())
        {
            if (Kind(ran.Statement) is { } kind && ran.Statement.Site.HasHoles)
            {
                Judge(ran, kind, timeline, context);
            }
        }
    });

    private static void Judge(Ran ran, (string Name, string Remedy) kind, BodyTimeline timeline, TimelineContext context)
    {
        var (run, site) = (ran.Run, ran.Statement.Site);

        // What a helper splices its parameter into is the helper's to quote. It is reported there where anybody may call it, and at its calls where
        // only this project can.
        var isHelpers = run.Helper is not null && run.ExactLocationOf(site.FirstWord) is null;
        if (isHelpers && SplicedText.IsVisibleOutside(run.Helper))
        {
            return;
        }

        var reported = new HashSet<Location>();
        for (var i = 0; i < run.Text.Holes.Count && i < run.Holes.Length; i++)
        {
            var span = new TextSpan(run.Text.Holes[i], 1);
            var opening = OpenQuote(run.Text.Text, site.Span, span.Start);
            var quote = opening is { } position ? run.Text.Text[position] : (char?)null;
            if (!site.Span.Contains(span) || (isHelpers && !IsIn(timeline.Body, run.Holes[i].Syntax)) || new SplicedText(timeline, quote, context.Cancellation).IsHarmless(run.Holes[i])
                || (IsWholeToken(run.Text.Text, span.Start) && ListedPragmas.Are(ran.Statement, run.Holes[i].Syntax, timeline.Model, context.Cancellation)))
            {
                // What a helper splices in that its caller has not given is reported in the helper.
                continue;
            }

            var (expression, isShown, isFixable) = PlaceOf(ran, i, isHelpers ? null : opening, context.Cancellation);
            var location = isShown ? expression.GetLocation() : run.LocationOf(span);
            if (reported.Add(location))
            {
                isFixable = isFixable && !isHelpers && quote != HarmfulCharacters.Bracket && IsValue(ran.Statement, span) && (quote is not null || IsWholeToken(run.Text.Text, span.Start));
                context.Report(SourceEdit.Report(
                    Descriptor,
                    location,
                    isFixable && expression is ExpressionSyntax spliced ? EditOf(spliced, run.Holes[i], quote, ran, span, timeline, context) : null,
                    expression.ToString(),
                    kind.Name,
                    kind.Remedy,
                    EndOf(run.Text.Text, site.Span, span.Start, quote),
                    IsIn(timeline.Body, location) ? string.Empty : $" that '{ExtensionMembers.MemberAround(timeline.Symbol).ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}' runs"));
            }
        }
    }

    /// <summary>What is spliced in, whether that place is where it is shown, and whether a fix may change it there.</summary>
    private static (SyntaxNode Expression, bool IsShown, bool IsFixable) PlaceOf(Ran ran, int hole, int? opening, CancellationToken cancellation)
    {
        var run = ran.Run;
        var expression = Whole(run.Holes[hole].Syntax);
        var (isElsewhere, name) = opening is { } position && LiteralAt(run, position, cancellation) is { } literal ? SplicedName.Of(literal, expression) : default;
        if (name is not null)
        {
            return (name, true, true);
        }

        // The fix changes the expression itself, so it has to stand where it is shown.
        var isShown = run.ExactLocationOf(new TextSpan(run.Text.Holes[hole], 1)) is { } exact && exact.SourceTree == expression.SyntaxTree
            && exact.SourceSpan.IntersectsWith(expression.Span);
        return (expression, isShown, isShown && !isElsewhere);
    }

    private static bool IsIn(SyntaxNode body, SyntaxNode node) => IsIn(body, node.GetLocation());

    private static bool IsIn(SyntaxNode body, Location location) => location.SourceTree == body.SyntaxTree && body.Span.Contains(location.SourceSpan);

    /// <summary>What ends the value there.</summary>
    private static string EndOf(string text, TextSpan statement, int position, char? quote) => quote switch
    {
        HarmfulCharacters.Bracket => "a ']'",
        not null => "a quote",
        _ => text.LastIndexOf('(', position, position - statement.Start + 1) > text.LastIndexOf(')', position, position - statement.Start + 1) ? "a ')'" : "a blank or ';'",
    };

    private static SourceEdit? EditOf(ExpressionSyntax expression, IOperation hole, char? quote, Ran ran, TextSpan span, BodyTimeline timeline, TimelineContext context)
    {
        // With quotes around it, it would do no harm: then they are all that is missing.
        var isDoubled = quote is null && new SplicedText(timeline, '\'', context.Cancellation).IsHarmless(hole);
        return (TakesParameter(ran, span) && !isDoubled ? ParameterEdit.Of(expression, quote, timeline.Model, context.Cancellation) : null)
            ?? QuotingEdit.Of(expression, quote, isDoubled, timeline.Model);
    }

    // Of what is no PRAGMA, files and keys are expressions; and the command has to be at hand.
    private static bool TakesParameter(Ran ran, TextSpan span) => ran.Run is { Helper: null, Kind: RunKind.NonQuery or RunKind.Scalar or RunKind.Reader } && ran.Statement switch
    {
        AttachStatement attach => attach.File.Contains(span),
        VacuumStatement vacuum => vacuum.Into?.Contains(span) == true,
        _ => false,
    };

    private static SyntaxNode Whole(SyntaxNode expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized;
        }

        return expression;
    }

    private static (string Name, string Remedy)? Kind(SqlStatement statement) => statement switch
    {
        { Site.Explain: not ExplainKind.None } => null,
        PragmaStatement => ("PRAGMA", "quote it, for a pragma takes no parameter"),
        AttachStatement => ("ATTACH", "give it as a parameter, or quote it"),
        VacuumStatement { Into: not null } => ("VACUUM INTO", "give it as a parameter, or quote it"),
        _ => null,
    };

    /// <summary>Whether a string can stand there: a value or a file, and not the name of a pragma.</summary>
    private static bool IsValue(SqlStatement statement, TextSpan span) => statement switch
    {
        PragmaStatement pragma => pragma.ValueSpan.Contains(span),
        AttachStatement attach => attach.File.Contains(span) || span.Start > attach.File.End,
        VacuumStatement vacuum => vacuum.Into?.Contains(span) == true,
        _ => false,
    };

    private static SyntaxNode? LiteralAt(Run run, int position, CancellationToken cancellation) =>
        run.ExactLocationOf(new TextSpan(position, 1)) is { SourceTree: { } tree, SourceSpan: var span } ? tree.GetRoot(cancellation).FindToken(span.Start).Parent : null;

    /// <summary>Where the quote stands that is open at a position of the statement; <see langword="null"/> where none is.</summary>
    private static int? OpenQuote(string text, TextSpan statement, int position)
    {
        int? opening = null;
        for (var i = statement.Start; i < position; i++)
        {
            // A doubled quote closes and opens again.
            opening = opening is not { } open ? text[i] is '\'' or '"' or '`' or HarmfulCharacters.Bracket ? i : null : text[i] == HarmfulCharacters.EndOf(text[open]) ? null : opening;
        }

        return opening;
    }

    /// <summary>Whether nothing but white space, an equals sign or a parenthesis touches it, so that quotes can be put around it.</summary>
    private static bool IsWholeToken(string text, int position) =>
        (position == 0 || text[position - 1] is ' ' or '\t' or '\n' or '\r' or '=' or '(')
        && (position + 1 >= text.Length || text[position + 1] is ' ' or '\t' or '\n' or '\r' or ';' or ')');
}
