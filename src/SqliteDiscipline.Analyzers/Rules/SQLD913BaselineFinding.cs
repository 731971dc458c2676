using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
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
        helpLinkUri: Help.Link("SQLD913"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public static Diagnostic Of(Diagnostic finding, FindingKey key) => Diagnostic.Create(
        Descriptor,
        finding.Location,
        ImmutableDictionary<string, string?>.Empty.Add(FindingKey.Property, key.Packed),
        finding.Id,
        finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture));

    // The other rules' findings come through the baseline, not by a judgement of this one.
    public override void Register(RuleRegistry registry)
    {
    }
}
