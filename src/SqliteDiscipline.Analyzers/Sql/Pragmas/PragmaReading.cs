namespace SqliteDiscipline.Analyzers.Sql.Pragmas;

/// <summary>What SQLite makes of a value.</summary>
/// <param name="Outcome">Whether that is what was written.</param>
/// <param name="Answer">What the pragma answers afterwards; <see langword="null"/> where that is as before, or depends on the file or the build.</param>
/// <param name="Word">What it was taken for, as one would write it.</param>
internal sealed record PragmaReading(PragmaOutcome Outcome, string? Answer = null, string? Word = null)
{
    /// <summary>Whether the build or the file may hold it to less, or to more, than was asked for.</summary>
    public bool IsBounded { get; init; }

    public static readonly PragmaReading Unknown = new(PragmaOutcome.Unknown);

    public static readonly PragmaReading Ignored = new(PragmaOutcome.Ignored);

    public static readonly PragmaReading Refused = new(PragmaOutcome.Refused);

    public static PragmaReading AsWritten(string? answer, string? word = null) => new(PragmaOutcome.AsWritten, answer, word ?? answer);

    public static PragmaReading Misread(string? answer, string? word = null) => new(PragmaOutcome.Misread, answer, word ?? answer);
}

internal enum PragmaOutcome : byte
{
    /// <summary>It cannot be told: the value is text of which SQLite, or an extension of it, makes what it likes.</summary>
    Unknown,

    /// <summary>SQLite takes it for what it says.</summary>
    AsWritten,

    /// <summary>SQLite takes it in silence for something that it does not say.</summary>
    Misread,

    /// <summary>SQLite passes over it in silence: the setting stays as it was.</summary>
    Ignored,

    /// <summary>SQLite reports an error.</summary>
    Refused,
}
