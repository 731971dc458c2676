using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Timeline.Files;

/// <summary>
/// A method or property of the project that gives a new path at every call, as far as words tell: <c>Guid.NewGuid()</c>, the time, a counter. Only the
/// place that keeps what one call gave names that file.
/// </summary>
internal static class NewPath
{
    // Mutual recursion ends here too.
    private const int MaxDepth = 3;

    private static readonly HashSet<string> s_words = new()
    {
        "NewGuid", "CreateVersion7", "GetTempFileName", "GetRandomFileName", "CreateTempSubdirectory", "Random", "RandomNumberGenerator", "Now", "UtcNow", "Today",
        "GetUtcNow", "GetLocalNow", "GetTimestamp", "TickCount", "TickCount64", "Increment",
    };

    public static bool IsGivenBy(ISymbol? member, CancellationToken cancellation) =>
        member is IMethodSymbol or IPropertySymbol
        && member.DeclaringSyntaxReferences.Any(declared => Makes(declared.GetSyntax(cancellation), 0, cancellation));

    private static bool Makes(SyntaxNode body, int depth, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();

        // An automatic property is made once; so is what is kept at the first call.
        if (body is PropertyDeclarationSyntax { Initializer: not null } || body.DescendantTokens().Any(token => token.IsKind(SyntaxKind.QuestionQuestionEqualsToken)))
        {
            return false;
        }

        return body.DescendantNodes().Any(node => node switch
        {
            SimpleNameSyntax { Identifier.ValueText: var name } => s_words.Contains(name),
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression, Operand: var counter } => IsKept(counter, body),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression, Operand: var counter } => IsKept(counter, body),
            _ => false,
        })
        || (depth < MaxDepth && Called(body).Any(helper => Makes(helper, depth + 1, cancellation)));
    }

    // A counter of the body's own begins anew.
    private static bool IsKept(ExpressionSyntax counter, SyntaxNode body) => counter is not IdentifierNameSyntax { Identifier.ValueText: var name }
        || !body.DescendantNodes().Any(node => node is VariableDeclaratorSyntax { Identifier.ValueText: var local } && local == name);

    private static IEnumerable<SyntaxNode> Called(SyntaxNode body)
    {
        var names = new HashSet<string>(body.DescendantNodes().OfType<InvocationExpressionSyntax>().Select(call => call.Expression).OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText));
        return names.Count == 0 || body.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
            ? Enumerable.Empty<SyntaxNode>()
            : type.Members.OfType<MethodDeclarationSyntax>().Where(method => method != body && names.Contains(method.Identifier.ValueText));
    }
}
