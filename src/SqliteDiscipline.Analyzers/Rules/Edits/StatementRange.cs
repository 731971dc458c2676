using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>The statements of one block from the first write, and what prepares it, to the last.</summary>
/// <param name="Container">The block, or the file of a top-level program.</param>
/// <param name="First">The first statement.</param>
/// <param name="Statements">All of them.</param>
internal sealed record StatementRange(SyntaxNode Container, StatementSyntax First, IReadOnlyList<StatementSyntax> Statements)
{
    public TextSpan Span => TextSpan.FromBounds(First.SpanStart, Statements[Statements.Count - 1].Span.End);

    public static StatementRange? Of(IReadOnlyList<Ran> writes, BodyTimeline timeline)
    {
        var places = writes.Select(write => PlaceOf(write, writes)).ToList();
        if (ContainerOf(places) is not { } container)
        {
            return null;
        }

        var all = In(container);
        var indexes = places.Select(place => IndexOf(all, place)).ToList();
        var (first, last) = (indexes.Min(), indexes.Max());

        // No transaction before the connection is open.
        var opened = timeline.Events
            .Where(happening => happening is Created or Opened && happening.Connection.Equals(writes[0].Connection))
            .Select(happening => IndexOf(all, happening.Operation.Syntax))
            .DefaultIfEmpty(-1)
            .Max();
        var start = new[] { IndexOf(all, writes[indexes.IndexOf(first)].Run.Expression), DeclarationOf(places[indexes.IndexOf(first)], all) }
            .Where(index => index >= 0 && index < first)
            .DefaultIfEmpty(first)
            .Min();
        start = Math.Max(start, opened + 1);
        return start <= first ? new StatementRange(container, all[start], all.Skip(start).Take(last - start + 1).ToList()) : null;
    }

    /// <summary>Whether some statement leaves it in the middle, so that what was written until then would be rolled back.</summary>
    public bool IsLeft => Statements
        .SelectMany(statement => statement.DescendantNodesAndSelf(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
        .Any(node => node is ReturnStatementSyntax or YieldStatementSyntax or GotoStatementSyntax
            || (node is BreakStatementSyntax or ContinueStatementSyntax && !IsLoopInside(node)));

    /// <summary>Whether a failure of the write is caught within the range: what was written before would be committed all the same.</summary>
    public bool IsRescued(Ran write) => write.Operation.Syntax.Ancestors()
        .OfType<TryStatementSyntax>()
        .Any(attempt => attempt.Catches.Count > 0 && Span.Contains(attempt.Span) && attempt.Block.Span.Contains(write.Operation.Syntax.Span));

    /// <summary>The lines that it stands on; <see langword="null"/> where it shares them with others.</summary>
    public RangeLines? Lines => RangeLines.Of(this);

    private bool IsLoopInside(SyntaxNode jump) => jump.Ancestors().FirstOrDefault(node =>
            node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax
            || (node is SwitchStatementSyntax && jump is BreakStatementSyntax)) is { } loop
        && Span.Contains(loop.Span);

    // What one call runs for several elements of a list stands in every round of the loop.
    private static SyntaxNode PlaceOf(Ran write, IReadOnlyList<Ran> writes)
    {
        var call = write.Operation.Syntax;
        return write.Run.Helper is null && writes.Any(other => other.Run != write.Run && other.Operation.Syntax == call)
            ? call.Ancestors().FirstOrDefault(node => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax) ?? call
            : call;
    }

    private static SyntaxNode? ContainerOf(List<SyntaxNode> places)
    {
        for (var node = places[0].Parent; node is not null; node = node.Parent)
        {
            if (node is BlockSyntax or CompilationUnitSyntax && places.All(place => node.Span.Contains(place.Span)) && places.All(place => IndexOf(In(node), place) >= 0))
            {
                return node;
            }

            if (node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax)
            {
                return null;
            }
        }

        return null;
    }

    public static IReadOnlyList<StatementSyntax> In(SyntaxNode container) => container switch
    {
        BlockSyntax block => block.Statements,
        CompilationUnitSyntax unit => unit.Members.OfType<GlobalStatementSyntax>().Select(global => global.Statement).ToList(),
        _ => Array.Empty<StatementSyntax>(),
    };

    private static int IndexOf(IReadOnlyList<StatementSyntax> statements, SyntaxNode node)
    {
        for (var i = 0; i < statements.Count; i++)
        {
            if (statements[i].SyntaxTree == node.SyntaxTree && statements[i].Span.Contains(node.Span))
            {
                return i;
            }
        }

        return -1;
    }

    // Where the command that runs it is declared.
    private static int DeclarationOf(SyntaxNode call, IReadOnlyList<StatementSyntax> statements)
    {
        var command = call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } } ? name.Identifier.ValueText : null;
        for (var i = 0; i < statements.Count; i++)
        {
            if (statements[i] is LocalDeclarationStatementSyntax { Declaration.Variables: var variables } && variables.Any(variable => variable.Identifier.ValueText == command))
            {
                return i;
            }
        }

        return -1;
    }
}
