using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Sources;
using SqliteDiscipline.Analyzers.Sql;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD501: a child key with no index led by it, so that every delete of a parent reads the whole child table.</summary>
internal sealed class SQLD501ChildIndex : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD501",
        "A child key without an index",
        "No index begins with {0} of '{1}': every delete from '{2}', and every change of its key, reads the whole of '{1}'",
        "SqliteDiscipline.Schema",
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "SQLite indexes the key that a foreign key refers to, not the columns that refer to it.",
        helpLinkUri: Help.Link("SQLD501"));

    private static readonly Regex s_restOfLine = new(@"\G[ \t]*;[ \t]*(--[^\r\n]*)?(?=[\r\n]|$)");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnScript(context =>
    {
        // An index may be hidden where a statement could not be read.
        if (!context.Schema.IsWholeBut(SchemaGaps.Columns))
        {
            return;
        }

        foreach (var (child, reference) in context.References)
        {
            if (child.HasAllConstraints && ParentKey.Of(reference, context.Schema) is { State: ParentKeyState.Found } key
                && WouldServe(child, reference, key) && !IsIndexed(child, reference, key, context.Schema)
                && !reference.Columns.Any(column => context.Calls.MayAdd(child.Name, column)))
            {
                context.Report(
                    Descriptor, reference.Origin.Span, FixOf(child, reference, key, context),
                    string.Join(", ", reference.Columns.Select(column => $"'{column}'")), child.Name, reference.Parent);
            }
        }
    });

    /// <summary>Whether an index narrows the search: one that begins with a column of the key does, if it has every row and compares as the parent does.</summary>
    private static bool IsIndexed(Table child, Reference reference, ParentKey key, DatabaseSchema schema) =>
        (child.RowIdAlias is { } alias && reference.Overlaps(new[] { alias }))
        || child.Keys.Select(unique => unique.Terms).Concat(schema.IndexesOf(child).Where(index => index.MayHold(reference.Columns)).Select(index => index.Terms))
            .Any(terms => terms.Count > 0 && terms[0] is { Column: { } first } term && Compares(term.Collation ?? CollationOf(child, first), first, child, reference, key));

    private static bool Compares(string collation, string column, Table child, Reference reference, ParentKey key) => reference.Columns
        .Zip(key.Columns, (ofChild, ofParent) => SqlIdentifier.Equals(ofChild, column) && (CollationFor(ofChild, ofParent, child, key) is not { } asked || SqlIdentifier.Equals(collation, asked)))
        .Any(serves => serves);

    /// <summary>The collation under which the engine compares: the parent's column's, or for a rowid, which has none, the child's. Not known of a column that was not seen.</summary>
    private static string? CollationFor(string column, string parent, Table child, ParentKey key) => key.Table!.Find(parent) is null || child.Find(column) is null ? null
        : SqlIdentifier.Equals(key.Table.RowIdAlias, parent) ? CollationOf(child, column)
        : CollationOf(key.Table, parent);

    private static string CollationOf(Table table, string column) => table.Find(column)?.Collation ?? "BINARY";

    /// <summary>Whether the engine could use an index: values are compared under the affinity of the parent's column, and the index has the child's.</summary>
    private static bool WouldServe(Table child, Reference reference, ParentKey key) => reference.Columns.Zip(key.Columns, (column, parent) =>
        (Affinities.Of(child.Find(column)?.Type), Affinities.Of(key.Table!.Find(parent)?.Type)) switch
        {
            var (_, ofParent) when ofParent == Affinity.Blob => true,
            var (ofChild, ofParent) when ofParent == Affinity.Text => ofChild == Affinity.Text,
            var (ofChild, _) => ofChild == Affinity.Numeric,
        }).Any(serves => serves);

    /// <summary>A CREATE INDEX behind the statement that declares the key; none where a name would need quotes that C# may not bear.</summary>
    private static ImmutableDictionary<string, string?> FixOf(Table child, Reference reference, ParentKey key, ScriptContext context)
    {
        var statement = context.Statements.FirstOrDefault(candidate => candidate.Site.Span.Contains(reference.Origin.Span));
        var spelt = reference.Columns.Zip(key.Columns, (column, parent) => TermOf(column, parent, child, key)).Prepend(SqlSpelling.Of(child.Name)).ToList();
        if (statement is null || spelt.Contains(null))
        {
            return ImmutableDictionary<string, string?>.Empty;
        }

        var (gap, end) = (SqlEdit.Gap(context.Script, statement.Site.Span.Start), statement.Site.Span.End);
        var create = $"CREATE INDEX IF NOT EXISTS {NameFor(child, reference, context.Schema)} ON {spelt[0]}({string.Join(", ", spelt.Skip(1))})";

        // Behind the comment on the line of a statement that ends with it.
        return gap != " " && s_restOfLine.Match(context.Script.Text.Text, end) is { Success: true, Length: var rest }
            ? SqlEdit.Insert(context.Script, end + rest, gap + create + ";")
            : SqlEdit.Insert(context.Script, end, ";" + gap + create);
    }

    private static string? TermOf(string column, string parent, Table child, ParentKey key)
    {
        var collation = CollationFor(column, parent, child, key);
        return collation is null || SqlIdentifier.Equals(collation, CollationOf(child, column)) ? SqlSpelling.Of(column)
            : SqlSpelling.Of(column) is { } name && SqlSpelling.Of(collation) is { } asked ? $"{name} COLLATE {asked}"
            : null;
    }

    /// <summary>A name that nothing has: IF NOT EXISTS would make nothing of one that is taken.</summary>
    private static string NameFor(Table child, Reference reference, DatabaseSchema schema)
    {
        var name = "ix_" + string.Join("_", reference.Columns.Prepend(child.Name).Select(part => new string(part.Select(c => char.IsLetterOrDigit(c) ? c : '_').ToArray())));
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? name : name + "_" + number).First(candidate =>
            !schema.Indexes.Any(index => SqlIdentifier.Equals(index.Name, candidate)) && !schema.Tables.Any(table => SqlIdentifier.Equals(table.Name, candidate)));
    }
}
