using SqliteDiscipline.Analyzers;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.CodeFixes.Choosing;

/// <summary>The access that a connection string asks for by <c>Mode</c>, as far as it can be seen.</summary>
internal static class AskedAccess
{
    public static SqliteAccess Of(ConnectionText text) =>
        text.Keywords.TryGetValue(ConnectionKeywords.Mode, out var mode) && Enum.TryParse(mode, ignoreCase: true, out SqliteAccess access)
            ? access
            : SqliteAccess.ReadWriteCreate;
}
