using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Timeline.Files;

/// <summary>A file that is made only where there is none: <c>if (!File.Exists(path)) File.Create(path)</c>. Nothing is taken away by that.</summary>
internal sealed class AbsentFile(IOperation path, CancellationToken cancellation)
{
    /// <summary>Whether a call stands where the file of that path is known not to be there.</summary>
    public static bool IsSeen(SyntaxNode call, IOperation path, CancellationToken cancellation) => new AbsentFile(path, cancellation).IsSeen(call);

    private bool IsSeen(SyntaxNode call)
    {
        foreach (var statement in call.Ancestors().OfType<StatementSyntax>())
        {
            if (statement.Parent is IfStatementSyntax around && around.Statement == statement && Says(around.Condition, exists: false))
            {
                return true;
            }

            if (statement.Parent is ElseClauseSyntax { Parent: IfStatementSyntax other } && Says(other.Condition, exists: true))
            {
                return true;
            }

            if (statement.Parent is BlockSyntax block && block.Statements.TakeWhile(before => before != statement).OfType<IfStatementSyntax>()
                .Any(question => Says(question.Condition, exists: true) && IsLeft(question.Statement)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the condition holds only where the file is there, or only where it is not; with <c>&amp;&amp;</c>, that one side says so is enough.</summary>
    private bool Says(ExpressionSyntax condition, bool exists) => condition switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => Says(inner, exists),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both when !exists => Says(both.Left, exists) || Says(both.Right, exists),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var operand } => Says(operand, !exists),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Exists" }, ArgumentList.Arguments: { Count: 1 } arguments } =>
            exists && IsPath(arguments[0].Expression),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Exists", Expression: var info } => exists && IsPath(info),
        _ => false,
    };

    private bool IsPath(ExpressionSyntax asked) => SyntaxFactory.AreEquivalent(asked, path.Syntax)
        || (path.SemanticModel?.OperationOf(asked, cancellation) is { } operation && PathKey.Of(path, cancellation) is { } key && PathKey.Of(operation, cancellation)?.IsOf(key) == true);

    private static bool IsLeft(StatementSyntax statement) => statement switch
    {
        BlockSyntax { Statements: { Count: > 0 } statements } => IsLeft(statements[statements.Count - 1]),
        ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax => true,
        _ => false,
    };
}
