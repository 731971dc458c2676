using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Objects of the project that hold connections and commands, like a repository or a command with its parameters: what is made in sight is followed.</summary>
internal sealed partial class Evaluator
{
    /// <summary>An object that has not been made here, where a helper gets it: the helper's members of it are the caller's.</summary>
    public ObjectValue? MeetObject(IOperation given) =>
        Known.Holders.IsOne(given.Type) && ReceiverOf(given) is { IsKnown: true, Key: var key } ? new ObjectValue(key) { MayBeNull = true } : null;

    /// <summary>Makes an object that is given what it holds, or will be by its initializer.</summary>
    private ObjectValue? Make(IObjectCreationOperation creation, CallArguments arguments)
    {
        if (creation is not { Type: INamedTypeSymbol type, Constructor.OriginalDefinition: var constructor } || !Known.Holders.IsOne(type))
        {
            return null;
        }

        var made = new ObjectId(Body.Frame, creation.Syntax) { Type = type };
        var before = State;
        State = State.Where(place => !made.Equals(place.Root));
        // One that opens its own connection is known by the variable that holds it.
        if (constructor.IsImplicitlyDeclared ? arguments.Items.IsEmpty
            : arguments.Items.Any(item => IsFollowedInObjects(item.Value))
                && (Constructors.IsPrimary(constructor) ? Keep(made, creation, constructor, GivenBy(arguments)) : Helpers.Construct(this, creation, constructor, made, arguments)))
        {
            return new ObjectValue(made);
        }

        State = before;
        return null;
    }

    /// <summary>What a primary constructor is given can be used in every member; what its initializers make of it is seen where they only name it.</summary>
    private bool Keep(ObjectId made, IOperation creation, IMethodSymbol constructor, Dictionary<string, Value?> given)
    {
        if (Constructors.Initialized(constructor, Cancellation) is not { } initialized || Constructors.BaseOf(constructor, Cancellation) is not (var around, var passed))
        {
            return false;
        }

        foreach (var parameter in constructor.Parameters)
        {
            if (!given.TryGetValue(parameter.Name, out var value))
            {
                continue;
            }

            if (State[Place.Of(made, parameter)] is { } other && !other.Equals(value))
            {
                // The base class has one of the same name.
                return false;
            }

            State = State.With(Place.Of(made, parameter), value);
            HoldValue(value, creation, constructor);
            foreach (var member in initialized[parameter.Name])
            {
                State = State.With(Place.Of(made, member), value);
            }
        }

        // While somebody types, two parameters may have one name.
        var ofBase = new Dictionary<string, Value?>();
        foreach (var (parameter, own) in passed)
        {
            ofBase[parameter] = given.TryGetValue(own, out var value) ? value : null;
        }

        return around is null || Keep(made, creation, around, ofBase);
    }

    private static Dictionary<string, Value?> GivenBy(CallArguments arguments) => arguments.Items
        .Where(item => item.Argument.Parameter is not null)
        .GroupBy(item => item.Argument.Parameter!.Name)
        .ToDictionary(group => group.Key, group => group.First().Value);

    /// <summary>The object keeps a value. Whoever disposes of the object may dispose of that too.</summary>
    private void HoldValue(Value? value, IOperation operation, ISymbol member)
    {
        if (value is ConnectionValue { Subject: var subject })
        {
            Emit(new HandedOut(Shown(operation), Where(operation), subject, HandOut.Held, member));
        }
        else if (!IsFollowedInObjects(value))
        {
            HandOutValue(value, operation, HandOut.Stored, member);
        }
    }

    // What an object holds of these, the body goes on to follow; anything else may be used by it as it likes.
    private static bool IsFollowedInObjects(Value? value) => value is ConnectionValue or CommandValue or TransactionValue or ObjectValue { Key: ObjectId };

    /// <summary>All that an object leads to.</summary>
    private List<Value> ContentOf(ObjectId made)
    {
        var content = new List<Value>();
        var met = new HashSet<ObjectId>();
        Add(made);
        return content;

        void Add(ObjectId id)
        {
            foreach (var value in met.Add(id) ? State.HeldBy(id).ToList() : new List<Value>())
            {
                if (value is ObjectValue { Key: ObjectId inner })
                {
                    Add(inner);
                }
                else
                {
                    content.Add(value);
                }
            }
        }
    }

    /// <summary>The object of whose type a parameter of the primary constructor is used.</summary>
    private ObjectId? ObjectAround(IParameterSymbol parameter) =>
        Body.Caller?.Receiver is ObjectId made && parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && !Body.IsWithin(constructor) ? made : null;
}
