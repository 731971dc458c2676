using System.Collections.Immutable;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>All rules. A new rule is a new file and a line here.</summary>
internal static class RuleCatalogue
{
    public static readonly ImmutableArray<Rule> Rules = ImmutableArray.Create<Rule>(
        new SQLD101RawConnection(),
        new SQLD909OptionValue(),
        new SQLD910UnknownFactory());
}
