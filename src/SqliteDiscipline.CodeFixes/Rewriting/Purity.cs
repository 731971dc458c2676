using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline.Creation;

namespace SqliteDiscipline.CodeFixes.Rewriting;

/// <summary>Tells whether an expression does nothing but give a value, so that it can go when nobody wants the value.</summary>
internal static class Purity
{
    public static bool IsPure(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
        expression.DescendantNodesAndSelf().All(node => node switch
        {
            InvocationExpressionSyntax invocation => IsPureCall(invocation, model, cancellation),
            BaseObjectCreationExpressionSyntax creation => IsBuilder(model.GetTypeInfo(creation, cancellation).Type),
            AssignmentExpressionSyntax assignment => assignment.Parent is InitializerExpressionSyntax,
            AwaitExpressionSyntax or ThrowExpressionSyntax or AnonymousFunctionExpressionSyntax or RefExpressionSyntax or QueryExpressionSyntax => false,
            PostfixUnaryExpressionSyntax postfix => postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression),
            PrefixUnaryExpressionSyntax prefix => !prefix.IsKind(SyntaxKind.PreIncrementExpression) && !prefix.IsKind(SyntaxKind.PreDecrementExpression),
            _ => true,
        });

    public static bool IsBuilder(ITypeSymbol? type) =>
        type.Is("Microsoft.Data.Sqlite", "SqliteConnectionStringBuilder") || type.Is("System.Data.Common", "DbConnectionStringBuilder");

    /// <summary>Whether making one touches no file: a connection does so only when it is opened.</summary>
    public static bool IsInert(ITypeSymbol? type) =>
        IsBuilder(type) || type.Is("Microsoft.Data.Sqlite", "SqliteConnection") || type.Is("Microsoft.Data.Sqlite", "SqliteCommand");

    public static bool IsPureCall(InvocationExpressionSyntax invocation, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(invocation, cancellation).Symbol is not IMethodSymbol { ContainingType: { } type } method)
        {
            // nameof is no call.
            return invocation.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" };
        }

        return (method.Name, type) switch
        {
            ("Combine" or "Join" or "GetFullPath" or "GetFileName" or "GetDirectoryName" or "ChangeExtension" or "GetTempPath", _) when type.Is("System.IO", "Path") => true,
            ("GetFolderPath" or "GetEnvironmentVariable", _) when type.Is("System", "Environment") => true,
            (_, { SpecialType: SpecialType.System_String }) => true,
            ("ToString", _) => IsBuilder(type) || type.SpecialType != SpecialType.None,
            ("GetConnectionString", _) => type.Is("Microsoft.Extensions.Configuration", "ConfigurationExtensions"),
            _ => false,
        };
    }
}
