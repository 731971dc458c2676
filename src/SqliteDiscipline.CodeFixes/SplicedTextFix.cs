using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.CodeFixes;

/// <summary>SQLD209: doubles the quotes of spliced text, and puts quotes around it where there are none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SplicedTextFix))]
[Shared]
public sealed class SplicedTextFix : CodeFixProvider
{
    private static readonly FixAllTexts s_fixAll = new("Quote what is spliced in", "SQLD209.Quote", Changes);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("SQLD209");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => s_fixAll;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is not null && model is not null && Changes(diagnostic, root, model).Any())
            {
                context.RegisterCodeFix(s_fixAll.One("Quote the text", context.Document, diagnostic), diagnostic);
            }
        }
    }

    private static IEnumerable<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SemanticModel model)
    {
        var span = diagnostic.Location.SourceSpan;
        if (!diagnostic.Properties.TryGetValue("Quote", out var quote) || quote is null
            || root.FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<ExpressionSyntax>(node => node.Span == span) is not { } expression
            || model.GetTypeInfo(expression).Type?.SpecialType != SpecialType.System_String)
        {
            yield break;
        }

        var one = quote.Length == 0 ? "'" : quote;
        var receiver = NeedsParentheses(expression) ? $"({expression})" : expression.ToString();
        var access = model.GetTypeInfo(expression).Nullability.FlowState == NullableFlowState.MaybeNull ? "?." : ".";
        var doubled = $"{receiver}{access}Replace({Literal(one)}, {Literal(one + one)})";
        if (quote.Length > 0)
        {
            yield return new TextChange(span, doubled);
        }
        else if (expression.Parent is InterpolationSyntax interpolation)
        {
            yield return new TextChange(new TextSpan(interpolation.SpanStart, 0), one);
            yield return new TextChange(span, doubled);
            yield return new TextChange(new TextSpan(interpolation.Span.End, 0), one);
        }
        else
        {
            yield return new TextChange(span, $"{Literal(one)} + {doubled} + {Literal(one)}");
        }
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static bool NeedsParentheses(ExpressionSyntax expression) => expression is not
        (IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
        or ParenthesizedExpressionSyntax or ThisExpressionSyntax or LiteralExpressionSyntax);
}
