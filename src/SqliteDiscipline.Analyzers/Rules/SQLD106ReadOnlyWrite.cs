using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD106: a statement that writes, sent over a connection whose database is declared read-only.</summary>
internal sealed class SQLD106ReadOnlyWrite : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD106",
        "A write to a database that is declared read-only",
        "This writes to '{0}', which is declared read-only: SQLite refuses it at run time ('attempt to write a readonly database')",
        "SqliteDiscipline.Connections",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Access = SqliteAccess.ReadOnly opens the database with Mode=ReadOnly, so that no statement over its connections can change the file.",
        helpLinkUri: Help.Link("SQLD106"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnTimeline((timeline, context) =>
    {
        foreach (var (ran, database) in DeclaredWrites.In(timeline, context))
        {
            if (database.Policy.Access == SqliteAccess.ReadOnly && !MayDoNothing(ran.Statement))
            {
                context.Report(Diagnostic.Create(Descriptor, ran.Location, database.Name));
            }
        }
    });

    // Where the object is there, or is not there, the engine does not look at the file's mode.
    private static bool MayDoNothing(SqlStatement statement) => statement is CreateStatement { IfNotExists: true } or DropStatement { IfExists: true };
}
