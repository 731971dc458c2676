namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Compares what the generators emit with what a state says they do: by name and to the letter.</summary>
internal static class GeneratedSources
{
    public static async Task VerifyAsync(
        Solution solution, EvaluatedState state, IVerifier verifier, CancellationToken cancellationToken)
    {
        foreach (var expected in state.Projects)
        {
            var project = solution.Projects.Single(candidate => candidate.Name == expected.Name);
            var generated = await GeneratedCompilation.CreateAsync(project, cancellationToken).ConfigureAwait(false);
            var actual = generated.GeneratedTrees.ToDictionary(tree => Key(tree.FilePath), tree => tree.ToString(), StringComparer.Ordinal);
            Compare(
                expected.GeneratedSources.ToDictionary(file => Key(file.Path), file => file.Text.ToString(), StringComparer.Ordinal),
                actual,
                verifier.PushContext($"generated sources of '{expected.Name}'"));
        }
    }

    private static void Compare(Dictionary<string, string> expected, Dictionary<string, string> actual, IVerifier verifier)
    {
        var names = expected.Keys.Order(StringComparer.Ordinal).ToList();
        var actualNames = actual.Keys.Order(StringComparer.Ordinal).ToList();
        if (!names.SequenceEqual(actualNames))
        {
            var texts = actual.Where(file => !expected.ContainsKey(file.Key)).Select(file => $"{Environment.NewLine}{file.Key}:{Environment.NewLine}{file.Value}");
            verifier.Fail(
                $"The generated files are others (- expected, + actual):{Environment.NewLine}"
                + TextDiff.Render(string.Join('\n', names), string.Join('\n', actualNames))
                + string.Concat(texts));
        }

        foreach (var name in names)
        {
            verifier.EqualOrDiff(expected[name], actual[name], $"'{name}' is generated differently");
        }
    }

    // A test names files with its own platform's separator, the compiler may with another.
    private static string Key(string path) => path.Replace('\\', '/');
}
