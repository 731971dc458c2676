using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>One row of the catalogue: its descriptors beside its judgement, in one file.</summary>
internal abstract class Rule
{
    /// <summary>Every descriptor that the rule may report.</summary>
    public abstract ImmutableArray<DiagnosticDescriptor> Descriptors { get; }

    /// <summary>Subscribes the rule's judgement to what it judges. Called once per compilation; nothing is kept on the rule itself.</summary>
    public abstract void Register(RuleRegistry registry);
}
