using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Calls: what the provider's own do is known, the project's helpers are followed, all others are strangers.</summary>
internal sealed partial class Evaluator
{
    private Value? Create(IObjectCreationOperation creation)
    {
        var arguments = Arguments(creation.Arguments);
        Value? made = null;
        if (Known.Types.IsConnection(creation.Type))
        {
            made = CreateConnection(creation);
        }
        else if (ProviderNames.IsCommand(creation.Type))
        {
            made = CommandCalls.Create(this, creation, arguments);
        }
        else
        {
            MayThrow();
            if (creation.Type.Is("System.Text", "StringBuilder"))
            {
                made = BuilderCalls.Create(this, creation, arguments);
            }
            else if (EntityFrameworkCalls.IsContext(creation.Type, Known))
            {
                made = new ContextValue(Subjects.Context(this, creation.Syntax, creation.Type, null));
            }

            made ??= DapperCalls.Define(this, creation, arguments) ?? (Value?)ListCalls.Create(creation) ?? MadeObjects.Create(creation, arguments);
            made ??= Make(creation, arguments);
            if (made is null)
            {
                HandOutAll(arguments, creation, creation.Constructor);
            }
        }

        if (creation.Initializer is { } initializer)
        {
            // Seen here only where the expression stands outside a control-flow graph: a graph has the assignments one by one.
            var set = new List<(string Name, Value? Given)>();
            foreach (var assignment in initializer.Initializers.OfType<ISimpleAssignmentOperation>())
            {
                var value = Evaluate(assignment.Value);
                if (assignment.Target is IPropertyReferenceOperation property && !SetProperty(property, made, value, assignment))
                {
                    set.Add((property.Property.Name, value));
                }
            }

            if (made is null or MadeValue && set.Count > 0)
            {
                made = MadeObjects.With(creation, made as MadeValue, set) ?? made;
            }
        }

        return made;
    }

    private ConnectionValue? CreateConnection(IOperation creation)
    {
        if (RawConnections.Read(Original(creation), Known.Types, Cancellation) is not { } raw)
        {
            return null;
        }

        var subject = Subjects.Raw(this, creation, raw);
        Emit(new Created(Shown(creation), Where(creation), subject));
        return new ConnectionValue(subject);
    }

    private Value? Invoke(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var instance = call.Instance is null ? null : Evaluate(call.Instance);
        var arguments = Arguments(call.Arguments);
        if (IsDead || EndsThere(method))
        {
            return null;
        }

        // Of an extension block, the object is an argument: whatever the method's name says of it is not the object's own.
        var isExtension = ExtensionMembers.Is(method);
        if (instance is { MayBeNull: true } && !isExtension)
        {
            // Otherwise the call fails, before it has done anything.
            State = AssumingNull(call.Instance!, isNull: false);
        }

        switch (isExtension ? null : instance)
        {
            // Of a task, which stands for what it gives.
            case not null when method.Name is "ConfigureAwait" or "GetAwaiter" or "GetResult" or "AsTask" or "WaitAsync":
                return instance;
            case ConnectionValue connection when ConnectionCalls.Call(this, call, connection.Subject, arguments, out var given):
                return given;
            case CommandValue command when CommandCalls.Call(this, call, command.Id, arguments, out var given):
                return given;
            case TransactionValue transaction when TransactionCalls.Call(this, call, transaction):
                return null;
            case ReaderValue { ClosesConnection: true, Connection: var read } when method.Name is "Close" or "CloseAsync" or "Dispose" or "DisposeAsync":
                Emit(new Closed(Shown(call), Where(call), read, IsDisposed: false, call.IsImplicit));
                return null;
            case ParametersValue parameters:
                State = State.With(new Place(parameters.Command, CommandPlaces.Parameters), new ConstantValue(true));
                return null;
            case BuilderValue builder:
                return BuilderCalls.Call(this, call, builder, arguments);
            case EnumeratorValue enumerator:
                return Advance(enumerator, method.Name);
            case SequenceValue sequence when method.Name == "GetEnumerator":
                return ListCalls.Seen(this, call.Instance, sequence) is { } seen ? Enumerate(seen, call) : null;
            case SequenceValue list when ListCalls.Call(this, call, list, arguments):
                return null;
            case NullValue when method.Name is "Dispose" or "DisposeAsync":
                return null;
        }

        if (StaticCalls.Call(this, call, arguments, out var result)
            || DapperCalls.Call(this, call, arguments, out result)
            || EntityFrameworkCalls.Call(this, call, instance, arguments, out result)
            || FactoryCalls.Call(this, call, out result)
            || Helpers.Call(this, call, instance, arguments, out result)
            || SqlParameters.Call(this, call, instance, arguments))
        {
            return result;
        }

        return InvokeStranger(call, instance, arguments);
    }

