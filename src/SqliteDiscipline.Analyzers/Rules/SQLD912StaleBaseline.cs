using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD912: a line of the baseline lists what is no longer there. Left in it, it would hide the next one like it.</summary>
internal sealed class SQLD912StaleBaseline : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD912",
        "The baseline lists what is no longer there",
        "The baseline lists {0} of {1} in '{2}', and there {3}: {4}, or write the baseline anew by 'dotnet build -p:SqliteDisciplineBaseline=update'",
        "SqliteDiscipline.Baseline",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "What has been mended is to stay mended: a line that hides nothing today would hide the same mistake made again.",
        helpLinkUri: Help.Link("SQLD912"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    // Spelt out once more: the tracking of releases reads no helper.
    public static readonly DiagnosticDescriptor NotBuilt = new DiagnosticDescriptor(
        "SQLD912",
        "The baseline lists what is no longer there",
        "The baseline lists {0} of {1} in '{2}' for {3}, which the project is not built for: {4}, or write the baseline anew by 'dotnet build -p:SqliteDisciplineBaseline=update'",
        "SqliteDiscipline.Baseline",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "What has been mended is to stay mended: a line that hides nothing today would hide the same mistake made again.",
        helpLinkUri: Help.Link("SQLD912"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor, NotBuilt);

    public override void Register(RuleRegistry registry)
    {
        if (registry.Context.Baseline is { IsNone: true } or { IsWritten: true })
        {
            return;
        }

        registry.OnCompilationEnd((context, rules) =>
        {
            foreach (var (location, entry, found) in rules.Baseline.Stale)
            {
                if (!rules.Baseline.IsLeftOut(entry, context.Compilation, context.CancellationToken))
                {
                    var (left, remedy) = found == 0 ? ("is none", "delete the line") : (found == 1 ? "is 1" : $"are {found}", $"make it {found} there");
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, location, entry.Count, entry.Key.Rule, entry.Key.File, left, remedy));
                }
            }

            foreach (var (location, entry, frameworks) in rules.Baseline.Unbuilt)
            {
                var remedy = frameworks.Count == entry.Frameworks.Count ? "delete the line" : "take that out of the line";
                context.ReportDiagnostic(Diagnostic.Create(NotBuilt, location, entry.Count, entry.Key.Rule, entry.Key.File, string.Join(", ", frameworks), remedy));
            }
        });
    }
}
