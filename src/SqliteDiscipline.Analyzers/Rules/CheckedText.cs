using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>
/// Tells of a variable whether the code has looked at what is in it before it is used: whoever compares a name with those he knows, or character by character, has seen to it
/// that no quote arrives. Whether there is anything, or a file of that name, says nothing.
/// </summary>
internal static class CheckedText
{
    private static readonly string[] s_members = { "Contains", "ContainsKey", "TryGetValue", "Match", "IsMatch", "All", "Any", "IndexOfAny" };
    private static readonly string[] s_verbs = { "Validate", "Ensure", "Check", "Assert", "Verify", "Guard", "ThrowIf", "Require", "Demand" };
    private static readonly string[] s_ofPresence = { "Null", "Empty", "WhiteSpace", "Exist", "Directory", "Disposed", "Rooted", "Qualified" };
    private static readonly string[] s_ofFiles = { "File", "Path", "Directory", "Uri" };

    /// <summary>Whether it is looked at on the way to a use.</summary>
    /// <param name="name">The variable, of the body in which it is used.</param>
    /// <param name="use">Where it is used.</param>
    public static bool Is(string name, SyntaxNode use)
    {
        for (SyntaxNode? node = use; node is not null and not MemberDeclarationSyntax; node = node.Parent)
        {
            if (node.Parent switch
            {
                IfStatementSyntax choice when choice.Statement == node => IsCheck(choice.Condition, name),
                ConditionalExpressionSyntax choice when choice.Condition != node => IsCheck(choice.Condition, name),
                SwitchSectionSyntax { Parent: SwitchStatementSyntax choice } => IsNamed(choice.Expression, name),
                BlockSyntax block when node is StatementSyntax statement => block.Statements.TakeWhile(before => before != statement).Any(before => Checks(before, name)),
                GlobalStatementSyntax { Parent: CompilationUnitSyntax file } global =>
                    file.Members.OfType<GlobalStatementSyntax>().TakeWhile(before => before != global).Any(before => Checks(before.Statement, name)),
                _ => false,
            })
            {
                return true;
            }
        }

        return false;
    }

    private static bool Checks(StatementSyntax statement, string name) => statement switch
    {
        IfStatementSyntax { Condition: var condition, Statement: var leaving } => Leaves(leaving) && IsCheck(condition, name),
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } =>
            s_verbs.Any(verb => NameOf(call).StartsWith(verb, StringComparison.Ordinal)) && !IsOfPresence(call) && call.ArgumentList.Arguments.Any(argument => IsNamed(argument.Expression, name)),
        _ => false,
    };

    private static bool Leaves(StatementSyntax statement) => statement switch
    {
        ThrowStatementSyntax or ReturnStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax => true,
        BlockSyntax { Statements: { Count: > 0 } statements } => Leaves(statements[statements.Count - 1]),
        _ => false,
    };

    private static bool IsCheck(ExpressionSyntax condition, string name) => condition.DescendantNodesAndSelf().Any(node => node switch
    {
        IsPatternExpressionSyntax pattern => IsNamed(pattern.Expression, name) && pattern.Pattern.DescendantNodesAndSelf().Any(IsText),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison =>
            (IsNamed(comparison.Left, name) && IsText(comparison.Right)) || (IsNamed(comparison.Right, name) && IsText(comparison.Left)),
        InvocationExpressionSyntax call => IsCheck(call, name),
        _ => false,
    });

    private static bool IsCheck(InvocationExpressionSyntax call, string name)
    {
        var called = NameOf(call);
        var receiver = (call.Expression as MemberAccessExpressionSyntax)?.Expression;
        return !IsOfPresence(call)
            && !(receiver is SimpleNameSyntax type && s_ofFiles.Contains(type.Identifier.ValueText))
            && (s_members.Contains(called) || called.StartsWith("Is", StringComparison.Ordinal) || called.StartsWith("Has", StringComparison.Ordinal) || s_verbs.Any(verb => called.StartsWith(verb, StringComparison.Ordinal)))
            && (call.ArgumentList.Arguments.Any(argument => IsNamed(argument.Expression, name)) || (receiver is not null && IsNamed(receiver, name)));
    }

    private static bool IsOfPresence(InvocationExpressionSyntax call) => s_ofPresence.Any(word => NameOf(call).IndexOf(word, StringComparison.Ordinal) >= 0);

    private static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => name,
        SimpleNameSyntax { Identifier.ValueText: var name } => name,
        MemberBindingExpressionSyntax { Name.Identifier.ValueText: var name } => name,
        _ => string.Empty,
    };

    private static bool IsText(SyntaxNode node) =>
        (node is ConstantPatternSyntax { Expression: var constant } ? constant : node) is LiteralExpressionSyntax { Token: { RawKind: (int)SyntaxKind.StringLiteralToken, ValueText.Length: > 0 } };

    private static bool IsNamed(ExpressionSyntax expression, string name) => expression switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText == name,
        ParenthesizedExpressionSyntax parenthesized => IsNamed(parenthesized.Expression, name),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure => IsNamed(sure.Operand, name),
        _ => false,
    };
}
