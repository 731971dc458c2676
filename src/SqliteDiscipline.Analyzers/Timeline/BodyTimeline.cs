using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>
/// What happens to the connections of one body (a method, an accessor, a top-level program, a lambda, a local function), in order and along
/// every path. Only what is certain is in it: code that cannot be followed gives no event, or one that says so.
/// </summary>
internal sealed class BodyTimeline
{
    private Dictionary<ConnectionSubject, List<TimelineEvent>>? _byConnection;

    public BodyTimeline(ISymbol symbol, SyntaxNode body, SemanticModel model, TimelineNode entry)
    {
        Symbol = symbol;
        Body = body;
        Model = model;
        Nodes = NodeOrder.From(entry);
        Events = Nodes.Select(node => node.Event).OfType<TimelineEvent>().Distinct().ToImmutableArray();
    }

    /// <summary>The method (also of a lambda or local function), or the field or property whose initializer this is.</summary>
    public ISymbol Symbol { get; }

    public SyntaxNode Body { get; }

    public SemanticModel Model { get; }

    /// <summary>Whether the body is in a blessed factory.</summary>
    public bool IsInFactory { get; init; }

    /// <summary>
    /// Whether it runs each time a connection is opened: an EF Core interceptor's <c>ConnectionOpened</c>, a <c>StateChange</c> handler, an
    /// override of <c>Open</c>.
    /// </summary>
    public bool RunsOnEveryOpen { get; init; }

    /// <summary>Every event once, in order.</summary>
    public ImmutableArray<TimelineEvent> Events { get; }

    /// <summary>The events of one connection, in order.</summary>
    public IReadOnlyList<TimelineEvent> EventsOf(ConnectionSubject connection)
    {
        // Several rules ask, and most bodies have one or two connections.
        _byConnection ??= Events.GroupBy(happening => happening.Connection).ToDictionary(group => group.Key, group => group.ToList());
        return _byConnection.TryGetValue(connection, out var events) ? events : Array.Empty<TimelineEvent>();
    }

    /// <summary>Where it runs in this body: the text that is given to a helper tells one call of it from another.</summary>
    public Location PlaceOf(Ran ran) =>
        ran.Location.SourceTree == Body.SyntaxTree && Body.Span.Contains(ran.Location.SourceSpan) ? ran.Location : ran.Operation.Syntax.GetLocation();

    /// <summary>The graph: the entry first, then along the paths.</summary>
    public ImmutableArray<TimelineNode> Nodes { get; }

    /// <summary>
    /// Walks every path: gives the state that is in force before each event, and at the exits. States must be few and compare by value.
    /// </summary>
    /// <param name="initial">The state at the beginning of the body.</param>
    /// <param name="transfer">The state after an event.</param>
    /// <param name="join">What holds where two paths meet: commutative, and never more certain than either.</param>
    /// <param name="exceptionPaths">Whether what may fail also does, see <see cref="TimelineNode.MayFail"/>.</param>
    public TimelineSolution<TState> Solve<TState>(
        TState initial, Func<TState, TimelineEvent, TState> transfer, Func<TState, TState, TState> join, bool exceptionPaths)
        where TState : IEquatable<TState> =>
        TimelineSolution<TState>.Of(this, initial, transfer, join, exceptionPaths);
}
