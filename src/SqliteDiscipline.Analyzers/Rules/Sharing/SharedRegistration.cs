using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Creation;

namespace SqliteDiscipline.Analyzers.Rules.Sharing;

/// <summary>
/// A registration by which all who ask get one and the same connection: as a singleton, in a singleton that keeps one, or in the options that the contexts
/// of an EF Core pool or factory share.
/// </summary>
/// <param name="Location">Where to point.</param>
/// <param name="Reason">What shares it.</param>
internal sealed record SharedRegistration(Location Location, string Reason)
{
    public static SharedRegistration? Read(IInvocationOperation call, ProviderTypes types, ConnectionKeepers keepers, CancellationToken cancellation) => call.TargetMethod.Name switch
    {
        var name when name.EndsWith("Singleton", StringComparison.Ordinal) && IsOfContainer(call) && MakesConnection(call, types) && !MayBeInMemory(call, types, cancellation) =>
            new SharedRegistration(RawConnection.LocationOf(call), "a singleton is the same for all who ask for it"),
        var name when name.EndsWith("Singleton", StringComparison.Ordinal) && IsOfContainer(call) && Implementation(call, cancellation) is { } type
            && keepers.KeptBySingleton(type, cancellation) is { } kept =>
            new SharedRegistration(RawConnection.LocationOf(call), $"'{type.Name}', a singleton, keeps it in '{kept.Member.Name}', and {kept.Use}"),
        "UseSqlite" when Given(call) is { } given && types.IsConnection(given.Type) && Sharer(call) is { } sharer && IsMadeOnce(given, sharer, types, cancellation) =>
            new SharedRegistration(given.Syntax.GetLocation(), $"the options of '{sharer.TargetMethod.Name}' are made once for all contexts"),
        _ => null,
    };

    private static bool IsOfContainer(IInvocationOperation call) =>
        call.TargetMethod.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.Extensions.DependencyInjection", StringComparison.Ordinal) == true;

    /// <summary>Whether the service is a connection: by its type, or by what the delegate or instance given is.</summary>
    private static bool MakesConnection(IInvocationOperation call, ProviderTypes types) =>
        call.TargetMethod.TypeArguments.Any(types.IsConnection)
        || call.Arguments.Select(argument => Operand(argument.Value)).Any(value => value switch
        {
            ITypeOfOperation { TypeOperand: var type } => types.IsConnection(type),
            IDelegateCreationOperation given => Factory(given) is { } lambda && Returned(lambda).Any(returned => types.IsConnection(returned.Type)),
            _ => types.IsConnection(value.Type),
        });

    /// <summary>The class of the project that the container makes, or is given, for all.</summary>
    private static INamedTypeSymbol? Implementation(IInvocationOperation call, CancellationToken cancellation)
    {
        var values = call.Arguments.Select(argument => Operand(argument.Value)).ToList();
        var made = values.OfType<IDelegateCreationOperation>().Select(Factory).OfType<IAnonymousFunctionOperation>().SelectMany(Returned).FirstOrDefault()
            ?? values.OfType<IObjectCreationOperation>().FirstOrDefault();
        var type = made?.Type ?? ReflectionForms.TypeOf(values.OfType<ITypeOfOperation>().LastOrDefault(), cancellation) ?? call.TargetMethod.TypeArguments.LastOrDefault();
        return type is INamedTypeSymbol { TypeKind: TypeKind.Class, DeclaringSyntaxReferences.IsEmpty: false } named ? named.OriginalDefinition : null;
    }

    /// <summary>The lambda by which the container makes the service. One that asks for no services is the service itself, and makes a connection for each who calls it.</summary>
    private static IAnonymousFunctionOperation? Factory(IDelegateCreationOperation given) =>
        given is { Target: IAnonymousFunctionOperation { Symbol.Parameters: { Length: > 0 } parameters } lambda } && parameters[0].Type.Name == "IServiceProvider" ? lambda : null;

    private static IEnumerable<IOperation> Returned(IAnonymousFunctionOperation lambda) => lambda.Body.Operations
        .OfType<IReturnOperation>()
        .Select(returned => returned.ReturnedValue)
        .OfType<IOperation>()
        .Select(Operand);

    // What keeps an in-memory database alive has to be one. An instance of which it is not seen where it comes from may be such a one.
    private static bool MayBeInMemory(IInvocationOperation call, ProviderTypes types, CancellationToken cancellation) =>
        call.Descendants().Any(operation => RawConnections.Read(operation, types, cancellation)?.IsInMemory(cancellation) == true)
        || call.Arguments.Select(argument => Operand(argument.Value)).Any(value => types.IsConnection(value.Type) && !IsSeenInFile(value, types, cancellation));

    private static bool IsSeenInFile(IOperation connection, ProviderTypes types, CancellationToken cancellation)
    {
        var value = connection is ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation ? SingleValue.Of(connection, cancellation) : connection;
        return value is not null
            && (RawConnections.Read(Operand(value), types, cancellation) is { } raw ? !raw.IsInMemory(cancellation) : Operand(value) is IInvocationOperation);
    }

    private static IOperation? Given(IInvocationOperation call) =>
        call.Arguments.Where(argument => argument.Parameter?.Name == "connection").Select(argument => Operand(argument.Value)).FirstOrDefault();

    /// <summary>The registration whose contexts share what they are configured with.</summary>
    private static IInvocationOperation? Sharer(IOperation call)
    {
        for (var around = call.Parent; around is not null; around = around.Parent)
        {
            if (around is IInvocationOperation { TargetMethod.Name: "AddDbContextPool" or "AddDbContextFactory" or "AddPooledDbContextFactory" } sharer)
            {
                return sharer;
            }
        }

        return null;
    }

    /// <summary>Whether it is made for the options, and so once, or before them; and seen to be of a file.</summary>
    private static bool IsMadeOnce(IOperation given, IInvocationOperation sharer, ProviderTypes types, CancellationToken cancellation) =>
        IsSeenInFile(given, types, cancellation) && sharer.Syntax.Span.Contains(given.Syntax.Span);

    private static IOperation Operand(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null } conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }
}
