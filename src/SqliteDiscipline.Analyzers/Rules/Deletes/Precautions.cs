using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Deletes;

/// <summary>What the code itself does about rows that may refer to those it deletes: it has looked for them before, or is ready for the failure.</summary>
/// <param name="timeline">The body.</param>
/// <param name="parent">The statement that takes the parent's rows.</param>
internal sealed class Precautions(BodyTimeline timeline, Ran parent)
{
    private static readonly Regex s_counts = new(@"\bcount\s*\(|\bexists\b|\bselect\s+1\b", RegexOptions.IgnoreCase);

    private static readonly Regex s_reads = new(@"\bselect\b", RegexOptions.IgnoreCase);

    private List<Ran>? _before;

    /// <summary>Whether it has counted the child's rows before, or asked whether there are any: it knows that there are none.</summary>
    public bool HasCounted(string child) => Before.Exists(ran => Reads(ran.Statement, child) && s_counts.IsMatch(ran.Run.Text.Text));

    /// <summary>
    /// Whether it has looked at the child's rows before, or does so as it deletes: what it found there tells it whether the parent may go. Or whether it has taken
    /// them over another connection.
    /// </summary>
    public bool HasLookedAt(string child) =>
        (parent.Statement is DeleteStatement { Reads: var own } && IsAmong(own.AsEnumerable(), child))
        || Before.Exists(ran => Reads(ran.Statement, child) || (!ran.Connection.Equals(parent.Connection) && DeleteArrangement.Takes(ran.Statement, child)))
        || AsksHelper(child);

    /// <summary>Whether a question before it is answered by a method that reads the child's rows over a connection of its own: <c>if (!CanDelete(id)) return;</c></summary>
    private bool AsksHelper(string child) => timeline.Body.DescendantNodes()
        .OfType<IfStatementSyntax>()
        .Where(question => question.SpanStart < timeline.PlaceOf(parent).SourceSpan.Start)
        .SelectMany(question => question.Condition.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>())
        .Select(call => timeline.Model.GetSymbolInfo(call).Symbol)
        .OfType<IMethodSymbol>()
        .SelectMany(method => method.DeclaringSyntaxReferences)
        .SelectMany(declared => declared.GetSyntax().DescendantTokens())
        .Any(token => token.Parent is LiteralExpressionSyntax or InterpolatedStringTextSyntax && s_reads.IsMatch(token.Text) && Regex.IsMatch(token.Text, $@"\b{Regex.Escape(child)}\b", RegexOptions.IgnoreCase));

    /// <summary>Whether a failure is caught by its code, or the child's rows are taken after one: SQLite is asked whether the parent may go.</summary>
    public bool AwaitsFailure(string child) => Attempts(parent.Operation.Syntax.Ancestors(), parent.Operation.Syntax.Span).Any(attempt =>
        attempt.Catches.SelectMany(clause => clause.DescendantNodes()).Any(node => node is SimpleNameSyntax { Identifier.ValueText: "SqliteErrorCode" or "SqliteExtendedErrorCode" })
        || (Forgets(attempt) && timeline.EventsOf(parent.Connection).OfType<Ran>().Any(ran =>
            timeline.PlaceOf(ran).SourceSpan.Start > attempt.Block.Span.End && DeleteArrangement.Takes(ran.Statement, child))));

    /// <summary>
    /// Whether a failure is caught and forgotten before the child's rows are taken, here or in a helper that only tries: SQLite is asked whether the parent may go.
    /// </summary>
    public bool ForgetsFailure(IEnumerable<Ran> later, CancellationToken cancellation) =>
        Attempts(timeline.Body.DescendantNodes(), timeline.PlaceOf(parent).SourceSpan)
            .Any(attempt => Forgets(attempt) && later.All(ran => !attempt.Block.Span.Contains(timeline.PlaceOf(ran).SourceSpan)))
        || (parent.Run.Helper is { } helper && (helper.Name.StartsWith("Try", StringComparison.Ordinal) || helper is IMethodSymbol { ReturnType.SpecialType: SpecialType.System_Boolean })
            && helper.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation).DescendantNodes().OfType<TryStatementSyntax>().Any(Forgets)));

    private List<Ran> Before => _before ??= timeline.Nodes.TakeWhile(node => !ReferenceEquals(node.Event, parent)).Select(node => node.Event).OfType<Ran>().ToList();

    private static bool Reads(SqlStatement statement, string table) => statement is SelectStatement { Reads: var reads } && IsAmong(reads.AsEnumerable(), table);

    private static bool IsAmong(IEnumerable<SqlObjectName> names, string table) => names.Any(name => name.Name.Is(table));

    private static IEnumerable<TryStatementSyntax> Attempts(IEnumerable<SyntaxNode> nodes, TextSpan place) =>
        nodes.OfType<TryStatementSyntax>().Where(attempt => attempt.Block.Span.Contains(place));

    private static bool Forgets(TryStatementSyntax attempt) =>
        attempt.Catches.Count > 0 && !attempt.Catches.Any(clause => clause.DescendantNodes().Any(node => node is ThrowStatementSyntax or ThrowExpressionSyntax));
}
