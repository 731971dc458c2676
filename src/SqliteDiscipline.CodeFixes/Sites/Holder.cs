using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.CodeFixes.Rewriting;

namespace SqliteDiscipline.CodeFixes.Sites;

/// <summary>The local or member that a connection is put into by the very statement that makes it.</summary>
/// <param name="Variable">The local, field or property.</param>
/// <param name="Statement">The statement.</param>
internal sealed record Holder(ISymbol Variable, StatementSyntax Statement)
{
    public static Holder? Of(ExpressionSyntax creation, SemanticModel model, CancellationToken cancellation)
    {
        var value = Outward(creation);
        switch (value.Parent)
        {
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: StatementSyntax statement } declarator }:
                return model.GetDeclaredSymbol(declarator, cancellation) is { } local ? new Holder(local, statement) : null;

            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax statement } assignment
                when assignment.Right == value && IsOwn(assignment.Left):
                return model.GetSymbolInfo(assignment.Left, cancellation).Symbol is { } variable ? new Holder(variable, statement) : null;

            default:
                return null;
        }
    }

    /// <summary>The expression with the casts, parentheses and <c>!</c> around it.</summary>
    public static ExpressionSyntax Outward(ExpressionSyntax expression)
    {
        while (expression.Parent is CastExpressionSyntax or ParenthesizedExpressionSyntax
               || expression.Parent.IsKind(SyntaxKind.SuppressNullableWarningExpression))
        {
            expression = (ExpressionSyntax)expression.Parent!;
        }

        return expression;
    }

    /// <summary>The statements that run next, one after the other.</summary>
    public IEnumerable<StatementSyntax> Following()
    {
        if (Statement is UsingStatementSyntax { Statement: var body })
        {
            return body is BlockSyntax block ? block.Statements : Enumerable.Empty<StatementSyntax>();
        }

        return Siblings(Statement).SkipWhile(statement => statement != Statement).Skip(1);
    }

    /// <summary>The <c>x.ConnectionString = …</c> that follow before anything else is done with the connection.</summary>
    public IEnumerable<(StatementSyntax Statement, IOperation? Value)> ConnectionStringAssignments(SemanticModel model, CancellationToken cancellation)
    {
        foreach (var statement in Following())
        {
            if (ConnectionStringValue(statement, model, cancellation) is { } value)
            {
                yield return (statement, model.OperationOf(value, cancellation));
            }
            else if (!IsInert(statement, model, cancellation) || Mentions(statement, model, cancellation))
            {
                yield break;
            }
        }
    }

    public ExpressionSyntax? ConnectionStringValue(StatementSyntax statement, SemanticModel model, CancellationToken cancellation) =>
        statement is ExpressionStatementSyntax
        {
            Expression: AssignmentExpressionSyntax
            {
                RawKind: (int)SyntaxKind.SimpleAssignmentExpression,
                Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConnectionString", Expression: var receiver },
                Right: var value,
            },
        }
        && Is(receiver, model, cancellation)
            ? value
            : null;

    /// <summary>Whether the expression is this variable, <c>this.</c> before it or not.</summary>
    public bool Is(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        while (expression is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            expression = expression is ParenthesizedExpressionSyntax parenthesized ? parenthesized.Expression : ((PostfixUnaryExpressionSyntax)expression).Operand;
        }

        return IsOwn(expression) && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(expression, cancellation).Symbol, Variable);
    }

    public bool Mentions(SyntaxNode node, SemanticModel model, CancellationToken cancellation) => node.DescendantNodes()
        .OfType<IdentifierNameSyntax>()
        .Any(name => name.Identifier.ValueText == Variable.Name
                     && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, Variable));

    /// <summary>Whether the database may as well be opened before this statement as after it: nothing outside the method can tell.</summary>
    public static bool IsInert(StatementSyntax statement, SemanticModel model, CancellationToken cancellation) =>
        statement is LocalDeclarationStatementSyntax or ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax } or EmptyStatementSyntax
        && statement.DescendantNodes().All(node => node switch
        {
            InvocationExpressionSyntax invocation => Purity.IsPureCall(invocation, model, cancellation),
            BaseObjectCreationExpressionSyntax creation => creation.ArgumentList is null or { Arguments.Count: 0 } || Purity.IsInert(model.GetTypeInfo(creation, cancellation).Type),
            AwaitExpressionSyntax or ThrowExpressionSyntax => false,
            _ => true,
        });

    public static IEnumerable<StatementSyntax> Siblings(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements,
        SwitchSectionSyntax section => section.Statements,
        GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } => unit.Members.OfType<GlobalStatementSyntax>().Select(member => member.Statement),
        _ => Enumerable.Empty<StatementSyntax>(),
    };

    // The same field of another object is another connection.
    private static bool IsOwn(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax };
}
