using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>What is kept of a value: a variable, or a property of an object.</summary>
/// <param name="Root">The symbol of the variable, a flow capture, or an <see cref="ObjectId"/>.</param>
/// <param name="Member">The property, where it is one.</param>
internal readonly record struct Place(object Root, string? Member = null);

/// <summary>What is known at one point of one path. Immutable, and equal where the same is known.</summary>
internal sealed class PathState : IEquatable<PathState>
{
    public static readonly PathState Empty = new(ImmutableDictionary<Place, Value>.Empty, 0);

    private readonly ImmutableDictionary<Place, Value> _values;

    // The sum of what the entries hash to, kept up with every change: states are compared at every branch.
    private readonly int _hash;

    private PathState(ImmutableDictionary<Place, Value> values, int hash) => (_values, _hash) = (values, hash);

    public Value? this[Place place] => _values.TryGetValue(place, out var value) ? value : null;

    public PathState With(Place place, Value? value)
    {
        var before = this[place];
        if (Equals(before, value))
        {
            return this;
        }

        var hash = _hash - HashOf(place, before) + HashOf(place, value);
        return new PathState(value is null ? _values.Remove(place) : _values.SetItem(place, value), hash);
    }

    /// <summary>Forgets variables that go out of scope, and the objects that only they led to.</summary>
    public PathState Without(ICollection<object> roots)
    {
        // A region may declare a thousand variables of which one holds something here.
        var state = roots.Count == 0 ? this : Where(place => !roots.Contains(place.Root));
        return ReferenceEquals(state, this) ? this : state.Swept();
    }

    public PathState Where(Func<Place, bool> isKept) =>
        _values.Keys.Where(place => !isKept(place)).Aggregate(this, (state, place) => state.With(place, null));

    /// <summary>What holds on both paths. Of strings the common beginning holds, if they may differ.</summary>
    public PathState Join(PathState other, IOperation at)
    {
        var joined = this;
        foreach (var entry in _values)
        {
            var value = other[entry.Key];
            if (!Equals(entry.Value, value))
            {
                joined = joined.With(entry.Key, entry.Value is StringValue left && value is StringValue right
                    ? new StringValue(TextTemplate.CommonStart(left.Text, right.Text, at))
                    : null);
            }
        }

        return joined;
    }

    /// <summary>Whether nothing but strings differs.</summary>
    public bool DiffersInStringsOnly(PathState other) =>
        _values.Count == other._values.Count
        && _values.All(entry => other[entry.Key] is { } value && ((entry.Value is StringValue && value is StringValue) || entry.Value.Equals(value)));

    /// <summary>The values that both have and that are not the same.</summary>
    public IEnumerable<Value> Conflicts(PathState other) => _values
        .Where(entry => !Equals(entry.Value, other[entry.Key]))
        .SelectMany(entry => new[] { entry.Value, other[entry.Key] })
        .OfType<Value>();

    /// <summary>The variables that hold something, and what.</summary>
    public IEnumerable<(ISymbol Variable, Value Value)> Variables => _values
        .Where(entry => entry.Key.Root is ISymbol)
        .Select(entry => ((ISymbol)entry.Key.Root, entry.Value))
        .ToList();

    public bool HasObjects => _values.Keys.Any(place => place.Root is ObjectId);

    public IEnumerable<object> Roots => _values.Keys.Select(place => place.Root).Distinct().ToList();

    /// <summary>Whether a list is walked element by element.</summary>
    public bool IsCounting => _values.Values.Any(value => value is EnumeratorValue)
        || (_values.Values.Any(value => value is SequenceValue) && _values.Values.Any(value => value is ConstantValue { Constant: int }));

    public bool Equals(PathState? other) =>
        other is not null
        && (ReferenceEquals(this, other)
            || (_hash == other._hash && _values.Count == other._values.Count && _values.All(entry => Equals(other[entry.Key], entry.Value))));

    public override bool Equals(object? obj) => Equals(obj as PathState);

    public override int GetHashCode() => _hash;

    private static int HashOf(Place place, Value? value) =>
        value is null ? 0 : unchecked((place.GetHashCode() * 397) ^ value.GetHashCode());

    /// <summary>Without the objects that no variable leads to.</summary>
    public PathState Swept()
    {
        var alive = new HashSet<ObjectId>();
        var pending = new Stack<Value>(_values.Where(entry => entry.Key.Root is not ObjectId).Select(entry => entry.Value));
        while (pending.Count > 0)
        {
            foreach (var id in Ids(pending.Pop(), pending))
            {
                alive.Add(id);
            }
        }

        return Where(place => place.Root is not ObjectId id || alive.Contains(id));
    }

    private static IEnumerable<ObjectId> Ids(Value value, Stack<Value> pending)
    {
        switch (value)
        {
            case CommandValue command:
                yield return command.Id;
                break;
            case ParametersValue parameters:
                yield return parameters.Command;
                break;
            case BuilderValue builder:
                yield return builder.Id;
                break;
            case SequenceValue sequence:
                Push(sequence.Elements.Items);
                break;
            case EnumeratorValue enumerator:
                yield return enumerator.Id;
                Push(enumerator.Sequence.Elements.Items);
                break;
            case TargetValue target:
                Push(new[] { target.Instance, target.Current });
                break;
        }

        void Push(IEnumerable<Value?> values)
        {
            foreach (var inner in values.OfType<Value>())
            {
                pending.Push(inner);
            }
        }
    }
}
