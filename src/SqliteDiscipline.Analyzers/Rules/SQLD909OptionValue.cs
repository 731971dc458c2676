using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Baselines;
using SqliteDiscipline.Analyzers.Sql.Pragmas;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD909: the name or the value of an option that cannot be understood. It is ignored, and the option's author is told.</summary>
internal sealed class SQLD909OptionValue : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD909",
        "An option value is not understood",
        "'{0}' is not a value of {1}: {2}; {3}",
        "SqliteDiscipline.Manifest",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A misspelt option would otherwise be ignored in silence.",
        helpLinkUri: Help.Link("SQLD909"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    // Spelt out once more: the tracking of releases reads no helper.
    public static readonly DiagnosticDescriptor UnknownKey = new DiagnosticDescriptor(
        "SQLD909",
        "An option value is not understood",
        "'{0}' is not an option: there are {1}; it is ignored",
        "SqliteDiscipline.Manifest",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A misspelt option would otherwise be ignored in silence.",
        helpLinkUri: Help.Link("SQLD909"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private const string DefaultHolds = "the default holds";
    private const string ModeProperty = "build_property.SqliteDisciplineMode";
    private const string SqlFilesProperty = "build_property.EnableSqliteDisciplineSqlFiles";
    private const string BaselineProperty = "build_property.SqliteDisciplineBaseline";

    // To a condition of MSBuild, no and off are equal to false, whatever their case; and !true is.
    private static readonly string[] s_truths = { "true", "false", "yes", "no", "on", "off" };

    private static readonly string[] s_modes = { string.Empty, "Advise", "Default", "Enforce" };

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor, UnknownKey);

    public override void Register(RuleRegistry registry) => registry.OnCompilationEnd((context, rules) =>
    {
        foreach (var key in rules.OptionKeys(RuleOptions.Prefix, context.CancellationToken).Where(key => !RuleOptions.Keys.Contains(key)))
        {
            context.ReportDiagnostic(Diagnostic.Create(UnknownKey, rules.WhereSet(key, key, context.CancellationToken), key, string.Join(", ", RuleOptions.Keys)));
        }

        foreach (var (key, value) in rules.OptionValues(RuleOptions.AllowInMemoryKey, context.CancellationToken))
        {
            if (!bool.TryParse(value, out _))
            {
                Report(key, value, "say true or false");
            }
        }

        foreach (var (key, value) in rules.OptionValues(RuleOptions.FactoriesKey, context.CancellationToken))
        {
            foreach (var id in RuleOptions.Items(value).Where(id => !RuleOptions.IsFactoryId(id)))
            {
                Report(key, id, "give documentation ids of types (T:Name.Space.Type) or methods (M:Name.Space.Type.Method(System.String))", "it is ignored");
            }
        }

        foreach (var (key, value) in rules.OptionValues(RuleOptions.RequiredPragmasKey, context.CancellationToken))
        {
            var known = RuleOptions.Items(value).ToLookup(pragma => PragmaTable.Find(pragma) is not null);
            foreach (var pragma in known[false])
            {
                Report(key, pragma, "give names of pragmas, separated by commas", known.Contains(true) ? "it is ignored" : DefaultHolds);
            }
        }

        var global = context.Options.AnalyzerConfigOptionsProvider.GlobalOptions;
        if (global.TryGetValue(ModeProperty, out var mode) && !s_modes.Contains(mode.Trim(), StringComparer.OrdinalIgnoreCase))
        {
            Report("SqliteDisciplineMode", mode, "say Advise, Default or Enforce");
        }

        if (global.TryGetValue(SqlFilesProperty, out var sqlFiles) && sqlFiles.Trim().Length > 0 && !s_truths.Contains(sqlFiles.Trim().TrimStart('!'), StringComparer.OrdinalIgnoreCase))
        {
            Report("EnableSqliteDisciplineSqlFiles", sqlFiles, "say true or false");
        }

        if (global.TryGetValue(BaselineProperty, out var baseline) && baseline.Length > 0 && !Baseline.IsUpdate(baseline))
        {
            Report("SqliteDisciplineBaseline", baseline, "say update, or leave it out");
        }

        void Report(string key, string value, string remedy, string consequence = DefaultHolds) =>
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, rules.WhereSet(key, value, context.CancellationToken), value, key, remedy, consequence));
    });
}
