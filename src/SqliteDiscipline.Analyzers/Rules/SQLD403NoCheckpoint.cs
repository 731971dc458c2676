using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline.Events;
using SqliteDiscipline.Analyzers.Timeline.Files;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD403: automatic checkpoints are switched off, and nothing in the compilation runs one.</summary>
internal sealed class SQLD403NoCheckpoint : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD403",
        "Automatic checkpoints are off, and nothing checkpoints",
        "wal_autocheckpoint = 0 and no checkpoint anywhere in this project: the WAL grows without end while a connection is open, and every read gets slower",
        "SqliteDiscipline.Files",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Whoever switches automatic checkpoints off has to run PRAGMA wal_checkpoint, a generated _checkpoint_ member, or ask for CheckpointOnClose.",
        helpLinkUri: Help.Link("SQLD403"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry)
    {
        // What the generator emits has members that checkpoint for every database; they must be called by somebody.
        var checkpoints = new Lazy<bool>(() => registry.Context.Compilation.SyntaxTrees.Any(tree =>
            !GeneratedCode.Is(tree) && RunsBefore.Mentions(tree.GetRoot(), IsCheckpoint)));
        registry.OnTimeline((timeline, context) =>
        {
            foreach (var ran in timeline.Events.OfType<Ran>())
            {
                if (ran.Statement is PragmaStatement { Value: { } value } pragma && pragma.Name.Is("wal_autocheckpoint") && IsOff(value)
                    && !ran.Connection.IsInMemory && !checkpoints.Value)
                {
                    context.Report(Diagnostic.Create(Descriptor, ran.Location));
                }
            }
        });
        registry.OnSymbol(
            (context, _) =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                if (ManifestAttributes.Of(type) is not { Databases.IsEmpty: false } attributes || ManifestReadings.Of(type, context.CancellationToken).Model is not { } factory)
                {
                    return;
                }

                foreach (var database in factory.Databases.Where(IsNeverCheckpointed))
                {
                    var attribute = attributes.Databases.First(candidate => candidate.Text(0) == database.Name);
                    if (!checkpoints.Value)
                    {
                        context.ReportDiagnostic(Diagnostic.Create(Descriptor, attribute.At("WalAutoCheckpoint")));
                    }
                }
            },
            SymbolKind.NamedType);
    }

    private static bool IsNeverCheckpointed(DatabaseModel database) =>
        database.Policy is { JournalMode: SqliteJournalMode.Wal, CheckpointOnClose: false, WalAutoCheckpoint: <= 0 };

    private static bool IsOff(string value) => int.TryParse(value, out var pages) && pages <= 0;

    // By word, in code and in SQL: wal_checkpoint, sqlite3_wal_checkpoint_v2, _checkpoint_sessions, CheckpointSessions, CheckpointOnClose.
    private static bool IsCheckpoint(string word) =>
        word.Replace("wal_autocheckpoint", string.Empty).Replace("WalAutoCheckpoint", string.Empty).IndexOf("checkpoint", StringComparison.OrdinalIgnoreCase) >= 0;
}
