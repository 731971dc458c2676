using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Rules.Sharing;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>
/// What keeps a transaction open between calls, and whose <c>Dispose</c> ends it before the connection goes back to the pool: in any case, or where a member
/// says that one is open.
/// </summary>
internal sealed class EndedByDispose
{
    private readonly BodyTimeline _timeline;
    private readonly List<TypeDeclarationSyntax> _parts;
    private readonly HashSet<string> _flags;

    private EndedByDispose(BodyTimeline timeline, List<TypeDeclarationSyntax> parts, HashSet<string> flags) => (_timeline, _parts, _flags) = (timeline, parts, flags);

    /// <summary>The object in which a connection is kept, if it does so, and is disposed of wherever the body has made it.</summary>
    public static EndedByDispose? Of(ConnectionSubject connection, BodyTimeline timeline, TimelineContext context)
    {
        if (connection is not { Origin: ConnectionOrigin.Member, Symbol: { IsStatic: false, ContainingType: { } type } member })
        {
            return null;
        }

        var parts = type.DeclaringSyntaxReferences.Select(part => part.GetSyntax(context.Cancellation)).OfType<TypeDeclarationSyntax>().ToList();
        if (!parts.Exists(part => part.Contains(timeline.Body)) && IsLeftBehind(type, timeline, context.Cancellation))
        {
            return null;
        }

        var ending = type.GetMembers().OfType<IMethodSymbol>()
            .Where(method => IsDispose(method.Name) && method.DeclaringSyntaxReferences.Length == 1)
            .SelectMany(method => context.Rules.TimelinesOf(method, context.Cancellation))
            .FirstOrDefault(dispose => EndsFirst(dispose, member));
        return ending is null ? null : new EndedByDispose(timeline, parts, FlagsOf(ending, member, parts));
    }

    /// <summary>Whether what is open when the body is left is ended then.</summary>
    public bool OnExit(Ran begin) => PlacesOf(begin) is { Count: > 0 } places && (_flags.Count == 0 || places.TrueForAll(place => IsFlagged(place)));

    /// <summary>Whether what is open when an exception leaves is ended then: what says that it is open has been set where it was begun, before anything else could fail.</summary>
    public bool OnThrow(Ran begin) => PlacesOf(begin) is { Count: > 0 } places && (_flags.Count == 0 || places.TrueForAll(place => IsFlaggedAtOnce(place)));

    private static bool IsDispose(string name) => name is "Dispose" or "DisposeAsync" or "DisposeAsyncCore" or "System.IDisposable.Dispose" or "System.IAsyncDisposable.DisposeAsync";

    private static bool EndsFirst(BodyTimeline dispose, ISymbol member) => dispose.Events
        .Where(happening => SymbolEqualityComparer.Default.Equals(happening.Connection.Symbol, member))
        .FirstOrDefault(happening => happening is Closed or Ran { Statement: CommitStatement or RollbackStatement { Savepoint: null } }) is Ran;

    /// <summary>The members on which it depends whether <c>Dispose</c> ends it: what it asks, itself or by a helper, and what others write.</summary>
    private static HashSet<string> FlagsOf(BodyTimeline dispose, ISymbol member, List<TypeDeclarationSyntax> parts)
    {
        var code = RunBy(dispose.Body, parts);
        var names = new HashSet<string>(member.ContainingType.GetMembers().Where(other => other is IFieldSymbol or IPropertySymbol && other.Name != member.Name).Select(other => other.Name));
        names.IntersectWith(code.SelectMany(part => part.DescendantNodes()).Select(ConditionOf).OfType<ExpressionSyntax>().SelectMany(NamesIn));
        names.IntersectWith(parts.SelectMany(part => part.Members).Where(other => other is not ConstructorDeclarationSyntax && !code.Contains(other)).SelectMany(WritesIn));
        return names;
    }

    /// <summary>The member that a body is of, and those of the type that are called from there, by their names.</summary>
    private static List<MemberDeclarationSyntax> RunBy(SyntaxNode body, List<TypeDeclarationSyntax> parts)
    {
        var members = parts.SelectMany(part => part.Members).ToList();
        var code = members.Where(member => member.Contains(body)).ToList();
        for (var i = 0; i < code.Count; i++)
        {
            var called = new HashSet<string>(NamesIn(code[i]));
            code.AddRange(members.Where(member => Guarded.NameOf(member) is { } name && called.Contains(name) && !code.Contains(member)));
        }

        return code;
    }

