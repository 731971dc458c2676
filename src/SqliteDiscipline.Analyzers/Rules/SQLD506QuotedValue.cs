using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Rules.Deletes;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Sources;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Reading;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD506: a string in double quotes, which SQLite takes for a column as soon as there is one of that name.</summary>
internal sealed class SQLD506QuotedValue : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD506",
        "A string in double quotes",
        "{0} {1}: a string has single quotes",
        "SqliteDiscipline.Schema",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Double quotes are for names. SQLite takes such a word for a string only where no column has that name, and not at all where it was built without that leniency.",
        helpLinkUri: Help.Link("SQLD506"));

    private static readonly ImmutableDictionary<string, string?> s_noFix = ImmutableDictionary<string, string?>.Empty;

    private static readonly Regex s_columnOfValues = new("^column[1-9][0-9]*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex s_identifier = new(@"^\w*$", RegexOptions.CultureInvariant);

    private const string AsLongAs = "is taken for a string only as long as no table here has a column of that name, and refused by builds in which double quotes are for names only";

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry)
    {
        registry.OnScript(context => Judge(context.Script, context));
        registry.OnTimeline((timeline, context) =>
        {
            foreach (var ran in timeline.Events.OfType<Ran>().Where(ran => ran.Index == 0))
            {
                // What a helper says is its own matter, and a text that makes or changes a schema is a script.
                if (!ran.Run.IsSpeltHere || !MayHave(ran.Run.Text) || ran.Run.Statements.Any(statement => statement is SchemaStatement))
                {
                    continue;
                }

                var past = context.Rules.Schemas(context.Cancellation).PastOf(ran.Connection.Factory, ran.Connection.Database);
                foreach (var (word, fault) in Faults(ran.Run.Text, ran.Run.Statements, EngineFlow.SchemaOf(ran.Connection, context), past))
                {
                    var fix = ran.Run.ExactLocationOf(word) is { SourceTree: { } tree, SourceSpan: var exact }
                        ? FixOf(ran.Run.Text, word, exact, tree.GetText(context.Cancellation).ToString(exact))
                        : s_noFix;
                    context.Report(Diagnostic.Create(Descriptor, ran.Run.LocationOf(word), fix, StatementWords.Of(ran.Run.Text, word), fault));
                }
            }
        });
    }

    private static void Judge(SqlScript script, ScriptContext context)
    {
        if (!MayHave(script.Text))
        {
            return;
        }

        foreach (var (word, fault) in Faults(script.Text, script.Statements, context.Schema, context.Past))
        {
            var fix = script.ExactSpanOf(word) is { } exact
                ? FixOf(script.Text, word, exact, script.LocationOf(word).SourceTree?.GetText().ToString(exact) ?? script.Text[word])
                : s_noFix;
            context.Report(Descriptor, word, fix, StatementWords.Of(script.Text, word), fault);
        }
    }

    private static ImmutableDictionary<string, string?> FixOf(SqlText text, TextSpan word, TextSpan place, string source) =>
        !text.HasHole(word) && Requoting.Of(text[word], source) is { } spelt ? SqlEdit.Replace(place, spelt) : s_noFix;

    private static bool MayHave(SqlText text) => text.Text.IndexOf('"') >= 0;

    private static IEnumerable<(TextSpan Word, string Fault)> Faults(
        SqlText text, ImmutableArray<SqlStatement> statements, DatabaseSchema schema, PastColumns past)
    {
        var quoted = QuotedValueReader.Read(text);
        for (var i = 0; i < statements.Length; i++)
        {
            if (statements[i] is UnknownStatement or { Site.HasUnknownText: true } or { Site.HasIllegalToken: true })
            {
                continue;
            }

            var columns = ColumnsInSight.Of(statements[i], schema);
            foreach (var value in quoted[i].Values)
            {
                if (FaultOf(text, value, quoted[i], columns, past) is { } fault)
                {
                    yield return (value.Span, fault);
                }
            }
        }
    }

    private static string? FaultOf(SqlText text, QuotedValue value, QuotedValues statement, ColumnsInSight? columns, PastColumns past)
    {
        if (!value.SeesColumns)
        {
            return "is taken for a string because no column can stand here, and refused by builds in which double quotes are for names only";
        }

        if (columns is null || statement.HasTableFunction)
        {
            return null;
        }

        if (value.Value is not { } name)
        {
            // The pattern of a LIKE, whatever is spliced into it.
            return text[value.Span].IndexOf('%') >= 0 ? AsLongAs : null;
        }

        if (columns.Contains(name))
        {
            return columns.Tables.Count == 1 && SqlIdentifier.Equals(value.Partner, name) && !columns.Tables[0].Name.Is(name)
                ? "is the column of that name itself"
                : null;
        }

        return statement.Names.Contains(name, SqlIdentifier.Comparer) || (statement.HasSubquery && MayBeOfSubquery(text, value.Span, name)) || past.Contains(columns.Tables, name)
            ? null
            : AsLongAs;
    }

    /// <summary>
    /// Whether a column that a subquery does not name may have that name: those of VALUES are called column1, column2, ..., any other expression by its own text
    /// (sqlite3_column_name: not guaranteed, and so since always).
    /// </summary>
    private static bool MayBeOfSubquery(SqlText text, TextSpan word, string name)
    {
        if (s_columnOfValues.IsMatch(name))
        {
            return true;
        }

        for (var at = 0; !s_identifier.IsMatch(name) && (at = text.Text.IndexOf(name, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            if (!word.Contains(at))
            {
                return true;
            }
        }

        return false;
    }
}
