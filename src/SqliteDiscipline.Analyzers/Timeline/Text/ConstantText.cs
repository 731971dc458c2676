using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Text;

/// <summary>The text of a constant, with the literals that spell it: behind a name, those of the constant's declaration.</summary>
internal static class ConstantText
{
    public static TextTemplate Read(IOperation constant, string text, CancellationToken cancellation)
    {
        var declared = constant switch
        {
            IFieldReferenceOperation { Field: var field } => (ISymbol)field,
            ILocalReferenceOperation { Local: var local } => local,
            _ => null,
        };
        if (declared?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: var value })
        {
            var spelt = TextTemplate.Concat(Literals(value).Select(literal => TextTemplate.Literal(literal.Token.ValueText, literal)));
            if (spelt.Constant == text)
            {
                return spelt;
            }
        }

        return TextTemplate.Literal(text, constant.Syntax);
    }

    /// <summary>The text of an enum: the name of its member, unless several have the number, or none.</summary>
    public static TextTemplate OfEnum(IOperation expression, ITypeSymbol type, object number) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(member => number.Equals(member.ConstantValue)).Take(2).ToList() is { Count: 1 } only
            ? TextTemplate.Literal(only[0].Name, expression.Syntax)
            : TextTemplate.Unknown(expression);

    private static IEnumerable<LiteralExpressionSyntax> Literals(ExpressionSyntax value)
    {
        var pending = new Stack<ExpressionSyntax>();
        pending.Push(value);
        while (pending.Count > 0)
        {
            switch (pending.Pop())
            {
                case LiteralExpressionSyntax literal:
                    yield return literal;
                    break;
                case ParenthesizedExpressionSyntax parenthesized:
                    pending.Push(parenthesized.Expression);
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } add:
                    pending.Push(add.Right);
                    pending.Push(add.Left);
                    break;
                default:
                    yield break;
            }
        }
    }
}
