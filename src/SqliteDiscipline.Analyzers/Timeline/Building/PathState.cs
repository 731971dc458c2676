using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>What is kept of a value: a variable, or a property of an object.</summary>
internal readonly struct Place(object root, string? member = null) : IEquatable<Place>
{
    private readonly int _hash = unchecked((root.GetHashCode() * 397) ^ (member?.GetHashCode() ?? 0));

    /// <summary>The symbol of the variable, a flow capture, or an <see cref="ObjectId"/>.</summary>
    public object Root { get; } = root;

    /// <summary>The property, where it is one.</summary>
    public string? Member { get; } = member;

    /// <summary>Whether it is a member of an object of the project that was made in sight.</summary>
    public bool IsOfObject => Root is ObjectId && Member?[0] == '.';

    /// <summary>A field, property or parameter that such an object keeps.</summary>
    public static Place Of(ObjectId made, ISymbol member) => new(made, NameOf(member));

    public static string NameOf(ISymbol member) => "." + member.Name;

    public bool Equals(Place other) => _hash == other._hash && Member == other.Member && (ReferenceEquals(Root, other.Root) || Root.Equals(other.Root));

    public override bool Equals(object? obj) => obj is Place other && Equals(other);

    public override int GetHashCode() => _hash;
}

/// <summary>
/// What is known at one point of one path. Immutable, and equal where the same is known. A body knows a handful of things at a time (what is no
/// longer mentioned is forgotten): a small array is copied, searched and walked faster than a tree of nodes.
/// </summary>
internal sealed class PathState : IEquatable<PathState>
{
    public static readonly PathState Empty = new(Array.Empty<Entry>(), 0);

    private readonly Entry[] _entries;

    // The sum of what the entries hash to, kept up with every change: states are compared at every branch.
    private readonly int _hash;

    private bool _isSwept;

    private PathState(Entry[] entries, int hash) => (_entries, _hash) = (entries, hash);

    /// <summary>Whether nothing is known.</summary>
    public bool IsEmpty => _entries.Length == 0;

    public Value? this[Place place] => IndexOf(place) is var index and >= 0 ? _entries[index].Value : null;

    public PathState With(Place place, Value? value)
    {
        var index = IndexOf(place);
        if (Equals(index < 0 ? null : _entries[index].Value, value))
        {
            return this;
        }

        if (value is null)
        {
            var left = new Entry[_entries.Length - 1];
            Array.Copy(_entries, left, index);
            Array.Copy(_entries, index + 1, left, index, left.Length - index);
            return new PathState(left, unchecked(_hash - _entries[index].Hash));
        }

        var entries = new Entry[index < 0 ? _entries.Length + 1 : _entries.Length];
        Array.Copy(_entries, entries, _entries.Length);
        var entry = new Entry(place, value);
        entries[index < 0 ? _entries.Length : index] = entry;
        return new PathState(entries, unchecked(_hash + entry.Hash - (index < 0 ? 0 : _entries[index].Hash)))
        {
            // One variable more leads to more objects, not to fewer.
            _isSwept = _isSwept && index < 0 && place.Root is not ObjectId,
        };
    }

    public PathState Where(Func<Place, bool> isKept)
    {
        Entry[]? kept = null;
        var (count, hash) = (0, _hash);
        for (var i = 0; i < _entries.Length; i++)
        {
            if (!isKept(_entries[i].Place))
            {
                if (kept is null)
                {
                    kept = new Entry[_entries.Length - 1];
                    Array.Copy(_entries, kept, i);
                    count = i;
                }

                hash = unchecked(hash - _entries[i].Hash);
            }
            else if (kept is not null)
            {
                kept[count++] = _entries[i];
            }
        }

        if (kept is null)
        {
            return this;
        }

        Array.Resize(ref kept, count);
        return new PathState(kept, hash);
    }

    /// <summary>What holds on both paths. Of strings the common beginning holds, if they may differ.</summary>
    public PathState Join(PathState other, IOperation at)
    {
        List<Entry>? joined = null;
        for (var i = 0; i < _entries.Length; i++)
        {
            var entry = _entries[i];
            var value = other[entry.Place];
            if (Equals(entry.Value, value))
            {
                joined?.Add(entry);
                continue;
            }

            joined ??= Before(i);
            if (entry.Value is StringValue left && value is StringValue right)
            {
                joined.Add(new Entry(entry.Place, new StringValue(TextTemplate.CommonStart(left.Text, right.Text, at))));
            }
        }

        return joined is null ? this : Of(joined);
    }

