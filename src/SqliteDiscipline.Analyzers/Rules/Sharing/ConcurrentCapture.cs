using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Sharing;

/// <summary>
/// A connection that a lambda takes along to another thread while this one goes on with it, or that takes several threads at once. Whoever waits for the
/// other thread first, shares nothing.
/// </summary>
/// <param name="Location">Where the lambda uses it.</param>
/// <param name="Reason">Who else does.</param>
internal sealed record ConcurrentCapture(Location Location, string Reason)
{
    private static readonly HashSet<string> s_waits = new()
    {
        "Wait", "WaitAll", "WaitAny", "WhenAll", "WhenAny", "Result", "GetResult", "Join", "WaitAsync", "WaitOne", "Enter", "Change", "Stop", "Signal",
    };

    // Asked without touching the database.
    private static readonly HashSet<string> s_harmless = new() { "ConnectionString", "DataSource", "Database", "ServerVersion", "State", "DefaultTimeout" };

    public static IEnumerable<ConcurrentCapture> In(BodyTimeline timeline, ProviderTypes types, CancellationToken cancellation)
    {
        foreach (var connection in timeline.Events.OfType<HandedOut>().Where(IsConcurrent).Select(handed => handed.Connection).Distinct())
        {
            var solution = timeline.Solve(
                default(Running),
                (state, happening) => connection.Equals(happening.Connection) ? state.After(happening) : state,
                Running.Join,
                exceptionPaths: false);
            var found = solution.Before
                .Where(before => connection.Equals(before.Event.Connection))
                .Select(before => Judge(before.Event, before.State.Start, timeline.Model, types, cancellation))
                .FirstOrDefault(capture => capture is not null);
            if (found is not null)
            {
                yield return found;
            }
        }
    }

    private static ConcurrentCapture? Judge(TimelineEvent happening, HandedOut? running, SemanticModel model, ProviderTypes types, CancellationToken cancellation)
    {
        if (happening is HandedOut several && IsSeveral(several) && UseIn(several.Operation.Syntax, model, types, cancellation) is { } shared)
        {
            return new ConcurrentCapture(shared, $"'{NameOf(several.Receiver!)}' {(IsQuery(several) ? "starts a thread for each element that uses it" : "uses it on several")}");
        }

        return running is not null && IsUse(happening) && UseIn(running.Operation.Syntax, model, types, cancellation) is { } use && !MayHaveWaited(running, happening)
            ? new ConcurrentCapture(use, $"what '{NameOf(running.Receiver!)}' starts uses it while this method goes on with it")
            : null;
    }

    private static bool IsConcurrent(HandedOut handed) => handed is { How: HandOut.Captured, Receiver: { } receiver } && receiver.ContainingType is { } type && (type.Name, receiver.Name) switch
    {
        ("Parallel", _) => type.Is("System.Threading.Tasks", "Parallel") && !handed.Operation.Syntax.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().First().ToString().Contains("MaxDegreeOfParallelism"),
        ("ParallelEnumerable", _) => type.Is("System.Linq", "ParallelEnumerable") && !handed.Operation.Syntax.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().First().ToString().Contains("WithDegreeOfParallelism"),
        ("Enumerable", "Select") => type.Is("System.Linq", "Enumerable") && StartsThreads(handed.Operation.Syntax),
        ("Task", "Run") or ("TaskFactory", "StartNew") => type.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks",
        ("ThreadPool", "QueueUserWorkItem" or "UnsafeQueueUserWorkItem") or ("Thread" or "Timer", ".ctor") => type.ContainingNamespace?.ToDisplayString() == "System.Threading",
        ("Timer", "Elapsed") => type.ContainingNamespace?.ToDisplayString() == "System.Timers",
        _ => false,
    };

    /// <summary>Whether several threads come to use it by this alone.</summary>
    private static bool IsSeveral(HandedOut handed) => handed is { Receiver.ContainingType.Name: "Parallel" or "ParallelEnumerable" or "Enumerable" } && IsConcurrent(handed);

    private static bool IsQuery(HandedOut handed) => handed.Receiver!.ContainingType.Name == "Enumerable";

