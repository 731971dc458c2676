using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Strings;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD105: a keyword or value of a connection string that Microsoft.Data.Sqlite refuses at run time.</summary>
internal sealed class SQLD105RefusedKeyword : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD105",
        "A connection-string keyword that Microsoft.Data.Sqlite refuses",
        "{0}: Microsoft.Data.Sqlite {1} refuses the connection string at run time{2}",
        "SqliteDiscipline.Connections",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Unlike other providers, Microsoft.Data.Sqlite throws on every keyword and value that it does not know. Pragmas are no keywords of its connection strings.",
        helpLinkUri: Help.Link("SQLD105"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry)
    {
        if (registry.Context.Provider is not { } types)
        {
            return;
        }

        // Before the first version of the table nothing was accepted that is not in it.
        var version = Math.Max(types.Connection.ContainingAssembly.Identity.Version.Major, 6);
        var shown = new ShownOnce();
        registry.OnOperation(
            (context, _) =>
            {
                JudgeBuilder(context, version);
                foreach (var site in ConnectionStringSites.Read(context.Operation, types, context.CancellationToken))
                {
                    JudgeText(site, context, version, shown);
                }
            },
            ConnectionStringSites.Kinds);
    }

    private static void JudgeBuilder(OperationAnalysisContext context, int version)
    {
        // Null takes the keyword out again, whatever it is.
        if (BuilderKeyword.Read(context.Operation, context.CancellationToken) is { IsProperty: false } set
            && set.Value.ConstantValue is not { HasValue: true, Value: null }
            && ConnectionKeywordTable.Judge(set.Keyword, set.TextValue(context.CancellationToken), version) is { } refusal)
        {
            var place = (refusal.IsOfValue ? set.Value.Syntax : set.KeywordSyntax).GetLocation();
            context.ReportDiagnostic(Report(place, refusal, version, ConnectionEdits.Correct(set, refusal, version, context.CancellationToken)));
        }
    }

    private static void JudgeText(ConnectionStringSite site, OperationAnalysisContext context, int version, ShownOnce shown)
    {
        // What every choice of a part says is said once.
        var reported = new HashSet<(Location, string)>();
        foreach (var (text, isCertain) in site.Read(context.CancellationToken))
        {
            if (!isCertain && !text.Entries.All(entry => ConnectionKeywordTable.IsOfSqlite(entry.Keyword)))
            {
                continue;
            }

            foreach (var entry in text.Entries)
            {
                // What a builder is given is judged where it is given.
                if (text.Flat.OriginOf(entry.KeywordSpan.Start) is AssignmentExpressionSyntax
                    || ConnectionKeywordTable.Judge(entry.Keyword, entry.Value.Constant, version) is not { } refusal)
                {
                    continue;
                }

                var place = text.Flat.LocationOf(refusal.IsOfValue ? entry.ValueSpan : entry.KeywordSpan);
                place = place?.SourceTree == context.Operation.Syntax.SyntaxTree ? place : null;
                if (reported.Add((place ?? site.Location, refusal.Fault)) && (place is null || shown.IsFor(place, context.Operation.Syntax)))
                {
                    context.ReportDiagnostic(Report(place ?? site.Location, refusal, version, ConnectionEdits.Correct(text, entry, refusal, version)));
                }
            }
        }
    }

    private static Diagnostic Report(Location place, Refusal refusal, int version, SourceEdit? edit) => SourceEdit.Report(
        Descriptor, place, edit, refusal.Fault, version, refusal.Advice is { } advice ? "; " + advice : string.Empty);
}
