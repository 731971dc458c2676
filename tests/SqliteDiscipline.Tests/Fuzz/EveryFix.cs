using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SqliteDiscipline.CodeFixes;

namespace SqliteDiscipline.Tests.Fuzz;

/// <summary>Takes up one report with every fix there is for it: what it offers is made, for the one site and for all of the document.</summary>
internal static class EveryFix
{
    // A fix compiles what it makes: of the many databases that it offers, these many are chosen.
    private const int MostActions = 2;

    private static readonly ImmutableArray<CodeFixProvider> s_fixes =
    [
        .. typeof(UseWrapperFix).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    // A group of actions is applied by its members: public on newer Roslyns only, and by another name on older ones.
    private static readonly PropertyInfo? s_nested = new[] { "NestedActions", "NestedCodeActions" }
        .Select(name => typeof(CodeAction).GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        .FirstOrDefault(property => property?.PropertyType == typeof(ImmutableArray<CodeAction>));

    public static bool Concerns(string id) => s_fixes.Any(fix => fix.FixableDiagnosticIds.Contains(id));

    /// <summary>Applies what is offered for a report, and gives the number of edits made.</summary>
    /// <param name="document">Where it stands.</param>
    /// <param name="diagnostic">The report.</param>
    /// <param name="reported">All reports of the document, for fixing them all.</param>
    /// <param name="failed">Told what threw.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public static async Task<int> ApplyAsync(
        Document document, Diagnostic diagnostic, ImmutableArray<Diagnostic> reported, Action<string> failed, CancellationToken cancellation)
    {
        var made = 0;
        foreach (var fix in s_fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            try
            {
                var actions = new List<CodeAction>();
                await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellation));
                foreach (var action in actions.SelectMany(Leaves).Take(MostActions))
                {
                    await action.GetOperationsAsync(cancellation);
                    made++;
                }

                var all = new FixAllContext(
                    document, fix, FixAllScope.Document, actions.SelectMany(Leaves).FirstOrDefault()?.EquivalenceKey ?? string.Empty, [diagnostic.Id], new Reported(reported), cancellation);
                if (actions.Count > 0 && await fix.GetFixAllProvider()!.GetFixAsync(all) is { } fixAll)
                {
                    await fixAll.GetOperationsAsync(cancellation);
                }
            }
            catch (Exception thrown) when (thrown is not OperationCanceledException)
            {
                failed($"{fix.GetType().Name} for {diagnostic}: {thrown}");
            }
        }

        return made;
    }

    private static IEnumerable<CodeAction> Leaves(CodeAction action) =>
        s_nested?.GetValue(action) is ImmutableArray<CodeAction> { IsDefaultOrEmpty: false } nested ? nested.SelectMany(Leaves) : [action];

    /// <summary>What was reported in the one document is all that there is.</summary>
    private sealed class Reported(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);
    }
}
