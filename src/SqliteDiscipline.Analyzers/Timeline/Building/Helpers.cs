using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>
/// The project's own methods, local functions and lambdas: what they do to connections is done at the call, with the arguments that it gives
/// them. No method is entered twice on one way, nor deeper than a few.
/// </summary>
internal static class Helpers
{
    /// <summary>Whether the method is not of this project, so that its name says what it does.</summary>
    public static bool IsForeign(IMethodSymbol method) => (method.ReducedFrom ?? method).DeclaringSyntaxReferences.IsEmpty;

    public static bool Call(Evaluator at, IInvocationOperation call, Value? instance, CallArguments arguments, out Value? result)
    {
        result = null;
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return instance is DelegateValue function && CallFunction(at, call, function, arguments, out result);
        }

        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return at.Body.LocalFunction(method, at.Cancellation) is { } local
                && Enter(at, call, method.OriginalDefinition, local.Graph, local.Model, at.Body.Caller?.Receiver, arguments, out result);
        }

        var called = (method.ReducedFrom ?? method).OriginalDefinition;
        if (IsForeign(called) || MayBeAnother(called, call))
        {
            return false;
        }

        if (ClosedHelpers.Suits(instance, arguments) && at.Known.Closed.Find(called, at.Body.Building.Asking, at.Cancellation) is { } closed)
        {
            at.MayThrow();
            at.ForgetMembers(closed.Written);
            at.ForgetAssigned(arguments);
            result = closed.Returned;
            return true;
        }

        if (at.Known.HelperOf(called, at.Cancellation) is not { } body)
        {
            return false;
        }

        var receiver = at.ReceiverOf(call.Instance);
        return Enter(at, call, called, body.Graph, body.Model, receiver.IsKnown ? receiver.Key : call.Syntax, arguments, out result);
    }

    /// <summary>A property that runs code of the project.</summary>
    public static Value? Read(Evaluator at, IPropertyReferenceOperation property)
    {
        if (property.Property.GetMethod is not { } getter || IsForeign(getter) || !property.Arguments.IsEmpty
            || getter is { IsVirtual: true } or { IsAbstract: true } or { IsOverride: true }
            || !at.Known.Types.IsConnection(property.Type) && !ProviderNames.IsCommand(property.Type)
            || at.Known.HelperOf(getter, at.Cancellation) is not { } body)
        {
            return null;
        }

        var receiver = at.ReceiverOf(property.Instance);
        return Enter(at, property, getter, body.Graph, body.Model, receiver.IsKnown ? receiver.Key : property.Syntax, CallArguments.None, out var result) ? result : null;
    }

    private static bool CallFunction(Evaluator at, IInvocationOperation call, DelegateValue function, CallArguments arguments, out Value? result)
    {
        result = null;
        switch (function.Operation)
        {
            case IFlowAnonymousFunctionOperation lambda:
                var graph = function.Origin.Graph.GetAnonymousFunctionControlFlowGraph(lambda, at.Cancellation);
                return Enter(at, call, function.Method, graph, function.Origin.Model, function.Origin.Caller?.Receiver, arguments, out result);
            case IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } method }:
                return function.Origin.LocalFunction(method, at.Cancellation) is { } local
                    && Enter(at, call, method.OriginalDefinition, local.Graph, local.Model, function.Origin.Caller?.Receiver, arguments, out result);
            case IMethodReferenceOperation { Method: var method } reference when !IsForeign(method) && !method.IsVirtual && !method.IsOverride && !method.IsAbstract:
                return at.Known.HelperOf(method.OriginalDefinition, at.Cancellation) is { } body
                    && Enter(at, call, method.OriginalDefinition, body.Graph, body.Model, reference.Instance is null or IInstanceReferenceOperation ? function.Origin.Caller?.Receiver : reference.Syntax, arguments, out result);
            default:
                return false;
        }
    }

    private static bool Enter(
        Evaluator at, IOperation call, IMethodSymbol method, ControlFlowGraph graph, SemanticModel model, object? receiver, CallArguments arguments, out Value? result)
    {
        result = null;
        var frame = new Frame(at.Body.Frame, call.Syntax);
        if (at.Body.IsWithin(method) || !at.Body.Building.MayInline(frame))
        {
            return false;
        }

        var inlining = new Inlining(at.Body, frame, at.Shown(call), receiver, at.Body.Caller?.Method ?? method, at.IsHandling);
        var callee = new BodyExplorer(at.Body.Building, graph, model, method, inlining, (callee, state, node, thrown) =>
            at.Body.Throw(Left(state, callee), node, at.Block.EnclosingRegion, at.After, thrown));

        var exits = callee.Explore(Bind(at, method, arguments), at.Node);
        if (exits.Count == 0)
        {
            at.IsDead = true;
            return true;
        }

        var after = at.Writer.Step();
        PathState? joined = null;
        HashSet<ConnectionSubject>? lost = null;
        foreach (var exit in exits)
        {
            exit.Node.Next.Add(after);
            if (joined is null)
            {
                joined = exit.State;
                continue;
            }

            foreach (var value in Visible(joined, callee).Conflicts(Visible(exit.State, callee)).OfType<ConnectionValue>())
            {
                (lost ??= new HashSet<ConnectionSubject>()).Add(value.Subject);
            }

            joined = joined.Join(exit.State, call);
        }

        result = joined![callee.Returned];
        if (at.Body.Frame is null)
        {
            at.Writer.Receive(result);
        }

        AssignOut(at, arguments, method, joined, out var left);
        at.Leave(after, Left(left, callee));
        foreach (var subject in lost ?? Enumerable.Empty<ConnectionSubject>())
        {
            at.Emit(new Unknown(at.Shown(call), at.Where(call), subject));
        }

        return true;
    }

    private static PathState Bind(Evaluator at, IMethodSymbol method, CallArguments arguments)
    {
        var state = at.State;
        foreach (var (argument, value) in arguments.Items)
        {
            if (argument.Parameter is { } parameter && ParameterOf(method, parameter) is { } own && value is not null)
            {
                state = state.With(new Place(own), value is TargetValue target ? target.Current : value);
            }
            else if (argument.Parameter is { } text && ParameterOf(method, text) is { Type.SpecialType: SpecialType.System_String } unseen)
            {
                // The argument is the better hole: it stands in the analysed body.
                state = state.With(new Place(unseen), new StringValue(TextTemplate.Unknown(argument.Value)));
            }
        }

        return state;
    }

    // An extension called like an instance method has one parameter less; a delegate names them otherwise.
    private static IParameterSymbol? ParameterOf(IMethodSymbol method, IParameterSymbol called) =>
        called.Ordinal < method.Parameters.Length ? method.Parameters[called.Ordinal] : null;

    private static void AssignOut(Evaluator at, CallArguments arguments, IMethodSymbol method, PathState state, out PathState left)
    {
        left = state;
        foreach (var (argument, value) in arguments.Items)
        {
            if (value is SequenceValue && at.PlaceOf(argument.Value) is { } list && argument.Parameter is { } held && ParameterOf(method, held) is { } changed
                && !Equals(state[new Place(changed)], value))
            {
                // It has been changed there, or what the parameter holds is another one: it is no longer known.
                left = left.With(list, null);
            }

            if (argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref } parameter && at.PlaceOf(argument.Value) is { } place
                && ParameterOf(method, parameter) is { } own)
            {
                left = left.With(place, state[new Place(own)]);
            }
        }
    }

    /// <summary>What is known after the method: what its own variables held is gone, but for an object that it returns and nobody holds yet.</summary>
    private static PathState Left(PathState state, BodyExplorer callee) => state.Where(place => !callee.IsOwn(place));

    // What the caller sees of it: what it holds itself, and what it is given back.
    private static PathState Visible(PathState state, BodyExplorer callee) => state.Where(place => !callee.IsOwn(place) || place.Equals(callee.Returned));

    // A call that may end up in another type's method.
    private static bool MayBeAnother(IMethodSymbol method, IInvocationOperation call) =>
        method.IsAbstract || method.ContainingType?.TypeKind == TypeKind.Interface
        || ((method.IsVirtual || method.IsOverride) && call.IsVirtual && !method.IsSealed && method.ContainingType is { IsSealed: false });
}
