using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Sources;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD503: a foreign key to a table or column that does not exist, in a schema of which every statement was understood.</summary>
internal sealed class SQLD503NoParent : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD503",
        "A foreign key to what does not exist",
        "There is no {0}: {1}",
        "SqliteDiscipline.Schema",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "SQLite does not look for the parent when it makes the child table, only when rows change.",
        helpLinkUri: Help.Link("SQLD503"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnScript(context =>
    {
        if (!context.Schema.IsWholeBut(SchemaGaps.Columns | SchemaGaps.Indexes | SchemaGaps.Keys))
        {
            return;
        }

        foreach (var (child, reference) in context.References)
        {
            var key = ParentKey.Of(reference, context.Schema);
            if (key.State == ParentKeyState.NoTable)
            {
                if (context.IsMadeByOthers(reference.Parent) || UsedTables.Have(reference.Parent!, context.Compilation)
                    || (!reference.IsTemporary && context.Calls.MayMake(reference.Parent!)) || context.IsRenamedOrAttachedElsewhere(reference.Parent!))
                {
                    continue;
                }

                var missing = (context.Schema.Find(reference.Parent!, !reference.IsTemporary), reference.IsTemporary) switch
                {
                    (null, _) => $"table '{reference.Parent}'",
                    (_, true) => $"temporary table '{reference.Parent}', only a lasting one",
                    (_, false) => $"lasting table '{reference.Parent}', only a temporary one",
                };
                context.Report(Descriptor, reference.Origin.Span, missing, $"every insert into '{child.Name}' fails with \"no such table\"");
            }
            else if (key is { State: ParentKeyState.NoKey, Table: { } parent } && context.Schema.IsWholeBut(SchemaGaps.Indexes | SchemaGaps.Keys) && ParentKey.FindMissingColumn(reference, parent) is { } column
                && !context.IsRenamedOrAttachedElsewhere(parent.Name, column) && !context.Calls.MayAdd(parent.Name, column))
            {
                context.Report(
                    Descriptor, reference.Origin.Span, $"column '{column}' in '{parent.Name}'",
                    $"every insert into '{child.Name}' and every delete from '{parent.Name}' fails with \"foreign key mismatch\"");
            }
        }
    });
}
