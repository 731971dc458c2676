using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD103: a connection that is opened and that some ordinary path neither closes nor gives to anybody.</summary>
internal sealed class SQLD103NotDisposed : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD103",
        "A connection is not disposed on every path",
        "This connection is opened and {0}: its handle stays open, with its locks and its part of the WAL, until the garbage collector happens on it; put it into a 'using'",
        "SqliteDiscipline.Connections",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Only Close and Dispose give a handle back to the pool. One that is dropped is missed by ClearPool, keeps the file from being deleted and its WAL from being checkpointed.",
        helpLinkUri: Help.Link("SQLD103"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnTimeline((timeline, context) =>
    {
        foreach (var connection in timeline.Connections(happening => happening is Opened { Connection.IsMadeHere: true }))
        {
            if (!(connection.IsInMemory && context.Options.AllowInMemory))
            {
                Judge(timeline, connection, context);
            }
        }
    });

    private static void Judge(BodyTimeline timeline, ConnectionSubject connection, TimelineContext context)
    {
        var own = timeline.EventsOf(connection);
        if (own.OfType<Created>().FirstOrDefault() is not { } created || own.Any(MayBeKept) || own.OfType<Closed>().Any(closed => MayBelongTogether(created, closed)))
        {
            return;
        }

        var solution = timeline.Solve(
            new Fate(Ways.Closed),
            (state, happening) => connection.Equals(happening.Connection) ? state.After(happening) : state,
            (left, right) => new Fate(left.Ways | right.Ways),
            exceptionPaths: false);

        // What is open at the end of the program ends with it; what is open when a loop makes the next one does not.
        var isDropped = solution.Before.Any(before => before.Event is Created && connection.Equals(before.Event.Connection) && before.State.MayBeOpen);
        if (isDropped || (solution.Exits.Any(exit => exit.MayBeOpen) && !IsProgram(timeline.Symbol)))
        {
            var isFixable = !own.Any(happening => happening is HandedOut or ReaderHandedOut or Unknown) && !ReturnsBeforeItIsDone(timeline.Symbol);
            context.Report(SourceEdit.Report(
                Descriptor,
                created.Location,
                isFixable ? SourceEdit.Of("Dispose it by 'using'", UsingEdit.Of(created, own, timeline.Model)) : null,
                own.Any(happening => happening is Closed) ? "not closed on every path" : "never closed"));
        }
    }

    /// <summary>Whether other code may have it from here on, on whatever path. Who returns it or assigns it to a parameter, does so on that path only.</summary>
    private static bool MayBeKept(TimelineEvent happening) => happening switch
    {
        HandedOut { How: var how } => how is not (HandOut.Returned or HandOut.Assigned),
        ReaderHandedOut { How: HandOut.Passed, Receiver: IMethodSymbol { MethodKind: not MethodKind.Constructor } method } => ReturnsReader(method.ReturnType),

        // Whoever gets it can close the reader, and not the connection behind it.
        ReaderHandedOut { How: HandOut.Returned, ClosesConnection: false } => false,
        ReaderHandedOut => true,
        Unknown { Operation: IInvocationOperation { TargetMethod.Name: "BackupDatabase" } } => false,
        Unknown => true,
        _ => false,
    };

    // What maps a row is done with the reader when it returns; what wraps it is not.
    private static bool ReturnsReader(ITypeSymbol type) =>
        type.SpecialType != SpecialType.System_String
        && (type.TypeKind is TypeKind.TypeParameter or TypeKind.Dynamic or TypeKind.Delegate
            || type.AllInterfaces.Any(contract => contract.Name is "IDisposable" or "IAsyncDisposable" or "IEnumerable")
            || type.Name is "IEnumerable" or "IAsyncEnumerable" or "IDisposable" or "IDataReader");

    /// <summary>
    /// Whether it is made under a condition and closed under another one, which may be the same in other words; or closed by a helper, which may
    /// have its own reasons. The helper that makes it closes only what it does not give away.
    /// </summary>
    private static bool MayBelongTogether(Created created, Closed closed)
    {
        var (made, end) = (created.Operation.Syntax, closed.Operation.Syntax);
        return !closed.IsImplicit && made != end && (!IsPlainClose(closed.Operation) || (IsConditional(made, end) && IsConditional(end, made)));
    }

    private static bool IsPlainClose(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.Name: "Close" or "CloseAsync" or "Dispose" or "DisposeAsync" };

    private static bool IsConditional(SyntaxNode node, SyntaxNode other) => node.Ancestors()
        .TakeWhile(around => !around.Span.Contains(other.Span) && around is not (MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax))
        .Any(around => around is IfStatementSyntax or SwitchStatementSyntax or SwitchExpressionArmSyntax or ConditionalExpressionSyntax
            or BinaryExpressionSyntax or AssignmentExpressionSyntax { OperatorToken.ValueText: "??=" });

    // A task that goes on after the method has returned: its connection must not end with the method.
    private static bool ReturnsBeforeItIsDone(ISymbol symbol) =>
        symbol is IMethodSymbol { IsAsync: false, ReturnType.Name: "Task" or "ValueTask" };

    private static bool IsProgram(ISymbol symbol) => symbol is IMethodSymbol { Name: "Main" or "<Main>$", IsStatic: true };

    /// <summary>What has become of it: every way that some path leads to.</summary>
    private readonly record struct Fate(Ways Ways)
    {
        public bool MayBeOpen => (Ways & Ways.Open) != 0;

        public Fate After(TimelineEvent happening) => happening switch
        {
            Created or Closed => new Fate(Ways.Closed),
            Opened => Kept(Ways.Open),
            StateAsked => Kept(Ways.Asked),
            HandedOut => new Fate(Ways.Given),
            _ => this,
        };

        // Who was given it before it was opened has it open now.
        private Fate Kept(Ways way) => new((Ways & Ways.Given) | (Ways == Ways.Given ? Ways.Given : way));
    }

    [Flags]
    private enum Ways : byte
    {
        Closed = 1,
        Open = 2,

        /// <summary>Its state has been asked: it may be open only where the code knows.</summary>
        Asked = 4,

        /// <summary>The caller has it.</summary>
        Given = 8,
    }
}
