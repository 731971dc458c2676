using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.CodeFixes.Choosing;

/// <summary>The sources of the paths that a database's wrappers are called with already: somebody has said of these that they are its file.</summary>
internal static class ServedSources
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<string, HashSet<string>>> s_found = new();

    public static bool Contain(string? source, DatabaseUse use, Compilation compilation, CancellationToken cancellation) => source is not null
        && s_found.GetOrCreateValue(compilation)
            .GetOrAdd(FixKeys.Chosen(use), _ => new HashSet<string>(Find(use, compilation, cancellation), StringComparer.Ordinal))
            .Contains(source);

    private static IEnumerable<string> Find(DatabaseUse use, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var file = FileTokens.Of(tree);
            var whole = tree.GetRoot(cancellation).FullSpan;
            foreach (var name in file.UsesOf(use.Connect, whole).Concat(file.UsesOf(use.Create, whole)))
            {
                if (name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } } access
                    && compilation.GetSemanticModel(tree) is var model
                    && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(access.Expression, cancellation).Type, use.Factory)
                    && model.OperationOf(arguments[0].Expression, cancellation) is { } path)
                {
                    yield return PathSource.Of(path, cancellation);
                }
            }
        }
    }
}
