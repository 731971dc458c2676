using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>
/// Which declared database an EF Core context is of: wherever it is configured, <c>UseSqlite</c> is given that database's typed connection. Absent
/// where it is given anything else, too.
/// </summary>
internal sealed class ContextDatabases(Compilation compilation, Func<ITypeSymbol?, (FactoryModel Factory, DatabaseModel Database)?> databaseOf)
{
    private static readonly int s_useSqlite = Words.HashOf("UseSqlite");

    private readonly Lazy<ILookup<ISymbol, (FactoryModel Factory, DatabaseModel Database)?>> _byContext =
        new(() => Find(compilation, databaseOf).ToLookup(found => found.Context, found => found.Database, SymbolEqualityComparer.Default));

    public (FactoryModel Factory, DatabaseModel Database)? Of(ITypeSymbol? context)
    {
        // A derived context is configured as its base is, unless it says otherwise.
        for (; context is not null && context.Name != "DbContext"; context = context.BaseType)
        {
            var found = _byContext.Value[context.OriginalDefinition].Distinct().ToList();
            if (found.Count > 0)
            {
                return found.Count == 1 ? found[0] : null;
            }
        }

        return null;
    }

    /// <summary>Whether some context is of the database, so that its schema may be what EF Core makes.</summary>
    public bool IsOfSome(DatabaseModel database) => _byContext.Value.Any(context => context.Any(found => found?.Database.Equals(database) == true));

    private static IEnumerable<(ISymbol Context, (FactoryModel Factory, DatabaseModel Database)? Database)> Find(
        Compilation compilation, Func<ITypeSymbol?, (FactoryModel Factory, DatabaseModel Database)?> databaseOf)
    {
        foreach (var tree in compilation.SyntaxTrees.Where(tree => FileWords.Of(tree).MayHave(s_useSqlite)))
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Where(name => name.Identifier.ValueText == "UseSqlite"))
            {
                if (name.Parent?.Parent is InvocationExpressionSyntax syntax && model.OperationOf(syntax) is IInvocationOperation call && ContextOf(call) is { } context)
                {
                    var given = call.Arguments.Select(argument => Operand(argument.Value)).Select(value => databaseOf(value.Type)).FirstOrDefault(found => found is not null);
                    yield return (context.OriginalDefinition, given);
                }
            }
        }
    }

    /// <summary>The context that a <c>UseSqlite</c> configures: the one whose <c>OnConfiguring</c> it stands in, or the type argument around it.</summary>
    private static ITypeSymbol? ContextOf(IInvocationOperation call)
    {
        if (call.TargetMethod.TypeArguments.FirstOrDefault() is { TypeKind: TypeKind.Class } typed)
        {
            return typed;
        }

        for (var around = call.Parent; around is not null; around = around.Parent)
        {
            if (around is IInvocationOperation { TargetMethod.TypeArguments: { IsEmpty: false } types } && types[types.Length - 1].TypeKind == TypeKind.Class)
            {
                return types[types.Length - 1];
            }
        }

        return call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart) is IMethodSymbol { Name: "OnConfiguring", ContainingType: var context } ? context : null;
    }

    private static IOperation Operand(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null } conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }
}