    /// <summary>What no call comes back from: <c>Environment.Exit</c>, <c>Assert.Fail</c>, the project's own <c>[DoesNotReturn]</c>.</summary>
    private bool EndsThere(IMethodSymbol method)
    {
        var isProcess = method is { IsStatic: true, Name: "Exit" or "FailFast" } && method.ContainingType.Is("System", "Environment");
        if (!isProcess && !Throwers.IsThrower(method, Cancellation))
        {
            return false;
        }

        var end = Writer.Step();
        Node.Next.Add(end);
        if (!isProcess)
        {
            Body.Throw(State, end, Block.EnclosingRegion, After, Throwers.ThrownBy(method, Known.Compilation, Cancellation));
        }

        (Node, IsDead) = (end, true);
        return true;
    }

    private Value? InvokeStranger(IInvocationOperation call, Value? instance, CallArguments arguments)
    {
        MayThrow(call.TargetMethod.Name == "ThrowIfCancellationRequested" ? Known.Cancelled : null);
        if (call is { TargetMethod: { Name: "ThrowIfNull", IsStatic: true, ContainingType.Name: "ArgumentNullException" }, Arguments: { Length: > 0 } given })
        {
            State = AssumingNull(given[0].Value, isNull: false);
            return null;
        }

        if (call.TargetMethod is { ReturnsVoid: true, ContainingType.SpecialType: SpecialType.System_Array } or { Name: "AsSpan" or "AsMemory" })
        {
            ListCalls.Rearrange(this, arguments);
        }

        if (StringQuestions.Answer(call, instance, arguments) is { } answer)
        {
            return answer;
        }

        if (MadeObjects.Ordered(call, arguments) is { } ordered)
        {
            return ordered;
        }

        if (ListCalls.Join(this, call, arguments) is { } joined)
        {
            return joined;
        }

        if (call is { Type.SpecialType: SpecialType.System_String, Arguments.IsEmpty: true } && !Helpers.IsForeign(call.TargetMethod)
            && TextReader.Read(Original(call), Cancellation) is { Hole: null } returned)
        {
            return new StringValue(returned);
        }

        var isOfString = call.Type?.SpecialType == SpecialType.System_String && call.TargetMethod is { IsStatic: true, ContainingType.SpecialType: SpecialType.System_String };
        if (isOfString || (TextReader.MayBeFormatHelper(call) && TextReader.IsFormatHelper((IInvocationOperation)Original(call), Cancellation)))
        {
            var text = isOfString ? TextReader.Read(call, Cancellation, TextOfPart) : TextReader.ReadFormat(call, TextOfPart, Cancellation);
            return text.Hole is null ? new StringValue(text) : null;
        }

        if (call.TargetMethod.Name.StartsWith("Create", StringComparison.Ordinal)
            && RawConnections.Read(Original(call), Known.Types, Cancellation) is { Form: RawForm.ProviderFactory or RawForm.Reflection })
        {
            return CreateConnection(call);
        }

        HandOutAll(arguments, call, call.TargetMethod);
        if (ExtensionMembers.Is(call.TargetMethod) || instance is ObjectValue)
        {
            HandOutValue(instance, call, HandOut.Passed, call.TargetMethod);
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref && PlaceOf(argument.Value) is { } place)
            {
                Put(place, MeetResult(argument.Value, argument.Value.Type, call.TargetMethod));
            }
        }

        return MeetResult(call, Members.AwaitedType(call.Type), call.TargetMethod);

