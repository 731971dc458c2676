using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD910: <c>sqlite_discipline.factories</c> names a type or method that does not exist, so it blesses nothing.</summary>
internal sealed class SQLD910UnknownFactory : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD910",
        "A factory named in the options does not exist",
        "No type or method has the documentation id '{0}' that sqlite_discipline.factories names",
        "SqliteDiscipline.Manifest",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An id with a mistake in it blesses nothing, and the code that was meant is reported instead.",
        helpLinkUri: Help.Link("SQLD910"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnCompilationEnd((context, rules) =>
    {
        foreach (var (key, value) in rules.OptionValues(RuleOptions.FactoriesKey, context.CancellationToken))
        {
            foreach (var id in RuleOptions.Items(value).Where(RuleOptions.IsFactoryId))
            {
                if (Blessing.Named(id, context.Compilation) is null)
                {
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, rules.WhereSet(key, id, context.CancellationToken), id));
                }
            }
        }
    });
}
