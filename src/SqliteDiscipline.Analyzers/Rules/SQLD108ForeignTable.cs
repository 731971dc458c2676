using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Sources;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD108: a table that the connection's database does not have, and another declared database does.</summary>
internal sealed class SQLD108ForeignTable : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD108",
        "A table of another database",
        "'{0}' is no table of '{1}', over whose connection this runs: '{2}' has it",
        "SqliteDiscipline.Connections",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Whoever has several databases may take the connection of one for that of the other: SQLite answers 'no such table' when the statement is reached.",
        helpLinkUri: Help.Link("SQLD108"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnTimeline((timeline, context) =>
    {
        foreach (var ran in timeline.Events.OfType<Ran>())
        {
            if (ran.Connection is not { Database: { } database, Factory: { } factory } || DeclaredWrites.MayBeElsewhere(ran, timeline, context))
            {
                continue;
            }

            var schemas = context.Rules.Schemas(context.Cancellation);
            var foreign = Tables(ran.Statement).Where(table => table.MayBeInMain && table.Name.Value is not null).ToList();
            if (foreign.Count == 0 || !context.Rules.IsSchemaSeen(factory, database, schemas))
            {
                continue;
            }

            foreach (var table in foreign)
            {
                if (OtherOwner(table, factory, database, schemas) is { } owner)
                {
                    context.Report(Diagnostic.Create(Descriptor, PlaceOf(table, ran, timeline), table.Name.Value, database.Name, owner.Name));
                }
            }
        }
    });

    // A constant of the file that spells the name alone, others may rightly use: it is the statement that is wrong.
    private static Location PlaceOf(SqlObjectName table, Ran ran, BodyTimeline timeline)
    {
        var place = ran.Run.LocationOf(table.Name.Span);
        return timeline.Body.Span.Contains(place.SourceSpan) || ran.Run.ExactLocationOf(TextSpan.FromBounds(ran.Statement.Site.FirstWord.Start, table.Name.Span.End)) is not null ? place : ran.Location;
    }

    private static DatabaseModel? OtherOwner(SqlObjectName table, FactoryModel factory, DatabaseModel database, SchemaSources schemas)
    {
        var own = schemas.SchemaOf(factory, database);
        return own.Find(table) is not null || own.HasView(table) ? null
            : schemas.Databases
                .Where(other => !other.Database.Equals(database) && schemas.SchemaOf(other.Factory, other.Database).Find(table) is { IsTemporary: false })
                .Select(other => other.Database)
                .FirstOrDefault();
    }

    /// <summary>The tables whose rows the statement reads or changes. What it makes or alters is part of the schema that is seen.</summary>
    private static IEnumerable<SqlObjectName> Tables(SqlStatement statement) => statement switch
    {
        DataStatement data => data.Reads.Prepend(data.Target),
        SelectStatement select => select.Reads,
        _ => Enumerable.Empty<SqlObjectName>(),
    };
}
