using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Creation;

/// <summary>Finds where raw connections come to be: one operation, or one symbol, at a time.</summary>
internal static class RawConnections
{
    /// <summary>The operations among which <see cref="Read"/> finds raw connections.</summary>
    public static readonly OperationKind[] Kinds = 
    {
        OperationKind.ObjectCreation, OperationKind.Invocation, OperationKind.MethodReference, OperationKind.LocalFunction,
    };

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
        // No symbol action is run for a local function.
        ILocalFunctionOperation function => ReflectionForms.ReadUnsafeAccessor(function.Symbol, types),
        _ => null,
    };

    /// <summary><c>class Users : Repository&lt;SqliteConnection&gt;</c>, where the base makes its argument: only the base list binds it.</summary>
    public static RawConnection? ReadGenericBase(
        INamedTypeSymbol type, ProviderTypes types, Compilation compilation, CancellationToken cancellation)
    {
        if (type.BaseType is not { IsGenericType: true } bound || MakesArgument(bound, compilation, types, cancellation) is not { } made)
        {
            return null;
        }

        // The base class comes first in the list of whichever part states it.
        var stated = type.DeclaringSyntaxReferences
            .Select(part => (part.GetSyntax(cancellation) as TypeDeclarationSyntax)?.BaseList?.Types.FirstOrDefault()?.Type)
            .FirstOrDefault(name => name is not null
                && SymbolEqualityComparer.Default.Equals(compilation.GetSemanticModel(name.SyntaxTree).GetTypeInfo(name, cancellation).Type, bound));
        return stated is null ? null : new RawConnection(stated.GetLocation(), RawForm.TypeArgument, made, Generic: bound);
    }

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
                creation.Syntax.GetLocation(), RawForm.ObjectCreation, creation.Type, ConnectionStringOf.Creation(creation));
        }

        return ReflectionForms.ReadLazy(creation, types)
            ?? RegistrationForms.ReadDescriptor(creation, types, cancellation)
            ?? (creation.Type is INamedTypeSymbol { IsGenericType: true } type
                && MakesArgument(type, creation.SemanticModel?.Compilation, types, cancellation) is { } made
                    ? new RawConnection(creation.Syntax.GetLocation(), RawForm.TypeArgument, made, Generic: type)
                    : null);
    }

    private static RawConnection? ReadBaseConstructor(IInvocationOperation initializer, ProviderTypes types)
    {
        var made = initializer.TargetMethod.ContainingType;
        return types.IsConnection(made) && initializer.Syntax is PrimaryConstructorBaseTypeSyntax or ConstructorInitializerSyntax { ThisOrBaseKeyword.ValueText: "base" }
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
                return new RawConnection(RawConnection.LocationOf(operation), RawForm.TypeArgument, method.TypeArguments[i], Generic: method);
            }
        }

        // An instance was bound where it was made; a static member binds the type's arguments here.
        return method is { IsStatic: true, IsExtensionMethod: false, ContainingType: { IsGenericType: true } type }
            && MakesArgument(type, compilation, types, cancellation) is { } made
                ? new RawConnection(RawConnection.LocationOf(operation), RawForm.TypeArgument, made, Generic: method)
                : null;
    }

    private static ITypeSymbol? MakesArgument(INamedTypeSymbol type, Compilation? compilation, ProviderTypes types, CancellationToken cancellation)
    {
        // Outer<SqliteConnection>.Inner binds an argument of the type around it.
        for (var bound = type; compilation is not null && bound is not null; bound = bound.ContainingType)
        {
            for (var i = 0; i < bound.TypeArguments.Length; i++)
            {
                if (types.IsMadeBy(bound.TypeParameters[i], bound.TypeArguments[i], compilation, cancellation))
                {
                    return bound.TypeArguments[i];
                }
            }
        }

        return null;
    }
}
