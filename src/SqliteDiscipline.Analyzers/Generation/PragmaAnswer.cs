using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Sql.Pragmas;

namespace SqliteDiscipline.Analyzers.Generation;

/// <summary>
/// What SQLite answers when a pragma has been set as declared, for those whose answer is the same in every build. Others
/// (<c>mmap_size</c> and <c>threads</c> are capped at compile time, unknown names answer nothing) are sent and not asked about.
/// </summary>
internal static class PragmaAnswer
{
    public static string? To(PragmaModel pragma) =>
        PragmaTable.Find(PragmaText.Unqualified(pragma.Name)) is { CanBeAsked: true } known
        && known.Home.IsPerConnection()
        && known.Values.Read(PragmaText.Unquoted(pragma.Value)) is { Outcome: PragmaOutcome.AsWritten, IsBounded: false, Answer: { } answer }
            ? answer
            : null;
}
