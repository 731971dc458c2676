using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
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
        var statements = context.Script.Statements;
        for (var i = 0; i < statements.Length; i++)
        {
            if (statements[i] is AddColumnStatement { IsWhole: true, Site.HasUnknownText: false } add
                && (FaultOf(add.Column) ?? (IsEmpty(add.Name, statements, i) ? null : FaultWithRows(add.Column, context))) is { } fault)
            {
                context.Report(Descriptor, add.Column.Span, add.Column.Name, fault);
            }
        }
    });

    /// <summary>What is refused of any table.</summary>
    private static string? FaultOf(ColumnDefinition column) => column switch
    {
        { IsPrimaryKey: true } => "it is a PRIMARY KEY",
        { IsUnique: true } => "it is UNIQUE (a unique index can be made afterwards)",
        { Generated: GeneratedColumn.Stored } => "it is STORED, and a column that is added can only be VIRTUAL",
        _ => null,
    };

    /// <summary>What is refused of a table that has rows.</summary>
    private static string? FaultWithRows(ColumnDefinition column, ScriptContext context)
    {
        var kind = column.Default?.Kind ?? DefaultKind.Null;
        return column switch
        {
            { Generated: GeneratedColumn.Virtual } => null,
            _ when kind == DefaultKind.Unknown => null,
            { IsNotNull: true } when kind == DefaultKind.Null => "it is NOT NULL and has no default, and the table may have rows",
            _ when kind is DefaultKind.CurrentTime or DefaultKind.Expression => "its default is no constant, and the table may have rows",
            { ForeignKeys.Count: > 0 } when kind != DefaultKind.Null && !ForeignKeysOff.MayHoldFor(context) =>
                "it is a foreign key with a default other than NULL, and foreign keys are enforced",
            _ => null,
        };
    }

    /// <summary>Whether the text itself has just made the table, or emptied it, and put nothing in.</summary>
    private static bool IsEmpty(SqlObjectName table, ImmutableArray<SqlStatement> statements, int before)
    {
        for (var i = before - 1; i >= 0; i--)
        {
            switch (statements[i])
            {
                case CreateTableStatement create when create.Name.Name.Is(table.Name.Value!):
                    return !create.IsFromSelect && !create.IfNotExists;
                case DeleteStatement delete when delete.Target.Name.Is(table.Name.Value!):
                    return delete.Where is null;
                case AddColumnStatement or CreateStatement and not CreateTriggerStatement or DropStatement or DeleteStatement or SelectStatement or PragmaStatement:
                    break;
                case DataStatement data when !data.Target.Name.Is(table.Name.Value!) && data.Target.Name.Value is not null:
                    break;
                default:
                    return false;
            }
        }

        return false;
    }
}
