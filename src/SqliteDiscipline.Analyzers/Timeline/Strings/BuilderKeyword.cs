using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Timeline.Strings;

/// <summary>A keyword that is set on a <c>SqliteConnectionStringBuilder</c>: by indexer, by <c>Add</c>, or by its property.</summary>
/// <param name="Keyword">The keyword; of a property, its canonical name.</param>
/// <param name="Value">The value.</param>
/// <param name="Builder">The builder.</param>
/// <param name="Whole">All that sets it: an assignment, a call, or an element of an initializer.</param>
/// <param name="KeywordSyntax">The keyword or property name in it.</param>
internal sealed record BuilderKeyword(string Keyword, IOperation Value, IOperation Builder, IOperation Whole, SyntaxNode KeywordSyntax)
{
    public SyntaxNode Syntax => Whole.Syntax;

    /// <summary>Whether it is said by the builder's own property, which cannot be wrong.</summary>
    public bool IsProperty { get; init; }

    /// <summary>What makes the builder: the creation whose initializer this is part of, or the builder that it is set on.</summary>
    public IOperation? Maker
    {
        get
        {
            if (Builder is not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver })
            {
                return Builder;
            }

            var around = Builder.Parent;
            while (around is not (null or IObjectCreationOperation))
            {
                around = around.Parent;
            }

            return around;
        }
    }

    public static BuilderKeyword? Read(IOperation operation, CancellationToken cancellation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } builder } property } assignment
            when ConnectionStringSites.IsBuilder(ConnectionStringSites.Made(builder, cancellation)) => OfProperty(property, builder, assignment),
        IInvocationOperation { TargetMethod.Name: "Add", Instance: { } builder, Arguments: { Length: 2 } arguments } call
            when ConnectionStringSites.IsBuilder(ConnectionStringSites.Made(builder, cancellation))
            && arguments[0].Value is { ConstantValue: { HasValue: true, Value: string keyword } } named =>
            new BuilderKeyword(keyword, Operand(arguments[1].Value), builder, call, named.Syntax),
        _ => null,
    };

    /// <summary>The value as text, where it is text or a name of an enumeration.</summary>
    public string? TextValue(CancellationToken cancellation) => Value.Type?.TypeKind == TypeKind.Enum
        ? (Value as IFieldReferenceOperation)?.Field.Name
        : Value.Type?.SpecialType == SpecialType.System_String ? TextReader.Read(Value, cancellation).Constant : null;

    /// <summary>What a fix takes out to unsay it; absent where nothing can be taken out and the rest still compile.</summary>
    /// <param name="alsoRemoved">Which other elements of the initializer go too, when everything is fixed at once.</param>
    public TextSpan? Removal(Func<IOperation, bool> alsoRemoved) => Syntax.Parent switch
    {
        InitializerExpressionSyntax initializer => OfElement(initializer, alsoRemoved),
        ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax } statement => statement.Span,
        _ => null,
    };

    private static BuilderKeyword? OfProperty(IPropertyReferenceOperation property, IOperation builder, ISimpleAssignmentOperation assignment) => property switch
    {
        { Arguments: { Length: 1 } index } => index[0].Value is { ConstantValue: { HasValue: true, Value: string keyword } } named
            ? new BuilderKeyword(keyword, Operand(assignment.Value), builder, assignment, named.Syntax)
            : null,
        { Property.Name: not "ConnectionString" } => new BuilderKeyword(
            ConnectionKeywords.Canonical(property.Property.Name), Operand(assignment.Value), builder, assignment, NameOf(property)) { IsProperty = true },
        _ => null,
    };

    private static SyntaxNode NameOf(IPropertyReferenceOperation property) =>
        property.Syntax is MemberAccessExpressionSyntax access ? access.Name : property.Syntax;

    private static IOperation Operand(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null } conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }

    // On one line with others: with the comma before it, or after it where nothing is left before it. On a line of its own: with its comma.
    private TextSpan OfElement(InitializerExpressionSyntax initializer, Func<IOperation, bool> alsoRemoved)
    {
        var elements = initializer.Expressions;
        var index = elements.IndexOf((ExpressionSyntax)Syntax);
        var siblings = (Whole.Parent as IObjectOrCollectionInitializerOperation)?.Initializers;
        var leads = index == 0 || siblings?.TakeWhile(sibling => sibling != Whole).All(alsoRemoved) == true;
        if (!leads && SameLine(elements.GetSeparator(index - 1), Syntax))
        {
            return TextSpan.FromBounds(elements.GetSeparator(index - 1).SpanStart, Syntax.Span.End);
        }

        if (index >= elements.SeparatorCount)
        {
            return Syntax.Span;
        }

        // Up to what stands behind on the line: the next element or a comment.
        var comma = elements.GetSeparator(index);
        var gap = comma.TrailingTrivia.Count > 0 ? comma.TrailingTrivia[0] : default;
        var hasMore = gap.IsKind(SyntaxKind.WhitespaceTrivia) && !(comma.TrailingTrivia.Count > 1 && comma.TrailingTrivia[1].IsKind(SyntaxKind.EndOfLineTrivia));
        return TextSpan.FromBounds(Syntax.SpanStart, hasMore ? gap.Span.End : comma.Span.End);
    }

    private static bool SameLine(SyntaxToken token, SyntaxNode node)
    {
        var text = node.SyntaxTree.GetText();
        return text.Lines.GetLineFromPosition(token.SpanStart).LineNumber == text.Lines.GetLineFromPosition(node.SpanStart).LineNumber;
    }
}
