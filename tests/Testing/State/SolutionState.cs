namespace Microsoft.CodeAnalysis.Testing;

/// <summary>A solution before or after a fix: the test's own project, further ones, and the diagnostics expected in it.</summary>
public class SolutionState(string name, string language, string defaultPrefix, string defaultExtension)
    : ProjectState(name, language, defaultPrefix, defaultExtension)
{
    /// <summary>What is taken over from the state before; <see langword="null"/> to decide by whether this one changes anything.</summary>
    public StateInheritanceMode? InheritanceMode { get; set; }

    /// <summary>What markup means; <see langword="null"/> to decide by whether this one changes anything.</summary>
    public MarkupMode? MarkupHandling { get; set; }

    public ProjectCollection AdditionalProjects { get; } = new(language, defaultExtension);

    public List<DiagnosticResult> ExpectedDiagnostics { get; } = [];
}
