namespace SqliteDiscipline.Analyzers.Sql.Pragmas;

/// <summary>When a pragma has result columns. It decides what Microsoft.Data.Sqlite does with the errors of later statements.</summary>
internal enum PragmaRows : byte
{
    /// <summary>Answers whether or not it is given a value.</summary>
    Always,

    /// <summary>Answers when asked; silent when set.</summary>
    WhenAsked,

    Never,

    /// <summary>Depends on the build.</summary>
    Unknown,
}

internal static class PragmaColumns
{
    /// <summary>Whether there are any; <see langword="null"/> where that cannot be told.</summary>
    public static bool? HasColumns(this PragmaRows rows, bool hasValue) => rows switch
    {
        PragmaRows.Always => true,
        PragmaRows.WhenAsked => !hasValue,
        PragmaRows.Never => false,
        _ => null,
    };
}
