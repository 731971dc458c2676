using System.Text;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Microsoft.CodeAnalysis.Testing;

public static class IVerifierExtensions
{
    /// <summary>Fails with a line by line difference unless the two texts are the same to the letter.</summary>
    public static void EqualOrDiff(this IVerifier verifier, string expected, string actual, string? message = null)
    {
        if (expected != actual)
        {
            verifier.Fail($"{message ?? "The texts differ"} (- expected, + actual):{Environment.NewLine}{TextDiff.Render(expected, actual)}");
        }
    }
}

/// <summary>A difference to be read by people.</summary>
internal static class TextDiff
{
    public static string Render(string expected, string actual)
    {
        // Two texts that differ in line endings only would look the same: show them.
        if (Unix(expected) == Unix(actual))
        {
            (expected, actual) = (ShowReturns(expected), ShowReturns(actual));
        }

        var text = new StringBuilder();
        foreach (var line in new InlineDiffBuilder(new Differ()).BuildDiffModel(expected, actual).Lines)
        {
            var mark = line.Type switch
            {
                ChangeType.Inserted => '+',
                ChangeType.Deleted => '-',
                _ => ' ',
            };
            text.Append(mark).Append(line.Text).AppendLine();
        }

        return text.ToString();
    }

    private static string Unix(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string ShowReturns(string text) => text.Replace("\r\n", "<CR>\n", StringComparison.Ordinal);
}
