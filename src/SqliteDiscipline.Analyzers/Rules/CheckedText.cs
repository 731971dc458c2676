using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>
/// Tells of a variable whether the code has looked at what is in it before it is used: whoever lets only names through that he knows, or characters, has seen to it that no
/// quote arrives. Whether there is anything, or a file of that name, says nothing; nor does it to refuse one word of all.
/// </summary>
internal static class CheckedText
{
    // A dot that stands for anything, and is neither escaped nor one of a set.
    private static readonly Regex s_anything = new(@"(?<!\\)\.(?![^\[]*\])", RegexOptions.CultureInvariant);

    // True of text that is in order.
    private static readonly string[] s_accepting = { "Contains", "ContainsKey", "TryGetValue", "TryParse", "All", "Any", "IndexOf" };

    // True of text that is not.
    private static readonly string[] s_refusing = { "Any", "Contains", "IndexOfAnyExcept", "IndexOf", "IndexOfAny", "ContainsAny", "ContainsAnyExcept" };

    private static readonly string[] s_verbs = { "Validate", "Ensure", "Check", "Assert", "Verify", "Guard", "ThrowIf", "Require", "Demand" };
    private static readonly string[] s_ofText = { "Identifier", "Name", "Table", "Column", "Safe", "Valid", "Sql", "Word", "Token", "Key", "Pragma", "Quote", "Char", "Text", "Injection", "Known", "Allowed", "Permitted", "Supported", "Letter", "Alpha" };
    private static readonly string[] s_questions = { "Is", "Are", "Has", "Try" };
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
                IfStatementSyntax choice when choice.Statement == node => Accepts(choice.Condition, name, isTrue: true),
                ElseClauseSyntax { Parent: IfStatementSyntax choice } => Accepts(choice.Condition, name, isTrue: false),
                ConditionalExpressionSyntax choice when choice.Condition != node => Accepts(choice.Condition, name, isTrue: choice.WhenTrue == node),
                SwitchSectionSyntax { Parent: SwitchStatementSyntax choice } section => IsNamed(choice.Expression, name) && !section.Labels.Any(label => label is DefaultSwitchLabelSyntax),
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

    /// <summary>Whether whoever comes past the statement has text that is in order.</summary>
    private static bool Checks(StatementSyntax statement, string name) => statement switch
    {
        IfStatementSyntax { Condition: var condition, Statement: var leaving, Else: null } => Leaves(leaving) && Accepts(condition, name, isTrue: false),
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } => IsCheckByName(call) && call.ArgumentList.Arguments.Any(argument => IsNamed(argument.Expression, name)),

