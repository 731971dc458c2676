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
        var made = new HashSet<string>(SqlIdentifier.Comparer);
        var added = new HashSet<(string, string)>();
        foreach (var statement in context.Statements)
        {
            switch (statement)
            {
                case CreateTableStatement { IfNotExists: true, Name.Name.Value: { } name }:
                    made.Add(name);
                    break;
                case AddColumnStatement { Name.Name.Value: { } name, Column.Name.Value: { } column }:
                    added.Add(Folded(name, column));
                    break;
                case CreateIndexStatement { Table.Value: { } name } index when made.Contains(name):
                    Judge(context, index, name, added);
                    break;
            }
        }
    }

    private static void Judge(ScriptContext context, CreateIndexStatement index, string table, HashSet<(string, string)> added)
    {
        foreach (var term in index.Columns)
        {
            if (term.Column is { Value: { } column } name && !added.Contains(Folded(table, column)) && IsAddedLater(context, name.Span, table, column))
            {
                context.Report(Descriptor, name.Span, table, column);
            }
        }
    }

    // What has run before has added it; and of `if (isNew) { CREATE … } else { ALTER … }` one file sees one only.
    private static bool IsAddedLater(ScriptContext context, TextSpan place, string table, string column)
    {
        // Every index asks it of every text: nothing is made for those that add no such column.
        var isAdded = false;
        foreach (var script in context.Sources)
        {
            foreach (var statement in script.Statements)
            {
                if (statement is not AddColumnStatement add || !add.Name.Name.Is(table) || !add.Column.Name.Is(column))
                {
                    continue;
                }

                var order = script.Equals(context.Script)
                    ? CodeOrder.Unknown
                    : StepsOfCode.OrderOf(script.LocationOf(add.Column.Name.Span), context.Script.LocationOf(place), context.Compilation);
                if (order == CodeOrder.Before)
                {
                    return false;
                }

                isAdded |= order == CodeOrder.Unknown;
            }
        }

        return isAdded;
    }

    /// <summary>The three in commands of their own, one after another over one connection.</summary>
    private static void JudgeCommands(BodyTimeline timeline, TimelineContext context)
    {
        foreach (var added in timeline.Events.OfType<Ran>().Where(ran => ran.Statement is AddColumnStatement { Name.Name.Value: not null, Column.Name.Value: not null }))
        {
            var add = (AddColumnStatement)added.Statement;
            var (table, column) = (add.Name.Name.Value!, add.Column.Name.Value!);
            foreach (var ran in timeline.Events.OfType<Ran>())
            {
                if (ran.Statement is CreateIndexStatement index && index.Table.Is(table) && index.Columns.Select(term => term.Column).FirstOrDefault(term => term?.Is(column) == true) is { } name
                    && Leads(ran, added) && !Alternatives.Are(ran.Location, added.Location)
                    && timeline.Events.OfType<Ran>().Any(made => made.Run != ran.Run && made.Statement is CreateTableStatement { IfNotExists: true } create && create.Name.Name.Is(table) && Leads(made, ran))
                    && !timeline.Events.Any(before => MayAdd(before, table, column) && Leads(before, ran)))
                {
                    context.Report(Diagnostic.Create(Descriptor, ran.Run.LocationOf(name.Span), table, column));
                }
            }
        }

        bool Leads(TimelineEvent first, TimelineEvent then) => EngineFlow.IsOneDatabase(first.Connection, then.Connection)
            && TimelineNode.After(timeline.Nodes.Where(node => ReferenceEquals(node.Event, first))).Any(node => ReferenceEquals(node.Event, then));
    }

    /// <summary>Whether the table may have the column once this is done, however old it is.</summary>
    private static bool MayAdd(TimelineEvent happening, string table, string column) => happening switch
    {
        Ran { Statement: UnknownStatement or { Site.HasUnknownText: true } } => true,
        Ran { Statement: AddColumnStatement add } => add.Name.Name.Is(table) && add.Column.Name.Is(column),
        Ran { Statement: DropStatement { Kind: SchemaObjectKind.Table } drop } => drop.Name.Name.Is(table),
        Ran { Statement: RenameTableStatement or RenameColumnStatement } => true,
        RanUnknown or Unknown => true,
        HandedOut { How: HandOut.Passed or HandOut.Captured or HandOut.Collected } => true,
        _ => false,
    };

    private static (string, string) Folded(string table, string column) => (table.ToUpperInvariant(), column.ToUpperInvariant());
}