        TextTemplate? TextOfPart(IOperation part) => arguments.ValueOf(part) switch
        {
            StringValue known => known.Text,
            null when part is IInvocationOperation || part.ConstantValue.HasValue => null,
            null => TextTemplate.Unknown(part),
            _ => null,
        };
    }

    private Value? MeetResult(IOperation from, ITypeSymbol? type, IMethodSymbol method)
    {
        if (Known.Types.IsConnection(type))
        {
            var subject = Subjects.Returned(this, from, method);
            Emit(new Created(Shown(from), Where(from), subject));
            return new ConnectionValue(subject) { MayBeNull = type!.NullableAnnotation != NullableAnnotation.NotAnnotated };
        }

        if (type is { IsTupleType: true } and INamedTypeSymbol { TupleElements: var elements } && elements.Any(element => Known.Types.IsConnection(element.Type)))
        {
            return new SequenceValue(new EquatableValues(elements.Select(element => (Value?)MeetTupleElement(from, element, method)).ToArray()));
        }

        return from is IInvocationOperation && (ProviderNames.IsCommand(type) || ProviderNames.IsTransaction(type)) ? MeetCommand(from, null, type!) : null;
    }

    private ConnectionValue? MeetTupleElement(IOperation from, IFieldSymbol element, IMethodSymbol method)
    {
        if (!Known.Types.IsConnection(element.Type))
        {
            return null;
        }

        var subject = Subjects.Element(this, from, element, method);
        Emit(new Created(Shown(from), Where(from), subject));
        return new ConnectionValue(subject);
    }

    private CallArguments Arguments(ImmutableArray<IArgumentOperation> arguments)
    {
        if (arguments.IsEmpty)
        {
            return CallArguments.None;
        }

        var items = ImmutableArray.CreateBuilder<(IArgumentOperation, Value?)>(arguments.Length);
        foreach (var argument in arguments)
        {
            items.Add((argument, argument.Parameter?.RefKind == RefKind.Out ? DeclareOut(argument)
                : CollectionExpression.Expanded(argument) is { } elements ? List(elements)
                : Evaluate(argument.Value)));
        }

        return new CallArguments(items.MoveToImmutable());
    }

    private Value? DeclareOut(IArgumentOperation argument)
    {
        if (PlaceOf(argument.Value) is { } place)
        {
            Put(place, null);
        }

        return null;
    }

    /// <summary>Code that is not followed gets the arguments.</summary>
    private void HandOutAll(CallArguments arguments, IOperation call, ISymbol? receiver)
    {
        foreach (var (argument, value) in arguments.Items)
        {
            HandOutValue(value, argument, HandOut.Passed, receiver);
            ListCalls.HandOut(this, argument.Value);
        }
    }

    private EnumeratorValue Enumerate(SequenceValue sequence, IInvocationOperation call)
    {
        var id = new ObjectId(Body.Frame, call.Syntax);
        State = State.With(new Place(id, CommandPlaces.Position), new ConstantValue(0));
        return new EnumeratorValue(sequence, id);
    }

    private ConstantValue? Advance(EnumeratorValue enumerator, string method)
    {
        var place = new Place(enumerator.Id, CommandPlaces.Position);
        if (method != "MoveNext" || State[place] is not ConstantValue { Constant: int position })
        {
            return null;
        }

        State = State.With(place, new ConstantValue(position + 1));
        return new ConstantValue(position < enumerator.Sequence.Elements.Count);
    }

    private DelegateValue? Reference(IMethodReferenceOperation reference)
    {
        if (reference.Instance is { } instance)
        {
            HandOutValue(Evaluate(instance), reference, HandOut.Captured, reference.Method);
        }

        return new DelegateValue(reference.Method, reference, Body);
    }
}

/// <summary>The arguments of a call, with what they are known to be.</summary>
internal sealed class CallArguments(ImmutableArray<(IArgumentOperation Argument, Value? Value)> items)
{
    public static readonly CallArguments None = new(ImmutableArray<(IArgumentOperation Argument, Value? Value)>.Empty);

    public ImmutableArray<(IArgumentOperation Argument, Value? Value)> Items { get; } = items;

    public (IArgumentOperation Argument, Value? Value)? this[string parameter] => Find(argument => argument.Parameter?.Name == parameter);

    public (IArgumentOperation Argument, Value? Value)? At(int ordinal) => Find(argument => argument.Parameter?.Ordinal == ordinal);

    public (IArgumentOperation Argument, Value? Value)? Find(Func<IArgumentOperation, bool> isWanted)
    {
        foreach (var item in Items)
        {
            if (isWanted(item.Argument))
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>What an expression within the arguments is known to be.</summary>
    public Value? ValueOf(IOperation expression)
    {
        foreach (var (argument, value) in Items)
        {
            if (argument.Value == expression || argument.Value is IConversionOperation conversion && conversion.Operand == expression)
            {
                return value;
            }

            if (value is SequenceValue { Elements: var elements }
                && (CollectionExpression.Expanded(argument) ?? (argument.Value as IArrayCreationOperation)?.Initializer?.ElementValues) is { } listed)
            {
                var index = listed.IndexOf(expression);
                if (index >= 0 && index < elements.Count)
                {
                    return elements[index];
                }
            }
        }

        return null;
    }
}
