using Microsoft.CodeAnalysis.CodeActions;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What tests of code actions have in common: which of the actions on offer is meant, and how closely its result is looked at.</summary>
public abstract class CodeActionTest<TVerifier> : AnalyzerTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    /// <summary>Which of the actions is applied, in the order they are registered. Default: the first.</summary>
    public int? CodeActionIndex { get; set; }

    /// <summary>Which of the actions is applied, by its equivalence key.</summary>
    public string? CodeActionEquivalenceKey { get; set; }

    public CodeActionValidationMode CodeActionValidationMode { get; set; } = CodeActionValidationMode.SemanticStructure;

    /// <summary>Looks at the action that is applied: its title, say.</summary>
    public Action<CodeAction, IVerifier>? CodeActionVerifier { get; set; }

    /// <summary>The action that the test means, or <see langword="null"/> where it is not on offer.</summary>
    private protected CodeAction? Choose(IReadOnlyList<CodeAction> actions, IVerifier verifier)
    {
        var chosen = CodeActionEquivalenceKey is { } key
            ? actions.Where(action => action.EquivalenceKey == key).Skip(CodeActionIndex ?? 0).FirstOrDefault()
            : actions.Skip(CodeActionIndex ?? 0).FirstOrDefault();
        if (chosen is not null)
        {
            CodeActionVerifier?.Invoke(chosen, verifier);
        }

        return chosen;
    }

    /// <summary>The solution that an action leaves.</summary>
    private protected async Task<Solution> ApplyAsync(Solution before, CodeAction action, IVerifier verifier, CancellationToken cancellationToken)
    {
        var operations = await action.GetOperationsAsync(cancellationToken).ConfigureAwait(false);
        var changes = operations.OfType<ApplyChangesOperation>().ToList();
        if (changes.Count != 1)
        {
            verifier.Fail(
                $"'{action.Title}' should consist of one change to the solution, and consists of: "
                + string.Join(", ", operations.Select(operation => operation.GetType().Name)));
        }

        var after = changes[0].ChangedSolution;
        foreach (var document in ChangedDocuments(before, after))
        {
            await SyntaxValidation.VerifyAsync(document, CodeActionValidationMode, verifier, cancellationToken).ConfigureAwait(false);
        }

        return after;
    }

    private protected static IEnumerable<Document> ChangedDocuments(Solution before, Solution after) => after
        .GetChanges(before)
        .GetProjectChanges()
        .SelectMany(project => project.GetChangedDocuments().Concat(project.GetAddedDocuments()))
        .Select(id => after.GetDocument(id)!);
}
