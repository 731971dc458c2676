using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Strings;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD104: <c>Cache=Shared</c> with a database in a file.</summary>
internal sealed class SQLD104SharedCache : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD104",
        "Cache=Shared with a database in a file",
        "Cache=Shared on a file makes the connections of this process lock each other out table by table ('database table is locked'), WAL or not; leave it out",
        "SqliteDiscipline.Connections",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "SQLite's shared cache is obsolete and takes away what WAL gives: a reader beside a writer of the same process fails. It is of use for in-memory databases only.",
        helpLinkUri: Help.Link("SQLD104"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry)
    {
        if (registry.Context.Provider is not { } types)
        {
            return;
        }

        var shown = new ShownOnce();
        registry.OnOperation(
            (context, rules) =>
            {
                JudgeBuilder(context, rules);
                foreach (var site in ConnectionStringSites.Read(context.Operation, types, context.CancellationToken))
                {
                    JudgeText(site, context, rules, shown);
                }
            },
            ConnectionStringSites.Kinds);
    }

    private static void JudgeBuilder(OperationAnalysisContext context, RuleContext rules)
    {
        if (BuilderKeyword.Read(context.Operation, context.CancellationToken) is { Keyword: var keyword } set
            && IsShared(keyword, set.TextValue(context.CancellationToken))
            && set.Maker is { } maker
            && BuilderText.Final(maker, context.CancellationToken) is { } whole
            && IsInFile(ConnectionText.Of(whole, maker, context.CancellationToken), context.Operation, rules, context.CancellationToken))
        {
            context.ReportDiagnostic(SourceEdit.Report(Descriptor, set.Syntax.GetLocation(), ConnectionEdits.Remove(set, _ => false)));
        }
    }

    private static void JudgeText(ConnectionStringSite site, OperationAnalysisContext context, RuleContext rules, ShownOnce shown)
    {
        var texts = context.Operation is IObjectCreationOperation builder && ConnectionStringSites.IsBuilder(builder.Type)
            ? new[] { ConnectionText.Of(BuilderText.Final(builder, context.CancellationToken)!, builder, context.CancellationToken) }
            : site.Read(context.CancellationToken).Select(choice => choice.Text);

        // What may be in memory, by one choice or another, is not reported.
        if (texts.FirstOrDefault(text => text.Entries.Any(IsShared)) is not { } text
            || text.Entries.Last(IsShared) is not { } shared
            || text.Flat.OriginOf(shared.KeywordSpan.Start) is AssignmentExpressionSyntax
            || !texts.Take(1).Append(text).All(text => IsInFile(text, context.Operation, rules, context.CancellationToken)))
        {
            return;
        }

        var place = text.Flat.LocationOf(shared.Span) ?? text.Flat.LocationOf(shared.ValueSpan);
        place = place?.SourceTree == context.Operation.Syntax.SyntaxTree ? place : null;
        if (place is null || shown.IsFor(place, context.Operation.Syntax))
        {
            context.ReportDiagnostic(SourceEdit.Report(Descriptor, place ?? site.Location, IsSharedUri(shared) ? null : ConnectionEdits.Remove(text, shared, _ => false)));
        }
    }

    private static bool IsShared(ConnectionEntry entry) => IsShared(entry.Keyword, entry.Value.Constant) || IsSharedUri(entry);

    private static bool IsShared(string keyword, string? value) =>
        string.Equals(keyword, "Cache", StringComparison.OrdinalIgnoreCase) && value?.Trim() is { } cache
        && (string.Equals(cache, "Shared", StringComparison.OrdinalIgnoreCase) || cache == "2");

    /// <summary><c>Data Source=file:app.db?cache=shared</c>.</summary>
    private static bool IsSharedUri(ConnectionEntry entry) =>
        ConnectionKeywords.Canonical(entry.Keyword) == ConnectionKeywords.DataSource
        && entry.Value.Constant is { } uri && uri.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
        && uri.Split('?', '&', '#').Skip(1).Any(parameter => string.Equals(parameter, "cache=shared", StringComparison.OrdinalIgnoreCase));

    private static bool IsInFile(ConnectionText text, IOperation operation, RuleContext rules, CancellationToken cancellation)
    {
        if (text.Entries.LastOrDefault(entry => ConnectionKeywords.Canonical(entry.Keyword) == ConnectionKeywords.DataSource) is not { } source
            || (text.Keywords.TryGetValue(ConnectionKeywords.Mode, out var mode) && (mode is null || text.IsInMemory))

            // Readers do not lock each other out; a writer that shares their cache is reported by itself.
            || text.IsReadOnly)
        {
            return false;
        }

        return source.Value.Constant is { } path
            ? path.Trim().Length > 0 && !text.IsInMemory

                // Where the manifest keeps the file out of WAL, the harm is another, and its choice.
                && !DeclaredFiles.Any(path, database => database.Policy.JournalMode != SqliteJournalMode.Wal, rules, cancellation)
            : !MayBeInMemory(source.Value, operation, cancellation);
    }

    /// <summary>
    /// A path that is known at run time only is a file's, unless something speaks of memory: the text around it, its name, its value as far as
    /// that is seen, or, where it comes from outside, the rest of the file.
    /// </summary>
    private static bool MayBeInMemory(TextTemplate source, IOperation operation, CancellationToken cancellation) => source.Parts.Any(part =>
        Speaks(part.Text)
        || (part.Hole is { } hole && (Speaks(hole.Syntax.ToString()) || Speaks(SingleValue.Of(hole, cancellation)?.Syntax.ToString())))
        || (part.Hole is IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation
            && Speaks(operation.Syntax.SyntaxTree.GetText(cancellation).ToString(), ":memory:", "Mode=Memory", "SqliteOpenMode.Memory")));

    private static bool Speaks(string? text) => Speaks(text, "memory", "inmem");

    private static bool Speaks(string? text, params string[] words) =>
        text is not null && words.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}
