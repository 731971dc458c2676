using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.CodeFixes.Rewriting;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Declaring;

/// <summary>Puts a new factory into a project: under a name and in a namespace that suit it, in a file of its own where that can be.</summary>
internal static class FactoryPlace
{
    private const string DefaultName = "Databases";

    /// <summary>The solution with the factory, and the factory's full name. No site is moved by it.</summary>
    public static async Task<(Solution Solution, string FullName)> AddAsync(
        Solution solution, NewFactory factory, List<RawSite> sites, CancellationToken cancellation)
    {
        var document = solution.GetDocument(sites[0].Expression.SyntaxTree)!;
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var language = ((CSharpParseOptions)document.Project.ParseOptions!).LanguageVersion;
        var (place, name) = Choose(document.Project, sites);

        // dotnet format's workspace lists an added file in the project file, where the SDK's own pattern has it already: such a project no longer
        // builds. There the factory joins the file of the first site.
        if (solution.Workspace.Kind == WorkspaceKind.MSBuild)
        {
            var fileScope = sites[0].Expression.Ancestors().OfType<FileScopedNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString();
            var lines = Wrap(factory.Lines(name, language, "SqliteDiscipline."), fileScope is null ? place : string.Empty);
            var appended = text.WithChanges(new TextChange(new TextSpan(text.Length, 0), Separator(text) + Join(lines, text)));
            foreach (var id in document.GetLinkedDocumentIds().Add(document.Id))
            {
                solution = solution.WithDocumentText(id, appended);
            }

            return (solution, FullName(fileScope ?? place, name));
        }

        var body = language >= LanguageVersion.CSharp10 && place.Length > 0
            ? new[] { $"namespace {place};", string.Empty }.Concat(factory.Lines(name, language))
            : Wrap(factory.Lines(name, language), place);
        var file = Join(new[] { "using SqliteDiscipline;", string.Empty }.Concat(body), text);
        return (AddFile(solution, document, name, SourceText.From(file, new System.Text.UTF8Encoding(false))), FullName(place, name));
    }

    /// <summary>What the builds of one project for several frameworks have in common.</summary>
    public static string ProjectKey(Project project) => project.FilePath ?? project.Id.Id.ToString();

    private static string FullName(string place, string name) => place.Length > 0 ? place + "." + name : name;

    private static IEnumerable<string> Wrap(IEnumerable<string> lines, string place) => place.Length == 0
        ? lines
        : new[] { $"namespace {place}", "{" }.Concat(lines.Select(line => "    " + line)).Append("}");

    private static string Join(IEnumerable<string> lines, SourceText like) => string.Concat(lines.Select(line => line + Usings.NewLine(like)));

    private static string Separator(SourceText text)
    {
        var newLine = Usings.NewLine(text);
        return text.Lines[text.Lines.Count - 1].Span.IsEmpty ? newLine : newLine + newLine;
    }

    /// <summary>Where the factory goes: the project's root namespace if the sites are in it, else what their namespaces have in common.</summary>
    private static (string Namespace, string Name) Choose(Project project, List<RawSite> sites)
    {
        var namespaces = sites
            .Select(site => string.Join(".", site.Expression.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(part => part.Name.ToString())))
            .ToList();
        var written = namespaces.Where(name => name.Length > 0).ToList();
        var root = project.DefaultNamespace ?? string.Empty;
        var place = written.Count == 0 || (root.Length > 0 && written.All(name => IsIn(name, root)))
            ? root
            : written.Aggregate(Common);
        place = place.Length > 0 || written.Count == 0 ? place : written[0];

        // A namespace that the project itself has may be called so too.
        var compilation = sites[0].Model.Compilation;
        var unique = new[] { DefaultName, "SqliteDatabases" }
            .Concat(Enumerable.Range(2, 100).Select(number => DefaultName + number))
            .First(name => !compilation.GetSymbolsWithName(name, SymbolFilter.Type | SymbolFilter.Namespace).Any()

                // The library that a test project sees into may have got one just now.
                && !compilation.GetTypesByMetadataName(FullName(place, name)).Any(other => compilation.IsSymbolAccessibleWithin(other, compilation.Assembly)));
        return (place, unique);
    }

    private static string Common(string left, string right)
    {
        var (a, b) = (left.Split('.'), right.Split('.'));
        return string.Join(".", a.Zip(b, (x, y) => x == y ? x : null).TakeWhile(part => part is not null));
    }

    private static bool IsIn(string name, string root) => name == root || name.StartsWith(root + ".", StringComparison.Ordinal);

    private static Solution AddFile(Solution solution, Document site, string name, SourceText text)
    {
        var project = site.Project;
        var taken = new HashSet<string>(project.Documents.Select(document => document.Name), StringComparer.OrdinalIgnoreCase);
        var file = new[] { name }.Concat(Enumerable.Range(2, 100).Select(number => name + number)).Select(stem => stem + ".cs").First(candidate => !taken.Contains(candidate));
        var directory = Root(project, site);
        foreach (var build in solution.Projects.Where(other => ProjectKey(other) == ProjectKey(project)).ToList())
        {
            var id = DocumentId.CreateNewId(build.Id, file);
            solution = solution.AddDocument(id, file, text, filePath: directory is null ? null : Path.Combine(directory, file));
        }

        return solution;
    }

    /// <summary>The project's directory; where only the site's file is known, that file's without the folders it lies in.</summary>
    private static string? Root(Project project, Document site)
    {
        var directory = Path.GetDirectoryName(project.FilePath ?? site.FilePath);
        for (var depth = project.FilePath is null ? site.Folders.Count : 0; depth > 0 && directory is not null; depth--)
        {
            directory = Path.GetDirectoryName(directory);
        }

        return directory;
    }
}
