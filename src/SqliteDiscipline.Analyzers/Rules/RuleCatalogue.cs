using System.Collections.Immutable;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>All rules. A new rule is a new file and a line here.</summary>
internal static class RuleCatalogue
{
    public static readonly ImmutableArray<Rule> Rules = ImmutableArray.Create<Rule>(
        new SQLD101RawConnection(),
        new SQLD102SharedConnection(),
        new SQLD103NotDisposed(),
        new SQLD104SharedCache(),
        new SQLD105RefusedKeyword(),
        new SQLD106ReadOnlyWrite(),
        new SQLD107OtherWriter(),
        new SQLD108ForeignTable(),
        new SQLD201MissingPragma(),
        new SQLD202SetOnOneConnection(),
        new SQLD203PragmaInTransaction(),
        new SQLD205PragmaSpelling(),
        new SQLD207KeyNotFirst(),
        new SQLD208JournalAnswer(),
        new SQLD209SplicedText(),
        new SQLD210NotSwitchedBack(),
        new SQLD211TimeoutAfterJournal(),
        new SQLD301DeleteOrder(),
        new SQLD304Replace(),
        new SQLD308TransactionLeftOpen(),
        new SQLD401LiveCopy(),
        new SQLD402HeldFile(),
        new SQLD403NoCheckpoint(),
        new SQLD501ChildIndex(),
        new SQLD502NoParentKey(),
        new SQLD503NoParent(),
        new SQLD504IndexBeforeColumn(),
        new SQLD505RefusedColumn(),
        new SQLD901UnfitFactory(),
        new SQLD902DuplicateName(),
        new SQLD903NoIdentifier(),
        new SQLD904Contradiction(),
        new SQLD905Member(),
        new SQLD906UndeclaredDatabase(),
        new SQLD907NoProvider(),
        new SQLD908SchemaFile(),
        new SQLD909OptionValue(),
        new SQLD910UnknownFactory());
}
