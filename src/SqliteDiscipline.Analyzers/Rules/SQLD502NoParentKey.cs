using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Schema;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD502: a foreign key to columns that are no key of the parent: "foreign key mismatch", though only when rows change.</summary>
internal sealed class SQLD502NoParentKey : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD502",
        "A foreign key to columns that are no key",
        "{0} neither the primary key of '{1}' nor UNIQUE: every insert into '{2}' and every delete from '{1}' fails with \"foreign key mismatch\"",
        "SqliteDiscipline.Schema",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "SQLite takes such a table, and refuses to change its rows.",
        helpLinkUri: Help.Link("SQLD502"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnScript(context =>
    {
        foreach (var (child, reference) in context.References)
        {
            // A unique index may be hidden where a statement could not be read.
            if (!context.Schema.IsWholeBut(SchemaGaps.Columns | SchemaGaps.Indexes) || ParentKey.Of(reference, context.Schema) is not { State: ParentKeyState.NoKey } key
                || (key.Table is { } parent && (ParentKey.FindMissingColumn(reference, parent) is not null || context.Calls.MayMakeKey(parent.Name, reference.ParentColumns))))
            {
                continue;
            }

            context.Report(Descriptor, reference.Origin.Span, Describe(reference), reference.Parent, child.Name);
        }
    });

    private static string Describe(Reference reference) => reference.ParentColumns.Count switch
    {
        0 => "What it refers to is",
        1 => $"'{reference.ParentColumns[0]}' is",
        _ => string.Join(", ", reference.ParentColumns.Select(column => $"'{column}'")) + " together are",
    };
}
