using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>The strings of a C# file that make or change a schema. Cached per syntax tree: an edit re-reads one file.</summary>
internal static class CodeScripts
{
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<ImmutableArray<SqlScript>>> s_byTree = new();

    public static ImmutableArray<SqlScript> In(SyntaxTree tree, CancellationToken cancellation)
    {
        if (!s_byTree.TryGetValue(tree, out var found))
        {
            found = new(Read(tree, cancellation));
            found = s_byTree.GetValue(tree, _ => found);
        }

        return found.Value;
    }

    private static ImmutableArray<SqlScript> Read(SyntaxTree tree, CancellationToken cancellation)
    {
        if (!FileWords.Of(tree).MayHaveDdl)
        {
            return ImmutableArray<SqlScript>.Empty;
        }

        var scripts = ImmutableArray.CreateBuilder<SqlScript>();
        var root = tree.GetRoot(cancellation);
        var names = new NamesAround(root);
        foreach (var node in root.DescendantNodes(node => !StringExpression.Starts(node)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!StringExpression.Starts(node)
                || (node is LiteralExpressionSyntax { Token: var literal } && !DdlText.MayBe(literal.ValueText))
                || StringExpression.Of((ExpressionSyntax)node) is not { } text
                || !text.Any(DdlText.MayBe)
                || ComparedText.Is(node))
            {
                continue;
            }

            text = text.WithConstants();
            var script = new SqlScript(tree.FilePath, text.Start, text.ToSqlText(), text) { Mentions = names.OfConnections(node) };
            if (DdlText.Is(script) && !names.AreOfOtherEngine(node))
            {
                scripts.Add(script);
            }
        }

        return scripts.ToImmutable();
    }
}
