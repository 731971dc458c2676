using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Timeline.Files;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD401: a database file that this code opens is copied or read as if it were any file.</summary>
internal sealed class SQLD401LiveCopy : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD401",
        "A live database file is copied or read as a file",
        "{0} reads a database file that this code also opens: {1}, and on Unix closing the file drops SQLite's locks; use {2}",
        "SqliteDiscipline.Files",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "What has been committed may be in the -wal file only, and POSIX drops all locks that a process has on a file as soon as it closes any handle of it. SQLite's online backup knows both.",
        helpLinkUri: Help.Link("SQLD401"));

    private static readonly string[] s_otherJournals = { "delete", "truncate", "persist", "memory", "off" };

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry)
    {
        if (registry.Context is not { Provider: { } types, Files: { } files })
        {
            return;
        }

        registry.OnOperation(
            (context, _) =>
            {
                foreach (var live in LiveDatabase.Read(context.Operation, context.ContainingSymbol, files, context.CancellationToken))
                {
                    if (live.Call.Use == FileUse.Read
                        && HarmOf(live, files.MayHaveWal(live.Openings, context.ContainingSymbol.ContainingType)) is { } harm
                        && !live.IsBackup
                        && !TakesCare(live.Call.Call, context.CancellationToken))
                    {
                        var backup = live.Openings.Select(opening => opening.Backup).FirstOrDefault(member => member is not null);
                        context.ReportDiagnostic(SourceEdit.Report(
                            Descriptor,
                            context.Operation.Syntax.GetLocation(),
                            BackupEdit.Of(live, types),
                            live.Call.Name,
                            harm,
                            backup is var (factory, member) ? $"'{factory.ToDisplayString()}.{member}'" : "BackupDatabase"));
                    }
                }
            },
            FileCall.Kinds);
    }

    // With a rollback journal all is in the file, as soon as nobody has it open.
    private static string? HarmOf(LiveDatabase live, bool mayHaveWal) =>
        mayHaveWal ? live.Call.IsFolder ? "it may take the file of one moment and the WAL of another" : "it misses what is still in the WAL"
        : live.IsOpenThen ? "it may take half of what is being written"
        : null;

    // A checkpoint before it has emptied the WAL, or another journal has taken its place; or the WAL is copied along; or a helper has made a backup.
    private static bool TakesCare(IOperation call, CancellationToken cancellation) =>
        RunsBefore.Any(call.Syntax, call.SemanticModel!, word => Contains(word, "checkpoint") || EndsWal(word), cancellation)
        || RunsBefore.Mentions(RunsBefore.BodyOf(call.Syntax), word => Contains(word, "-wal"))
        || RunsBefore.CallsInHelper("BackupDatabase", call.Syntax, call.SemanticModel!, cancellation);

    private static bool EndsWal(string word) => Contains(word, "journal_mode") && s_otherJournals.Any(journal => Contains(word, journal));

    private static bool Contains(string word, string part) => word.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
}
