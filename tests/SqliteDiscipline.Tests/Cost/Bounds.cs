namespace SqliteDiscipline.Tests.Cost;

/// <summary>
/// How much the analyzers may allocate, in one place to be tightened: what was measured, and a quarter more. Bytes are counted, not seconds,
/// for they come out nearly the same on every machine; what the compiler allocates by itself is not among them.
/// </summary>
internal static class Bounds
{
    /// <summary>Bytes for each file of a project of which a tenth has to do with SQLite.</summary>
    public const double BytesPerFile = Margin * 66_000;

    /// <summary>
    /// Bytes for all of a compilation that does not refer to Microsoft.Data.Sqlite, however large it is. Measured are 150 to 250 thousand: that little
    /// is within what the compiler's own allocations differ by from run to run.
    /// </summary>
    public const double BytesWithoutProvider = 400_000;

    /// <summary>Bytes for a file that has to do with databases, but not with SQLite: it is bound, and no more.</summary>
    public const double BytesOfOtherDatabase = Margin * 46_000;

    /// <summary>Bytes for a file with SQL, looked at again after a keystroke in it.</summary>
    public const double BytesPerKeystroke = Margin * 790_000;

    /// <summary>What a file of a project twice as large may take, relative to one of the smaller project.</summary>
    public const double Growth = 1.15;

    /// <summary>What a file with SQL may take among four times as many tables: a verdict looks at the tables that its statement touches, and at no others.</summary>
    public const double GrowthByTables = 1.05;

    /// <summary>What a statement may take in a body of four times as many.</summary>
    public const double GrowthByStatements = 1.5;

    /// <summary>What all files with SQL take where one of them asks about the others, relative to what they take where none does: they have been bound, and are not bound again.</summary>
    public const double Question = 1.15;

    private const double Margin = 1.25;
}
