using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Properties of connections, commands, transactions and of objects of the project.</summary>
internal sealed partial class Evaluator
{
    private Value? ReadProperty(IPropertyReferenceOperation property)
    {
        if (PlaceOf(property) is { } place)
        {
            var holder = property.Instance is { } of and not IInstanceReferenceOperation ? Evaluate(of) : null;
            return holder is MadeValue made && State[place] is null ? made[property.Property.Name] : ReadPlace(place, property);
        }

        var instance = property.Instance is null ? null : Evaluate(property.Instance);
        foreach (var argument in property.Arguments)
        {
            Evaluate(argument.Value);
        }

        return ReadProperty(property, instance);
    }

    private Value? ReadProperty(IPropertyReferenceOperation property, Value? instance)
    {
        if (ExtensionMembers.Is(property.Property))
        {
            return Helpers.ReadExtension(this, property, instance) ?? (IsDead ? null : Meet(property, null));
        }

        var name = property.Property.Name;
        switch (instance)
        {
            // Of a task, which stands for what it gives.
            case not null when name == "Result":
                return instance;
            case ConnectionValue { Subject: var subject }:
                if (name == "State")
                {
                    Emit(new StateAsked(Shown(property), Where(property), subject));
                }

                return name == "Handle" ? new HandleValue(subject) : null;
            case CommandValue { Id: var id }:
                return name == CommandPlaces.Parameters ? new ParametersValue(id) : State[new Place(id, name)];
            case TransactionValue transaction:
                return name == "Connection" ? new ConnectionValue(transaction.Connection) : null;
            case ContextValue context:
                return name is "Database" or "Context" ? context : null;
            case EnumeratorValue enumerator when name == "Current":
                return State[new Place(enumerator.Id, CommandPlaces.Position)] is ConstantValue { Constant: int position }
                    && position > 0 && position <= enumerator.Sequence.Elements.Count
                        ? enumerator.Sequence.Elements[position - 1]
                        : null;
            case MadeValue made:
                return made[name];
            case ObjectValue { Key: ObjectId id } when State[Place.Of(id, property.Property)] is { } held:
                return held;
            case SequenceValue { Elements: var entries } when name == "Values" && entries.Items.All(entry => entry is MadeValue):
                return new SequenceValue(new EquatableValues(entries.Items.Select(entry => ((MadeValue)entry!)[nameof(KeyValuePair<int, int>.Value)]).ToArray()));
            case SequenceValue { Elements: var elements }:
                return name is "Length" or "Count" ? new ConstantValue(elements.Count)
                    : property.Arguments.Length == 1 && Evaluate(property.Arguments[0].Value) is ConstantValue { Constant: int index }
                        && index >= 0 && index < elements.Count ? elements[index] : null;
        }

        return Helpers.Read(this, property) ?? Meet(property, null);
    }

    /// <summary>Sets a property of something that is followed; <see langword="false"/> where the property is no concern of ours.</summary>
    private bool SetProperty(IPropertyReferenceOperation property, Value? receiver, Value? value, IOperation assignment)
    {
        if (ExtensionMembers.Is(property.Property))
        {
            Helpers.SetExtension(this, property, receiver, assignment, value);
            return true;
        }

        var name = property.Property.Name;
        switch (receiver)
        {
            case ConnectionValue { Subject: var subject }:
                var given = assignment is IAssignmentOperation { Value: var set } ? set : assignment;
                if (name is "ConnectionString" or "DefaultTimeout")
                {
                    var setting = name == "DefaultTimeout" ? ConnectionSetting.DefaultTimeout : ConnectionSetting.ConnectionString;
                    Emit(new Configured(Shown(assignment), Where(assignment), subject, setting, given));
                }

                return true;
            case CommandValue { Id: var id }:
                // A text that cannot be seen is known to be set: whatever was run before is not what runs next.
                State = State.With(new Place(id, name), name == CommandPlaces.Text && assignment is ISimpleAssignmentOperation { Value: var text }
                    ? new StringValue(TextOf(text, value))
                    : value);
                return true;
            default:
                return false;
        }
    }

    private Value? Subscribe(IEventAssignmentOperation subscription)
    {
        var receiver = subscription.EventReference is IEventReferenceOperation { Instance: { } instance } ? Evaluate(instance) : null;
        var handler = Evaluate(subscription.HandlerValue);
        var changed = (subscription.EventReference as IEventReferenceOperation)?.Event;
        if (receiver is ConnectionValue { Subject: var subject } && subscription.Adds && changed?.Name == "StateChange")
        {
            Emit(new Configured(Shown(subscription), Where(subscription), subject, ConnectionSetting.StateChange, subscription.HandlerValue));
        }
        else
        {
            HandOutValue(handler, subscription, HandOut.Passed, changed);
        }

        return null;
    }
}