    /// <summary>Whether nothing but strings differs.</summary>
    public bool DiffersInStringsOnly(PathState other) =>
        _entries.Length == other._entries.Length
        && _entries.All(entry => other[entry.Place] is { } value && ((entry.Value is StringValue && value is StringValue) || entry.Value.Equals(value)));

    /// <summary>The values that both have and that are not the same.</summary>
    public IEnumerable<Value> Conflicts(PathState other) => _entries
        .Where(entry => !Equals(entry.Value, other[entry.Place]))
        .SelectMany(entry => new[] { entry.Value, other[entry.Place] })
        .OfType<Value>();

    /// <summary>The names of the variables and members that hold something, and what.</summary>
    public IEnumerable<(string Name, Value Value)> Named => _entries
        .Where(entry => entry.Place.Root is ISymbol || entry.Place.IsOfObject)
        .Select(entry => (entry.Place.Root is ISymbol variable ? variable.Name : entry.Place.Member!.Substring(1), entry.Value));

    /// <summary>What the members of an object hold.</summary>
    public IEnumerable<Value> HeldBy(ObjectId made) => _entries.Where(entry => entry.Place.IsOfObject && made.Equals(entry.Place.Root)).Select(entry => entry.Value);

    /// <summary>Whether a list is walked element by element.</summary>
    public bool IsCounting => Array.Exists(_entries, static entry => entry.Value is EnumeratorValue)
        || (Array.Exists(_entries, static entry => entry.Value is SequenceValue)
            && Array.Exists(_entries, static entry => entry.Value is ConstantValue { Constant: int }));

    public bool Equals(PathState? other) =>
        other is not null
        && (ReferenceEquals(this, other)
            || (_hash == other._hash && _entries.Length == other._entries.Length && Array.TrueForAll(_entries, entry => Equals(other[entry.Place], entry.Value))));

    public override bool Equals(object? obj) => Equals(obj as PathState);

    public override int GetHashCode() => _hash;

    private static PathState Of(List<Entry> entries) => new(entries.ToArray(), entries.Aggregate(0, (hash, entry) => unchecked(hash + entry.Hash)));

    private List<Entry> Before(int end)
    {
        var entries = new List<Entry>(_entries.Length);
        for (var i = 0; i < end; i++)
        {
            entries.Add(_entries[i]);
        }

        return entries;
    }

    private int IndexOf(Place place)
    {
        for (var i = 0; i < _entries.Length; i++)
        {
            if (_entries[i].Place.Equals(place))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Without the objects that no variable leads to.</summary>
    public PathState Swept()
    {
        if (_isSwept || AreAllHeld())
        {
            _isSwept = true;
            return this;
        }

        var alive = new HashSet<ObjectId>();
        var pending = new Stack<Value>(_entries.Length);
        foreach (var entry in _entries)
        {
            if (entry.Place.Root is not ObjectId)
            {
                pending.Push(entry.Value);
            }
        }

        while (pending.Count > 0)
        {
            Mark(pending.Pop(), alive, pending);
        }

        var swept = Where(place => place.Root is not ObjectId id || alive.Contains(id));
        swept._isSwept = true;
        return swept;
    }

    // As nearly all are: by a variable itself, and not in a list.
    private bool AreAllHeld()
    {
        foreach (var entry in _entries)
        {
            if (entry.Place.Root is ObjectId id && !IsHeld(id))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsHeld(ObjectId id)
    {
        foreach (var entry in _entries)
        {
            if (entry.Place.Root is not ObjectId && IdOf(entry.Value) is { } held && held.Equals(id))
            {
                return true;
            }
        }

        return false;
    }

    private static ObjectId? IdOf(Value value) => (value as CommandValue)?.Id ?? (value as ObjectValue)?.Key as ObjectId;

    private void Mark(Value value, HashSet<ObjectId> alive, Stack<Value> pending)
    {
        switch (value)
        {
            case ObjectValue { Key: ObjectId made }:
                if (alive.Add(made))
                {
                    Push(HeldBy(made));
                }

                break;
            case CommandValue command:
                alive.Add(command.Id);
                break;
            case ParametersValue parameters:
                alive.Add(parameters.Command);
                break;
            case BuilderValue builder:
                alive.Add(builder.Id);
                break;
            case SequenceValue sequence:
                Push(sequence.Elements.Items);
                break;
            case EnumeratorValue enumerator:
                alive.Add(enumerator.Id);
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

    // A class: an array of these is copied all the time.
    private sealed class Entry(Place place, Value value)
    {
        public Place Place { get; } = place;

        public Value Value { get; } = value;

        public int Hash { get; } = unchecked((place.GetHashCode() * 397) ^ value.GetHashCode());
    }
}
