using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Fills in what a state inherits from the one before, and turns its markup into expected diagnostics.</summary>
internal sealed class StateEvaluator(MarkupVocabulary vocabulary)
{
    /// <summary>Evaluates a state and those it inherits from, nearest first.</summary>
    public EvaluatedState Evaluate(SolutionState state, params SolutionState[] inherited) => Evaluate(Inherit(state, inherited));

    private EvaluatedState Evaluate(Layered state)
    {
        var markup = new MarkupReader(vocabulary, state.Markup);
        var primary = Project(state.Layers.Select(ProjectState (layer) => layer).ToArray(), markup);
        var names = state.Layers.SelectMany(layer => layer.AdditionalProjects.Keys).Distinct(StringComparer.Ordinal).ToList();
        var others = names
            .Select(name => Project(
                [.. state.Layers.Where(layer => layer.AdditionalProjects.ContainsKey(name)).Select(layer => layer.AdditionalProjects[name])],
                markup))
            .ToImmutableArray();

        return new EvaluatedState(
            primary,
            others,
            [
                .. state.Expected.Select(expected => markup.Resolve(expected.WithDefaultPath(vocabulary.DefaultPath))),
                .. markup.Expected,
            ]);
    }

    /// <summary>A state is looked up layer by layer; the first layer that gives a thing, gives it whole.</summary>
    private sealed record Layered(ImmutableArray<SolutionState> Layers, MarkupMode Markup, ImmutableArray<DiagnosticResult> Expected);

    private Layered Inherit(SolutionState state, SolutionState[] inherited)
    {
        if (inherited.Length == 0)
        {
            return new([state], state.MarkupHandling ?? MarkupMode.Allow, [.. state.ExpectedDiagnostics]);
        }

        var below = Inherit(inherited[0], inherited[1..]);
        var changed = Changes(state, below, state.InheritanceMode != StateInheritanceMode.Explicit);
        var mode = state.InheritanceMode ?? (changed ? StateInheritanceMode.AutoInherit : StateInheritanceMode.AutoInheritAll);
        var markup = state.MarkupHandling ?? (changed ? MarkupMode.IgnoreFixable : below.Markup);
        return mode switch
        {
            StateInheritanceMode.Explicit => new([state], markup, [.. state.ExpectedDiagnostics]),
            StateInheritanceMode.AutoInherit => new(
                below.Layers.Insert(0, state),
                markup,
                [.. state.ExpectedDiagnostics, .. below.Expected.Where(expected => !vocabulary.Fixable.Contains(expected.Id))]),
            _ => new(below.Layers.Insert(0, state), markup, [.. state.ExpectedDiagnostics, .. below.Expected]),
        };
    }

    private static bool Changes(SolutionState state, Layered below, bool inherits)
    {
        return Differs(state, below.Layers)
            || state.AdditionalProjects.Any(project => Differs(
                project.Value,
                [.. below.Layers.Where(layer => layer.AdditionalProjects.ContainsKey(project.Key)).Select(layer => layer.AdditionalProjects[project.Key])]));

        bool Differs(ProjectState mine, IReadOnlyList<ProjectState> theirs) =>
            Other(mine.Sources, [.. theirs.Select(layer => layer.Sources)])
            || Other(mine.AdditionalFiles, [.. theirs.Select(layer => layer.AdditionalFiles)])
            || Other(mine.AnalyzerConfigFiles, [.. theirs.Select(layer => layer.AnalyzerConfigFiles)]);

        bool Other(SourceFileCollection mine, IReadOnlyList<SourceFileCollection> theirs)
        {
            var first = theirs.FirstOrDefault(files => files.Count > 0);
            return mine.Count == 0
                ? !inherits && first is not null
                : first is null || !mine.Select(Key).SequenceEqual(first.Select(Key));
        }

        static (string, string) Key((string filename, SourceText content) file) => (file.filename, file.content.ToString());
    }

    private static EvaluatedProject Project(ProjectState[] layers, MarkupReader markup)
    {
        return new EvaluatedProject(
            layers[0].Name,
            layers[0].Folder,
            layers.Select(layer => layer.ReferenceAssemblies).FirstOrDefault(framework => framework is not null),
            layers.Select(layer => layer.OutputKind).FirstOrDefault(kind => kind is not null),
            layers.Select(layer => layer.DocumentationMode).FirstOrDefault(documentation => documentation is not null),
            Files(layer => layer.Sources),
            Files(layer => layer.GeneratedSources),
            Files(layer => [.. layer.AdditionalFiles, .. layer.AdditionalFilesFactories.SelectMany(factory => factory())]),
            Files(layer => layer.AnalyzerConfigFiles),
            [.. First(layer => layer.AdditionalReferences)],
            [.. First(layer => layer.AdditionalProjectReferences)]);

        IReadOnlyList<T> First<T>(Func<ProjectState, IReadOnlyList<T>> part) =>
            layers.Select(part).FirstOrDefault(items => items.Count > 0) ?? [];

        ImmutableArray<EvaluatedFile> Files(Func<ProjectState, IReadOnlyList<(string filename, SourceText content)>> part) =>
            [.. First(part).Select(file => markup.Read(file.filename, file.content))];
    }
}
