using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Sources;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

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

    public override void Register(RuleRegistry registry) => registry.OnScript(context =>
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
    });

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

    // Of `if (isNew) { CREATE … } else { ALTER … }`, one file sees one only.
    private static bool IsAddedLater(ScriptContext context, TextSpan place, string table, string column) => context.Sources.Any(script => script.Statements.Any(
        statement => statement is AddColumnStatement add && add.Name.Name.Is(table) && add.Column.Name.Is(column)
            && !Alternatives.Are(context.Script.LocationOf(place), script.LocationOf(add.Column.Name.Span))));

    private static (string, string) Folded(string table, string column) => (table.ToUpperInvariant(), column.ToUpperInvariant());
}
