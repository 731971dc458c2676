using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Rules.Deletes;

/// <summary>
/// A lambda that is given to a method of the project which sets what decides whether foreign keys are enforced: <c>WithoutForeignKeys(connection, () =&gt; …)</c>.
/// What holds when the lambda runs is known to that method only.
/// </summary>
internal static class GuardedCallback
{
    private static readonly HashSet<int> s_guards = new() { Words.HashOf("foreign_keys"), Words.HashOf("defer_foreign_keys") };

    public static bool IsIn(BodyTimeline timeline, CancellationToken cancellation) => timeline.Body.AncestorsAndSelf()
        .OfType<AnonymousFunctionExpressionSyntax>()
        .Select(lambda => lambda.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } ? call : null)
        .OfType<InvocationExpressionSyntax>()
        .Any(call => timeline.Model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method && SetsGuards(method, cancellation));

    private static bool SetsGuards(IMethodSymbol method, CancellationToken cancellation) => (method.ReducedFrom ?? method).OriginalDefinition.DeclaringSyntaxReferences
        .Any(reference => MemberWords.Of(MemberWords.MemberOf(reference.GetSyntax(cancellation)))?.Mentions(s_guards) == true);
}
