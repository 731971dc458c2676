using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Timeline.Gate;

/// <summary>
/// What the tools of EF Core write of a model: the whole of it once more with each migration, thousands of lines that only describe tables. A column
/// that is called <c>Query</c>, or the annotation <c>Sqlite:Autoincrement</c>, would have each of them followed statement by statement.
/// </summary>
internal static class ModelSnapshot
{
    public static bool Is(SyntaxNode member) =>
        member is MethodDeclarationSyntax { Identifier.ValueText: "BuildModel" or "BuildTargetModel", ParameterList.Parameters: { Count: 1 } parameters } method
        && method.Modifiers.Any(SyntaxKind.OverrideKeyword)
        && parameters[0].Type?.ToString().EndsWith("ModelBuilder", StringComparison.Ordinal) == true;
}
