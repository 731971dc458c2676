using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Sql;
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
        var empty = new EmptyTables();
        var mayBeOff = new Lazy<bool>(() => ForeignKeysOff.MayHoldFor(context));
        foreach (var statement in context.Statements)
        {
            if (statement is AddColumnStatement { IsWhole: true, Site: { HasUnknownText: false, Explain: ExplainKind.None } } add
                && (FaultOf(add.Column) ?? (empty.Has(add.Name) ? null : FaultWithRows(add.Column, DefaultOf(add.Column, context.Script.Text), mayBeOff))) is { } fault)
            {
                context.Report(Descriptor, add.Column.Span, add.Column.Name, fault);
            }

            empty.Pass(statement);
        }
    });

    /// <summary>What is refused of any table.</summary>
    private static string? FaultOf(ColumnDefinition column) => column switch
    {
        { IsPrimaryKey: true } => "it is a PRIMARY KEY",
        { IsUnique: true } => "it is UNIQUE (a unique index can be made afterwards)",
        _ => null,
    };

    /// <summary>What is refused of a table that has rows.</summary>
    private static string? FaultWithRows(ColumnDefinition column, DefaultKind kind, Lazy<bool> mayBeOff) => column switch
    {
        { Generated: GeneratedColumn.Stored } => "it is STORED, and the table may have rows (a VIRTUAL column can be added)",
        { Generated: GeneratedColumn.Virtual } => null,
        _ when kind == DefaultKind.Unknown => null,
        { IsNotNull: true } when kind == DefaultKind.Null => "it is NOT NULL and has no default, and the table may have rows",
        _ when kind is DefaultKind.CurrentTime or DefaultKind.Expression => "its default is no constant, and the table may have rows",
        { ForeignKeys.Count: > 0 } when kind != DefaultKind.Null && !mayBeOff.Value => "it is a foreign key with a default other than NULL, and foreign keys are enforced",
        _ => null,
    };

    // In the place of a name alone, a hole may bring a type and a default along.
    private static DefaultKind DefaultOf(ColumnDefinition column, SqlText text) => column.Default?.Kind
        ?? (column is { Type: "", Name.Span: { Length: 1 } name } && text.HasHole(name) ? DefaultKind.Unknown : DefaultKind.Null);
}
