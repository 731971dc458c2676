using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Files;

/// <summary>A method of the project whose result is the whole path: <c>PathOf(session)</c>.</summary>
internal sealed class PathCall
{
    private readonly IInvocationOperation _call;

    private PathCall(IInvocationOperation call, bool isNew) => (_call, IsNew) = (call, isNew);

    public IMethodSymbol Method => _call.TargetMethod.OriginalDefinition;

    /// <summary>Whether every call gives another path: <see cref="NewPath"/>.</summary>
    public bool IsNew { get; }

    /// <summary>No other call gives this one: what it is called with is not looked into.</summary>
    public string Key => $"{Method.ToDisplayString()} called at {_call.Syntax.SyntaxTree.FilePath}:{_call.Syntax.SpanStart}";

    public static PathCall? Of(IOperation path, CancellationToken cancellation)
    {
        for (var depth = 0; depth < 8; depth++)
        {
            switch (path)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    path = conversion.Operand;
                    break;
                case ILocalReferenceOperation when SingleValue.Of(path, cancellation) is { } value:
                    path = value;
                    break;
                case IInvocationOperation { TargetMethod: { ReturnType.SpecialType: SpecialType.System_String, DeclaringSyntaxReferences.IsEmpty: false } } call:
                    return new PathCall(call, NewPath.IsGivenBy(call.TargetMethod, cancellation));
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether both may give the same file: the same method, given the same, or what each of two members was given by its own callers.
    /// </summary>
    public bool MayGive(PathCall other) =>
        !IsNew && SymbolEqualityComparer.Default.Equals(Method, other.Method)
        && IsOwn(_call.Instance) && IsOwn(other._call.Instance)
        && _call.Arguments.Zip(other._call.Arguments, (mine, its) => (mine.Value, its.Value)).All(pair => MayBeSame(pair.Item1, pair.Item2));

    private static bool IsOwn(IOperation? instance) => instance is null or IInstanceReferenceOperation;

    private static bool MayBeSame(IOperation mine, IOperation its)
    {
        if (mine.ConstantValue.HasValue || its.ConstantValue.HasValue)
        {
            return mine.ConstantValue.HasValue && its.ConstantValue.HasValue && Equals(mine.ConstantValue.Value, its.ConstantValue.Value);
        }

        var (one, another) = (Named(mine), Named(its));
        return one is not null && another is not null
            && (SymbolEqualityComparer.Default.Equals(one, another)
                || (one is IParameterSymbol && another is IParameterSymbol && !SymbolEqualityComparer.Default.Equals(one.ContainingSymbol, another.ContainingSymbol)));
    }

    private static ISymbol? Named(IOperation value) => value switch
    {
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        ILocalReferenceOperation { Local: var local } => local,
        IFieldReferenceOperation { Field: var field } => field,
        IPropertyReferenceOperation { Property: var property, Instance: null or IInstanceReferenceOperation } => property,
        _ => null,
    };
}
