using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SqliteDiscipline.Analyzers.Rules;

namespace SqliteDiscipline.Analyzers;

/// <summary>
/// The one analyzer that hosts every rule, so that a compilation is looked at once however many rules there are.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SqliteDisciplineAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        RuleCatalogue.Rules.SelectMany(rule => rule.Descriptors).Append(RuleFailure.Descriptor).ToImmutableArray();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // Generated code is read, to learn from it, but nothing is reported inside it.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);

        context.RegisterCompilationAction(SQLD913BaselineFinding.TellThatRulesHaveRun);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext start)
    {
        try
        {
            if (RuleContext.TryCreate(start.Compilation, start.Options, start.CancellationToken) is not { } rules)
            {
                return;
            }

            var host = new RuleHost(rules);
            foreach (var rule in RuleCatalogue.Rules)
            {
                rule.Register(new RuleRegistry(rule, rules, host, start));
            }

            host.Register(start);
        }
        catch (Exception failure) when (RuleFailure.Is(failure))
        {
            start.RegisterCompilationEndAction(end => end.ReportDiagnostic(RuleFailure.Of(null, failure)));
        }
    }
}
