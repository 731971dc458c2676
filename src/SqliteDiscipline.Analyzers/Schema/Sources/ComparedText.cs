using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>
/// Tells a string that something is compared with, as in the tests of what writes SQL: it is run by nobody, and a program that writes for several engines has
/// as many of them.
/// </summary>
internal static class ComparedText
{
    private static readonly string[] s_prefixes = { "Assert", "Should", "Expect" };

    private static readonly HashSet<string> s_names = new(StringComparer.Ordinal)
    {
        "Equal", "NotEqual", "Equals", "AreEqual", "AreNotEqual", "EqualTo", "Be", "NotBe", "Contain", "NotContain", "Contains", "DoesNotContain",
        "StartWith", "StartsWith", "EndWith", "EndsWith", "IndexOf", "LastIndexOf", "Matches",
    };

    public static bool Is(SyntaxNode text)
    {
        while (IsPassedOnBy(text.Parent, text))
        {
            text = text.Parent!;
        }

        return text.Parent switch
        {
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => IsComparison(call.Expression),
            MemberAccessExpressionSyntax access => IsComparison(access),
            BinaryExpressionSyntax comparison => comparison.IsKind(SyntaxKind.EqualsExpression) || comparison.IsKind(SyntaxKind.NotEqualsExpression),
            ConstantPatternSyntax or CaseSwitchLabelSyntax => true,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => IsExpectation(variable.Identifier.ValueText),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => IsExpectation(name.Identifier.ValueText),
            _ => false,
        };
    }

    // What the text becomes a part of, or is one of two for: "…".Trim(), condition ? "…" : "…".
    private static bool IsPassedOnBy(SyntaxNode? node, SyntaxNode text) => node switch
    {
        ParenthesizedExpressionSyntax or ConditionalExpressionSyntax => true,
        BinaryExpressionSyntax binary => binary.IsKind(SyntaxKind.AddExpression),
        MemberAccessExpressionSyntax access => access.Expression == text && access.Parent is InvocationExpressionSyntax && !IsComparison(access),
        InvocationExpressionSyntax call => call.Expression == text,
        _ => false,
    };

    private static bool IsComparison(ExpressionSyntax called) => NameOf(called) is { } name
        && (s_names.Contains(name) || s_prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));

    private static bool IsExpectation(string name) => name.StartsWith("expected", StringComparison.OrdinalIgnoreCase);

    private static string? NameOf(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };
}
