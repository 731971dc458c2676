using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>The strings of a C# file that make or change a schema. Cached per syntax tree: an edit re-reads one file.</summary>
internal static class CodeScripts
{
    private static readonly ConditionalWeakTable<SyntaxTree, CodeTexts> s_byTree = new();

    public static CodeTexts In(SyntaxTree tree, CancellationToken cancellation)
    {
        if (!s_byTree.TryGetValue(tree, out var found))
        {
            found = Read(tree, cancellation);
            found = s_byTree.GetValue(tree, _ => found);
        }

        return found;
    }

    private static CodeTexts Read(SyntaxTree tree, CancellationToken cancellation)
    {
        if (!FileWords.Of(tree).MayHaveDdl)
        {
            return CodeTexts.None;
        }

        var scripts = ImmutableArray.CreateBuilder<SqlScript>();
        var others = ImmutableArray.CreateBuilder<SqlScript>();
        var root = tree.GetRoot(cancellation);
        var names = new NamesAround(root);
        var pieces = new TextPieces(root);
        HashSet<string>? constants = null;
        foreach (var node in root.DescendantNodes(node => !StringExpression.Starts(node)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!StringExpression.Starts(node) || (node is LiteralExpressionSyntax { Token: var literal } && !DdlText.MayBe(literal.ValueText)))
            {
                continue;
            }

            // The words may be those of a constant.
            var text = StringExpression.Of((ExpressionSyntax)node);
            if ((!text.Any(DdlText.MayBe) && !text.Names(constants ??= FileConstants.Named(root, DdlText.MayBePart)))
                || !(text = text.WithConstants()).Any(DdlText.MayBe)
                || MessageText.Is(node))
            {
                continue;
            }

            var piece = pieces.Of(node);
            var script = new SqlScript(tree.FilePath, text.Start, text.ToSqlText(isContinued: piece == TextPiece.Continued), text)
            {
                Mentions = names.OfConnections(node),
                IsChangedBeforeRun = piece == TextPiece.Changed,
            };
            if (ComparedText.Is(node) || OtherDialect.Is(script) || names.AreOfOtherEngine(node))
            {
                others.Add(script);
            }
            else if ((DdlText.Is(script) || DdlText.MayHide(script)) && (NamesAny(script) || !pieces.IsReadWithOthers(node)))
            {
                var (called, areAll) = piece == TextPiece.Whole && ColumnHelper.Of(node, text) is { } helper ? helper.Called(names) : default;
                scripts.AddRange(areAll ? called : (called ?? Array.Empty<SqlScript>()).Prepend(script));
            }
        }

        return new CodeTexts(scripts.ToImmutable(), others.ToImmutable());
    }

    private static bool NamesAny(SqlScript script) => script.Statements.Any(statement => statement is SchemaStatement { Name.Name.Value: not null });
}

/// <summary>The strings of a file that make or change a schema.</summary>
/// <param name="Scripts">Those of SQLite's.</param>
/// <param name="Others">Those that are taken for another engine's, or for what something is compared with. If they are after all, SQLite has the tables that they make.</param>
internal sealed record CodeTexts(ImmutableArray<SqlScript> Scripts, ImmutableArray<SqlScript> Others)
{
    public static readonly CodeTexts None = new(ImmutableArray<SqlScript>.Empty, ImmutableArray<SqlScript>.Empty);
}
