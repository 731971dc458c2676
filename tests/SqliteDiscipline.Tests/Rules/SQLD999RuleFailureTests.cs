using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using SqliteDiscipline.Analyzers.Rules;
using Xunit;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>A rule that fails is reported where it failed, and neither ends the analysis nor silences the others.</summary>
public sealed class SQLD999RuleFailureTests
{
    [Fact]
    public Task FailingJudgement_IsReportedWhereItFailed()
    {
        var test = new CSharpAnalyzerTest<Failing, DefaultVerifier>
        {
            ReferenceAssemblies = ReferenceAssemblies.Net.Net80,
            TestCode =
                """
                class {|#0:C|}
                {
                    object M() => {|#1:new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder()|};

                    void {|#2:N|}(Microsoft.Data.Sqlite.SqliteConnection connection) => connection.Open();
                }
                """,
        };
        test.TestState.AdditionalReferences.AddRange(TestReferences.All);
        test.ExpectedDiagnostics.Add(Failure().WithLocation(0));
        test.ExpectedDiagnostics.Add(Failure().WithLocation(1));
        test.ExpectedDiagnostics.Add(Failure().WithLocation(2));
        test.ExpectedDiagnostics.Add(Failure());
        return test.RunAsync();

        // Where in us it failed follows the message and is not compared.
        static DiagnosticResult Failure() => new DiagnosticResult("SQLD999", DiagnosticSeverity.Warning);
    }

    [Fact]
    public void Message_NamesTheRuleAndTheFailureAndItsOrigin()
    {
        Exception failure;
        try
        {
            throw new InvalidOperationException("first line\r\nsecond line");
        }
        catch (InvalidOperationException thrown)
        {
            failure = thrown;
        }

        var message = RuleFailure.Of(new FailingRule(), null, failure).GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.StartsWith("SQLD101 failed on this code (InvalidOperationException: first line at SqliteDiscipline.Tests.Rules.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("second line", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_IsNoFailure()
    {
        Assert.False(RuleFailure.Is(new OperationCanceledException()));
        Assert.False(RuleFailure.Is(new TaskCanceledException()));
        Assert.True(RuleFailure.Is(new InvalidOperationException()));
    }

#pragma warning disable RS1001, RS1036 // Not shipped: it hosts a rule that fails.
    private sealed class Failing : DiagnosticAnalyzer
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleFailure.Descriptor];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterCompilationStartAction(start =>
            {
                var rules = RuleContext.TryCreate(start.Compilation, start.Options, start.CancellationToken)!;
                var host = new RuleHost(rules);
                new FailingRule().Register(new RuleRegistry(new FailingRule(), rules, host, start));
                host.Register(start);
            });
        }
    }
#pragma warning restore RS1001, RS1036

    private sealed class FailingRule : Rule
    {
        public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [SQLD101RawConnection.Descriptor];

        public override void Register(RuleRegistry registry)
        {
            registry.OnSymbol((_, _) => throw new DivideByZeroException("on a symbol"), SymbolKind.NamedType);
            registry.OnOperation((_, _) => throw new InvalidOperationException("on an operation"), OperationKind.ObjectCreation);
            registry.OnTimeline((_, _) => throw new InvalidCastException("on a timeline"));
            registry.OnCompilationEnd((_, _) => throw new ArgumentException("at the end"));
        }
    }
}
