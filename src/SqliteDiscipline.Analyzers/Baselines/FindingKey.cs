using System.Text;

namespace SqliteDiscipline.Analyzers.Baselines;

/// <summary>
/// What makes a finding the same one in a later build: not its line number, which moves, nor its message, which may speak of other places, but
/// the rule, where it stands and what is written there.
/// </summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="File">The file, seen from the folder of the baseline, with forward slashes.</param>
/// <param name="Member">The member around it, as <c>Type.Member</c>, or <see cref="NoMember"/>.</param>
/// <param name="Text">The line that it begins on, with every run of white space made one space.</param>
internal sealed record FindingKey(string Rule, string File, string Member, string Text)
{
    public const string NoMember = "-";

    /// <summary>The property of a diagnostic that tells its key, in a build that writes the baseline.</summary>
    public const string Property = "SqliteDiscipline.Baseline";

    /// <summary>
    /// The property of the one diagnostic that says that the rules have run: without it, or with another one below zero, there being no findings means nothing. Or of one that says so of a line of the
    /// baseline which is about code that this build leaves out: how many it lists.
    /// </summary>
    public const string KeptProperty = "SqliteDiscipline.Baseline.Kept";

    // What the error log says of a character that is two, the one reader of it does not put together again.
    private const string InBase64 = "=";

    /// <summary>The key on one line, for <see cref="Property"/>.</summary>
    public string Packed => string.Join("\t", Rule, File, Member, Text) is var packed && packed.Any(char.IsSurrogate)
        ? InBase64 + Convert.ToBase64String(Encoding.UTF8.GetBytes(packed))
        : packed;

    /// <summary>What <see cref="Packed"/> gave, or <see langword="null"/>.</summary>
    public static FindingKey? Unpack(string packed)
    {
        if (packed.StartsWith(InBase64, StringComparison.Ordinal))
        {
            packed = Encoding.UTF8.GetString(Convert.FromBase64String(packed.Substring(InBase64.Length)));
        }

        return packed.Split('\t') is { Length: 4 } parts ? new FindingKey(parts[0], parts[1], parts[2], parts[3]) : null;
    }
}
