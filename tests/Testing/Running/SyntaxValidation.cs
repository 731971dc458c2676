namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// A fix may build a tree by hand that reads well as text and is wrong as a tree, so that the next fix stumbles over it:
/// its tree must be the one that its text parses to.
/// </summary>
internal static class SyntaxValidation
{
    public static async Task VerifyAsync(
        Document document, CodeActionValidationMode mode, IVerifier verifier, CancellationToken cancellationToken)
    {
        if (mode == CodeActionValidationMode.None || await document.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false) is not { } tree)
        {
            return;
        }

        var actual = await tree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var reparsed = CSharp.CSharpSyntaxTree.ParseText(
            text, (CSharp.CSharpParseOptions)tree.Options, tree.FilePath, cancellationToken).GetRoot(cancellationToken);
        verifier.EqualOrDiff(
            Describe(reparsed, mode),
            Describe(actual, mode),
            $"The fix leaves a syntax tree of '{document.FilePath ?? document.Name}' that its text does not parse to");
    }

    private static string Describe(SyntaxNode root, CodeActionValidationMode mode)
    {
        var withTrivia = mode == CodeActionValidationMode.Full;
        var lines = new List<string>();
        foreach (var item in root.DescendantNodesAndTokensAndSelf(descendIntoTrivia: withTrivia))
        {
            var depth = item.AsNode() is { } node ? node.Ancestors().Count() : item.Parent!.Ancestors().Count() + 1;
            var kind = (CSharp.SyntaxKind)item.RawKind;
            lines.Add($"{new string(' ', depth)}{kind}{(item.IsToken ? $" {item}" : string.Empty)}");
            if (withTrivia && item.IsToken)
            {
                lines.AddRange(item.GetLeadingTrivia().Concat(item.GetTrailingTrivia()).Select(trivia => $"{new string(' ', depth + 1)}{trivia}"));
            }
        }

        return string.Join('\n', lines);
    }
}
