using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Creation;

/// <summary>Finds where raw connections come to be: one operation, or one symbol, at a time.</summary>
internal static class RawConnections
{
    /// <summary>The operations among which <see cref="Read"/> finds raw connections.</summary>
    public static readonly OperationKind[] Kinds = { OperationKind.ObjectCreation, OperationKind.Invocation, OperationKind.MethodReference };

    /// <summary>The raw connection that this very operation makes, if it makes one.</summary>
    public static RawConnection? Read(IOperation operation, ProviderTypes types, CancellationToken cancellation) => operation switch
    {
        IObjectCreationOperation creation => ReadCreation(creation, types, cancellation),
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.Constructor } initializer => ReadBaseConstructor(initializer, types),
        IInvocationOperation invocation =>
            ReflectionForms.Read(invocation, types, cancellation)
            ?? ProviderFactoryForms.Read(invocation, types, cancellation)
            ?? RegistrationForms.Read(invocation, types, cancellation)
            ?? EntityFrameworkForms.Read(invocation)
            ?? ReadTypeArguments(invocation, invocation.TargetMethod, types, cancellation),
        IMethodReferenceOperation reference =>
            ProviderFactoryForms.ReadMethodGroup(reference, types, cancellation)
            ?? ReadTypeArguments(reference, reference.Method, types, cancellation),
        _ => null,
    };

    /// <summary>The base constructors that a derived type runs without writing them, which no operation shows.</summary>
    public static IEnumerable<RawConnection> ReadImplicitBases(INamedTypeSymbol type, ProviderTypes types, CancellationToken cancellation)
    {
        if (type.TypeKind != TypeKind.Class || !types.IsConnection(type.BaseType))
        {
            yield break;
        }

        foreach (var constructor in type.InstanceConstructors)
        {
            var declaration = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
            var location = declaration switch
            {
                _ when constructor.IsImplicitlyDeclared => type.Locations.FirstOrDefault(),
                ConstructorDeclarationSyntax { Initializer: null } written => written.Identifier.GetLocation(),
                ConstructorDeclarationSyntax => null,
                // A primary constructor: its base arguments, where it has some, are an operation of their own.
                TypeDeclarationSyntax { BaseList.Types: var bases } when bases.Any(b => b is PrimaryConstructorBaseTypeSyntax) => null,
                _ => type.Locations.FirstOrDefault(),
            };

            if (location is not null)
            {
                yield return new RawConnection(location, RawForm.BaseConstructor, type);
            }
        }
    }

    private static RawConnection? ReadCreation(IObjectCreationOperation creation, ProviderTypes types, CancellationToken cancellation)
    {
        if (types.IsConnection(creation.Type))
        {
            return new RawConnection(
                creation.Syntax.GetLocation(), RawForm.ObjectCreation, creation.Type, ConnectionStringOf.Creation(creation, cancellation));
        }

        return ReflectionForms.ReadLazy(creation, types)
            ?? (creation.Type is INamedTypeSymbol { IsGenericType: true } type && MakesArgument(type, creation, types, cancellation) is { } made
                ? new RawConnection(creation.Syntax.GetLocation(), RawForm.TypeArgument, made)
                : null);
    }

    private static RawConnection? ReadBaseConstructor(IInvocationOperation initializer, ProviderTypes types)
    {
        var made = initializer.TargetMethod.ContainingType;
        return types.IsConnection(made) && initializer.Syntax is not ConstructorInitializerSyntax { ThisOrBaseKeyword.ValueText: "this" }
            ? new RawConnection(initializer.Syntax.GetLocation(), RawForm.BaseConstructor, made, ConnectionStringOf.Arguments(initializer.Arguments))
            : null;
    }

    private static RawConnection? ReadTypeArguments(
        IOperation operation, IMethodSymbol method, ProviderTypes types, CancellationToken cancellation)
    {
        var compilation = operation.SemanticModel?.Compilation;
        if (compilation is null)
        {
            return null;
        }

        for (var i = 0; i < method.TypeArguments.Length; i++)
        {
            if (types.IsMadeBy(method.TypeParameters[i], method.TypeArguments[i], compilation, cancellation))
            {
                return new RawConnection(RawConnection.LocationOf(operation), RawForm.TypeArgument, method.TypeArguments[i]);
            }
        }

        // An instance was bound where it was made; a static member binds the type's arguments here.
        return method is { IsStatic: true, IsExtensionMethod: false, ContainingType: { IsGenericType: true } type }
            && MakesArgument(type, operation, types, cancellation) is { } made
                ? new RawConnection(RawConnection.LocationOf(operation), RawForm.TypeArgument, made)
                : null;
    }

    private static ITypeSymbol? MakesArgument(INamedTypeSymbol type, IOperation operation, ProviderTypes types, CancellationToken cancellation)
    {
        var compilation = operation.SemanticModel?.Compilation;
        for (var i = 0; compilation is not null && i < type.TypeArguments.Length; i++)
        {
            if (types.IsMadeBy(type.TypeParameters[i], type.TypeArguments[i], compilation, cancellation))
            {
                return type.TypeArguments[i];
            }
        }

        return null;
    }
}
