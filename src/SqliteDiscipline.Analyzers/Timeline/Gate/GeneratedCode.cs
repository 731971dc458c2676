using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline.Gate;

/// <summary>The files that generators add, ours among them: nothing can be reported in them, and what they do is followed where they are called.</summary>
internal static class GeneratedCode
{
    public static bool Is(SyntaxTree file) => file.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase);
}
