using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>
/// Methods that are not followed and say by <c>[StringSyntax("Sql")]</c> which of their parameters is SQL: they run it on the connection that they are given, or that
/// the object is or holds which they are called on.
/// </summary>
internal static class SqlParameters
{
    public static bool Call(Evaluator at, IInvocationOperation call, Value? instance, CallArguments arguments)
    {
        // Reading attributes comes last: few calls have to do with a connection.
        if (!TakesText(call.TargetMethod) || Connection(at, call, instance, arguments) is not { } connection || IsOnlyMade(call) || arguments.Find(argument => IsSql(argument.Parameter)) is not { } text)
        {
            return false;
        }

        var transaction = arguments.Find(argument => ProviderNames.IsTransaction(argument.Parameter?.Type));
        Runs.Emit(
            at, call, connection, Evaluator.TextOf(text.Argument.Value, text.Value), KindOf(call.TargetMethod),
            transaction?.Value is TransactionValue { IsThere: true } ? true : null, hasParameters: arguments.Items.Length > 2);
        return true;
    }

    /// <summary>Whether a call can be such a one, on the connection that its object holds.</summary>
    public static bool MayRunOnHeld(IInvocationOperation call, CompilationKnowledge known) =>
        call.Instance is { } receiver && TakesText(call.TargetMethod) && HeldBy(receiver.Type, known) is not null;

    private static bool TakesText(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Type.SpecialType == SpecialType.System_String)
            {
                return true;
            }
        }

        return false;
    }

    // A command made of the text is not run yet.
    private static bool IsOnlyMade(IInvocationOperation call) => Members.AwaitedType(call.TargetMethod.ReturnType)?.Name is { } made && made.EndsWith("Command", StringComparison.Ordinal);

    private static RunKind KindOf(IMethodSymbol method)
    {
        var isAnswered = Members.AwaitedType(method.ReturnType) is { SpecialType: not (SpecialType.System_Void or SpecialType.System_Int32), Name: not ("Task" or "ValueTask") };
        return isAnswered ? RunKind.Reader : RunKind.NonQuery;
    }

    private static ConnectionSubject? Connection(Evaluator at, IInvocationOperation call, Value? instance, CallArguments arguments) =>
        arguments.Items.Select(item => item.Value).Prepend(instance).OfType<ConnectionValue>().FirstOrDefault() is { Subject: var given } ? given
        : call.Instance is { } receiver && HeldBy(receiver.Type, at.Known) is { } held ? Subjects.Held(at, receiver, held)
        : null;

    /// <summary>The one connection that a type of the project holds; absent where there may be two.</summary>
    private static ISymbol? HeldBy(ITypeSymbol? type, CompilationKnowledge known)
    {
        var held = new List<ISymbol>();
        for (; type is { DeclaringSyntaxReferences.IsEmpty: false }; type = type.BaseType)
        {
            held.AddRange(type.GetMembers().Where(member => member is IFieldSymbol { IsStatic: false } field && known.Types.IsConnection(field.Type)));
        }

        return held.Count == 1 ? ((IFieldSymbol)held[0]).AssociatedSymbol ?? held[0] : null;
    }

    private static bool IsSql(IParameterSymbol? parameter) => parameter is { Type.SpecialType: SpecialType.System_String } && parameter.OriginalDefinition.GetAttributes().Any(attribute =>
        attribute.AttributeClass.Is("System.Diagnostics.CodeAnalysis", "StringSyntaxAttribute")
        && attribute.ConstructorArguments.Length > 0
        && string.Equals(attribute.ConstructorArguments[0].Value as string, "Sql", StringComparison.OrdinalIgnoreCase));
}
