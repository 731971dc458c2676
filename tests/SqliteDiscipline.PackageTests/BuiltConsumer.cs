using SqliteDiscipline.Machinery;

namespace SqliteDiscipline.PackageTests;

/// <summary>What came of building a consumer.</summary>
/// <param name="Succeeded">Whether there is an assembly for every target framework.</param>
/// <param name="Reported">What the compiler reported, for every target framework.</param>
/// <param name="Messages">The errors and warnings that the build printed about the project, the compiler's and NuGet's and MSBuild's own alike.</param>
/// <param name="GeneratedFiles">What our generator generated, where the consumer asks for it to be written.</param>
internal sealed record BuiltConsumer(
    bool Succeeded, IReadOnlyList<ReportedDiagnostic> Reported, IReadOnlyList<string> Messages, IReadOnlyList<string> GeneratedFiles)
{
    /// <summary>The reports as <c>ID@line</c>, in the order of the source, without the compiler's and the SDK's own hints.</summary>
    public IEnumerable<string> Summary =>
        Reported.Where(diagnostic => diagnostic.Level != "note" || IsOurs(diagnostic)).Select(diagnostic => $"{diagnostic.Id}@{diagnostic.Line}");

    public IEnumerable<string> Levels => Reported.Where(IsOurs).Select(diagnostic => $"{diagnostic.Id} {diagnostic.Level}").Distinct();

    public static BuiltConsumer Of(Consumer consumer, string folder, Outcome build)
    {
        var frameworks = consumer.TargetFrameworks.Split(';');
        var generated = Path.Combine(folder, "obj");
        return new BuiltConsumer(
            frameworks.All(framework => File.Exists(Path.Combine(folder, "bin", "Debug", framework, consumer.Name + ".dll"))),
            [.. frameworks.SelectMany(framework => ReportedDiagnostic.ReadLog(Path.Combine(folder, "obj", $"reported.{framework}.sarif")))],
            [.. build.Lines.Where(line => line.Contains(consumer.Name + ".csproj", StringComparison.Ordinal) && (line.Contains(": warning ", StringComparison.Ordinal) || line.Contains(": error ", StringComparison.Ordinal))).Distinct()],
            [.. Directory.EnumerateFiles(generated, "*.cs", SearchOption.AllDirectories).Where(file => file.Contains("SqliteDiscipline.Analyzers", StringComparison.Ordinal))]);
    }

    private static bool IsOurs(ReportedDiagnostic diagnostic) => diagnostic.Id.StartsWith("SQLD", StringComparison.Ordinal);
}
