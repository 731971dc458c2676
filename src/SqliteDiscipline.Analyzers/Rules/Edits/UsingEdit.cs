using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>
/// Makes a <c>using</c> of the declaration of a connection; in C# before 8 a <c>using</c> statement around what follows it. Only where it is a
/// declaration of its own.
/// </summary>
internal static class UsingEdit
{
    /// <param name="created">The making of the connection.</param>
    /// <param name="own">All that happens to it.</param>
    /// <param name="model">The model of its file.</param>
    public static ImmutableArray<SourceChange> Of(Created created, IEnumerable<TimelineEvent> own, SemanticModel model)
    {
        var value = Outward(created.Operation.Syntax);
        if (value.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration } } }
            || declaration.UsingKeyword != default || declaration.Parent is not (BlockSyntax or GlobalStatementSyntax))
        {
            return ImmutableArray<SourceChange>.Empty;
        }

        if (declaration.SyntaxTree.Options is not CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp8 })
        {
            return Around(declaration) is { } change ? ImmutableArray.Create(change) : ImmutableArray<SourceChange>.Empty;
        }

        var isAwaited = value is AwaitExpressionSyntax || own.OfType<Opened>().Any(opened => Outward(opened.Operation.Syntax) is AwaitExpressionSyntax);
        var type = model.GetTypeInfo(declaration.Declaration.Type).Type;
        var isAsync = isAwaited && type?.AllInterfaces.Any(contract => contract.Name == "IAsyncDisposable") == true;
        return ImmutableArray.Create(new SourceChange(
            Location.Create(declaration.SyntaxTree, new TextSpan(declaration.SpanStart, 0)), isAsync ? "await using " : "using "));
    }

    /// <summary>The expression with the <c>await</c> and <c>ConfigureAwait</c> around it.</summary>
    private static SyntaxNode Outward(SyntaxNode node)
    {
        while (node.Parent is AwaitExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax
               or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }
               or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" }
               or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } })
        {
            node = node.Parent;
        }

        return node;
    }

    /// <summary>A <c>using</c> statement with all that comes after the declaration in its block.</summary>
    private static SourceChange? Around(LocalDeclarationStatementSyntax declaration)
    {
        if (declaration.Parent is not BlockSyntax block)
        {
            return null;
        }

        var after = block.Statements.Skip(block.Statements.IndexOf(declaration) + 1).ToList();
        var source = declaration.SyntaxTree.GetText();
        var indent = source.ToString(TextSpan.FromBounds(source.Lines.GetLineFromPosition(declaration.SpanStart).Start, declaration.SpanStart));
        var end = source.Lines.GetLineFromPosition(declaration.Span.End).EndIncludingLineBreak;

        // Statements that share a line with others are rare, and not worth the risk.
        if (after.Count == 0 || indent.Trim().Length > 0 || after[0].FullSpan.Start != end || source.Lines.GetLineFromPosition(block.CloseBraceToken.SpanStart).Start < after[after.Count - 1].FullSpan.End)
        {
            return null;
        }

        var newLine = source.ToString(source.Lines.GetLineFromPosition(declaration.Span.End).SpanIncludingLineBreak).EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var unit = indent.IndexOf('\t') >= 0 ? "\t" : "    ";
        var span = TextSpan.FromBounds(end, after[after.Count - 1].FullSpan.End);
        var comment = source.ToString(TextSpan.FromBounds(declaration.Span.End, end)).TrimEnd('\r', '\n');
        var text = $"using ({declaration.Declaration}){comment}{newLine}{indent}{{{newLine}{Indentation.Deeper(source, span, after, unit).Trim('\r', '\n')}{newLine}{indent}}}{newLine}";
        return new SourceChange(Location.Create(declaration.SyntaxTree, TextSpan.FromBounds(declaration.SpanStart, span.End)), text);
    }
}
