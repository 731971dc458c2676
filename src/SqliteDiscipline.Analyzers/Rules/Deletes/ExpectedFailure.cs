using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Rules.Deletes;

/// <summary>
/// Code of which a test asserts that it fails: <c>Assert.Throws(() =&gt; …)</c>, <c>act.Should().Throw()</c>, <c>try { …; Assert.Fail(); } catch { }</c>. By the names
/// that the test frameworks use.
/// </summary>
internal static class ExpectedFailure
{
    private static readonly Regex s_throws = new("^(Should)?Throws?(Any|Exactly|Exception)?(Async)?$", RegexOptions.CultureInvariant);

    public static bool Is(TimelineEvent failing) => Is(failing.Operation.Syntax)

        // A local function runs what its calls give it.
        || (failing.Location.SourceTree is { } tree && Is(tree.GetRoot().FindNode(failing.Location.SourceSpan)));

    private static bool Is(SyntaxNode place) => place.Ancestors().Any(around => around switch
    {
        AnonymousFunctionExpressionSyntax lambda => IsAsserted(lambda),
        LocalFunctionStatementSyntax function => IsUsedSo(function.Identifier.ValueText, function),
        TryStatementSyntax attempt => attempt.Block.Span.Contains(place.Span) && attempt.Block.Statements.LastOrDefault() is { } last && !last.Span.Contains(place.Span) && IsAfterFailure(last, attempt),
        _ => false,
    });

    /// <summary>Whether a delegate is given to an assertion, or asked for one; or the variable that it is put into.</summary>
    private static bool IsAsserted(ExpressionSyntax code)
    {
        while (code.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax)
        {
            code = (ExpressionSyntax)code.Parent;
        }

        return code.Parent switch
        {
            ArgumentSyntax { Parent: ArgumentListSyntax { Parent: ExpressionSyntax call } arguments } => Asserts(call, arguments) || IsAskedFor(call) || (call is ObjectCreationExpressionSyntax && IsAsserted(call)),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => IsUsedSo(variable.Identifier.ValueText, variable),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable } => IsUsedSo(variable.Identifier.ValueText, variable),
            _ => IsAskedFor(code),
        };
    }

    private static bool IsUsedSo(string name, SyntaxNode declared) =>
        FileTokens.Of(declared.SyntaxTree).UsesOf(name, MemberWords.MemberOf(declared).Span).Any(use => use.Parent is ArgumentSyntax or MemberAccessExpressionSyntax && IsAsserted(use));

    private static bool Asserts(ExpressionSyntax call, ArgumentListSyntax arguments) => call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } && access.Name.Identifier.ValueText switch
    {
        "Exception" or "ExceptionAsync" => IsCalled(access.Expression, "Record"),
        "Catch" or "CatchAsync" => IsCalled(access.Expression, "Assert"),

        // NUnit: Assert.That(() => …, Throws.InstanceOf<SqliteException>()).
        "That" or "ThatAsync" => arguments.Arguments.Any(argument => argument.Expression.DescendantNodesAndSelf().Any(node =>
            node is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Throws" }, Name.Identifier.ValueText: not "Nothing" })),
        var name => s_throws.IsMatch(name),
    };

    /// <summary>Whether something is called upon it that asserts: <c>act.Should().ThrowAsync()</c>, <c>Assert.That(act).Throws()</c>.</summary>
    private static bool IsAskedFor(ExpressionSyntax start)
    {
        var whole = start;
        while (whole.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access && access.Expression == whole)
        {
            if (s_throws.IsMatch(access.Name.Identifier.ValueText))
            {
                return true;
            }

            whole = next;
        }

        return false;
    }

    /// <summary>Whether the end of a <c>try</c> is not meant to be reached: <c>Assert.Fail()</c>, or a <c>throw</c> where the database's own exception is caught.</summary>
    private static bool IsAfterFailure(StatementSyntax last, TryStatementSyntax attempt) => last switch
    {
        ThrowStatementSyntax => attempt.Catches.Any(clause => clause.Declaration is { Type: var caught } && (IsCalled(caught, "SqliteException") || IsCalled(caught, "DbException"))),
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Fail" } access } } =>
            attempt.Catches.Count > 0 && IsCalled(access.Expression, "Assert"),
        _ => false,
    };

    private static bool IsCalled(ExpressionSyntax type, string name) => type switch
    {
        SimpleNameSyntax own => own.Identifier.ValueText == name,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == name,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText == name,
        _ => false,
    };
}