        // Character by character.
        ForEachStatementSyntax { Expression: var all, Statement: var each } => IsNamed(all, name) && each.DescendantNodesAndSelf().Any(node => node is IfStatementSyntax { Statement: var leaving } && Leaves(leaving)),
        SwitchStatementSyntax { Expression: var chosen, Sections: var sections } => IsNamed(chosen, name)
            && sections.Any(section => section.Labels.Any(label => label is DefaultSwitchLabelSyntax) && section.Statements.LastOrDefault() is ThrowStatementSyntax or ReturnStatementSyntax),
        _ => false,
    };

    private static bool Leaves(StatementSyntax statement) => statement switch
    {
        ThrowStatementSyntax or ReturnStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax => true,
        BlockSyntax { Statements: { Count: > 0 } statements } => Leaves(statements[statements.Count - 1]),
        _ => false,
    };

    /// <summary>Whether the condition, being true or false, says that the text is in order.</summary>
    private static bool Accepts(ExpressionSyntax condition, string name, bool isTrue) => condition switch
    {
        ParenthesizedExpressionSyntax parenthesized => Accepts(parenthesized.Expression, name, isTrue),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => Accepts(not.Operand, name, !isTrue),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both =>
            // Of what has to hold together each says it, of alternatives all must.
            both.IsKind(SyntaxKind.LogicalAndExpression) == isTrue
                ? Accepts(both.Left, name, isTrue) || Accepts(both.Right, name, isTrue)
                : Accepts(both.Left, name, isTrue) && Accepts(both.Right, name, isTrue),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison =>
            comparison.IsKind(SyntaxKind.EqualsExpression) == isTrue
            && ((IsNamed(comparison.Left, name) && IsText(comparison.Right)) || (IsNamed(comparison.Right, name) && IsText(comparison.Left))),
        IsPatternExpressionSyntax { Expression: var matched, Pattern: var pattern } => IsNamed(matched, name) && AreWords(pattern, isTrue),
        BinaryExpressionSyntax { Left: InvocationExpressionSyntax call, Right: LiteralExpressionSyntax or PrefixUnaryExpressionSyntax } compared => AcceptsBy(call, name, IsFound(compared), isTrue),
        InvocationExpressionSyntax call => AcceptsBy(call, name, isFound: true, isTrue),
        _ => false,
    };

    private static bool AcceptsBy(InvocationExpressionSyntax call, string name, bool isFound, bool isTrue)
    {
        var called = NameOf(call);
        var receiver = (call.Expression as MemberAccessExpressionSyntax)?.Expression;
        if (IsOfPresence(call) || (receiver is SimpleNameSyntax type && s_ofFiles.Contains(type.Identifier.ValueText)))
        {
            return false;
        }

        if (receiver is not null && IsOf(receiver, name))
        {
            // table.All(char.IsLetter), table.Contains('\'')
            return called == "All" ? isFound == isTrue && IsOfCharacters(call) : s_refusing.Contains(called) && isFound != isTrue;
        }

        if (!call.ArgumentList.Arguments.Any(argument => argument.DescendantNodes().OfType<ExpressionSyntax>().Any(part => IsNamed(part, name))))
        {
            return false;
        }

        if (called == "IsMatch")
        {
            return call.ArgumentList.Arguments.Select(argument => argument.Expression).OfType<LiteralExpressionSyntax>().FirstOrDefault(argument => argument.IsKind(SyntaxKind.StringLiteralExpression)) switch
            {
                // One that finds what is not allowed, one for the whole text, and one that is elsewhere.
                { Token.ValueText: var pattern } when pattern.StartsWith("[^", StringComparison.Ordinal) => isFound != isTrue,
                { Token.ValueText: var pattern } => isFound == isTrue && IsForTheWhole(pattern),
                _ => isFound == isTrue,
            };
        }

        // s_known.Contains(table), Array.IndexOf(s_known, table) >= 0, s_known.Any(known => known == table), IsIdentifier(table)
        return isFound == isTrue
            && (s_accepting.Contains(called) || IsCheckByName(call)
                || (called == "Exists" && call.ArgumentList.Arguments.Any(argument => argument.Expression is AnonymousFunctionExpressionSyntax))
                || (Array.Exists(s_questions, question => called.StartsWith(question, StringComparison.Ordinal)) && IsOfText(called)));
    }

    // >= 0, != -1, > -1; < 0 and == -1 say the opposite.
    private static bool IsFound(BinaryExpressionSyntax compared) => compared.Kind() is not (SyntaxKind.LessThanExpression or SyntaxKind.EqualsExpression);

    private static bool IsForTheWhole(string pattern) =>
        pattern.Length > 4 && pattern[0] is '^' or '\\' && pattern.EndsWith("$", StringComparison.Ordinal) | pattern.EndsWith("z", StringComparison.Ordinal) && !s_anything.IsMatch(pattern);

    // char.IsLetterOrDigit, or a lambda that asks for what is allowed.
    private static bool IsOfCharacters(InvocationExpressionSyntax call) => call.ArgumentList.Arguments.Count == 1
        && !call.ArgumentList.Arguments[0].DescendantNodes().Any(node =>
            node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression });

    private static bool AreWords(PatternSyntax pattern, bool isTrue) => pattern switch
    {
        ParenthesizedPatternSyntax parenthesized => AreWords(parenthesized.Pattern, isTrue),
        UnaryPatternSyntax not => AreWords(not.Pattern, !isTrue),
        BinaryPatternSyntax { RawKind: (int)SyntaxKind.OrPattern } either => AreWords(either.Left, isTrue) && AreWords(either.Right, isTrue),
        ConstantPatternSyntax { Expression: var constant } => isTrue && constant is LiteralExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax,
        _ => false,
    };

    // Validate(table), EnsureIdentifier(table), Guard.Name(table); not EnsureCreated(path).
    private static bool IsCheckByName(InvocationExpressionSyntax call) => NameOf(call) is var called && !IsOfPresence(call)
        && (s_verbs.Contains(called)
            || (IsOfText(called) && (Array.Exists(s_verbs, verb => called.StartsWith(verb, StringComparison.Ordinal))
                || call.Expression is MemberAccessExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: "Guard" or "Ensure" or "Check" } })));

    private static bool IsOfText(string called) => Array.Exists(s_ofText, word => called.IndexOf(word, StringComparison.Ordinal) >= 0);

    private static bool IsOfPresence(InvocationExpressionSyntax call) => Array.Exists(s_ofPresence, word => NameOf(call) != "Exists" && NameOf(call).IndexOf(word, StringComparison.Ordinal) >= 0);

    private static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => name,
        SimpleNameSyntax { Identifier.ValueText: var name } => name,
        _ => string.Empty,
    };

    private static bool IsText(SyntaxNode node) => node is LiteralExpressionSyntax { Token: { RawKind: (int)SyntaxKind.StringLiteralToken, ValueText.Length: > 0 } };

    // Itself, or as a span.
    private static bool IsOf(ExpressionSyntax expression, string name) =>
        IsNamed(expression, name) || (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsSpan", Expression: var spanned } } && IsNamed(spanned, name));

    private static bool IsNamed(ExpressionSyntax expression, string name) => expression switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText == name,
        ParenthesizedExpressionSyntax parenthesized => IsNamed(parenthesized.Expression, name),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure => IsNamed(sure.Operand, name),
        _ => false,
    };
}
