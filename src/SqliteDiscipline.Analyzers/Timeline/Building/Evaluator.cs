using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>
/// Runs the operations of one block in one state: keeps what variables hold, and writes what happens to connections into the graph. An
/// operation of a kind that is not known here is as good as its operands.
/// </summary>
internal sealed partial class Evaluator
{
    // Expressions nest this deep in generated code only.
    private const int MaxDepth = 120;

    private int _depth;
    private PathState? _thrownIn;
    private bool? _isHandling;

    public Evaluator(BodyExplorer body, BasicBlock block, Continuation? after, PathState state, TimelineNode node) =>
        (Body, Block, After, State, Node) = (body, block, after, state, node);

    public BodyExplorer Body { get; }

    public BasicBlock Block { get; private set; }

    public Continuation? After { get; }

    /// <summary>What is known now.</summary>
    public PathState State { get; set; }

    /// <summary>The node that was written last.</summary>
    public TimelineNode Node { get; set; }

    /// <summary>Whether a call never returns.</summary>
    public bool IsDead { get; set; }

    public CompilationKnowledge Known => Body.Building.Known;

    public CancellationToken Cancellation => Body.Building.Cancellation;

    public GraphWriter Writer => Body.Building.Writer;

    /// <summary>Runs an operation: what it does is done in order, and what it gives is returned where it is known.</summary>
    public Value? Evaluate(IOperation operation)
    {
        if (_depth >= MaxDepth || IsDead)
        {
            return null;
        }

        _depth++;
        try
        {
            return operation switch
            {
                ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation => Read(operation),
                IPropertyReferenceOperation property => ReadProperty(property),
                IInstanceReferenceOperation instance => ReadInstance(instance),
                IFlowCaptureReferenceOperation capture => ReadCapture(capture),
                { ConstantValue: { HasValue: true } constant } => Constant(operation, constant.Value),
                IExpressionStatementOperation statement => Evaluate(statement.Operation),
                IFlowCaptureOperation capture => Keep(capture),
                ISimpleAssignmentOperation assignment => Assign(assignment),
                ICompoundAssignmentOperation assignment => Append(assignment),
                IIncrementOrDecrementOperation increment => Increment(increment),
                IDeconstructionAssignmentOperation deconstruction => Deconstruct(deconstruction),
                IEventAssignmentOperation subscription => Subscribe(subscription),
                IConversionOperation conversion => Convert(conversion),
                IParenthesizedOperation parenthesized => Evaluate(parenthesized.Operand),
                IAwaitOperation awaited => Evaluate(awaited.Operation),
                IDeclarationExpressionOperation declaration => Evaluate(declaration.Expression),
                IBinaryOperation binary => EvaluateBinary(binary) ?? Answer(binary),
                IUnaryOperation unary => EvaluateUnary(unary),
                IIsNullOperation test => Truth(IsNull(Question(test.Operand))),
                IIsPatternOperation test => Match(test) ?? Answer(test),
                IInterpolatedStringOperation interpolated => Interpolate(interpolated),
                ITupleOperation tuple => new SequenceValue(new EquatableValues(tuple.Elements.Select(Evaluate).ToArray())),
                IArrayCreationOperation array => List(array),
                IArrayInitializerOperation elements => List(elements.ElementValues),
                IArrayElementReferenceOperation element => Element(element),
                IObjectCreationOperation creation => Create(creation),
                IInvocationOperation invocation => Invoke(invocation),
                IFlowAnonymousFunctionOperation lambda => new DelegateValue(lambda.Symbol, lambda, Body),
                IDelegateCreationOperation delegation => Evaluate(delegation.Target),
                IMethodReferenceOperation reference => Reference(reference),
                ITypeOfOperation or INameOfOperation or ISizeOfOperation => null,
                _ when CollectionExpression.Is(operation) => Gather(operation),
                _ => EvaluateOther(operation),
            };
        }
        finally
        {
            _depth--;
        }
    }

