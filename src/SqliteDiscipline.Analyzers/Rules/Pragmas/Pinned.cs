using System.Collections.Immutable;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Pragmas;

/// <summary>Which of the required settings a connection has been given, at one point of a path.</summary>
/// <param name="IsOpen">Whether it has been opened.</param>
/// <param name="Settings">One bit for each of the required settings, in their order.</param>
internal readonly record struct Pinned(bool IsOpen, uint Settings)
{
    private const uint All = uint.MaxValue;

    /// <summary>Before it is opened: what its connection string brings, and what it has no need of.</summary>
    public static Pinned Before(ConnectionSubject connection, ImmutableArray<string> required)
    {
        var pinned = new Pinned(false, 0);
        var keywords = connection.Text.Keywords;
        if (connection.Text is not { IsWhole: true })
        {
            // What cannot be seen of the string may bring them.
            pinned = pinned.With(required, "foreign_keys").With(required, "busy_timeout").With(required, "recursive_triggers");
        }

        if (keywords.ContainsKey(ConnectionKeywords.ForeignKeys))
        {
            pinned = pinned.With(required, "foreign_keys");
        }

        if (keywords.ContainsKey("Default Timeout"))
        {
            pinned = pinned.With(required, "busy_timeout");
        }

        if (keywords.ContainsKey(ConnectionKeywords.RecursiveTriggers))
        {
            pinned = pinned.With(required, "recursive_triggers");
        }

        if (!keywords.TryGetValue(ConnectionKeywords.Mode, out var mode))
        {
            return pinned;
        }

        // Who only reads has nothing to enforce and nothing to sync; of a mode that cannot be seen it is not known.
        var isReader = string.Equals(mode, "ReadOnly", StringComparison.OrdinalIgnoreCase);
        pinned = isReader ? pinned.With(required, "foreign_keys").With(required, "recursive_triggers") : pinned;
        return isReader || mode is null ? pinned.With(required, "synchronous").With(required, "journal_mode").With(required, "wal_autocheckpoint") : pinned;
    }

    /// <summary>After an event of the connection.</summary>
    public Pinned After(TimelineEvent happening, ImmutableArray<string> required) => happening switch
    {
        Opened => this with { IsOpen = true },
        Configured { Setting: ConnectionSetting.DefaultTimeout } => With(required, "busy_timeout"),

        // A handler, whoever is handed the connection, or text that cannot be seen: they may do it.
        Configured or RanUnknown or Unknown or HandedOut { How: HandOut.Passed or HandOut.Captured or HandOut.Collected } => this with { Settings = All },
        Ran { Statement: UnknownStatement or { Site.HasUnknownText: true } } => this with { Settings = All },
        _ when happening.MaySetAny() => this with { Settings = All },
        _ when happening.Setting()?.Name.Value is { } name => With(required, name),
        _ => this,
    };

    /// <summary>What both of two paths have.</summary>
    public static Pinned Join(Pinned left, Pinned right) => new(left.IsOpen || right.IsOpen, left.Settings & right.Settings);

    /// <summary>The required settings that are missing.</summary>
    public IEnumerable<string> Missing(ImmutableArray<string> required)
    {
        var settings = Settings;
        return required.Where((_, index) => index < 32 && (settings & (1u << index)) == 0);
    }

    private Pinned With(ImmutableArray<string> required, string name)
    {
        for (var i = 0; i < required.Length && i < 32; i++)
        {
            if (SqlIdentifier.Equals(required[i], name))
            {
                return this with { Settings = Settings | (1u << i) };
            }
        }

        return this;
    }
}
