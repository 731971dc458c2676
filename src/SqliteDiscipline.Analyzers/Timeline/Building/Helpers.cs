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

        if (Dispatch.Of(at, call, instance) is not { } called)
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

        var receiver = instance is ObjectValue { Key: var key } ? (IsKnown: true, Key: key) : at.ReceiverOf(call.Instance);
        return Enter(at, call, called, body.Graph, body.Model, receiver.IsKnown ? receiver.Key : call.Syntax, arguments, out result, Extending(at, called, call.Instance, instance));
    }

    /// <summary>A constructor, with what the object is known by from now on.</summary>
    public static bool Construct(Evaluator at, IOperation creation, IMethodSymbol constructor, ObjectId made, CallArguments arguments) =>
        at.Known.HelperOf(constructor, at.Cancellation) is { } body && Enter(at, creation, constructor, body.Graph, body.Model, made, arguments, out _);

    /// <summary>A property that runs code of the project.</summary>
    public static Value? Read(Evaluator at, IPropertyReferenceOperation property)
    {
        if (property.Property.GetMethod is not { } getter || IsForeign(getter) || !property.Arguments.IsEmpty
            || getter is { IsVirtual: true } or { IsAbstract: true } or { IsOverride: true }
            || !(at.Known.Types.IsConnection(property.Type) || ProviderNames.IsCommand(property.Type) || ProviderNames.IsTransaction(property.Type) || at.Known.Holders.IsOne(property.Type))
            || at.Known.HelperOf(getter, at.Cancellation) is not { } body)
        {
            return null;
        }

        var receiver = at.ReceiverOf(property.Instance);
        return Enter(at, property, getter, body.Graph, body.Model, receiver.IsKnown ? receiver.Key : property.Syntax, CallArguments.None, out var result) ? result : null;
    }

    /// <summary>A property that runs code of the project when it is set.</summary>
    public static bool Set(Evaluator at, IPropertyReferenceOperation property, Value? instance, IOperation assignment, Value? value)
    {
        if (property.Property.SetMethod is not { Parameters: { Length: 1 } parameters } setter || Members.IsAuto(property.Property) || IsForeign(setter)
            || setter is { IsVirtual: true } or { IsAbstract: true } or { IsOverride: true }
            || at.Known.HelperOf(setter.OriginalDefinition, at.Cancellation) is not { } body)
        {
            return false;
        }

        var receiver = instance is ObjectValue { Key: var key } ? (IsKnown: true, Key: key) : at.ReceiverOf(property.Instance);
        var state = assignment is ISimpleAssignmentOperation { Value: var given } ? With(at.State, at, new Place(setter.OriginalDefinition.Parameters[0]), parameters[0].Type, given, value) : at.State;
        return Enter(at, assignment, setter.OriginalDefinition, body.Graph, body.Model, receiver.IsKnown ? receiver.Key : property.Syntax, CallArguments.None, out _, state);
    }

    /// <summary>A property by which the project extends a type: whatever it gives, its code is run on the object.</summary>
    public static Value? ReadExtension(Evaluator at, IPropertyReferenceOperation property, Value? instance)
    {
        if (property.Property.GetMethod?.OriginalDefinition is { } getter && at.Known.HelperOf(getter, at.Cancellation) is { } body
            && Enter(at, property, getter, body.Graph, body.Model, property.Syntax, CallArguments.None, out var result, Extending(at, getter, property.Instance, instance)))
        {
            return result;
        }

        at.MayThrow();
        at.HandOutValue(instance, property, HandOut.Passed, property.Property);
        return null;
    }

    /// <summary>Sets such a property.</summary>
    public static void SetExtension(Evaluator at, IPropertyReferenceOperation property, Value? instance, IOperation assignment, Value? value)
    {
        if (property.Property.SetMethod?.OriginalDefinition is { Parameters: { Length: 1 } parameters } setter && at.Known.HelperOf(setter, at.Cancellation) is { } body)
        {
            var state = Extending(at, setter, property.Instance, instance);
            state = assignment is ISimpleAssignmentOperation { Value: var given } ? With(state, at, new Place(parameters[0]), parameters[0].Type, given, value) : state;
            if (Enter(at, assignment, setter, body.Graph, body.Model, property.Syntax, CallArguments.None, out _, state))
            {
                return;
            }
        }

        at.MayThrow();
        at.HandOutValue(instance, assignment, HandOut.Passed, property.Property);
        at.HandOutValue(value, assignment, HandOut.Passed, property.Property);
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
            case IMethodReferenceOperation { Method: var method } reference when !IsForeign(method) && !ExtensionMembers.HasReceiver(method) && !method.IsVirtual && !method.IsOverride && !method.IsAbstract:
                return at.Known.HelperOf(method.OriginalDefinition, at.Cancellation) is { } body
                    && Enter(at, call, method.OriginalDefinition, body.Graph, body.Model, reference.Instance is null or IInstanceReferenceOperation ? function.Origin.Caller?.Receiver : reference.Syntax, arguments, out result);
            default:
                return false;
        }
    }

    private static bool Enter(
        Evaluator at, IOperation call, IMethodSymbol method, ControlFlowGraph graph, SemanticModel model, object? receiver, CallArguments arguments, out Value? result,
        PathState? given = null)
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

        // Nobody else may hold the object: new Step(connection).Run().
        given ??= at.State;
        given = receiver is ObjectId ? given.With(callee.This, new ObjectValue(receiver)) : given;
        var exits = callee.Explore(Bind(given, at, method, arguments), at.Node);
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

    private static PathState Bind(PathState state, Evaluator at, IMethodSymbol method, CallArguments arguments)
    {
        foreach (var (argument, value) in arguments.Items)
        {
            if (argument.Parameter is { } parameter && ParameterOf(method, parameter) is { } own)
            {
                state = With(state, at, new Place(own), own.Type, argument.Value, value);
            }
            else if (argument.Parameter is { Ordinal: 0 } first && ExtensionMembers.Shift(method, first) > 0)
            {
                state = Extending(state, at, method, argument.Value, value);
            }
        }

        return state;
    }

    private static PathState Extending(Evaluator at, IMethodSymbol member, IOperation? instance, Value? value) =>
        instance is null ? at.State : Extending(at.State, at, member, instance, value);

    /// <summary>With what the member of an <c>extension</c> block is called on.</summary>
    private static PathState Extending(PathState state, Evaluator at, IMethodSymbol member, IOperation instance, Value? value) =>
        ExtensionMembers.ParameterOf(member, at.Known.Compilation, at.Cancellation) is { } parameter
            ? With(state, at, ExtensionMembers.ReceiverOf(member, parameter), parameter.Type, instance, value)
            : state;

    private static PathState With(PathState state, Evaluator at, Place own, ITypeSymbol type, IOperation given, Value? value) =>
        value is not null ? state.With(own, value is TargetValue target ? target.Current : value)

        // The argument is the better hole: it stands in the analysed body.
        : type.SpecialType == SpecialType.System_String ? state.With(own, new StringValue(TextTemplate.Unknown(given)))
        : state.With(own, at.MeetObject(given));

    // An extension called like an instance method has one parameter less, that of a block called by its static name one more; a delegate names them otherwise.
    private static IParameterSymbol? ParameterOf(IMethodSymbol method, IParameterSymbol called) =>
        called.Ordinal - ExtensionMembers.Shift(method, called) is >= 0 and var ordinal && ordinal < method.Parameters.Length ? method.Parameters[ordinal] : null;

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
}
