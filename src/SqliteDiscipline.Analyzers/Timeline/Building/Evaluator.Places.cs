using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Variables: what they hold, and what is put into them.</summary>
internal sealed partial class Evaluator
{
    /// <summary>The variable that an expression names, where it names one.</summary>
    public Place? PlaceOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => new Place(local.Local),
        IParameterReferenceOperation { Parameter: var parameter } => ExtensionMembers.IsReceiver(parameter) ? ExtensionMembers.ReceiverOf(Body.Symbol, parameter)
            : ObjectAround(parameter) is { } made ? Place.Of(made, parameter)
            : new Place(parameter),
        IFieldReferenceOperation { Field: { IsConst: false } field } reference => MemberPlace(field, reference.Instance),
        IPropertyReferenceOperation { Arguments.IsEmpty: true, Property: var property } reference when Members.IsAuto(property) =>
            MemberPlace(property, reference.Instance),
        IFlowCaptureReferenceOperation capture => new Place(new Capture(Body.Frame, capture.Id)),
        IDeclarationExpressionOperation declaration => PlaceOf(declaration.Expression),
        IConversionOperation { OperatorMethod: null } conversion => PlaceOf(conversion.Operand),
        IDiscardOperation => null,
        _ => null,
    };

    /// <summary>A field or property, told from that of other objects of its type by what the object is known by.</summary>
    private Place? MemberPlace(ISymbol member, IOperation? instance) => instance is null
        ? new Place(member)
        : ReceiverOf(instance) is not { IsKnown: true, Key: var key } ? null
        : key is ObjectId made ? Place.Of(made, member)
        : new Place(member, key?.ToString());

    /// <summary>What an object is known by: nothing for <c>this</c>, the variable that holds it for others, unless it was seen where that is from.</summary>
    public (bool IsKnown, object? Key) ReceiverOf(IOperation? instance)
    {
        if (instance is ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation && State[PlaceOf(instance)!.Value] is { } held)
        {
            if ((held is TargetValue { Current: var current } ? current : held) is ObjectValue { Key: var known })
            {
                return (true, known);
            }

            // Put by while an argument is made: unit.Run("…", new { id }).
            if (held is TargetValue { Target: var put })
            {
                return ReceiverOf(put);
            }
        }

        switch (instance)
        {
            case null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                return (true, Body.Caller?.Receiver);
            case ILocalReferenceOperation { Local: var local }:
                return (true, local.ToDisplayString());
            case IParameterReferenceOperation { Parameter: var parameter }:
                return (true, ExtensionMembers.OwnerOf(parameter, Body.Symbol)?.Name + "(" + parameter.Name + ")");
            case IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }:
                var member = instance is IFieldReferenceOperation field ? (ISymbol)field.Field : ((IPropertyReferenceOperation)instance).Property;
                var around = instance is IMemberReferenceOperation { Instance: { } inner } ? ReceiverOf(inner) : (true, null);
                return (around.IsKnown, around.Key + "." + member.ToDisplayString());
            case IConversionOperation { OperatorMethod: null } conversion:
                return ReceiverOf(conversion.Operand);
            default:
                return (false, null);
        }
    }

    private Value? Read(IOperation reference)
    {
        if (reference is IFieldReferenceOperation { Instance: { } instance } and not { ConstantValue.HasValue: true } && instance is not IInstanceReferenceOperation)
        {
            if (TupleElement((IFieldReferenceOperation)reference) is { } element)
            {
                return element;
            }
        }

        if (reference.ConstantValue is { HasValue: true, Value: var constant })
        {
            return Constant(reference, constant);
        }

        return PlaceOf(reference) is { } place ? ReadPlace(place, reference) : Meet(reference, null);
    }

    private Value? ReadPlace(Place place, IOperation reference)
    {
        if (State[place] is { } known)
        {
            return known is TargetValue target ? target.Current : known;
        }

        var met = Meet(reference, place);
        if (met is not null)
        {
            State = State.With(place, met);
        }

        return met;
    }

    private Value? ReadCapture(IFlowCaptureReferenceOperation capture) =>
        State[new Place(new Capture(Body.Frame, capture.Id))] is { } value ? value is TargetValue target ? target.Current : value : null;

    private Value? ReadInstance(IInstanceReferenceOperation instance) =>
        instance.ReferenceKind != InstanceReferenceKind.ContainingTypeInstance ? null
        : Known.Types.IsConnection(instance.Type) ? new ConnectionValue(Subjects.This(this, instance))
        : Body.Caller?.Receiver is ObjectId made ? new ObjectValue(made)
        : null;

    private Value? TupleElement(IFieldReferenceOperation reference)
    {
        var field = reference.Field.CorrespondingTupleField ?? reference.Field;
        return reference.Instance!.Type is { IsTupleType: true } && Evaluate(reference.Instance) is SequenceValue tuple
            && field.Name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(field.Name.Substring(4), out var number) && number <= tuple.Elements.Count
            ? tuple.Elements[number - 1]
            : null;
    }

    private Value? Keep(IFlowCaptureOperation capture)
    {
        Value? value;
        if (capture.Value is IPropertyReferenceOperation { Instance: { } instance } property && !Members.IsAuto(property.Property))
        {
            var receiver = Evaluate(instance);
            value = new TargetValue(capture.Value, receiver, ReadProperty(property, receiver));
        }
        else if (capture.Value is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation)
        {
            // A field of an object that is being made holds nothing yet.
            var isEmpty = PlaceOf(capture.Value) is { IsOfObject: true } member && State[member] is null;
            value = new TargetValue(capture.Value, null, isEmpty ? null : Question(capture.Value));
        }
        else
        {
            value = Evaluate(capture.Value);
        }

        State = State.With(new Place(new Capture(Body.Frame, capture.Id)), value);
        return value;
    }

    private Value? Assign(ISimpleAssignmentOperation assignment)
    {
        var receiver = Receiver(assignment.Target);
        var value = Evaluate(assignment.Value);
        AssignTo(assignment.Target, receiver, value, assignment);
        return value;
    }

    private Value? Receiver(IOperation target) => target switch
    {
        IPropertyReferenceOperation { Instance: { } instance } => Evaluate(instance),
        IFieldReferenceOperation { Instance: { } instance } => Evaluate(instance),
        IArrayElementReferenceOperation element => Evaluate(element.ArrayReference),
        _ => null,
    };

    private void AssignTo(IOperation target, Value? receiver, Value? value, IOperation assignment)
    {
        if (target is IFlowCaptureReferenceOperation capture
            && State[new Place(new Capture(Body.Frame, capture.Id))] is TargetValue { Target: var captured, Instance: var instance })
        {
            AssignTo(captured, instance, value, assignment);
            return;
        }

        if (target is IPropertyReferenceOperation property && (SetProperty(property, receiver, value, assignment) || Helpers.Set(this, property, receiver, assignment, value)))
        {
            return;
        }

        var place = PlaceOf(target);
        if (place is { } variable)
        {
            var isCounter = assignment is ISimpleAssignmentOperation { Value: ILiteralOperation } && value is ConstantValue { Constant: int }
                && target is ILocalReferenceOperation { Local: var local } && Body.Lifetimes?.IsIndex(local) != true;
            Put(variable, isCounter ? null : value);
        }

        if (target is IPropertyReferenceOperation { Arguments.IsEmpty: false, Instance: { } changed } && receiver is SequenceValue && PlaceOf(changed) is { } indexed)
        {
            Put(indexed, null);
        }

        switch (target)
        {
            case IFieldReferenceOperation or IPropertyReferenceOperation when place is { IsOfObject: true }:
                HoldValue(value, assignment, ((IMemberReferenceOperation)target).Member);
                break;
            case IFieldReferenceOperation or IPropertyReferenceOperation or IEventReferenceOperation:
                HandOutValue(value, assignment, HandOut.Stored, (target as IMemberReferenceOperation)?.Member);
                break;
            case IParameterReferenceOperation { Parameter: { RefKind: RefKind.Out or RefKind.Ref } parameter } when Body.Frame is null:
                HandOutValue(value, assignment, HandOut.Assigned, parameter);
                break;
            case ILocalReferenceOperation { Local.IsRef: true }:
                HandOutValue(value, assignment, HandOut.Assigned, null);
                break;
            case IArrayElementReferenceOperation element:
                if (PlaceOf(element.ArrayReference) is { } array)
                {
                    Put(array, null);
                }

                Collect(value, assignment);
                break;
            case ILocalReferenceOperation or IParameterReferenceOperation or IDiscardOperation or IFlowCaptureReferenceOperation or IDeclarationExpressionOperation:
                break;
            default:
                Collect(value, assignment);
                break;
        }
    }

    private void Put(Place place, Value? value)
    {
        if (place.Root is IFieldSymbol or IPropertySymbol)
        {
            Body.Building.Written.Add((ISymbol)place.Root);
        }

        State = State.With(place, value);
        if (place is { Root: ILocalSymbol or IParameterSymbol, Member: null })
        {
            State = State.Where(other => !Condition.IsAbout(place.Root, other));
        }
    }

    /// <summary>Other code has assigned to what it was given to assign to: what that holds is not known.</summary>
    public void ForgetAssigned(CallArguments arguments)
    {
        foreach (var (argument, _) in arguments.Items)
        {
            if (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref && PlaceOf(argument.Value) is { } place)
            {
                Put(place, null);
            }
        }
    }

    /// <summary>Other code has assigned to these: what they hold is not known.</summary>
    public void ForgetMembers(HashSet<ISymbol> members)
    {
        if (members.Count > 0)
        {
            Body.Building.Written.UnionWith(members);
            var names = members.Select(member => Place.NameOf(member)).ToList();
            State = State.Where(place => place.IsOfObject ? !names.Contains(place.Member!) : place.Root is not ISymbol member || !members.Contains(member));
        }
    }

    private Value? Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        var value = Evaluate(deconstruction.Value);
        AssignTuple(deconstruction.Target, value, deconstruction);
        return value;
    }

    private void AssignTuple(IOperation target, Value? value, IOperation assignment)
    {
        target = target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
        if (target is ITupleOperation tuple)
        {
            var elements = (value as SequenceValue)?.Elements ?? (value as MadeValue)?.Values ?? default;
            for (var i = 0; i < tuple.Elements.Length; i++)
            {
                AssignTuple(tuple.Elements[i], i < elements.Count ? elements[i] : null, assignment);
            }
        }
        else
        {
            AssignTo(target, Receiver(target), value, assignment);
        }
    }

    private Value? Increment(IIncrementOrDecrementOperation increment)
    {
        if (increment.OperatorMethod is { } operation)
        {
            HandOutTo(operation, increment, Evaluate(increment.Target));
        }
        else if (PlaceOf(increment.Target) is { } place)
        {
            var step = increment.Kind == OperationKind.Increment ? 1 : -1;
            Put(place, State[place] is ConstantValue { Constant: int number } ? new ConstantValue(number + step) : null);
        }
        else
        {
            Evaluate(increment.Target);
        }

        return null;
    }
}
