using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>
/// What code makes of a schema by other means than SQL: a model or a migration of EF Core, FluentMigrator, sqlite-net. By names alone, and only where something is about to
/// be said of a table: what such code names may be there.
/// </summary>
internal sealed class SchemaCalls
{
    private static readonly HashSet<string> s_tables = new(StringComparer.Ordinal) { "CreateTable", "RenameTable", "ToTable", "UsingEntity", "Table", "TableAttribute" };

    private static readonly HashSet<string> s_changes = new(StringComparer.Ordinal)
    {
        "AddColumn", "RenameColumn", "CreateIndex", "AddUniqueConstraint", "AddPrimaryKey", "OnTable",
    };

    // Their table has the name of the type, unless a DbSet or an attribute gives it another.
    private static readonly HashSet<string> s_entities = new(StringComparer.Ordinal) { "Entity", "IEntityTypeConfiguration", "Set", "CreateTable" };

    // The tables of a model that comes with a package.
    private static readonly string[] s_identity = { "IdentityDbContext", "IdentityUserContext" };
    private static readonly string[] s_tablesOfIdentity = { "AspNetUsers", "AspNetRoles" };

    private static readonly int[] s_words = s_tables.Concat(s_changes).Concat(s_entities).Concat(s_identity).Append("DbSet").Select(Words.HashOf).ToArray();

    private static readonly ConditionalWeakTable<Compilation, SchemaCalls> s_byCompilation = new();

    private readonly HashSet<string> _tables = new(SqlIdentifier.Comparer!);
    private readonly List<(HashSet<string> Names, bool IsUnique)> _changes = new();

    private SchemaCalls(Compilation compilation)
    {
        var (entities, withSet) = (new HashSet<string>(), new HashSet<string>());
        foreach (var tree in compilation.SyntaxTrees.Where(tree => s_words.Any(FileWords.Of(tree).MayHave)))
        {
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                var called = name.Identifier.ValueText;
                if (name is GenericNameSyntax { TypeArgumentList.Arguments: { Count: > 0 } types })
                {
                    if (called == "DbSet" && name.FirstAncestorOrSelf<MemberDeclarationSyntax>() is PropertyDeclarationSyntax set && set.Type.Span.Contains(name.Span))
                    {
                        _tables.Add(Plain(set.Identifier.ValueText));
                        withSet.Add(LastNameIn(types[0]));
                    }
                    else if (s_entities.Contains(called))
                    {
                        entities.Add(LastNameIn(types[0]));
                    }
                }

                if (s_tables.Contains(called))
                {
                    _tables.UnionWith(ArgumentsOf(name).Select(NameIn).Select(Plain));
                }
                else if (s_identity.Contains(called))
                {
                    _tables.UnionWith(s_tablesOfIdentity);
                }
                else if (s_changes.Contains(called) && CallOf(name) is { } call)
                {
                    _changes.Add((NamesIn(call), IsUnique(call)));
                }
            }
        }

        _tables.UnionWith(entities.Except(withSet).Select(Plain));
    }

    public static SchemaCalls Of(Compilation compilation) => s_byCompilation.GetValue(compilation, static compilation => new SchemaCalls(compilation));

    /// <summary>Whether a table of this name may be made.</summary>
    public bool MayMake(string table) => _tables.Contains(Plain(table));

    /// <summary>Whether a column may be added to a table, or an index on it made.</summary>
    public bool MayAdd(string table, string column) => _changes.Exists(change => Has(change.Names, table) && Has(change.Names, column));

    /// <summary>Whether columns of a table may be made a key.</summary>
    public bool MayMakeKey(string table, IEnumerable<string> columns) =>
        _changes.Exists(change => change.IsUnique && Has(change.Names, table) && columns.All(column => Has(change.Names, column)));

    private static bool Has(HashSet<string> names, string name) => names.Contains(Plain(name));

    // A convention may write DocVectors as doc_vectors.
    private static string Plain(string name) => name.Replace("_", string.Empty);

    private static IEnumerable<ExpressionSyntax> ArgumentsOf(SimpleNameSyntax name) => name.Parent switch
    {
        AttributeSyntax { ArgumentList.Arguments: var arguments } => arguments.Select(argument => argument.Expression),
        QualifiedNameSyntax { Parent: AttributeSyntax { ArgumentList.Arguments: var arguments } } => arguments.Select(argument => argument.Expression),
        InvocationExpressionSyntax call => call.ArgumentList.Arguments.Select(argument => argument.Expression),
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } => call.ArgumentList.Arguments.Select(argument => argument.Expression),
        _ => Enumerable.Empty<ExpressionSyntax>(),
    };

    /// <summary>The whole chain of calls: <c>Create.Index().OnTable("t").OnColumn("c")</c>.</summary>
    private static SyntaxNode? CallOf(SimpleNameSyntax name)
    {
        SyntaxNode? call = name.FirstAncestorOrSelf<InvocationExpressionSyntax>(around => around.Expression.Span.Contains(name.Span));
        while (call?.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next })
        {
            call = next;
        }

        return call;
    }

    private static HashSet<string> NamesIn(SyntaxNode call) => new(
        call.DescendantNodes().Select(node => node is SimpleNameSyntax name ? name.Identifier.ValueText : FileConstants.Find(node)).OfType<string>().Select(Plain), SqlIdentifier.Comparer!);

    private static string NameIn(ExpressionSyntax expression) => FileConstants.Find(expression) ?? LastNameIn(expression);

    // Of nameof(Owner.Name) and Tables.Owners.
    private static string LastNameIn(SyntaxNode node) => node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault()?.Identifier.ValueText ?? node.ToString();

    private static bool IsUnique(SyntaxNode call) => call.DescendantNodes().Any(node => node switch
    {
        ArgumentSyntax { NameColon: var label, Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression } } => label is null || label.Name.Identifier.ValueText == "unique",
        ArgumentSyntax { NameColon.Name.Identifier.ValueText: "unique", Expression: not LiteralExpressionSyntax } => true,
        SimpleNameSyntax { Parent: not NameColonSyntax, Identifier.ValueText: "Unique" or "UniqueConstraint" or "AddUniqueConstraint" or "PrimaryKey" or "AddPrimaryKey" } => true,
        _ => false,
    });
}
