using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Creation;

/// <summary>Constructors reached by way of the type: <c>Activator</c>, <c>ActivatorUtilities</c>, <c>ConstructorInfo</c>, <c>Lazy</c>, <c>[UnsafeAccessor]</c>.</summary>
internal static class ReflectionForms
{
    public static RawConnection? Read(IInvocationOperation invocation, ProviderTypes types, CancellationToken cancellation)
    {
        var method = invocation.TargetMethod;
        var made = method.Name switch
        {
            "CreateInstance" or "GetServiceOrCreateInstance" or "CreateFactory" when IsActivator(method.ContainingType) =>
                method.TypeArguments.FirstOrDefault() ?? TypeNamed(invocation, types) ?? TypeOf(invocation.Arguments, cancellation),
            "Invoke" when method.ContainingType.Is("System.Reflection", "ConstructorInfo") && invocation.Instance is { } constructor =>
                ConstructedType(constructor, cancellation),
            "GetUninitializedObject" when method.ContainingType.Is("System.Runtime.CompilerServices", "RuntimeHelpers") =>
                TypeOf(invocation.Arguments, cancellation),
            _ => null,
        };

        return types.IsConnection(made)
            ? new RawConnection(invocation.Syntax.GetLocation(), RawForm.Reflection, made, TextOf(invocation))
            : null;
    }

    /// <summary><c>new Lazy&lt;SqliteConnection&gt;()</c>: without a delegate it runs the parameterless constructor.</summary>
    public static RawConnection? ReadLazy(IObjectCreationOperation creation, ProviderTypes types) =>
        creation.Type is INamedTypeSymbol { IsGenericType: true } lazy
        && lazy.Is("System", "Lazy")
        && types.IsConnection(lazy.TypeArguments[0])
        && creation.Constructor?.Parameters.All(parameter => parameter.Type.TypeKind == TypeKind.Enum
                                                             || parameter.Type.SpecialType == SpecialType.System_Boolean) == true
            ? new RawConnection(creation.Syntax.GetLocation(), RawForm.Reflection, lazy.TypeArguments[0])
            : null;

    /// <summary><c>[UnsafeAccessor(UnsafeAccessorKind.Constructor)] static extern SqliteConnection Make(string s);</c></summary>
    public static RawConnection? ReadUnsafeAccessor(IMethodSymbol method, ProviderTypes types)
    {
        const int constructorKind = 0;
        return method.IsStatic
            && types.IsConnection(method.ReturnType)
            && method.GetAttributes().Any(attribute =>
                attribute.AttributeClass.Is("System.Runtime.CompilerServices", "UnsafeAccessorAttribute")
                && attribute.ConstructorArguments.Length > 0
                && attribute.ConstructorArguments[0].Value is constructorKind)
                ? new RawConnection(method.Locations[0], RawForm.Reflection, method.ReturnType)
                : null;
    }

    private static bool IsActivator(INamedTypeSymbol type) =>
        type.Is("System", "Activator") || type.Is("Microsoft.Extensions.DependencyInjection", "ActivatorUtilities");

    /// <summary><c>Activator.CreateInstance("Microsoft.Data.Sqlite", "Microsoft.Data.Sqlite.SqliteConnection")</c>.</summary>
    private static INamedTypeSymbol? TypeNamed(IInvocationOperation invocation, ProviderTypes types) =>
        invocation.Arguments.Length >= 2
        && invocation.Arguments[1].Value.ConstantValue is { HasValue: true, Value: string name }
        && name == "Microsoft.Data.Sqlite.SqliteConnection"
            ? types.Connection
            : null;

    private static ITypeSymbol? TypeOf(ImmutableArray<IArgumentOperation> arguments, CancellationToken cancellation) => arguments
        .Where(argument => argument.Parameter?.Type.Is("System", "Type") == true)
        .Select(argument => TypeOf(argument.Value, cancellation))
        .FirstOrDefault(type => type is not null);

    /// <summary>The type that a literal <c>typeof</c> names, also behind names that have one value only.</summary>
    internal static ITypeSymbol? TypeOf(IOperation? expression, CancellationToken cancellation)
    {
        // The bound also ends names that are defined by each other.
        for (var depth = 0; depth < 8 && expression is not null; depth++)
        {
            switch (expression)
            {
                case ITypeOfOperation literal:
                    return literal.TypeOperand;
                case IInvocationOperation { TargetMethod: { Name: "GetType", IsStatic: true } method, Arguments: { Length: > 0 } arguments } named
                    when method.ContainingType.Is("System", "Type"):
                    return TypeNamed(arguments[0].Value, named);
                case IConversionOperation conversion:
                    expression = conversion.Operand;
                    break;
                case ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation:
                    expression = SingleValue.Of(expression, cancellation);
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary><c>Type.GetType("Microsoft.Data.Sqlite.SqliteConnection, Microsoft.Data.Sqlite")</c>: the assembly is no part of the metadata name.</summary>
    private static ITypeSymbol? TypeNamed(IOperation text, IOperation named) =>
        text.ConstantValue is { HasValue: true, Value: string name }
            ? named.SemanticModel?.Compilation.GetTypeByMetadataName(name.Split(',')[0].Trim())
            : null;

    /// <summary><c>typeof(T).GetConstructor(…)</c>, <c>typeof(T).GetConstructors()[0]</c>, …<c>.First()</c>, with <c>!</c> or a local between.</summary>
    private static ITypeSymbol? ConstructedType(IOperation constructor, CancellationToken cancellation)
    {
        var expression = (IOperation?)constructor;
        for (var depth = 0; depth < 8 && expression is not null; depth++)
        {
            if (TypeOf(expression, cancellation) is { } type)
            {
                return type;
            }

            expression = expression switch
            {
                IConversionOperation conversion => conversion.Operand,
                IArrayElementReferenceOperation element => element.ArrayReference,
                IInvocationOperation { Instance: { } instance } => instance,
                IInvocationOperation { TargetMethod.IsExtensionMethod: true, Arguments: { Length: > 0 } arguments } => arguments[0].Value,
                ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation => SingleValue.Of(expression, cancellation),
                _ => null,
            };
        }

        return null;
    }

    /// <summary>A connection string among the arguments, also inside the array of constructor arguments.</summary>
    private static IOperation? TextOf(IInvocationOperation invocation) => invocation.Arguments
        .Select(argument => argument.Value)
        .OfType<IArrayCreationOperation>()
        .SelectMany(array => array.Initializer?.ElementValues ?? ImmutableArray<IOperation>.Empty)
        .Select(element => element is IConversionOperation conversion ? conversion.Operand : element)
        .FirstOrDefault(element => element.Type?.SpecialType == SpecialType.System_String);
}
