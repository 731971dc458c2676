using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>
/// The values that a local which is assigned more than once can have where it is read: what the statements before may have left in it. Absent
/// where that cannot be followed from statement to statement: a loop around, a <c>try</c> or <c>switch</c> that assigns, a lambda.
/// </summary>
internal sealed class ReachingValues
{
    private readonly HashSet<SyntaxNode> _targets;
    private readonly List<ExpressionSyntax> _values = new();
    private bool _isLost;

    private ReachingValues(IEnumerable<SyntaxNode> targets) => _targets = new HashSet<SyntaxNode>(targets);

    /// <summary>The values; of <c>text += more</c> it is the assignment itself.</summary>
    public static IReadOnlyList<IOperation>? Of(ILocalReferenceOperation reference, CancellationToken cancellation)
    {
        if (reference is not { IsDeclaration: false, SemanticModel: { } model, Local: { IsRef: false, DeclaringSyntaxReferences: { Length: 1 } declarations } local }
            || declarations[0].GetSyntax(cancellation) is not VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax declaration } declarator
            || declarator.SyntaxTree != model.SyntaxTree
            || FunctionOf(declarator) is not { } function || FunctionOf(reference.Syntax) != function)
        {
            return null;
        }

        var targets = AssignedNames.In(function, local.Name)
            .Where(assigned => SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(assigned.Name, cancellation).Symbol, local))
            .Select(assigned => (SyntaxNode)assigned.Target)
            .ToList();
        if (targets.Count == 0 || targets.Exists(target => FunctionOf(target) != function))
        {
            return null;
        }

        var reaching = new ReachingValues(targets.Append(declarator));
        reaching.Before(reference.Syntax, declaration);
        return reaching._isLost ? null : reaching._values.Select(value => SingleValue.Operation(model, value, cancellation)).OfType<IOperation>().ToList() is { Count: > 0 } values
            && values.Count == reaching._values.Count ? values : null;
    }

    private static SyntaxNode? FunctionOf(SyntaxNode node) => node.FirstAncestorOrSelf<SyntaxNode>(around =>
        around is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or CompilationUnitSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax);

    /// <summary>Goes back from where it is read, statement by statement and outwards, up to the one that surely assigns it.</summary>
    private void Before(SyntaxNode read, LocalDeclarationStatementSyntax declaration)
    {
        for (var node = read; node.Parent is { } around && !_isLost; node = around)
        {
            if (StatementsOf(around) is { } siblings && Assign(siblings.TakeWhile(sibling => sibling.Span.End <= node.SpanStart)))
            {
                return;
            }

            _isLost |= around switch
            {
                BlockSyntax when around == declaration.Parent => true,
                BlockSyntax or AssignmentExpressionSyntax => false,
                IfStatementSyntax { Condition: var condition } => IsAssignedIn(condition),

                // What comes again may reach it from behind.
                WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or LabeledStatementSyntax => IsAssignedIn(around),
                _ => _targets.Any(target => target.SpanStart >= around.SpanStart && target.Span.End <= node.SpanStart),
            };
        }

        _isLost = true;
    }

    private static IEnumerable<StatementSyntax>? StatementsOf(SyntaxNode around) => around switch
    {
        BlockSyntax block => block.Statements,
        CompilationUnitSyntax unit => unit.Members.OfType<GlobalStatementSyntax>().Select(global => global.Statement),
        _ => null,
    };

    /// <summary>What statements leave in the variable, the last first; whether one of them surely assigns it.</summary>
    private bool Assign(IEnumerable<StatementSyntax> statements) => statements.Reverse().Any(statement => _isLost || Assign(statement));

    private bool Assign(StatementSyntax? statement)
    {
        switch (statement)
        {
            case null:
                return false;
            case ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression or (int)SyntaxKind.AddAssignmentExpression } assignment }
                when _targets.Contains(assignment.Left) && !IsAssignedIn(assignment.Right):
                _values.Add(assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) ? assignment.Right : assignment);
                return true;
            case LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } when _targets.Contains(variables[0]):
                if (variables[0].Initializer is { Value: var value })
                {
                    _values.Add(value);
                }

                return true;
            case BlockSyntax block:
                return Assign(block.Statements);
            case IfStatementSyntax choice when !IsAssignedIn(choice.Condition):
                var (whenTrue, whenFalse) = (Leaves(choice.Statement) || Assign(choice.Statement), Leaves(choice.Else?.Statement) || Assign(choice.Else?.Statement));
                return whenTrue && whenFalse;
            default:
                // A jump to a label may come from anywhere.
                _isLost |= statement is LabeledStatementSyntax || IsAssignedIn(statement);
                return false;
        }
    }

    /// <summary>Whether nothing goes on behind a branch, so that what it assigns gets no further.</summary>
    private static bool Leaves(StatementSyntax? branch) => (branch is BlockSyntax { Statements: { Count: > 0 } statements } ? statements.Last() : branch)
        is ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax;

    private bool IsAssignedIn(SyntaxNode node) => _targets.Any(target => node.Span.Contains(target.Span));
}
