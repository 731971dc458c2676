namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Compares the files of solutions, by name and to the letter.</summary>
internal static class SolutionComparison
{
    public static async Task<bool> DiffersAsync(Solution before, Solution after, CancellationToken cancellationToken)
    {
        var changes = after.GetChanges(before);
        if (changes.GetAddedProjects().Any() || changes.GetRemovedProjects().Any())
        {
            return true;
        }

        foreach (var id in before.ProjectIds)
        {
            var (left, right) = (before.GetProject(id)!, after.GetProject(id)!);
            var (was, now) = (
                await FilesAsync(left, string.Empty, cancellationToken).ConfigureAwait(false),
                await FilesAsync(right, string.Empty, cancellationToken).ConfigureAwait(false));
            if (!was.SequenceEqual(now) || !left.MetadataReferences.SequenceEqual(right.MetadataReferences))
            {
                return true;
            }
        }

        return false;
    }

    public static async Task VerifyAsync(
        Solution solution, EvaluatedState expected, IVerifier verifier, CancellationToken cancellationToken)
    {
        foreach (var wanted in expected.Projects)
        {
            var project = solution.Projects.Single(candidate => candidate.Name == wanted.Name);
            var files = await FilesAsync(project, wanted.Folder, cancellationToken).ConfigureAwait(false);
            var texts = wanted.Sources.Concat(wanted.AdditionalFiles).Concat(wanted.AnalyzerConfigFiles)
                .ToDictionary(file => file.Path, file => file.Text.ToString(), StringComparer.Ordinal);
            foreach (var (path, text) in files)
            {
                if (texts.Remove(path, out var expectedText))
                {
                    verifier.EqualOrDiff(expectedText, text, $"'{path}' is fixed otherwise than expected");
                }
                else
                {
                    verifier.Fail($"'{path}' is not expected in '{wanted.Name}'; it holds:{Environment.NewLine}{text}");
                }
            }

            verifier.Empty($"files missing from '{wanted.Name}'", texts.Keys);
        }
    }

    private static async Task<SortedDictionary<string, string>> FilesAsync(
        Project project, string folder, CancellationToken cancellationToken)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in project.Documents.Concat(project.AdditionalDocuments).Concat(project.AnalyzerConfigDocuments))
        {
            // A document that a fix adds may have a name and folders, yet no path.
            var path = document.FilePath ?? folder + string.Join('/', document.Folders.Append(document.Name));
            files[path] = (await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString();
        }

        return files;
    }
}
