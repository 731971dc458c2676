using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Rules.Deletes;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Sources;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>
/// SQLD504: an index on a column that only a later ALTER TABLE adds. On a database that is older than the column, CREATE TABLE IF NOT
/// EXISTS does nothing, and the index fails before the ALTER is reached.
/// </summary>
internal sealed class SQLD504IndexBeforeColumn : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD504",
        "An index before its column",
        "On a database that is older than '{1}', CREATE TABLE IF NOT EXISTS does nothing and '{0}' has no such column yet: index it after the ALTER TABLE that adds it",
        "SqliteDiscipline.Schema",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "What a migration adds can be indexed from that migration on.",
        helpLinkUri: Help.Link("SQLD504"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry)
    {
        registry.OnScript(JudgeText);
        registry.OnTimeline(JudgeCommands);
    }

    private static void JudgeText(ScriptContext context)
    {
        var old = new OldTables();
        foreach (var statement in context.Statements)
        {
            if (statement is CreateIndexStatement { Site.Explain: ExplainKind.None } index && old.Find(index) is { } table)
            {
                foreach (var name in ColumnsOf(index))
                {
                    if (!old.HasBeenGiven(table, name.Value!) && IsAddedLater(context, name.Span, context.Past.AddedTo(table, name.Value!)))
                    {
                        context.Report(Descriptor, name.Span, index.Table, name);
                    }
                }
            }

            old.Pass(statement);
        }
    }

    /// <summary>The columns without which the index cannot be made: those that it indexes, and those in its expressions and its condition.</summary>
    private static IEnumerable<SqlName> ColumnsOf(CreateIndexStatement index) => index.Columns
        .Select(term => term.Column).OfType<SqlName>().Concat(index.Names)
        .Where(name => name.Value is not null)
        .GroupBy(name => name.Value, (_, same) => same.First(), SqlIdentifier.Comparer);

    // What has run before has added it; and of `if (isNew) { CREATE … } else { ALTER … }` one file sees one only.
    private static bool IsAddedLater(ScriptContext context, TextSpan place, IEnumerable<(SqlScript Script, AddColumnStatement Add)> added)
    {
        var isAdded = false;
        foreach (var (script, add) in added)
        {
            var order = script.Equals(context.Script)
                ? CodeOrder.Unknown
                : StepsOfCode.OrderOf(script.LocationOf(add.Column.Name.Span), context.Script.LocationOf(place), context.Compilation);
            if (order == CodeOrder.Before)
            {
                return false;
            }

            isAdded |= order == CodeOrder.Unknown;
        }

        return isAdded;
    }

    /// <summary>The three in commands of their own, one after another over one connection.</summary>
    private static void JudgeCommands(BodyTimeline timeline, TimelineContext context)
    {
        var runs = timeline.Events.OfType<Ran>().Where(ran => ran.Statement.Site.Explain == ExplainKind.None).ToList();
        foreach (var added in runs)
        {
            if (added.Statement is not AddColumnStatement { Column.Name.Value: { } column } add || LaterColumns.KeyOf(add.Name) is not { } table)
            {
                continue;
            }

            foreach (var ran in runs)
            {
                if (ran.Statement is CreateIndexStatement index && IsOf(index, table) && ColumnsOf(index).FirstOrDefault(name => name.Is(column)) is { Value: not null } name
                    && Leads(ran, added) && !Alternatives.Are(ran.Location, added.Location)
                    && runs.Any(made => made.Run != ran.Run && made.Statement is CreateTableStatement { IfNotExists: true, IsTemporary: false } create
                        && SqlIdentifier.Equals(LaterColumns.KeyOf(create.Name), table) && Leads(made, ran))
                    && !timeline.Events.Any(before => MayAdd(before, table, column) && Leads(before, ran)))
                {
                    context.Report(Diagnostic.Create(Descriptor, ran.Run.LocationOf(name.Span), index.Table, column));
                }
            }
        }

        // A bare name means the temporary table, where there is one.
        bool IsOf(CreateIndexStatement index, string table) => SqlIdentifier.Equals(LaterColumns.KeyOf(new(index.Name.Schema, index.Table)), table)
            && !(index.Name.Schema is null && runs.Any(made => made.Statement is CreateTableStatement { IsTemporary: true } create && create.Name.Name.Is(index.Table.Value!)));

        bool Leads(TimelineEvent first, TimelineEvent then) => EngineFlow.IsOneDatabase(first.Connection, then.Connection)
            && TimelineNode.After(timeline.Nodes.Where(node => ReferenceEquals(node.Event, first))).Any(node => ReferenceEquals(node.Event, then));
    }

    /// <summary>Whether the table may have the column once this is done, however old it is.</summary>
    private static bool MayAdd(TimelineEvent happening, string table, string column) => happening switch
    {
        Ran ran => LaterColumns.Of(ran.Statement).Any(later => later.Has(table, column)),
        RanUnknown or Unknown => true,
        HandedOut { How: HandOut.Passed or HandOut.Captured or HandOut.Collected } => true,
        _ => false,
    };
}
