using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>What an expression is known to be at one point of one path. What is not known is no value at all.</summary>
internal abstract record Value
{
    /// <summary>Whether it may be <see langword="null"/> after all, as far as the path has come: it was met, and so far only asked about.</summary>
    public bool MayBeNull { get; init; }
}

internal sealed record NullValue : Value
{
    public static readonly NullValue Instance = new();
}

/// <summary>A number or truth value.</summary>
internal sealed record ConstantValue(object Constant) : Value;

/// <summary>A string, as far as it can be seen.</summary>
internal sealed record StringValue(TextTemplate Text) : Value;

/// <summary>An array, list or tuple whose elements are known by their places; an element that is not known is <see langword="null"/>.</summary>
internal sealed record SequenceValue(EquatableValues Elements) : Value;

/// <summary>An enumerator of a list; how far it has come is kept under its id.</summary>
internal sealed record EnumeratorValue(SequenceValue Sequence, ObjectId Id) : Value;

internal sealed record ConnectionValue(ConnectionSubject Subject) : Value;

/// <summary>An object of the project that holds connections, or what leads to them.</summary>
/// <param name="Key">What tells its members from those of others: an <see cref="ObjectId"/> where it is made in sight, otherwise the variable that holds it.</param>
internal sealed record ObjectValue(object? Key) : Value;

/// <summary><c>connection.Handle</c>.</summary>
internal sealed record HandleValue(ConnectionSubject Subject) : Value;

/// <summary>A command: what it would run is kept under its id in the state.</summary>
internal sealed record CommandValue(ObjectId Id) : Value;

/// <summary><c>command.Parameters</c>.</summary>
internal sealed record ParametersValue(ObjectId Command) : Value;

/// <summary>A reader, or another result that reads on as long as it is asked.</summary>
/// <param name="Connection">The connection that it reads from.</param>
/// <param name="ClosesConnection">Whether it closes that with itself; <see langword="null"/> where that cannot be told.</param>
internal sealed record ReaderValue(ConnectionSubject Connection, bool? ClosesConnection) : Value;

internal sealed record TransactionValue(ConnectionSubject Connection, TransactionSubject? Transaction) : Value
{
    /// <summary>Whether it is there for sure: begun in sight, given by a caller that may not give <see langword="null"/>, or seen not to be.</summary>
    public bool IsThere => !MayBeNull;
}

/// <summary>A <c>StringBuilder</c>, whose text is kept under its id.</summary>
internal sealed record BuilderValue(ObjectId Id) : Value;

/// <summary>A lambda, or the method or local function that a delegate is made of.</summary>
internal sealed record DelegateValue(IMethodSymbol Method, IOperation Operation, BodyExplorer Origin) : Value
{
    public bool Equals(DelegateValue? other) => other is not null && Operation.Syntax == other.Operation.Syntax;

    public override int GetHashCode() => Operation.Syntax.GetHashCode();
}

/// <summary>A captured place that is assigned to later: <c>x.Text = a ? b : c</c> first captures <c>x.Text</c>.</summary>
internal sealed record TargetValue(IOperation Target, Value? Instance, Value? Current) : Value
{
    public bool Equals(TargetValue? other) =>
        other is not null && Target.Syntax == other.Target.Syntax && Equals(Instance, other.Instance) && Equals(Current, other.Current);

    public override int GetHashCode() => Target.Syntax.GetHashCode();
}

/// <summary>An object by the expression that makes it, within the inlined call in which it stands.</summary>
internal sealed record ObjectId(Frame? Frame, object Site)
{
    private readonly int _hash = unchecked(((Frame?.GetHashCode() ?? 0) * 31) + Site.GetHashCode());

    /// <summary>Its type, where that is one of the project's.</summary>
    public INamedTypeSymbol? Type { get; init; }

    public bool Equals(ObjectId? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Site.Equals(other.Site) && Equals(Frame, other.Frame));

    public override int GetHashCode() => _hash;
}

/// <summary>An inlined call, within the one in which it stands.</summary>
internal sealed record Frame(Frame? Caller, SyntaxNode Call)
{
    // Whatever a helper's code is about is known by its frame: the hash is asked for all the time.
    private readonly int _hash = unchecked(((Caller?._hash ?? 17) * 31) + Call.GetHashCode());

    public int Depth { get; } = (Caller?.Depth ?? 0) + 1;

    public bool Equals(Frame? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Call == other.Call && Equals(Caller, other.Caller));

    public override int GetHashCode() => _hash;
}

internal readonly struct EquatableValues(Value?[] items) : IEquatable<EquatableValues>
{
    private readonly Value?[]? _items = items;

    public int Count => _items?.Length ?? 0;

    public Value? this[int index] => _items![index];

    public IEnumerable<Value?> Items => _items ?? Enumerable.Empty<Value?>();

    public bool Equals(EquatableValues other) => ReferenceEquals(_items, other._items) || Items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => obj is EquatableValues other && Equals(other);

    public override int GetHashCode() => Count == 0 ? 0 : (Count * 31) + (_items![0]?.GetHashCode() ?? 0);
}
