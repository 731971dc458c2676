using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD107: a statement that writes to a database of which another assembly is the only writer.</summary>
internal sealed class SQLD107OtherWriter : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD107",
        "A write to a database that another assembly writes",
        "This writes to '{0}', of which '{1}' is the only writer",
        "SqliteDiscipline.Connections",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "SQLite has one writer at a time: where the manifest names the assembly that writes, everybody else's write locks it out.",
        helpLinkUri: Help.Link("SQLD107"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnTimeline((timeline, context) =>
    {
        foreach (var (ran, database) in DeclaredWrites.In(timeline, context))
        {
            // What is read-only is SQLD106's.
            if (database.Writer is { } writer && writer != context.Rules.Compilation.AssemblyName && database.Policy.Access != SqliteAccess.ReadOnly)
            {
                context.Report(Diagnostic.Create(Descriptor, ran.Location, database.Name, writer));
            }
        }
    });
}
