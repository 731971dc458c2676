using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SqliteDiscipline.Analyzers.Baselines;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>
/// SQLD913: what a build that writes the baseline reports in the place of every finding. Under an id of its own it stays information where the
/// finding itself would be an error and end the build.
/// </summary>
internal sealed class SQLD913BaselineFinding : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD913",
        "A finding that goes into the baseline",
        "{0}: {1}",
        "SqliteDiscipline.Baseline",
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Reported only in a build that writes the baseline, which is made of these.",
        helpLinkUri: Help.Link("SQLD913"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public static Diagnostic Of(Diagnostic finding, FindingKey key) => Diagnostic.Create(
        Descriptor,
        finding.Location,
        ImmutableDictionary<string, string?>.Empty.Add(FindingKey.Property, key.Packed),
        finding.Id,
        finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Tells a build that is to write the baseline that the rules have run, whatever there was to find.</summary>
    public static void TellThatRulesHaveRun(CompilationAnalysisContext context)
    {
        if (Baseline.IsToBeWritten(context.Options))
        {
            context.ReportDiagnostic(Kept("all", 0, null));
        }
    }

    // The other rules' findings come through the baseline, not by a judgement of this one. What it has to say itself is what stays listed.
    public override void Register(RuleRegistry registry)
    {
        if (!registry.Context.Baseline.IsWritten)
        {
            return;
        }

        registry.OnCompilationEnd((context, rules) =>
        {
            if (rules.Baseline.IsUntold)
            {
                context.ReportDiagnostic(Kept("some", -1, null));
            }

            foreach (var entry in rules.Baseline.LeftOut(context.Compilation, context.CancellationToken))
            {
                context.ReportDiagnostic(Kept(entry.Key.Rule, entry.Count, entry.Key));
            }
        });
    }

    private static Diagnostic Kept(string rule, int count, FindingKey? key)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(FindingKey.KeptProperty, count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return Diagnostic.Create(
            Descriptor,
            Location.None,
            key is null ? properties : properties.Add(FindingKey.Property, key.Packed),
            rule,
            key is null ? count < 0 ? "what they found is switched off" : "the rules have run" : $"in code that this build leaves out: {key.File}, {key.Text}");
    }
}
