using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>What a condition says about a variable when it is true, and when it is false.</summary>
/// <param name="name">The variable.</param>
/// <param name="harmful">What is to be kept out of it.</param>
/// <param name="model">Of the file that the condition stands in, if it can be asked.</param>
/// <param name="cancellation">The compiler's wish to stop.</param>
internal sealed class TextCondition(string name, HarmfulCharacters harmful, SemanticModel? model, CancellationToken cancellation)
{
    // True of text that is in order.
    private static readonly string[] s_accepting = { "Contains", "ContainsKey", "TryGetValue", "TryParse", "All", "Any", "IndexOf" };
    private static readonly string[] s_questions = { "Is", "Are", "Has", "Try", "Contains" };

    // True of text that is not.
    private static readonly string[] s_faults = { "Invalid", "Illegal", "Unsafe", "Forbidden", "Bad", "Dangerous", "Malicious", "Suspicious", "Injection", "Quote", "Quotes", "Apostrophe" };

    private static readonly string[] s_ofFiles = { "File", "Path", "Directory", "Uri" };

    /// <summary>Whether the condition, being true or false, says that the text is in order.</summary>
    public bool Accepts(ExpressionSyntax condition, bool isTrue) => condition switch
    {
        ParenthesizedExpressionSyntax parenthesized => Accepts(parenthesized.Expression, isTrue),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => Accepts(not.Operand, !isTrue),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both =>
            // Of what has to hold together each says it, of alternatives all must.
            both.IsKind(SyntaxKind.LogicalAndExpression) == isTrue
                ? Accepts(both.Left, isTrue) || Accepts(both.Right, isTrue)
                : Accepts(both.Left, isTrue) && Accepts(both.Right, isTrue),
        BinaryExpressionSyntax { Left: MemberAccessExpressionSyntax or InvocationExpressionSyntax, Right: LiteralExpressionSyntax or PrefixUnaryExpressionSyntax } compared when CallOf(compared.Left) is { } call =>
            AcceptsBy(call, IsFound(compared), isTrue),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison =>
            comparison.IsKind(SyntaxKind.EqualsExpression) == isTrue
            && ((IsIt(comparison.Left) && IsText(comparison.Right)) || (IsIt(comparison.Right) && IsText(comparison.Left))),
        IsPatternExpressionSyntax { Expression: var matched, Pattern: var pattern } => IsIt(matched) && AreWords(pattern, isTrue),
        _ => CallOf(condition) is { } call && AcceptsBy(call, isFound: true, isTrue),
    };

    /// <summary>Whether the pattern, fitting or not, leaves nothing but words that stand in it.</summary>
    public static bool AreWords(PatternSyntax pattern, bool isTrue) => pattern switch
    {
        ParenthesizedPatternSyntax parenthesized => AreWords(parenthesized.Pattern, isTrue),
        UnaryPatternSyntax not => AreWords(not.Pattern, !isTrue),
        BinaryPatternSyntax both => both.IsKind(SyntaxKind.AndPattern) == isTrue
            ? AreWords(both.Left, isTrue) || AreWords(both.Right, isTrue)
            : AreWords(both.Left, isTrue) && AreWords(both.Right, isTrue),
        ConstantPatternSyntax { Expression: var constant } => isTrue && constant is LiteralExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax,
        _ => false,
    };

    /// <summary>Whether the expression is the variable.</summary>
    public bool IsIt(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText == name,
        ParenthesizedExpressionSyntax parenthesized => IsIt(parenthesized.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure => IsIt(sure.Operand),
        _ => false,
    };

    // Match(…).Success is IsMatch(…).
    private static InvocationExpressionSyntax? CallOf(ExpressionSyntax condition) => condition switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Success", Expression: InvocationExpressionSyntax match } => match,
        _ => condition as InvocationExpressionSyntax,
    };

    private bool AcceptsBy(InvocationExpressionSyntax call, bool isFound, bool isTrue)
    {
        var called = CheckNames.Of(call);
        var receiver = (call.Expression as MemberAccessExpressionSyntax)?.Expression;
        if (CheckNames.IsOfPresence(call) || (receiver is SimpleNameSyntax type && s_ofFiles.Contains(type.Identifier.ValueText)))
        {
            return false;
        }

        var arguments = call.ArgumentList.Arguments;
        var isIn = isFound == isTrue;
        if (receiver is not null && IsOf(receiver))
        {
            return arguments.Count > 0 && AcceptsByPart(called, arguments[0].Expression, isIn);
        }

        if (!arguments.Any(argument => argument.DescendantNodes().OfType<ExpressionSyntax>().Any(IsIt)))
        {
            return false;
        }

        if (called is "IsMatch" or "Match")
        {
            // Of a pattern that is not seen nobody knows whether it is for what is allowed or for what is not.
            return model?.OperationOf(call, cancellation) is not IInvocationOperation matching || TextPattern.Of(matching, cancellation) is not { } pattern
                || (isIn ? harmful.AreStopped(pattern.LetsThrough) : harmful.AreStopped(character => !pattern.Finds(character)));
        }

        // s_forbidden.Any(table.Contains), s_forbidden.Any(word => table.Contains(word))
        if (called is "Any" or "Exists" && receiver is not null && arguments[0].DescendantNodes().Any(node => node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Contains" or "IndexOf", Expression: var searched } && IsIt(searched)))
        {
            return !isIn && harmful.AreStopped(character => !Has(receiver, character));
        }

        // s_known.Contains(table), Array.IndexOf(s_known, table) >= 0, s_known.Any(known => known == table), IsIdentifier(table); IsUnsafe(table) says the opposite.
        var isQuestion = Array.Exists(s_questions, question => called.StartsWith(question, StringComparison.Ordinal));
        return isQuestion && NameWords.Has(called, s_faults)
            ? !isIn
            : isIn && (s_accepting.Contains(called) || CheckNames.IsCheck(call)
                || (called == "Exists" && arguments.Any(argument => argument.Expression is AnonymousFunctionExpressionSyntax))
                || (called == "Equals" && arguments.Any(argument => IsText(argument.Expression)))
                || (isQuestion && CheckNames.IsOfText(called)));
    }

    // table.All(char.IsLetter), table.Contains('\'')
    private bool AcceptsByPart(string called, ExpressionSyntax asked, bool isIn) => called switch
    {
        "All" => isIn && harmful.AreStopped(character => CharacterCondition.Says(asked, character)),
        "Any" => !isIn && harmful.AreStopped(character => !CharacterCondition.Says(asked, character)),
        "Contains" or "IndexOf" or "IndexOfAny" or "ContainsAny" => !isIn && harmful.AreStopped(character => !Has(asked, character)),
        "IndexOfAnyExcept" or "ContainsAnyExcept" => !isIn && harmful.AreStopped(character => Has(asked, character)),
        "Equals" => isIn && IsText(asked),
        _ => false,
    };

    private bool? Has(ExpressionSyntax set, char character) => TextSet.Has(set, character, model, cancellation);

    // >= 0, != -1, > -1, == true; < 0, == -1 and == false say the opposite.
    private static bool IsFound(BinaryExpressionSyntax compared) =>
        compared.Kind() is SyntaxKind.LessThanExpression or SyntaxKind.EqualsExpression == compared.Right.IsKind(SyntaxKind.TrueLiteralExpression);

    private bool IsText(ExpressionSyntax expression) => model?.GetConstantValue(expression, cancellation).Value is string { Length: > 0 };

    // Itself, or as a span.
    private bool IsOf(ExpressionSyntax expression) =>
        IsIt(expression) || (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsSpan", Expression: var spanned } } && IsIt(spanned));
}