    // WhenAll(names.Select(name => Task.Run(…))): a query is run when it is asked, and here it is asked for all at once.
    private static bool StartsThreads(SyntaxNode given) =>
        given.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Run" or "StartNew", Expression: var starter }
            && starter.ToString() is "Task" or "Task.Factory" or "System.Threading.Tasks.Task")
        && (IsAskedForAll(given)
            || (given.FirstAncestorOrSelf<StatementSyntax>() is LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } query, Parent: { } block }
                && block.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == query[0].Identifier.ValueText && IsAskedForAll(name))));

    private static bool IsAskedForAll(SyntaxNode query) => query.Ancestors().TakeWhile(around => around is not StatementSyntax).OfType<InvocationExpressionSyntax>().Any(call => (call.Expression switch
        {
            MemberAccessExpressionSyntax { Name: var name } => name,
            SimpleNameSyntax name => name,
            _ => null,
        })?.Identifier.ValueText is "WhenAll" or "WaitAll" or "ToArray" or "ToList");

    private static bool IsUse(TimelineEvent happening) => happening is Ran or RanUnknown or Began or Ended or Closed or PoolCleared
        || (happening is HandedOut handed && IsConcurrent(handed));

    private static string NameOf(ISymbol receiver) => receiver is IMethodSymbol { MethodKind: MethodKind.Constructor } ? receiver.ContainingType.Name : $"{receiver.ContainingType.Name}.{receiver.Name}";

    /// <summary>The first place where what is given to another thread uses a connection of the code around, unless it guards it.</summary>
    private static Location? UseIn(SyntaxNode given, SemanticModel model, ProviderTypes types, CancellationToken cancellation)
    {
        var function = given.DescendantNodesAndSelf().OfType<AnonymousFunctionExpressionSyntax>().FirstOrDefault()
            ?? given.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => Named(name, model, cancellation)).FirstOrDefault(named => named is not null);
        if (function is null || function.SyntaxTree != model.SyntaxTree || Guarded.IsGuarding(function))
        {
            return null;
        }

        return function.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => !(name.Parent is MemberAccessExpressionSyntax access && (access.Name == name || s_harmless.Contains(access.Name.Identifier.ValueText))))
            .FirstOrDefault(name => model.GetSymbolInfo(name, cancellation).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol
                && IsOfConnection(model.GetTypeInfo(name, cancellation).Type, types)
                && !model.GetSymbolInfo(name, cancellation).Symbol!.DeclaringSyntaxReferences.Any(declared => function.Span.Contains(declared.Span)))
            ?.GetLocation();
    }

    /// <summary>The local function that a name stands for, or the lambda that a local holds.</summary>
    private static SyntaxNode? Named(IdentifierNameSyntax name, SemanticModel model, CancellationToken cancellation) => model.GetSymbolInfo(name, cancellation).Symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.LocalFunction, DeclaringSyntaxReferences: { Length: 1 } declarations } => declarations[0].GetSyntax(cancellation),
        ILocalSymbol { Type.TypeKind: TypeKind.Delegate } when model.OperationOf(name, cancellation) is { } local =>
            SingleValue.Of(local, cancellation)?.Syntax.DescendantNodesAndSelf().OfType<AnonymousFunctionExpressionSyntax>().FirstOrDefault(),
        _ => null,
    };

    private static bool IsOfConnection(ITypeSymbol? type, ProviderTypes types) => types.IsConnection(type) || type?.Name is "IDbConnection" or "DbConnection" or "SqliteCommand";

    /// <summary>Whether something between the start and the use may wait: an <c>await</c>, or a word for it. In a loop, also what comes before.</summary>
    private static bool MayHaveWaited(HandedOut running, TimelineEvent use)
    {
        var start = running.Operation.Syntax;
        var end = use.Operation.Syntax;
        if (ReferenceEquals(running, use) || (use is Closed { IsImplicit: true }) || end.SpanStart < start.SpanStart)
        {
            // The next round, or the end of the block: all that is around counts.
            var around = start.Ancestors().FirstOrDefault(node => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax
                || node is BlockSyntax { Parent: BaseMethodDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax });
            return around is null || Waits(around, use is Closed ? TextSpan.FromBounds(start.SpanStart, around.Span.End) : around.Span, start) || IsWithinWait(start, end);
        }

        return Waits(start.SyntaxTree.GetRoot(), TextSpan.FromBounds(start.Span.End, end.SpanStart), end) || IsWithinWait(start, end);
    }

    // await Task.Run(…), Task.Run(…).Wait(): unless both stand in it.
    private static bool IsWithinWait(SyntaxNode start, SyntaxNode end) => start.Ancestors()
        .TakeWhile(around => around is not (StatementSyntax or AnonymousFunctionExpressionSyntax))
        .Where(around => !around.Span.Contains(end.Span) || start == end)
        .Any(around => around is AwaitExpressionSyntax || (around is MemberAccessExpressionSyntax access && s_waits.Contains(access.Name.Identifier.ValueText))
            || around is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: var called } } && around != start && !IsKeeping(called));

    // tasks.Add(Task.Run(…)) only puts the task away; what other methods do with it is not known.
    private static bool IsKeeping(ExpressionSyntax called) => called is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "Enqueue" or "Push" or "Run" or "StartNew" or "WhenAll" or "QueueUserWorkItem" };

    private static bool Waits(SyntaxNode within, TextSpan span, SyntaxNode? except = null) => within.DescendantTokens(span)
        .Where(token => span.Contains(token.Span))
        .Any(token => token.IsKind(SyntaxKind.AwaitKeyword) ? except is null || !token.Parent!.Span.Contains(except.Span) : token.IsKind(SyntaxKind.IdentifierToken) && s_waits.Contains(token.ValueText)
            && !(except is not null && except.Span.Contains(token.Span)));

    /// <summary>The thread that was started with the connection and may still run.</summary>
    private readonly record struct Running(HandedOut? Start)
    {
        public static Running Join(Running left, Running right) =>
            left.Start is null ? right
            : right.Start is null || left.Start.Operation.Syntax.SpanStart <= right.Start.Operation.Syntax.SpanStart ? left : right;

        public Running After(TimelineEvent happening) => happening switch
        {
            Created => default,
            HandedOut handed when IsConcurrent(handed) && !IsSeveral(handed) => new Running(handed),
            _ => this,
        };
    }
}
