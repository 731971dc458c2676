using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Rules.Census;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Pragmas;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.Analyzers.Timeline.Events;
using SqliteDiscipline.Analyzers.Timeline.Strings;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD204: a guard of the database is switched off for good, by a pragma or by the connection string.</summary>
internal sealed class SQLD204SafetyGivenUp : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD204",
        "A setting that gives up safety",
        "{0} gives up safety for good: {1}",
        "SqliteDiscipline.Pragmas",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "These settings protect what is in the file. Nothing fails when one is off; the damage is found later, by somebody else.",
        helpLinkUri: Help.Link("SQLD204"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry)
    {
        if (registry.Context.Provider is not { } types)
        {
            return;
        }

        registry.OnTimeline((timeline, context) =>
        {
            foreach (var (off, path, _) in GuardLeftOff.In(timeline, context))
            {
                if (!path.IsSwitchedBack && !path.IsChoice && IsJudged(off, timeline) && !IsMeantToBeSwitchedBack(off, path, timeline, context))
                {
                    var isForRebuild = off.Sets("foreign_keys") && path.After.Any(IsOfRebuild);
                    if (isForRebuild && off.Connection is { IsMadeHere: true, Text.IsUnpooled: true })
                    {
                        continue;
                    }

                    context.Report(SourceEdit.Report(
                        Descriptor, off.Location, isForRebuild ? null : SafeValue.EditOf(off), FileReads.Describe(off), Guards.HarmOf(off.Setting()!.Name.Value!)));
                }
            }
        });

        var shown = new ShownOnce();
        registry.OnOperation(
            (context, rules) =>
            {
                JudgeBuilder(context, rules);
                foreach (var site in ConnectionStringSites.Read(context.Operation, types, context.CancellationToken))
                {
                    JudgeText(site, context, rules, shown);
                }
            },
            ConnectionStringSites.Kinds);
    }

    private static bool IsJudged(Ran off, BodyTimeline timeline) =>
        !off.Connection.IsInMemory
        && !off.Connection.Text.IsReadOnly

        // A word that SQLite takes for OFF is SQLD205's.
        && off.Setting()!.Reading?.Outcome == PragmaOutcome.AsWritten

        // What the manifest says is a decision.
        && !(off.Sets("foreign_keys") && off.Connection.Database?.Policy.ForeignKeys == false)
        && !(timeline.RunsOnEveryOpen && off.Connection.Origin != ConnectionOrigin.This);

    /// <summary>Whether something may switch it back that is not in this body, or cannot be seen.</summary>
    private static bool IsMeantToBeSwitchedBack(Ran off, GuardPath path, BodyTimeline timeline, TimelineContext context)
    {
        var after = path.After.ToList();
        if (after.Any(IsUnseen))
        {
            return true;
        }

        // Whoever else has the connection may do it, where somebody is seen to.
        var isOurs = off.Connection.Made is { } made && timeline.Body.Contains(made) && !after.Any(later => later is HandedOut);
        return !isOurs && context.Rules.Census?.IsSwitchedBackElsewhere(off.Setting()!.Name.Value!, timeline.Symbol, context.Cancellation) == true;
    }

    /// <summary>What a table is rebuilt with, which enforcement would refuse: the setting is wanted, and what is missing is the way back.</summary>
    private static bool IsOfRebuild(TimelineEvent later) => later is Ran { Statement: Sql.Statements.DropStatement or Sql.Statements.AlterTableStatement };

    private static bool IsUnseen(TimelineEvent later) => later switch
    {
        RanUnknown or Unknown => true,
        Ran ran => ran.Statement is Sql.Statements.UnknownStatement || ran.Statement.Site.HasUnknownText,
        HandedOut { How: HandOut.Captured or HandOut.Passed or HandOut.Collected, Receiver: var receiver } => !IsOfFramework(receiver),
        _ => false,
    };

    // What takes a connection there runs no pragmas over it.
    private static bool IsOfFramework(ISymbol? receiver)
    {
        var space = receiver?.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name is "System" or "Microsoft";
    }

    private static void JudgeBuilder(OperationAnalysisContext context, RuleContext rules)
    {
        if (BuilderKeyword.Read(context.Operation, context.CancellationToken) is not { } set
            || ConnectionKeywords.Canonical(set.Keyword) != ConnectionKeywords.ForeignKeys
            || !(set.Value.ConstantValue is { HasValue: true, Value: false } || IsFalse(set.TextValue(context.CancellationToken)))
            || set.Maker is not { } maker)
        {
            return;
        }

        // What is said later holds, or may.
        var text = ConnectionText.Of(BuilderText.Final(maker, context.CancellationToken) ?? TextTemplate.Unknown(maker), maker, context.CancellationToken);
        if ((text.Keywords.TryGetValue(ConnectionKeywords.ForeignKeys, out var final) && !IsFalse(final)) || IsSpared(text, rules, context.CancellationToken)
            || IsGoneWithConnection(maker, text, set.Syntax, context))
        {
            return;
        }

        context.ReportDiagnostic(SourceEdit.Report(Descriptor, set.Syntax.GetLocation(), SafeValue.EditOf(set.Value.Syntax), $"'{set.Syntax}'", Guards.HarmOf("foreign_keys")));
    }

    private static void JudgeText(ConnectionStringSite site, OperationAnalysisContext context, RuleContext rules, ShownOnce shown)
    {
        var text = context.Operation is IObjectCreationOperation builder && ConnectionStringSites.IsBuilder(builder.Type)
            ? ConnectionText.Of(BuilderText.Final(builder, context.CancellationToken)!, builder, context.CancellationToken)
            : ConnectionText.Read(site.Text, context.CancellationToken);
        if (text.Entries.LastOrDefault(entry => ConnectionKeywords.Canonical(entry.Keyword) == ConnectionKeywords.ForeignKeys) is not { } entry
            || !IsFalse(entry.Value.Constant)
            || text.Flat.OriginOf(entry.KeywordSpan.Start) is AssignmentExpressionSyntax
            || IsSpared(text, rules, context.CancellationToken)
            || IsGoneWithConnection(context.Operation, text, text.Flat.OriginOf(entry.KeywordSpan.Start), context))
        {
            return;
        }

        var place = text.Flat.LocationOf(entry.Span);
        place = place?.SourceTree == context.Operation.Syntax.SyntaxTree ? place : null;
        if (place is null || shown.IsFor(place, context.Operation.Syntax))
        {
            context.ReportDiagnostic(SourceEdit.Report(
                Descriptor, place ?? site.Location, SafeValue.EditOf(entry, text.Flat), $"'{entry.Keyword}={entry.Value.Constant}'", Guards.HarmOf("foreign_keys")));
        }
    }

    /// <summary>Whether it is said, here and of no other connection, of one that is not pooled and that this body closes.</summary>
    private static bool IsGoneWithConnection(IOperation maker, ConnectionText text, SyntaxNode? spelt, OperationAnalysisContext context) =>
        text.IsUnpooled
        && spelt is not null && context.ContainingSymbol.DeclaringSyntaxReferences.Any(body => body.SyntaxTree == spelt.SyntaxTree && body.Span.Contains(spelt.Span))
        && (maker as IObjectCreationOperation ?? SingleValue.Of(maker, context.CancellationToken)) is IObjectCreationOperation creation
        && ConnectionsOf(creation).ToList() is { Count: > 0 } connections && connections.TrueForAll(connection => connection is not null && LocalUses.IsClosed(connection));

    /// <summary>The connections that are made with a builder's text, one that is not seen for each of its other uses.</summary>
    private static IEnumerable<IOperation?> ConnectionsOf(IObjectCreationOperation creation) =>
        IsConnection(creation) ? new[] { creation }
        : !ConnectionStringSites.IsBuilder(creation.Type) ? Enumerable.Empty<IOperation?>()
        : (LocalUses.LocalOf(creation) is { } local ? LocalUses.Of(local, creation) : new IOperation[] { creation }.AsEnumerable())
            .Select(LocalUses.Outward)
            .Where(use => use is not IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation set } || set.Target != use)
            .Select(use => use is IInvocationOperation { TargetMethod.Name: nameof(ToString) } or IPropertyReferenceOperation { Property.Name: "ConnectionString" }
                && LocalUses.Outward(use) is IArgumentOperation { Parent: { } connection } && IsConnection(connection) ? connection : null);

    private static bool IsConnection(IOperation creation) => creation is IObjectCreationOperation && creation.Type.Is("Microsoft.Data.Sqlite", "SqliteConnection");

    private static bool IsFalse(string? value) => bool.TryParse(value, out var isOn) && !isOn;

    private static bool IsSpared(ConnectionText text, RuleContext rules, CancellationToken cancellation) =>
        text.IsInMemory
        || text.IsReadOnly
        || (text.Keywords.TryGetValue(ConnectionKeywords.Mode, out var mode) && mode is null)
        || (text.DataSource is { } path && DeclaredFiles.Any(path, database => !database.Policy.ForeignKeys, rules, cancellation));
}
