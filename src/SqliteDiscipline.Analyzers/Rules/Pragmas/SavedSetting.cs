using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Pragmas;

/// <summary>
/// A guard that is asked for before it is switched off, and switched back only if it was on: <c>if (was == 1)</c>. Where that says no, nothing is missing; nor where
/// it is switched off and back under the same condition.
/// </summary>
internal static class SavedSetting
{
    /// <summary>What it covers that stays off: every ordinary path behind it, and in a <c>finally</c> also where something in the <c>try</c> fails.</summary>
    public static bool Covers(GuardLeak leak, Ran off, BodyTimeline timeline) => !leak.IsTooEarly && timeline.Events
        .Where(later => Guards.IsSwitchBack(later, off))
        .SelectMany(back => back.Operation.Syntax.Ancestors().TakeWhile(node => node != timeline.Body).OfType<IfStatementSyntax>())
        .Any(question => (IsUnder(question.Condition, off.Operation.Syntax) || AsksForSaved(question.Condition, off, timeline)) && (leak.Failing is null || IsInTryOf(question, leak.Failing)));

    private static bool IsUnder(ExpressionSyntax condition, SyntaxNode off) =>
        off.Ancestors().OfType<IfStatementSyntax>().Any(question => question.Statement.Span.Contains(off.Span) && SyntaxFactory.AreEquivalent(question.Condition, condition));

    private static bool AsksForSaved(ExpressionSyntax condition, Ran off, BodyTimeline timeline) => condition.DescendantNodesAndSelf()
        .OfType<IdentifierNameSyntax>()
        .Select(name => timeline.Model.GetSymbolInfo(name).Symbol)
        .OfType<ILocalSymbol>()
        .SelectMany(local => local.DeclaringSyntaxReferences)
        .Select(reference => reference.GetSyntax())
        .Any(declaration => timeline.EventsOf(off.Connection).Any(happening =>
            happening is Ran { Statement: PragmaStatement { Form: PragmaForm.Query } question }
            && question.Name.Is(off.Setting()!.Name.Value!)
            && declaration.Span.Contains(happening.Operation.Syntax.Span)));

    private static bool IsInTryOf(IfStatementSyntax question, TimelineEvent failing) =>
        question.FirstAncestorOrSelf<FinallyClauseSyntax>() is { Parent: TryStatementSyntax around } && around.Block.Span.Contains(failing.Operation.Syntax.Span);
}
