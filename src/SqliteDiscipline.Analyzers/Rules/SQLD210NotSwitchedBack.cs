using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Rules.Pragmas;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD210: a guard is switched off, and switched back on some paths only.</summary>
internal sealed class SQLD210NotSwitchedBack : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD210",
        "A guard that is switched off is not switched back on every path",
        "'{0}' is switched off here, and stays off {1}; the connection, and whoever gets its handle from the pool, then runs without it",
        "SqliteDiscipline.Pragmas",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Switch it back in a finally, after the transaction has ended: foreign_keys is ignored while one is open, an aborted one too.",
        helpLinkUri: Help.Link("SQLD210"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnTimeline((timeline, context) =>
    {
        foreach (var (off, path, leak) in GuardLeftOff.In(timeline, context))
        {
            if (path.IsSwitchedBack)
            {
                context.Report(SourceEdit.Report(Descriptor, off.Location, FinallyEdit.Of(off, timeline), off.Setting()!.Name.ToString(), Describe(leak)));
            }
        }
    });

    private static string Describe(GuardLeak leak) => leak switch
    {
        { IsTooEarly: true } => "where it is switched back while the transaction is still open, which SQLite ignores",
        { Failing: { } failing } => $"where {FileReads.Describe(failing)} fails",
        _ => "on a path that leaves before it is switched back",
    };
}
