using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Answers a FixAll's question what is reported where, as an editor would.</summary>
internal sealed class FixAllDiagnostics(Func<Project, CancellationToken, Task<ImmutableArray<Diagnostic>>> getDiagnostics)
    : FixAllContext.DiagnosticProvider
{
    public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
        (await getDiagnostics(document.Project, cancellationToken).ConfigureAwait(false))
            .Where(diagnostic => diagnostic.Location.SourceTree?.FilePath is { } path && path == document.FilePath);

    public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
        (await getDiagnostics(project, cancellationToken).ConfigureAwait(false)).Where(diagnostic => !diagnostic.Location.IsInSource);

    public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
        await getDiagnostics(project, cancellationToken).ConfigureAwait(false);
}
