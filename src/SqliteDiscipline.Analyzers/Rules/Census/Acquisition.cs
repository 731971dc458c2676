using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Census;

/// <summary>That one body gets a connection of its own, opens it, and what it sets on it.</summary>
internal sealed class Acquisition
{
    private readonly HashSet<string> _set = new(SqlIdentifier.Comparer!);
    private readonly IReadOnlyList<TimelineEvent> _events;
    private readonly bool _readsOnly;
    private readonly bool _runsPragmasOnly;

    public Acquisition(BodyTimeline timeline, ConnectionSubject connection, string key)
    {
        (Body, Owner, Connection, Key) = (timeline.Body, timeline.Symbol, connection, key);
        _events = timeline.EventsOf(connection);
        foreach (var pragma in _events.Select(PragmaRuns.Setting).OfType<PragmaStatement>())
        {
            if (pragma.Name.Value is { } name)
            {
                _set.Add(name);
            }
            else
            {
                IsUnclear = true;
            }
        }

        IsUnclear |= _events.Any(IsUnseen);
        IsReturned = _events.Any(happening => happening is HandedOut { How: HandOut.Returned or HandOut.Assigned });
        KeptIn = _events.OfType<HandedOut>().Where(given => given.How == HandOut.Stored).Select(given => given.Receiver).FirstOrDefault();
        IsCollected = _events.OfType<HandedOut>().Any(IsPutAway);
        var runs = _events.OfType<Ran>().ToList();
        var isAllSeen = runs.Count > 0 && !_events.OfType<HandedOut>().Any();
        _runsPragmasOnly = isAllSeen && runs.All(ran => ran.Statement is PragmaStatement);
        _readsOnly = isAllSeen && runs.All(ran => ran.Statement is SelectStatement or PragmaStatement { Form: PragmaForm.Query });
    }

    public SyntaxNode Body { get; }

    /// <summary>Whose body it is.</summary>
    public ISymbol Owner { get; }

    public ConnectionSubject Connection { get; }

    /// <summary>Of which database: see <see cref="DatabaseKey"/>.</summary>
    public string Key { get; }

    /// <summary>Whether things are done to it that cannot be seen: it may have any setting.</summary>
    public bool IsUnclear { get; }

    /// <summary>Whether the caller gets it, who is then the one to be judged.</summary>
    public bool IsReturned { get; }

    /// <summary>Whether it goes into a collection, to be used from there.</summary>
    public bool IsCollected { get; }

    /// <summary>The field or property that keeps it.</summary>
    public ISymbol? KeptIn { get; }

    public bool IsOpened => _events.Any(happening => happening is Opened or Ran { Run.Kind: RunKind.DapperExecute or RunKind.DapperQuery or RunKind.DapperScalar });

    /// <summary>Whether it runs without this setting, and needs it.</summary>
    public bool Lacks(Pragma pragma) =>
        !IsUnclear
        && !_runsPragmasOnly
        && !_set.Contains(pragma.Name)
        && !(_readsOnly && IsAboutWriting(pragma))
        && !(pragma.Name == "foreign_keys" && Connection.Text.Keywords.ContainsKey(ConnectionKeywords.ForeignKeys))
        && !(pragma.Name == "busy_timeout" && (Connection.Text.Keywords.ContainsKey("Default Timeout") || _events.Any(happening => happening is Configured { Setting: ConnectionSetting.DefaultTimeout })))
        && !(pragma.Name == "recursive_triggers" && Connection.Text.Keywords.ContainsKey(ConnectionKeywords.RecursiveTriggers));

    private static bool IsAboutWriting(Pragma pragma) => pragma.Name is "synchronous" or "foreign_keys" or "wal_autocheckpoint" or "journal_size_limit"
        or "secure_delete" or "recursive_triggers" or "fullfsync" or "checkpoint_fullfsync" or "ignore_check_constraints" or "cache_spill";

    private static bool IsUnseen(TimelineEvent happening) => happening switch
    {
        RanUnknown or Unknown or Configured { Setting: ConnectionSetting.StateChange } => true,
        Ran ran => ran.Statement is UnknownStatement || ran.Statement.Site.HasUnknownText,
        HandedOut given => given.How is HandOut.Captured or HandOut.Passed && !IsPutAway(given),
        _ => false,
    };

    // A bag or a queue of the framework does nothing to what it holds.
    private static bool IsPutAway(HandedOut given) =>
        given.How == HandOut.Collected
        || (given is { How: HandOut.Passed, Receiver: IMethodSymbol { MethodKind: MethodKind.Ordinary, ContainingType: { } type } }
            && type.ContainingNamespace?.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) == true);
}
