using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD207: the encryption key is sent after something that already had to read the file.</summary>
internal sealed class SQLD207KeyNotFirst : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD207",
        "The encryption key is not sent first",
        "The key is sent after {0}, which reads the file: without the key an encrypted file is no database, and that fails",
        "SqliteDiscipline.Pragmas",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "SQLite cannot read the first page of an encrypted file before it has the key, so the key has to be the first thing that a connection is sent.",
        helpLinkUri: Help.Link("SQLD207"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnTimeline((timeline, context) =>
    {
        foreach (var connection in timeline.Connections(IsKey))
        {
            // The provider sends its own Password as the key when it opens.
            if (connection.Text.Keywords.ContainsKey(ConnectionKeywords.Password))
            {
                continue;
            }

            var solution = timeline.Solve(
                (int)Access.None,
                (state, happening) => happening.Connection.Equals(connection) ? (int)After((Access)state, happening) : state,
                Math.Max,
                exceptionPaths: false);
            foreach (var (happening, state) in solution.Before)
            {
                // What a helper does before the key that it sends is its own matter.
                if (state == (int)Access.Read && happening is Ran ran && ran.Connection.Equals(connection) && IsKey(ran)
                    && FirstRead(ran, timeline) is { } before && (ran.Run.IsSpeltHere || before.Operation.Syntax != ran.Operation.Syntax))
                {
                    var reordered = before is Ran read && ran.Run.IsSpeltHere ? Reordering.Of(read, ran, timeline, "Send the key first") : null;
                    context.Report(SourceEdit.Report(Descriptor, ran.Location, reordered, FileReads.Describe(before)));
                }
            }
        }
    });

    private static bool IsKey(TimelineEvent happening) =>
        happening.Setting() is { } pragma && (pragma.Name.Is("key") || pragma.Name.Is("hexkey") || pragma.Name.Is("textkey"));

    private static Access After(Access state, TimelineEvent happening) => happening switch
    {
        Opened or Closed => Access.None,
        _ when IsKey(happening) => Access.Keyed,
        _ when state == Access.None && FileReads.IsOne(happening) => Access.Read,
        _ => state,
    };

    private static TimelineEvent? FirstRead(Ran key, BodyTimeline timeline)
    {
        TimelineEvent? first = null;
        foreach (var happening in timeline.Events.TakeWhile(happening => !ReferenceEquals(happening, key)))
        {
            if (happening.Connection.Equals(key.Connection))
            {
                first = happening is Opened or Closed ? null : first ?? (FileReads.IsOne(happening) ? happening : null);
            }
        }

        return first;
    }

    private enum Access
    {
        None,
        Read,

        /// <summary>A key has been sent on some path.</summary>
        Keyed,
    }
}
