using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Creation;

/// <summary>ADO.NET's provider factories: <c>SqliteFactory.Instance</c>, and <c>DbProviderFactories</c> asked for it.</summary>
internal static class ProviderFactoryForms
{
    private const string ProviderName = "Microsoft.Data.Sqlite";

    public static RawConnection? Read(IInvocationOperation invocation, ProviderTypes types, CancellationToken cancellation)
    {
        var method = invocation.TargetMethod;
        var makes = method.Name switch
        {
            "CreateConnection" or "CreateDataSource" => IsSqliteFactory(invocation.Instance, types, cancellation),
            "GetFactory" or "TryGetFactory" => method.ContainingType.Is("System.Data.Common", "DbProviderFactories")
                && invocation.Arguments.Length > 0
                && TextReader.Read(invocation.Arguments[0].Value, cancellation).Constant is ProviderName,
            _ => false,
        };

        return makes
            ? new RawConnection(invocation.Syntax.GetLocation(), RawForm.ProviderFactory, Type: null, TextOf(invocation))
            : null;
    }

    private static IOperation? TextOf(IInvocationOperation invocation) => invocation.TargetMethod.Name switch
    {
        "CreateDataSource" => ConnectionStringOf.Arguments(invocation.Arguments),
        "CreateConnection" => ConnectionStringOf.Afterwards(invocation),
        _ => null,
    };

    /// <summary><c>Func&lt;DbConnection?&gt; make = SqliteFactory.Instance.CreateConnection;</c></summary>
    public static RawConnection? ReadMethodGroup(IMethodReferenceOperation reference, ProviderTypes types, CancellationToken cancellation) =>
        reference.Method.Name is "CreateConnection" or "CreateDataSource" && IsSqliteFactory(reference.Instance, types, cancellation)
            ? new RawConnection(reference.Syntax.GetLocation(), RawForm.ProviderFactory)
            : null;

    /// <summary>Whether the receiver is the provider's factory: by its type, by the one value it can have, or asked of a connection.</summary>
    private static bool IsSqliteFactory(IOperation? receiver, ProviderTypes types, CancellationToken cancellation)
    {
        for (var depth = 0; depth < 4 && receiver is not null; depth++)
        {
            while (receiver is IConversionOperation conversion)
            {
                receiver = conversion.Operand;
            }

            if (receiver.Type.Is(ProviderName, "SqliteFactory"))
            {
                return true;
            }

            if (receiver is IInvocationOperation { TargetMethod: { Name: "GetFactory", ContainingType: var type } } ask
                && type.Is("System.Data.Common", "DbProviderFactories"))
            {
                var of = ask.Arguments.Length == 1 ? ask.Arguments[0].Value : null;
                return types.IsConnection((of is IConversionOperation conversion ? conversion.Operand : of)?.Type);
            }

            receiver = SingleValue.Of(receiver, cancellation);
        }

        return false;
    }
}
