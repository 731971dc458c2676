using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Creation;

/// <summary>
/// Registrations by type with Microsoft.Extensions.DependencyInjection: the container runs the constructor. One that is given a delegate or an
/// instance makes nothing itself.
/// </summary>
internal static class RegistrationForms
{
    private const string Namespace = "Microsoft.Extensions.DependencyInjection";

    public static RawConnection? Read(IInvocationOperation invocation, ProviderTypes types, CancellationToken cancellation)
    {
        var method = invocation.TargetMethod;
        if (!Registers(method) || invocation.Arguments.Any(IsMadeElsewhere))
        {
            return null;
        }

        var made = method.TypeArguments.LastOrDefault() ?? LastType(invocation.Arguments, cancellation);
        return types.IsConnection(made)
            ? new RawConnection(RawConnection.LocationOf(invocation), RawForm.Registration, made)
            : null;
    }

    /// <summary><c>new ServiceDescriptor(typeof(IDbConnection), typeof(SqliteConnection), ServiceLifetime.Scoped)</c>.</summary>
    public static RawConnection? ReadDescriptor(IObjectCreationOperation creation, ProviderTypes types, CancellationToken cancellation) =>
        creation.Type.Is(Namespace, "ServiceDescriptor")
        && creation.Arguments.Any(argument => argument.Parameter?.Name == "implementationType")
        && LastType(creation.Arguments, cancellation) is { } made
        && types.IsConnection(made)
            ? new RawConnection(creation.Syntax.GetLocation(), RawForm.Registration, made)
            : null;

    // Of service and implementation, the implementation is made; it is the later parameter, whatever the order of the arguments.
    private static ITypeSymbol? LastType(ImmutableArray<IArgumentOperation> arguments, CancellationToken cancellation) => arguments
        .Where(argument => argument.Parameter?.Type.Is("System", "Type") == true)
        .OrderBy(argument => argument.Parameter!.Ordinal)
        .Select(argument => ReflectionForms.TypeOf(argument.Value, cancellation))
        .LastOrDefault(type => type is not null);

    private static bool Registers(IMethodSymbol method) =>
        (method.Name is "Describe" or "DescribeKeyed" || method.Name.EndsWith("Scoped", StringComparison.Ordinal)
            || method.Name.EndsWith("Transient", StringComparison.Ordinal) || method.Name.EndsWith("Singleton", StringComparison.Ordinal))
        && method.ContainingNamespace?.ToDisplayString() is { } where
        && where.StartsWith(Namespace, StringComparison.Ordinal);

    // A delegate, or for a singleton the instance itself, which TryAddSingleton calls by the shorter name.
    private static bool IsMadeElsewhere(IArgumentOperation argument) =>
        argument.Parameter is { } parameter
        && (parameter.Type.TypeKind == TypeKind.Delegate || parameter.Name is "implementationInstance" or "instance");
}
