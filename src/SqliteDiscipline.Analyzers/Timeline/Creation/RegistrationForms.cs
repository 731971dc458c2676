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

        var made = method.TypeArguments.LastOrDefault()
            ?? invocation.Arguments
                .Where(argument => argument.Parameter?.Type.Is("System", "Type") == true)
                .Select(argument => ReflectionForms.TypeOf(argument.Value, cancellation))
                .LastOrDefault(type => type is not null);
        return types.IsConnection(made)
            ? new RawConnection(RawConnection.LocationOf(invocation), RawForm.Registration, made)
            : null;
    }

    private static bool Registers(IMethodSymbol method) =>
        (method.Name is "Describe" or "DescribeKeyed" || method.Name.EndsWith("Scoped", StringComparison.Ordinal)
            || method.Name.EndsWith("Transient", StringComparison.Ordinal) || method.Name.EndsWith("Singleton", StringComparison.Ordinal))
        && method.ContainingNamespace?.ToDisplayString() is { } where
        && where.StartsWith(Namespace, StringComparison.Ordinal);

    // A delegate, or for AddSingleton the instance itself.
    private static bool IsMadeElsewhere(IArgumentOperation argument) =>
        argument.Parameter is { Ordinal: > 0 } parameter
        && (parameter.Type.TypeKind == TypeKind.Delegate || parameter.Name == "implementationInstance");
}
