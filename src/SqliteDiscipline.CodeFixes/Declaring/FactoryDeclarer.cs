using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.CodeFixes.Choosing;
using SqliteDiscipline.CodeFixes.Rewriting;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Declaring;

/// <summary>Adds a factory to every project that has raw connections and none in sight, then replaces them by its wrappers.</summary>
internal static class FactoryDeclarer
{
    private const string DefaultName = "Databases";

    /// <summary>The solution with the factories and the replaced sites, and the members that they call; unchanged where nothing can be replaced.</summary>
    public static async Task<(Solution Solution, ImmutableArray<string> Members)> DeclareAsync(
        Solution solution, IEnumerable<SiteLocation> sites, CancellationToken cancellation)
    {
        var result = solution;
        var members = ImmutableArray<string>.Empty;

        // The builds of one project for several frameworks share their files, and so the factory.
        foreach (var project in sites.GroupBy(site => ProjectKey(result.GetProject(site.Document.ProjectId)!)).ToList())
        {
            var (declared, called) = await DeclareInProjectAsync(result, project.ToImmutableArray(), cancellation).ConfigureAwait(false);
            result = declared;
            members = members.AddRange(called);
        }

        return (members.IsEmpty ? solution : result, members);
    }

    private static async Task<(Solution Solution, ImmutableArray<string> Members)> DeclareInProjectAsync(
        Solution solution, ImmutableArray<SiteLocation> locations, CancellationToken cancellation)
    {
        var unchanged = (solution, ImmutableArray<string>.Empty);
        var found = await FindAsync(solution, locations, cancellation).ConfigureAwait(false);
        var factory = new NewFactory();
        found.ForEach(factory.Add);
        if (factory.IsEmpty || found[0].Model.Compilation.GetTypeByMetadataName(FactoriesInSight.AttributeMetadataName) is null)
        {
            return unchanged;
        }

        var project = solution.GetProject(locations[0].Document.ProjectId)!;
        var (containingNamespace, name) = Place(project, found);
        var newLine = Usings.NewLine(await solution.GetDocument(locations[0].Document)!.GetTextAsync(cancellation).ConfigureAwait(false));
        var text = factory.Write(containingNamespace, name, ((CSharpParseOptions)project.ParseOptions!).LanguageVersion, newLine);

        var declared = AddFile(solution, project, Root(project, solution.GetDocument(locations[0].Document)!), name, SourceText.From(text, new System.Text.UTF8Encoding(false)));
        var fullName = containingNamespace.Length > 0 ? containingNamespace + "." + name : name;
        var (replaced, members) = await RawConnectionFixer.ReplaceAsync(
            declared, locations, site => Use(site, factory, fullName, cancellation), cancellation).ConfigureAwait(false);
        return members.IsEmpty ? unchanged : (replaced, members);
    }

    private static Offer? Use(RawSite site, NewFactory factory, string fullName, CancellationToken cancellation)
    {
        var name = factory.DatabaseOf(site);
        return DatabaseUse.InSight(site.Model.Compilation, cancellation)
            .Where(use => use.Database.Name == name && use.Factory.ToDisplayString() == fullName)
            .Select(use => new Offer(use, FixKeys.DeclareFactory))
            .FirstOrDefault();
    }

    private static async Task<List<RawSite>> FindAsync(Solution solution, IEnumerable<SiteLocation> locations, CancellationToken cancellation)
    {
        var found = new List<RawSite>();
        foreach (var group in locations.GroupBy(site => site.Document).OrderBy(group => solution.GetDocument(group.Key)?.FilePath, StringComparer.Ordinal))
        {
            if (solution.GetDocument(group.Key) is { } document
                && await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
                && await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model)
            {
                found.AddRange(group.OrderBy(site => site.Span.Start).Select(site => RawSite.At(site.Span, root, model, cancellation)).OfType<RawSite>());
            }
        }

        return found;
    }

    /// <summary>Where the factory goes: the project's root namespace if the sites are in it, else what their namespaces have in common.</summary>
    private static (string Namespace, string Name) Place(Project project, List<RawSite> sites)
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
            .First(name => !compilation.GetSymbolsWithName(name, SymbolFilter.Type | SymbolFilter.Namespace).Any());
        return (place, unique);
    }

    private static string Common(string left, string right)
    {
        var (a, b) = (left.Split('.'), right.Split('.'));
        return string.Join(".", a.Zip(b, (x, y) => x == y ? x : null).TakeWhile(part => part is not null));
    }

    private static bool IsIn(string name, string root) => name == root || name.StartsWith(root + ".", StringComparison.Ordinal);

    private static Solution AddFile(Solution solution, Project project, string? directory, string name, SourceText text)
    {
        var builds = solution.Projects.Where(other => ProjectKey(other) == ProjectKey(project)).ToList();
        var taken = new HashSet<string>(project.Documents.Select(document => document.Name), StringComparer.OrdinalIgnoreCase);
        var file = new[] { name }.Concat(Enumerable.Range(2, 100).Select(number => name + number)).Select(stem => stem + ".cs").First(candidate => !taken.Contains(candidate));
        foreach (var build in builds)
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

    private static string ProjectKey(Project project) => project.FilePath ?? project.Id.Id.ToString();
}
