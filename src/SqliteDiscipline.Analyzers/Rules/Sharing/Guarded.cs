using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Rules.Sharing;

/// <summary>
/// Whether only one thread at a time can come to a place: in a <c>lock</c>, behind a semaphore or monitor, in what runs once, or in a private member
/// that is only called from such places. Generous on purpose: it keeps a rule silent.
/// </summary>
internal static class Guarded
{
    private const int MaxDepth = 3;

    private static readonly HashSet<string> s_waits = new()
    {
        "Wait", "WaitAsync", "WaitOne", "Enter", "TryEnter", "EnterScope", "EnterWriteLock", "EnterUpgradeableReadLock", "LockAsync", "AcquireAsync", "Synchronized",

        // Who finds the flag up goes away: if (Interlocked.Exchange(ref _busy, 1) == 1) return.
        "Exchange", "CompareExchange",
    };

    public static bool Is(SyntaxNode place) => Unguarded(place, static _ => false) is null;

    /// <summary>The place by which several threads come to a place at once: itself, or where a private member that it stands in is called from.</summary>
    /// <param name="place">The place.</param>
    /// <param name="isAlone">Whether nobody else is there for another reason.</param>
    public static SyntaxNode? Unguarded(SyntaxNode place, Func<SyntaxNode, bool> isAlone) => Unguarded(place, isAlone, 0);

    /// <summary>Whether code takes a lock, a semaphore or a monitor somewhere in it.</summary>
    public static bool IsGuarding(SyntaxNode code) =>
        code.DescendantNodes().Any(node => node is LockStatementSyntax) || HasWaited(code, int.MaxValue);

    /// <summary>What a method or property is called by.</summary>
    public static string? NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        _ => null,
    };

    public static bool IsPrivate(MemberDeclarationSyntax member) =>
        !member.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword);

    // Out of the lock it is used without one.
    public static bool IsReturned(SyntaxNode place)
    {
        var value = place;
        while (value.Parent is ParenthesizedExpressionSyntax or AssignmentExpressionSyntax or BinaryExpressionSyntax or PostfixUnaryExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" })
        {
            value = value.Parent;
        }

        return value.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax;
    }

    private static SyntaxNode? Unguarded(SyntaxNode place, Func<SyntaxNode, bool> isAlone, int depth)
    {
        var member = place.FirstAncestorOrSelf<MemberDeclarationSyntax>(node => node is not (GlobalStatementSyntax or BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax));
        if (member is null)
        {
            return place;
        }

        var runsOnce = member is FieldDeclarationSyntax || (member is ConstructorDeclarationSyntax constructor && constructor.Modifiers.Any(SyntaxKind.StaticKeyword));
        if (runsOnce || (!IsReturned(place) && (IsInLock(place) || HasWaited(member, place.SpanStart))) || isAlone(place))
        {
            return null;
        }

        // What calls a private member is all in its type.
        if (depth >= MaxDepth || NameOf(member) is not { } name || !IsPrivate(member))
        {
            return place;
        }

        var calls = (member.Parent?.DescendantNodes() ?? Enumerable.Empty<SyntaxNode>())
            .OfType<IdentifierNameSyntax>()
            .Where(call => call.Identifier.ValueText == name && !member.Span.Contains(call.Span))
            .ToList();
        return calls.Count > 0 ? calls.Select(call => Unguarded(call, isAlone, depth + 1)).FirstOrDefault(unguarded => unguarded is not null) : place;
    }

    private static bool IsInLock(SyntaxNode place) => place.Ancestors()
        .TakeWhile(around => around is not (AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax))
        .Any(around => around is LockStatementSyntax);

    private static bool HasWaited(SyntaxNode code, int before) => code.DescendantTokens()
        .TakeWhile(token => token.SpanStart < before)
        .Any(token => token.IsKind(SyntaxKind.IdentifierToken) && (s_waits.Contains(token.ValueText) || IsAskedCounter(token)));

    // A counter that is only counted lets everybody in.
    private static bool IsAskedCounter(SyntaxToken token) =>
        token.ValueText is "Interlocked" && token.Parent?.FirstAncestorOrSelf<StatementSyntax>() is IfStatementSyntax or WhileStatementSyntax;
}
