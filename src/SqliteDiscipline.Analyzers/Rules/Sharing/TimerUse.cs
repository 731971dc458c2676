using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Building;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.Analyzers.Timeline.Files;

namespace SqliteDiscipline.Analyzers.Rules.Sharing;

/// <summary>A connection that an object keeps, that a timer of its own uses, and that whoever calls the object uses meanwhile.</summary>
/// <param name="Location">Where the timer's code uses it.</param>
/// <param name="Reason">Who else does.</param>
internal sealed record TimerUse(Location Location, string Reason)
{
    public static TimerUse? Read(IOperation operation, ProviderTypes types, ConnectionKeepers keepers, CancellationToken cancellation)
    {
        var callback = operation switch
        {
            IObjectCreationOperation { Type: { Name: "Timer" } timer, Arguments: { Length: > 0 } arguments } when timer.Is("System.Threading", "Timer") => arguments[0].Value,
            IEventAssignmentOperation { Adds: true, EventReference: IEventReferenceOperation { Event: { Name: "Elapsed", ContainingType: var timer } }, HandlerValue: var handler }
                when timer.Is("System.Timers", "Timer") => handler,
            _ => null,
        };
        if ((callback as IDelegateCreationOperation)?.Target is not { SemanticModel: { } model } target || CodeOf(target, cancellation) is not { } code || code.SyntaxTree != model.SyntaxTree)
        {
            return null;
        }

        // The callback itself, and the methods of the object that it calls.
        var all = code.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => call.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax })
            .Select(call => model.GetSymbolInfo(call, cancellation).Symbol is { } method ? DeclarationOf(method, cancellation) : null)
            .OfType<SyntaxNode>()
            .Where(helper => helper.SyntaxTree == model.SyntaxTree)
            .Append(code)
            .ToList();
        if (all.Exists(Guarded.IsGuarding) || IsSynchronized(operation))
        {
            return null;
        }

        var starter = RunsBefore.BodyOf(operation.Syntax);
        return all.SelectMany(part => part.DescendantNodes()).OfType<SimpleNameSyntax>()
            .Select(name => (Name: name, Member: model.GetSymbolInfo(name, cancellation).Symbol))
            .Where(use => use.Member is IFieldSymbol { Type: var type } && types.IsConnection(type) || use.Member is IPropertySymbol { Type: var kept } property && types.IsConnection(kept) && Members.IsAuto(property))
            .Where(use => !ConnectionKeepers.IsUpkeep(use.Name))
            .Select(use => keepers.UsedFromOutside(use.Member!, all, starter, cancellation) is { } user
                ? new TimerUse(use.Name.GetLocation(), $"a timer uses it, and whoever calls '{user}' uses it meanwhile")
                : null)
            .FirstOrDefault(found => found is not null);
    }

    // It is called on the thread of the user interface.
    private static bool IsSynchronized(IOperation operation) => operation.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
        && RunsBefore.Mentions(type, static word => word is "SynchronizingObject");

    private static SyntaxNode? CodeOf(IOperation target, CancellationToken cancellation) => target switch
    {
        IAnonymousFunctionOperation lambda => lambda.Syntax,
        IMethodReferenceOperation { Method: var method } => DeclarationOf(method, cancellation),
        _ => null,
    };

    private static SyntaxNode? DeclarationOf(ISymbol method, CancellationToken cancellation) => method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
}
