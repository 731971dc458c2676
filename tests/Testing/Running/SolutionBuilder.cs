using Microsoft.CodeAnalysis.Host.Mef;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Makes a solution of an evaluated state.</summary>
internal sealed class SolutionBuilder(
    ReferenceAssemblies framework,
    Func<CompilationOptions> compilationOptions,
    Func<ParseOptions> parseOptions,
    GeneratorReference? generators)
{
    // Composing the host's services takes longer than most tests; they hold no state of a test.
    private static readonly MefHostServices Host = MefHostServices.DefaultHost;

    /// <summary>The solution, and in it the project under test.</summary>
    public async Task<Project> BuildAsync(EvaluatedState state, CancellationToken cancellationToken)
    {
        using var workspace = new AdhocWorkspace(Host);
        var ids = state.Projects.ToDictionary(
            project => project.Name, project => ProjectId.CreateNewId(project.Name), StringComparer.Ordinal);
        var solution = workspace.CurrentSolution;
        foreach (var project in state.Projects)
        {
            solution = await AddAsync(solution, ids[project.Name], project, cancellationToken).ConfigureAwait(false);
        }

        foreach (var project in state.Projects)
        {
            foreach (var reference in project.AdditionalProjectReferences)
            {
                solution = ids.TryGetValue(reference, out var target)
                    ? solution.AddProjectReference(ids[project.Name], new ProjectReference(target))
                    : throw new ArgumentException($"project '{project.Name}' refers to '{reference}', which the test does not declare");
            }
        }

        return solution.GetProject(ids[state.Primary.Name])!;
    }

    private async Task<Solution> AddAsync(
        Solution solution, ProjectId id, EvaluatedProject project, CancellationToken cancellationToken)
    {
        var references = await (project.ReferenceAssemblies ?? framework)
            .ResolveAsync(LanguageNames.CSharp, cancellationToken).ConfigureAwait(false);
        var parse = parseOptions();
        if (project.DocumentationMode is { } documentation)
        {
            parse = parse.WithDocumentationMode(documentation);
        }

        var compilation = compilationOptions();
        if (project.OutputKind is { } kind)
        {
            compilation = compilation.WithOutputKind(kind);
        }

        return solution.AddProject(ProjectInfo
            .Create(
                id,
                VersionStamp.Default,
                project.Name,
                project.Name,
                LanguageNames.CSharp,
                compilationOptions: compilation,
                parseOptions: parse,
                documents: Documents(id, project, project.Sources),
                additionalDocuments: Documents(id, project, project.AdditionalFiles),
                metadataReferences: [.. references, .. project.AdditionalReferences],
                analyzerReferences: generators is null ? [] : [generators])
            .WithAnalyzerConfigDocuments(Documents(id, project, project.AnalyzerConfigFiles)));
    }

    private static IEnumerable<DocumentInfo> Documents(ProjectId id, EvaluatedProject project, IEnumerable<EvaluatedFile> files) =>
        files.Select(file => DocumentInfo.Create(
            DocumentId.CreateNewId(id, file.Path),
            Path.GetFileName(file.Path),
            Folders(project, file.Path),
            loader: TextLoader.From(TextAndVersion.Create(file.Text, VersionStamp.Default, file.Path)),
            filePath: file.Path));

    // A fix that puts a new document beside an old one says so by the old one's folders.
    private static string[] Folders(EvaluatedProject project, string path) =>
        path.StartsWith(project.Folder, StringComparison.Ordinal) ? path[project.Folder.Length..].Split('/')[..^1] : [];
}
