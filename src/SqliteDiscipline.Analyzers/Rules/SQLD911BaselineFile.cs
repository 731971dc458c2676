using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD911: a baseline, or a line of one, that cannot be understood. It hides nothing, and its author is told.</summary>
internal sealed class SQLD911BaselineFile : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD911",
        "A line of the baseline is not understood",
        "This line of the baseline hides nothing: {0}",
        "SqliteDiscipline.Baseline",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A line that was damaged, by a merge say, would otherwise be ignored in silence.",
        helpLinkUri: Help.Link("SQLD911"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    // Spelt out once more: the tracking of releases reads no helper.
    public static readonly DiagnosticDescriptor WholeFile = new DiagnosticDescriptor(
        "SQLD911",
        "A line of the baseline is not understood",
        "Nothing of the baseline holds: {0}",
        "SqliteDiscipline.Baseline",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A line that was damaged, by a merge say, would otherwise be ignored in silence.",
        helpLinkUri: Help.Link("SQLD911"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor, WholeFile);

    public override void Register(RuleRegistry registry)
    {
        if (registry.Context.Baseline is { IsNone: true } or { IsWritten: true })
        {
            return;
        }

        registry.OnCompilationEnd((context, rules) =>
        {
            foreach (var (location, fault, isOfFile) in rules.Baseline.Faults)
            {
                context.ReportDiagnostic(Diagnostic.Create(isOfFile ? WholeFile : Descriptor, location, fault));
            }
        });
    }
}
