using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>What a call is for, by its name.</summary>
internal static class CheckNames
{
    private static readonly string[] s_verbs = { "Validate", "Ensure", "Check", "Assert", "Verify", "Guard", "ThrowIf", "Require", "Demand" };
    private static readonly string[] s_ofText = { "Identifier", "Name", "Table", "Column", "Safe", "Valid", "Sql", "Word", "Token", "Key", "Pragma", "Quote", "Char", "Text", "Injection", "Known", "Allowed", "Permitted", "Supported", "Letter", "Alpha", "OneOf", "AnyOf", "Among", "InList", "InSet" };
    private static readonly string[] s_ofPresence = { "Null", "Empty", "WhiteSpace", "Exist", "Directory", "Disposed", "Rooted", "Qualified" };

    /// <summary>Validate(table), EnsureIdentifier(table), Guard.Name(table); not EnsureCreated(path).</summary>
    public static bool IsCheck(InvocationExpressionSyntax call) => Of(call) is var called && !IsOfPresence(call)
        && (s_verbs.Contains(called)
            || (IsOfText(called) && (Array.Exists(s_verbs, verb => called.StartsWith(verb, StringComparison.Ordinal))
                || call.Expression is MemberAccessExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: "Guard" or "Ensure" or "Check" } })));

    public static bool IsOfText(string called) => Array.Exists(s_ofText, word => called.IndexOf(word, StringComparison.Ordinal) >= 0);

    public static bool IsOfPresence(InvocationExpressionSyntax call) => Of(call) is not "Exists" and var called && Array.Exists(s_ofPresence, word => called.IndexOf(word, StringComparison.Ordinal) >= 0);

    public static string Of(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => name,
        SimpleNameSyntax { Identifier.ValueText: var name } => name,
        _ => string.Empty,
    };
}
