using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Timeline.Files;

/// <summary>
/// Whether something has been done before a call, as far as words tell: earlier in its body, in a helper called earlier, or by whoever calls the
/// body. Generous on purpose: it keeps a rule silent, so a branch that is not taken counts as well.
/// </summary>
internal static class RunsBefore
{
    public static bool Any(SyntaxNode call, SemanticModel model, Func<string, bool> isWord, CancellationToken cancellation)
    {
        var body = BodyOf(call);
        return In(body, call.SpanStart, model, isWord, cancellation) || body is MethodDeclarationSyntax method && InCallers(method, isWord, cancellation);
    }

    /// <summary>Whether a helper called earlier in the body calls some object's method of this name.</summary>
    public static bool CallsInHelper(string method, SyntaxNode call, SemanticModel model, CancellationToken cancellation) => BodyOf(call)
        .DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Where(invocation => invocation.SpanStart < call.SpanStart)
        .SelectMany(invocation => HelperOf(invocation, model, cancellation))
        .SelectMany(helper => helper.DescendantNodes().OfType<MemberAccessExpressionSyntax>())
        .Any(access => access.Name.Identifier.ValueText == method && access.Parent is InvocationExpressionSyntax);

    /// <summary>The member that the call stands in; the whole file, for top-level statements.</summary>
    public static SyntaxNode BodyOf(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not (GlobalStatementSyntax or BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax))
        ?? node.SyntaxTree.GetRoot();

    /// <summary>Whether a word stands in the node, as an identifier or in a string.</summary>
    public static bool Mentions(SyntaxNode node, Func<string, bool> isWord, int before = int.MaxValue) => node.DescendantTokens()
        .TakeWhile(token => token.SpanStart < before)
        .Any(token => IsText(token) && isWord(token.ValueText));

    /// <summary>Whether it is an identifier, or text of a string.</summary>
    public static bool IsText(SyntaxToken token) => token.Kind() is SyntaxKind.IdentifierToken or SyntaxKind.StringLiteralToken
        or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken;

    private static bool In(SyntaxNode body, int before, SemanticModel model, Func<string, bool> isWord, CancellationToken cancellation) =>
        Mentions(body, isWord, before)
        || body.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(invocation => invocation.SpanStart < before)
            .SelectMany(invocation => HelperOf(invocation, model, cancellation))
            .Any(helper => Mentions(helper, isWord));

    private static IEnumerable<SyntaxNode> HelperOf(InvocationExpressionSyntax invocation, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(invocation, cancellation).Symbol is { } called
            ? called.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation))
            : Enumerable.Empty<SyntaxNode>();

    private static bool InCallers(MethodDeclarationSyntax method, Func<string, bool> isWord, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var name = method.Identifier.ValueText;
        return method.Parent?.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(invocation =>
            !method.Span.Contains(invocation.Span)
            && invocation.Expression switch
            {
                IdentifierNameSyntax called => called.Identifier.ValueText,
                MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var called } => called.Identifier.ValueText,
                _ => null,
            } == name
            && Mentions(BodyOf(invocation), isWord, invocation.SpanStart)) == true;
    }
}