    private static ExpressionSyntax? ConditionOf(SyntaxNode node) => node switch
    {
        IfStatementSyntax choice => choice.Condition,
        WhileStatementSyntax loop => loop.Condition,
        ConditionalExpressionSyntax choice => choice.Condition,
        SwitchStatementSyntax choice => choice.Expression,
        _ => null,
    };

    private static IEnumerable<string> NamesIn(SyntaxNode code) => code.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText);

    private static IEnumerable<string> WritesIn(SyntaxNode code) => code.DescendantNodesAndSelf()
        .Select(node => node switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left,
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } counted => counted.Operand,
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } counted => counted.Operand,
            _ => null,
        })
        .OfType<ExpressionSyntax>()
        .SelectMany(NamesIn);

    /// <summary>Whether a local of the body holds such an object, and does not dispose of it.</summary>
    private static bool IsLeftBehind(ITypeSymbol type, BodyTimeline timeline, CancellationToken cancellation) => timeline.Body.DescendantNodes().OfType<VariableDeclaratorSyntax>().Any(declared =>
        timeline.Model.GetDeclaredSymbol(declared, cancellation) is ILocalSymbol { Type: var held, Name: var name } && SymbolEqualityComparer.Default.Equals(held.OriginalDefinition, type.OriginalDefinition)
        && declared.Parent?.Parent is not (UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword })
        && !timeline.Body.DescendantNodes().OfType<UsingStatementSyntax>().Any(held => held.Expression is IdentifierNameSyntax { Identifier.ValueText: var used } && used == name)
        && !timeline.Body.DescendantNodes().OfType<FinallyClauseSyntax>().SelectMany(last => last.DescendantNodes()).OfType<SimpleNameSyntax>().Any(called => IsDispose(called.Identifier.ValueText)));

    /// <summary>Where the type's own code begins the transaction: the call in the body, or wherever the helper that it calls may do it.</summary>
    private List<SyntaxNode> PlacesOf(Ran begin)
    {
        var call = begin.Operation.Syntax;
        return begin.Run.IsSpeltHere
            ? _parts.Where(part => part.Contains(call)).Select(_ => call).ToList()
            : begin.Run.Helper!.DeclaringSyntaxReferences
                .SelectMany(declared => RunBy(declared.GetSyntax(), _parts))
                .SelectMany(code => code.DescendantNodes().OfType<LiteralExpressionSyntax>())
                .Where(literal => Begins(literal.Token.ValueText))
                .ToList<SyntaxNode>();
    }

    private static bool Begins(string text) => text.StartsWith("BEGIN", StringComparison.OrdinalIgnoreCase) || text.StartsWith("SAVEPOINT", StringComparison.OrdinalIgnoreCase);

    private bool IsFlagged(SyntaxNode place) => WritesIn(place.FirstAncestorOrSelf<MemberDeclarationSyntax>()!).Any(_flags.Contains)
        || place.Ancestors().Select(ConditionOf).OfType<ExpressionSyntax>().SelectMany(NamesIn).Any(_flags.Contains);

    private bool IsFlaggedAtOnce(SyntaxNode place)
    {
        var statement = place.FirstAncestorOrSelf<StatementSyntax>();
        while (statement?.Parent is IfStatementSyntax choice)
        {
            statement = choice;
        }

        return place.Ancestors().Select(ConditionOf).OfType<ExpressionSyntax>().Any(Sets) || (statement?.Parent is BlockSyntax { Statements: var statements }
            && statements.IndexOf(statement) is var at && ((at > 0 && Sets(statements[at - 1])) || (at + 1 < statements.Count && Sets(statements[at + 1]))));

        // Beside what may fail itself it may stay unset.
        bool Sets(SyntaxNode code) => WritesIn(code).Any(_flags.Contains) && !code.DescendantNodes().Any(node => node is InvocationExpressionSyntax);
    }
}
