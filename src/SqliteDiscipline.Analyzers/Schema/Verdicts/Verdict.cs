namespace SqliteDiscipline.Analyzers.Schema.Verdicts;

/// <summary>
/// What the engine makes of a statement, as far as foreign keys go, whatever the rows are: supposed only that every row of a table
/// that others refer to is referred to through each foreign key, and that a WHERE without a subquery finds a row where there is one.
/// </summary>
/// <param name="Kind">What happens.</param>
/// <param name="Blames">The foreign keys on account of each of which it fails, or may fail; none where no single one can be named.</param>
internal readonly record struct Verdict(VerdictKind Kind, EquatableArray<Reference> Blames)
{
    public static readonly Verdict Passes = new(VerdictKind.Passes, default);

    public static readonly Verdict CannotTell = new(VerdictKind.CannotTell, default);

    /// <summary>The first of them.</summary>
    public Reference? Blame => Blames.FirstOrDefault();
}

internal enum VerdictKind : byte
{
    /// <summary>No foreign key stands in its way.</summary>
    Passes,

    /// <summary>It fails. If it is a COMMIT, or the RELEASE that commits, the transaction stays open.</summary>
    Raises,

    /// <summary>It depends on the rows, or on something unseen.</summary>
    CannotTell,
}

/// <summary>What becomes of a sequence: the first statement that does not pass, and how.</summary>
/// <param name="Verdict">Its verdict; that everything passes where there is none.</param>
/// <param name="Statement">Its place in the sequence; -1 where there is none.</param>
internal readonly record struct SequenceVerdict(Verdict Verdict, int Statement);
