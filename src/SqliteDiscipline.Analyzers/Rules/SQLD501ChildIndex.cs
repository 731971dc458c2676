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
                && WouldServe(child, reference, key) && !IsIndexed(child, reference, context.Schema))
            {
                context.Report(
                    Descriptor, reference.Origin.Span, FixOf(child, reference, context),
                    string.Join(", ", reference.Columns.Select(column => $"'{column}'")), child.Name, reference.Parent);
            }
        }
    });

    /// <summary>Whether an index narrows the search: one that begins with a column of the key does.</summary>
    private static bool IsIndexed(Table child, Reference reference, DatabaseSchema schema) =>
        (child.RowIdAlias is { } alias && reference.Overlaps(new[] { alias }))
        || child.Keys.Select(key => key.Terms).Concat(schema.IndexesOf(child).Select(index => index.Terms))
            .Any(terms => terms.Count > 0 && terms[0].Column is { } first && reference.Overlaps(new[] { first }));

    /// <summary>Whether the engine could use an index: values are compared under the affinity of the parent's column, and the index has the child's.</summary>
    private static bool WouldServe(Table child, Reference reference, ParentKey key) => reference.Columns.Zip(key.Columns, (column, parent) =>
        (Affinities.Of(child.Find(column)?.Type), Affinities.Of(key.Table!.Find(parent)?.Type)) switch
        {
            var (_, ofParent) when ofParent == Affinity.Blob => true,
            var (ofChild, ofParent) when ofParent == Affinity.Text => ofChild == Affinity.Text,
            var (ofChild, _) => ofChild == Affinity.Numeric,
        }).Any(serves => serves);

    /// <summary>A CREATE INDEX behind the statement that declares the key; none where a name would need quotes that C# may not bear.</summary>
    private static ImmutableDictionary<string, string?> FixOf(Table child, Reference reference, ScriptContext context)
    {
        var statement = context.Statements.FirstOrDefault(candidate => candidate.Site.Span.Contains(reference.Origin.Span));
        var names = reference.Columns.Prepend(child.Name).ToList();
        var spelt = names.Select(SqlSpelling.Of).ToList();
        if (statement is null || spelt.Contains(null))
        {
            return ImmutableDictionary<string, string?>.Empty;
        }

        var index = "ix_" + string.Join("_", names.Select(name => new string(name.Select(c => char.IsLetterOrDigit(c) ? c : '_').ToArray())));
        var (gap, end) = (SqlEdit.Gap(context.Script, statement.Site.Span.Start), statement.Site.Span.End);
        var create = $"CREATE INDEX IF NOT EXISTS {index} ON {spelt[0]}({string.Join(", ", spelt.Skip(1))})";

        // Behind the comment on the line of a statement that ends with it.
        return gap != " " && s_restOfLine.Match(context.Script.Text.Text, end) is { Success: true, Length: var rest }
            ? SqlEdit.Insert(context.Script, end + rest, gap + create + ";")
            : SqlEdit.Insert(context.Script, end, ";" + gap + create);
    }
}
