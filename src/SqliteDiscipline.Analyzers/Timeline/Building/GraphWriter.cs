using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Makes the nodes of one timeline. The same event met on several paths is one object.</summary>
internal sealed class GraphWriter
{
    // Far beyond what a person writes; a body that needs more is generated, and then not judged.
    private const int MaxNodes = 60_000;

    private readonly Dictionary<TimelineEvent, TimelineEvent> _events = new();
    private readonly Dictionary<(SyntaxNode, SyntaxNode, Sql.SqlText, bool?, bool), Run> _runs = new();
    private int _count;

    public TimelineNode Entry { get; } = new(NodeKind.Step);

    public TimelineNode ThrownExit { get; } = new(NodeKind.ThrownExit);

    public bool IsExhausted => _count > MaxNodes;

    public bool HasEvents => _events.Count > 0;

    public TimelineNode Step(NodeKind kind = NodeKind.Step)
    {
        _count++;
        return new TimelineNode(kind);
    }

    public TimelineNode Happening(TimelineEvent happening)
    {
        _count++;
        if (_events.TryGetValue(happening, out var same))
        {
            happening = same;
        }
        else
        {
            _events.Add(happening, happening);
        }

        return new TimelineNode(NodeKind.Step, happening);
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
}
