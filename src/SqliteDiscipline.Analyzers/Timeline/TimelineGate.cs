using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>Tells by the words of a body whether it can have to do with a connection at all: no timeline is built for one that cannot.</summary>
internal static class TimelineGate
{
    private static readonly HashSet<string> s_words = new()
    {
        "CommandText", "CreateCommand", "BeginTransaction", "BeginTransactionAsync", "Database", "CommandDefinition", "Open", "OpenAsync",
        "GetDbConnection", "sqlite3_exec", "Connection", "ClearPool", "ClearAllPools",
    };

    private static readonly string[] s_beginnings = { "Sqlite", "Execute", "Query", "_connect_", "_create_", "Connect" };

    public static bool Passes(SyntaxNode body, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var token in body.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && IsWord(token.ValueText))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWord(string name) =>
        s_words.Contains(name) || s_beginnings.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal));
}
