using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>
/// Tells a string that is meant for people: written to the console or to a log, or the message of an exception. <c>$"Create table {name}"</c> makes no table there. By
/// the names of the calls, as they are known to everybody.
/// </summary>
internal static class MessageText
{
    // What is called on these writes, whatever it is called.
    private static readonly HashSet<string> s_writers = new(StringComparer.Ordinal) { "Console", "Debug", "Trace" };

    private static readonly HashSet<string> s_streams = new(StringComparer.Ordinal) { "Out", "Error" };

    // Of ILogger and its extensions.
    private static readonly HashSet<string> s_logs = new(StringComparer.Ordinal)
    {
        "Log", "LogTrace", "LogDebug", "LogInformation", "LogWarning", "LogError", "LogCritical",
    };

    public static bool Is(SyntaxNode text)
    {
        while (IsPassedOnBy(text.Parent))
        {
            text = text.Parent!;
        }

        return text.Parent is ArgumentSyntax { Parent.Parent: var call } && call switch
        {
            InvocationExpressionSyntax { Expression: var called } => IsCallFor(called),
            ObjectCreationExpressionSyntax { Type: var type } => IsException(type),
            ImplicitObjectCreationExpressionSyntax { Parent: ThrowStatementSyntax or ThrowExpressionSyntax } => true,
            ConstructorInitializerSyntax { Parent.Parent: TypeDeclarationSyntax { Identifier.ValueText: var name } } => IsException(name),
            PrimaryConstructorBaseTypeSyntax { Type: var type } => IsException(type),
            _ => false,
        };
    }

    private static bool IsPassedOnBy(SyntaxNode? node) => node is ParenthesizedExpressionSyntax or ConditionalExpressionSyntax
        || (node is BinaryExpressionSyntax binary && binary.IsKind(SyntaxKind.AddExpression));

    private static bool IsCallFor(ExpressionSyntax called) => called switch
    {
        // logger.LogInformation(…), logger?.LogInformation(…)
        MemberBindingExpressionSyntax { Name.Identifier.ValueText: var name } => s_logs.Contains(name),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } access => s_logs.Contains(name) || IsWriter(access.Expression),
        _ => false,
    };

    // Console, System.Console, Console.Error
    private static bool IsWriter(ExpressionSyntax receiver) => receiver switch
    {
        IdentifierNameSyntax { Identifier.ValueText: var name } => s_writers.Contains(name),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } access => s_writers.Contains(name) || (s_streams.Contains(name) && IsWriter(access.Expression)),
        _ => false,
    };

    private static bool IsException(TypeSyntax type) => IsException(type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => string.Empty,
    });

    private static bool IsException(string type) => type.EndsWith("Exception", StringComparison.Ordinal);
}
