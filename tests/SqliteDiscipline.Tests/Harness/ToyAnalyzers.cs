using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SqliteDiscipline.Tests.Harness;

/// <summary>Reports names that begin with "Bad": of methods as a warning, of fields as an information, of properties hidden.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BadNameAnalyzer : DiagnosticAnalyzer
{
    public static readonly DiagnosticDescriptor Method = Descriptor("BAD001", DiagnosticSeverity.Warning);
    public static readonly DiagnosticDescriptor Field = Descriptor("BAD002", DiagnosticSeverity.Info);
    public static readonly DiagnosticDescriptor Property = Descriptor("BAD003", DiagnosticSeverity.Hidden);
    public static readonly DiagnosticDescriptor Event = new DiagnosticDescriptor(
        "BAD004", "A bad name", "'{0}' is a bad name", "Names", DiagnosticSeverity.Warning, isEnabledByDefault: false);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Method, Field, Property, Event];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(
            Report, SymbolKind.Method, SymbolKind.Field, SymbolKind.Property, SymbolKind.Event);
    }

    private static void Report(SymbolAnalysisContext context)
    {
        if (!context.Symbol.Name.StartsWith("Bad", StringComparison.Ordinal))
        {
            return;
        }

        var descriptor = context.Symbol.Kind switch
        {
            SymbolKind.Method => Method,
            SymbolKind.Field => Field,
            SymbolKind.Property => Property,
            _ => Event,
        };
        context.ReportDiagnostic(Diagnostic.Create(descriptor, context.Symbol.Locations[0], context.Symbol.Name));
    }

    private static DiagnosticDescriptor Descriptor(string id, DiagnosticSeverity severity) =>
        new DiagnosticDescriptor(id, "A bad name", "'{0}' is a bad name", "Names", severity, isEnabledByDefault: true);
}

/// <summary>Reports bad method names in generated code too, which it should not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IntrusiveAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [BadNameAnalyzer.Method];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(
            symbol =>
            {
                if (symbol.Symbol.Name.StartsWith("Bad", StringComparison.Ordinal))
                {
                    symbol.ReportDiagnostic(Diagnostic.Create(BadNameAnalyzer.Method, symbol.Symbol.Locations[0], symbol.Symbol.Name));
                }
            },
            SymbolKind.Method);
    }
}

/// <summary>Fails on every method.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ThrowingAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [BadNameAnalyzer.Method];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(_ => throw new InvalidOperationException("a toy's failure"), SymbolKind.Method);
    }
}

/// <summary>Reports the whole project, at no place, once for each project.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProjectAnalyzer : DiagnosticAnalyzer
{
    public static readonly DiagnosticDescriptor Rule = new DiagnosticDescriptor(
        "BAD010", "A bad project", "'{0}' is a bad project", "Names", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(compilation =>
            compilation.ReportDiagnostic(Diagnostic.Create(Rule, Location.None, compilation.Compilation.AssemblyName)));
    }
}

/// <summary>Reports bad method names only when the whole compilation has been seen.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LateAnalyzer : DiagnosticAnalyzer
{
    public static readonly DiagnosticDescriptor Rule = new DiagnosticDescriptor(
        "BAD001", "A bad name", "'{0}' is a bad name", "Names", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            var bad = new ConcurrentBag<ISymbol>();
            start.RegisterSymbolAction(
                symbol =>
                {
                    if (symbol.Symbol.Name.StartsWith("Bad", StringComparison.Ordinal))
                    {
                        bad.Add(symbol.Symbol);
                    }
                },
                SymbolKind.Method);
            start.RegisterCompilationEndAction(end =>
            {
                foreach (var symbol in bad)
                {
                    end.ReportDiagnostic(Diagnostic.Create(Rule, symbol.Locations[0], symbol.Name));
                }
            });
        });
    }
}

/// <summary>Reports each type twice at the same place.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TwiceAnalyzer : DiagnosticAnalyzer
{
    public static readonly DiagnosticDescriptor Rule = new DiagnosticDescriptor(
        "BAD020", "Seen", "'{0}' was seen", "Names", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(
            symbol =>
            {
                symbol.ReportDiagnostic(Diagnostic.Create(Rule, symbol.Symbol.Locations[0], "first"));
                symbol.ReportDiagnostic(Diagnostic.Create(Rule, symbol.Symbol.Locations[0], "second"));
            },
            SymbolKind.NamedType);
    }
}

/// <summary>Reports bad method names at places that are no part of a syntax tree, so that no pragma silences it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeafAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [BadNameAnalyzer.Method];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(
            symbol =>
            {
                var inTree = symbol.Symbol.Locations[0];
                var outside = Location.Create(inTree.SourceTree!.FilePath, inTree.SourceSpan, inTree.GetLineSpan().Span);
                if (symbol.Symbol.Name.StartsWith("Bad", StringComparison.Ordinal))
                {
                    symbol.ReportDiagnostic(Diagnostic.Create(BadNameAnalyzer.Method, outside, symbol.Symbol.Name));
                }
            },
            SymbolKind.Method);
    }
}
