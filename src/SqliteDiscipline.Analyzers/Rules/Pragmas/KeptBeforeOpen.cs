using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;
using SqliteDiscipline.Analyzers.Timeline.Files;

namespace SqliteDiscipline.Analyzers.Rules.Pragmas;

/// <summary>
/// A connection that is out from the beginning, because it is made in an <c>out</c> parameter, a field or a property, or that a list of the
/// object keeps: others get it as it is at the end of the body.
/// </summary>
internal static class KeptBeforeOpen
{
    /// <summary>The required settings that it is left without on some path, and that no other member of the type speaks of: that may be called right after.</summary>
    /// <param name="timeline">The body.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="required">The settings.</param>
    /// <param name="closed">What happens while it is not open.</param>
    public static IEnumerable<string> Missing(BodyTimeline timeline, ConnectionSubject connection, ImmutableArray<string> required, IEnumerable<TimelineEvent> closed)
    {
        if (!closed.OfType<HandedOut>().Any(handed => handed.Connection.Equals(connection) && IsOut(handed, timeline.Symbol.ContainingType))
            && !timeline.EventsOf(connection).Any(IsListed))
        {
            return Enumerable.Empty<string>();
        }

        return timeline.Solve(Pinned.Before(connection, required), After, Join, exceptionPaths: false).Exits
            .Where(state => state.IsOpen)
            .SelectMany(state => state.Missing(required))
            .Where(name => !IsSpokenOfElsewhere(name, timeline));

        Pinned After(Pinned state, TimelineEvent happening) => !happening.Connection.Equals(connection) || IsListed(happening) ? state
            : happening is Closed ? state with { IsOpen = false }
            : state.After(happening, required);
    }

    // What is not open on one of two paths is given to nobody there.
    private static Pinned Join(Pinned left, Pinned right) => left.IsOpen == right.IsOpen ? Pinned.Join(left, right) : left.IsOpen ? left : right;

    private static bool IsOut(HandedOut handed, INamedTypeSymbol? type) => handed switch
    {
        { How: HandOut.Assigned } => true,
        { How: HandOut.Stored, Receiver: { } kept } => kept.DeclaredAccessibility != Accessibility.Private || (type is not null && IsReturned(kept.Name, type)),
        _ => false,
    };

    /// <summary><c>_connections.Add(connection)</c>.</summary>
    private static bool IsListed(TimelineEvent happening) => happening is HandedOut { How: HandOut.Passed, Receiver: { Name: "Add" or "Enqueue" or "Push" or "TryAdd" } receiver }
        && receiver.ContainingNamespace?.ToString()!.StartsWith("System.Collections", StringComparison.Ordinal) == true
        && (happening.Operation is IArgumentOperation argument ? argument.Parent : happening.Operation) is IInvocationOperation { Instance: IFieldReferenceOperation or IPropertyReferenceOperation };

    /// <summary>Whether a member gives what the field holds: <c>=> _connection!</c>.</summary>
    private static bool IsReturned(string field, INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Any(part =>
        FileTokens.Of(part.SyntaxTree).UsesOf(field, part.Span).Any(use =>
            use.Ancestors().FirstOrDefault(around => around is not (PostfixUnaryExpressionSyntax or ParenthesizedExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }
                or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax })) is ReturnStatementSyntax or ArrowExpressionClauseSyntax));

    private static bool IsSpokenOfElsewhere(string pragma, BodyTimeline timeline) => timeline.Symbol.ContainingType?.DeclaringSyntaxReferences.Any(part =>
        part.GetSyntax().DescendantTokens().Any(token => RunsBefore.IsText(token)
            && token.ValueText.IndexOf(pragma, StringComparison.OrdinalIgnoreCase) >= 0
            && !(token.SyntaxTree == timeline.Body.SyntaxTree && timeline.Body.Span.Contains(token.Span)))) == true;
}
