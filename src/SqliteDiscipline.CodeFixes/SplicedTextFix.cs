using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Rules;
using SqliteDiscipline.CodeFixes.Rewriting;

namespace SqliteDiscipline.CodeFixes;

/// <summary>SQLD209: doubles the quotes of spliced text, and puts quotes around it where there are none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SplicedTextFix))]
[Shared]
public sealed class SplicedTextFix : CodeFixProvider
{
    private const string Title = "Quote the text that is spliced in";
    private const string Key = "SqliteDiscipline.QuoteSplicedText";

    private static readonly DocumentFixAll s_fixAll = new(Title, Key, FixAsync);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("SQLD209");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => s_fixAll;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            var changed = await FixAsync(context.Document, ImmutableArray.Create(diagnostic), context.CancellationToken).ConfigureAwait(false);
            if (!changed.ContentEquals(text))
            {
                context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithText(changed)), Key), diagnostic);
            }
        }
    }

    private static async Task<SourceText> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return text;
        }

        var root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        var changed = SourceEdits.Apply(text, diagnostics.SelectMany(diagnostic => Changes(diagnostic, root, model)));

        // Quotes within an interpolated string are newer than some compilers.
        return new CompileCheck(model.Compilation, model.SyntaxTree, cancellation).Holds(changed, Enumerable.Empty<string>()) ? changed : text;
    }

    private static IEnumerable<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SemanticModel model)
    {
        var span = diagnostic.Location.SourceSpan;
        if (!diagnostic.Properties.TryGetValue(SQLD209SplicedText.Quote, out var quote) || quote is null
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
