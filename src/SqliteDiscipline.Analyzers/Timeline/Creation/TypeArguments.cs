using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Timeline.Creation;

/// <summary>
/// Whether generic code makes an instance of its type parameter: <c>new T()</c> or <c>Activator.CreateInstance&lt;T&gt;()</c> in a body that can be seen,
/// also through further generic code; the <c>new()</c> constraint where no body can be seen.
/// </summary>
internal sealed class TypeArguments
{
    private readonly ConcurrentDictionary<ITypeParameterSymbol, bool> _made = new(SymbolEqualityComparer.Default);

    public bool AreMade(ITypeParameterSymbol parameter, Compilation compilation, CancellationToken cancellation)
    {
        var definition = (ITypeParameterSymbol)parameter.OriginalDefinition;
        if (_made.TryGetValue(definition, out var known))
        {
            return known;
        }

        var visited = new HashSet<ITypeParameterSymbol>(SymbolEqualityComparer.Default);
        return _made[definition] = AreMade(definition, compilation, visited, cancellation);
    }

    private static bool AreMade(
        ITypeParameterSymbol parameter, Compilation compilation, HashSet<ITypeParameterSymbol> visited, CancellationToken cancellation)
    {
        // A recursion that comes back here adds nothing to what its beginning already looks at.
        if (!visited.Add(parameter))
        {
            return false;
        }

        if (parameter.DeclaringMethod is { } declaring && IsActivator(declaring))
        {
            return true;
        }

        var owner = (ISymbol?)parameter.DeclaringMethod ?? parameter.DeclaringType;
        var bodies = owner?.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).Where(HasBody).ToList();
        if (bodies is not { Count: > 0 })
        {
            return parameter.HasConstructorConstraint;
        }

        return bodies.Any(body => compilation.ContainsSyntaxTree(body.SyntaxTree)
            ? Makes(body, parameter, compilation, visited, cancellation)
            : parameter.HasConstructorConstraint);
    }

    private static bool IsActivator(IMethodSymbol method) => method switch
    {
        { Name: "CreateInstance", ContainingType: var type } => type.Is("System", "Activator")
            || type.Is("Microsoft.Extensions.DependencyInjection", "ActivatorUtilities"),
        { Name: "GetServiceOrCreateInstance", ContainingType: var type } =>
            type.Is("Microsoft.Extensions.DependencyInjection", "ActivatorUtilities"),
        { Name: "EnsureInitialized", ContainingType: var type } =>
            type.Is("System.Threading", "LazyInitializer") && !method.Parameters.Any(p => p.Type.TypeKind == TypeKind.Delegate),
        _ => false,
    };

    private static bool HasBody(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        LocalFunctionStatementSyntax function => function.Body is not null || function.ExpressionBody is not null,
        _ => true,
    };

    private static bool Makes(
        SyntaxNode body, ITypeParameterSymbol parameter, Compilation compilation, HashSet<ITypeParameterSymbol> visited, CancellationToken cancellation)
    {
        SemanticModel? model = null;

        // new(), whose type only the model knows.
        foreach (var creation in body.DescendantNodes().OfType<ImplicitObjectCreationExpressionSyntax>())
        {
            model ??= compilation.GetSemanticModel(body.SyntaxTree);
            if (SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(creation, cancellation).Type, parameter))
            {
                return true;
            }
        }

        foreach (var name in body.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText != parameter.Name)
            {
                continue;
            }

            if (name.Parent is ObjectCreationExpressionSyntax creation && creation.Type == name)
            {
                return true;
            }

            if (name.Parent is TypeOfExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } })
            {
                model ??= compilation.GetSemanticModel(body.SyntaxTree);
                if (model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol activator && IsActivator(activator))
                {
                    return true;
                }

                continue;
            }

            if (name.Parent is not TypeArgumentListSyntax { Parent: GenericNameSyntax generic } list)
            {
                continue;
            }

            // T is handed on: what becomes of it there?
            model ??= compilation.GetSemanticModel(body.SyntaxTree);
            var position = list.Arguments.IndexOf(name);
            var next = model.GetSymbolInfo(generic, cancellation).Symbol switch
            {
                IMethodSymbol method => method.OriginalDefinition.TypeParameters.ElementAtOrDefault(position),
                INamedTypeSymbol type => type.OriginalDefinition.TypeParameters.ElementAtOrDefault(position),
                _ => null,
            };
            if (next is not null && AreMade((ITypeParameterSymbol)next.OriginalDefinition, compilation, visited, cancellation))
            {
                return true;
            }
        }

        return false;
    }
}
