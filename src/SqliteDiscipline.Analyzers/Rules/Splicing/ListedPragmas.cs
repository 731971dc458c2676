using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>
/// Pragmas as a whole, one after the other, out of a list that some object holds, such as options: <c>foreign_keys = ON</c> is meant to be SQL, and with quotes
/// around it would be none.
/// </summary>
internal static class ListedPragmas
{
    public static bool Are(SqlStatement statement, SyntaxNode spliced, SemanticModel model, CancellationToken cancellation) =>
        statement is PragmaStatement { Form: PragmaForm.Query, Schema: null, Name.Value: null }
        && spliced.SyntaxTree == model.SyntaxTree
        && model.GetSymbolInfo(spliced, cancellation).Symbol is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } declared }
        && declared[0].GetSyntax(cancellation) is ForEachStatementSyntax loop
        && model.GetSymbolInfo(ListOf(loop.Expression), cancellation).Symbol is IPropertySymbol or IFieldSymbol;

    // options.Pragmas ?? new()
    private static ExpressionSyntax ListOf(ExpressionSyntax elements) => elements switch
    {
        ParenthesizedExpressionSyntax parenthesized => ListOf(parenthesized.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce => ListOf(coalesce.Left),
        ConditionalAccessExpressionSyntax { WhenNotNull: var member } => member,
        _ => elements,
    };
}
