using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Timeline.Files;

/// <summary>A file that is made only where there is none: <c>if (!File.Exists(path)) File.Create(path)</c>. Nothing is taken away by that.</summary>
internal static class AbsentFile
{
    /// <summary>Whether a call stands where the file of that path is known not to be there.</summary>
    public static bool IsSeen(SyntaxNode call, SyntaxNode path)
    {
        foreach (var statement in call.Ancestors().OfType<StatementSyntax>())
        {
            if (statement.Parent is IfStatementSyntax around && around.Statement == statement && Says(around.Condition, path, exists: false))
            {
                return true;
            }

            if (statement.Parent is ElseClauseSyntax { Parent: IfStatementSyntax other } && Says(other.Condition, path, exists: true))
            {
                return true;
            }

            if (statement.Parent is BlockSyntax block && block.Statements.TakeWhile(before => before != statement).OfType<IfStatementSyntax>()
                .Any(question => Says(question.Condition, path, exists: true) && IsLeft(question.Statement)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the condition holds only where the file is there, or only where it is not; with <c>&amp;&amp;</c>, that one side says so is enough.</summary>
    private static bool Says(ExpressionSyntax condition, SyntaxNode path, bool exists) => condition switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => Says(inner, path, exists),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both when !exists => Says(both.Left, path, exists) || Says(both.Right, path, exists),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var operand } => Says(operand, path, !exists),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Exists" }, ArgumentList.Arguments: { Count: 1 } arguments } =>
            exists && SyntaxFactory.AreEquivalent(arguments[0].Expression, path),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Exists", Expression: var info } => exists && SyntaxFactory.AreEquivalent(info, path),
        _ => false,
    };

    private static bool IsLeft(StatementSyntax statement) => statement switch
    {
        BlockSyntax { Statements: { Count: > 0 } statements } => IsLeft(statements[statements.Count - 1]),
        ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax => true,
        _ => false,
    };
}
