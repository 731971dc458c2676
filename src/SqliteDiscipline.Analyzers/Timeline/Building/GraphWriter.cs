using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Makes the nodes of one timeline. The same event met on several paths is one object.</summary>
internal sealed class GraphWriter
{
    // Far beyond what a person writes; a body that needs more is generated, and then not judged.
    private const int MaxNodes = 20_000;

    private readonly Dictionary<TimelineEvent, TimelineEvent> _events = new(new ByPlace());
    private readonly Dictionary<(SyntaxNode, SyntaxNode, Sql.SqlText, bool?, bool), Run> _runs = new();
    private readonly HashSet<ConnectionSubject> _ownConnections = new();
    private readonly List<TimelineNode> _ofHelpers = new();
    private int _count;

    public TimelineNode Entry { get; } = new(NodeKind.Step);

    public TimelineNode ThrownExit { get; } = new(NodeKind.ThrownExit);

    public bool IsExhausted => _count > MaxNodes;

    public bool HasEvents => _events.Count > 0;

    /// <summary>Whether all that happens, happens to connections that the body makes for itself, or its helpers do.</summary>
    public bool IsOfOwnOnly => _events.Keys.All(happening => happening.Connection.IsOwn);

    public TimelineNode Step(NodeKind kind = NodeKind.Step)
    {
        _count++;
        return new TimelineNode(kind);
    }

    /// <param name="happening">The event.</param>
    /// <param name="isOwn">Whether code of the analysed body does it, and not a helper that it calls.</param>
    public TimelineNode Happening(TimelineEvent happening, bool isOwn)
    {
        _count++;
        if (isOwn)
        {
            _ownConnections.Add(happening.Connection);
        }

        if (_events.TryGetValue(happening, out var same))
        {
            happening = same;
        }
        else
        {
            _events.Add(happening, happening);
        }

        var node = new TimelineNode(NodeKind.Step, happening);
        if (!isOwn && happening.Connection.IsOfHelper)
        {
            _ofHelpers.Add(node);
        }

        return node;
    }

    /// <summary>A helper gives the connection back to the analysed body.</summary>
    public void Receive(Value? value)
    {
        if (value is ConnectionValue { Subject: var connection })
        {
            _ownConnections.Add(connection);
        }
    }

    /// <summary>
    /// Forgets what helpers do to connections that they make and never give back: it is told by their own timelines. Of a helper that runs its
    /// caller's text, <c>Execute("DELETE FROM t")</c>, all but the connection's coming and going is kept: what is run is the caller's doing.
    /// </summary>
    public void Forget()
    {
        var given = new HashSet<ConnectionSubject>(_ofHelpers
            .Where(node => node.Event is Ran { Run.IsSpeltHere: true })
            .Select(node => node.Event!.Connection));
        foreach (var node in _ofHelpers.Where(node => !_ownConnections.Contains(node.Event!.Connection)))
        {
            if (node.Event is Created or Opened or Configured || !given.Contains(node.Event!.Connection))
            {
                _events.Remove(node.Event!);
                node.Event = null;
            }
        }
    }

    /// <summary>The run of a text by a call, made once.</summary>
    public Run Run((SyntaxNode Call, SyntaxNode Inner, Sql.SqlText Text, bool? HasTransaction, bool HasParameters) execution, Func<Run> make)
    {
        if (!_runs.TryGetValue(execution, out var run))
        {
            _runs.Add(execution, run = make());
        }

        return run;
    }

    // Equal as records are, but found by where they are: what hangs on a statement is costly to hash.
    private sealed class ByPlace : IEqualityComparer<TimelineEvent>
    {
        public bool Equals(TimelineEvent x, TimelineEvent y) => x.Equals(y);

        public int GetHashCode(TimelineEvent happening) =>
            unchecked((happening.Operation.GetHashCode() * 31) + happening.Connection.GetHashCode() + (happening is Ran { Index: var index } ? index : 0));
    }
}
