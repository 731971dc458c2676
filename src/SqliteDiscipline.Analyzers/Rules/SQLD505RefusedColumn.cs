using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD505: an ALTER TABLE ADD COLUMN that SQLite refuses.</summary>
internal sealed class SQLD505RefusedColumn : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD505",
        "A column that cannot be added",
        "SQLite refuses to add '{0}': {1}",
        "SqliteDiscipline.Schema",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "ALTER TABLE ADD COLUMN writes no row, so the rows that are there must be right without being written.",
        helpLinkUri: Help.Link("SQLD505"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnScript(context =>
    {
        foreach (var statement in context.Statements)
        {
            if (statement is AddColumnStatement { IsWhole: true, Site.HasUnknownText: false } add && FaultOf(add.Column) is { } fault)
            {
                context.Report(Descriptor, add.Column.Span, add.Column.Name, fault);
            }
        }
    });

    private static string? FaultOf(ColumnDefinition column)
    {
        var kind = column.Default?.Kind ?? DefaultKind.Null;
        return column switch
        {
            { IsPrimaryKey: true } => "it is a PRIMARY KEY",
            { IsUnique: true } => "it is UNIQUE (a unique index can be made afterwards)",
            { Generated: GeneratedColumn.Stored } => "it is STORED, and a column that is added can only be VIRTUAL",
            { Generated: GeneratedColumn.Virtual } => null,
            _ when kind == DefaultKind.Unknown => null,
            { IsNotNull: true } when kind == DefaultKind.Null => "it is NOT NULL and has no default, and the table may have rows",
            _ when kind is DefaultKind.CurrentTime or DefaultKind.Expression => "its default is no constant, and the table may have rows",
            { ForeignKeys.Count: > 0 } when kind != DefaultKind.Null => "it is a foreign key with a default other than NULL, and foreign keys are enforced",
            _ => null,
        };
    }
}