    /// <summary>Writes an event; an exception leaves before it has happened.</summary>
    public void Emit(TimelineEvent happening)
    {
        var node = Writer.Happening(happening, isOwn: Body.Caller?.Operation != happening.Operation);
        Node.Next.Add(node);

        // What handles a failure is not taken to fail itself where it ends the transaction.
        if (happening.CanThrow && !(happening is Ran { Statement: Sql.Statements.ReleaseStatement or Sql.Statements.CommitStatement or Sql.Statements.RollbackStatement { Savepoint: null } } && IsHandling))
        {
            Body.Throw(State, node, Block.EnclosingRegion, After);
        }

        (Node, _thrownIn) = (node, null);
    }

    /// <summary>An exception leaves from here, after all that has happened.</summary>
    public void Throw(PathState state, ControlFlowRegion? region, Continuation? after, ITypeSymbol? thrown = null)
    {
        var node = Writer.Step();
        Node.Next.Add(node);
        Body.Throw(state, node, region, after, thrown);
    }

    /// <summary>Other code runs here, which may throw, or is meant to throw a certain exception.</summary>
    public void MayThrow(ITypeSymbol? meant = null)
    {
        // One node is enough for a row of them, as long as nothing changes between. What handles a failure is not taken to fail itself.
        if ((ReferenceEquals(_thrownIn, State) && meant is null) || IsHandling)
        {
            return;
        }

        var node = Writer.Step(meant is null ? NodeKind.Step : NodeKind.Throw);
        Node.Next.Add(node);
        Body.Throw(State, node, Block.EnclosingRegion, After, meant);
        (Node, _thrownIn) = (node, State);
    }

    /// <summary>Whether this runs because something has failed, or whether or not it has: in a <c>catch</c> or <c>finally</c>.</summary>
    public bool IsHandling => _isHandling ??= Body.Caller?.IsHandling == true || BodyExplorer.IsHandler(Block.EnclosingRegion);

    /// <summary>Goes on in a block that nothing else leads to.</summary>
    public void Go(BasicBlock block) => (Block, _thrownIn, _isHandling) = (block, block.EnclosingRegion == Block.EnclosingRegion ? _thrownIn : null, null);

    /// <summary>Goes on where an inlined call has ended.</summary>
    public void Leave(TimelineNode node, PathState state) => (Node, State, _thrownIn) = (node, state, null);

    /// <summary>The operation of the analysed body in which this one happens: itself, or the call of the helper that does it.</summary>
    public IOperation Shown(IOperation operation) =>
        Body.Caller is { Operation: var call } && !Body.Building.Shows(operation.Syntax) ? call : operation;

    /// <summary>Where that stands.</summary>
    public Location Where(IOperation operation) => Shown(operation).Syntax.GetLocation();

    /// <summary>The same operation as the model has it: with its parents, which a control-flow graph cuts off.</summary>
    public IOperation Original(IOperation operation)
    {
        if (operation.SemanticModel is not null)
        {
            return operation;
        }

        var original = operation.Syntax.SyntaxTree == Body.Model.SyntaxTree ? Body.Model.OperationOf(operation.Syntax, Cancellation) : null;
        return original?.Kind == operation.Kind ? original : operation;
    }

    private Value? EvaluateOther(IOperation operation)
    {
        foreach (var operand in operation.ChildOperations)
        {
            var value = Evaluate(operand);
            if (!IsHarmless(operation))
            {
                Collect(value, operation);
            }
            else if (operation.Kind == OperationKind.Invalid
                && ((operand.Syntax as ArgumentSyntax ?? operand.Syntax.Parent) is ArgumentSyntax || Members.IsTask(operand.Type)))
            {
                // Given to code that does not bind, as while somebody types: what it does with it, or with the task that gives it, is anybody's guess.
                HandOutValue(value, operation, HandOut.Passed, null);
            }
        }

        return null;
    }

    // Looks at its operand, and keeps nothing of it.
    private static bool IsHarmless(IOperation operation) => operation
        is IBinaryOperation or IUnaryOperation or IIsTypeOperation or IIsPatternOperation or IPatternOperation or IThrowOperation
        or IConditionalOperation or IInterpolationOperation or IArgumentOperation or IBlockOperation or IVariableDeclarationGroupOperation
        or ICaughtExceptionOperation or IDiscardOperation or IConditionalAccessOperation or ICoalesceOperation or IUsingOperation
        || operation.Kind is OperationKind.None or OperationKind.Invalid or OperationKind.Lock;
}
