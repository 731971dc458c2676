using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>
/// The statements of C# that one run is made of: a call of a helper or of Dapper, or a command with its text and parameters, from where it is
/// made (or last run) to where it is run.
/// </summary>
internal sealed class Step
{
    private readonly SyntaxNode _block;
    private readonly int _first;

    private Step(SyntaxNode block, int first, ImmutableArray<StatementSyntax> statements, string? command)
    {
        _block = block;
        _first = first;
        Statements = statements;
        Command = command;
    }

    public ImmutableArray<StatementSyntax> Statements { get; }

    /// <summary>The local that holds the command, where there is one.</summary>
    public string? Command { get; }

    /// <summary>Whether the command lives on in the block when it has been run.</summary>
    public bool IsOfBlock => Statements[0] is not UsingStatementSyntax;

    /// <summary>The statements with the comments above them, and the one behind them.</summary>
    public Location Place
    {
        get
        {
            var last = Statements[Statements.Length - 1];
            var behind = last.GetTrailingTrivia().LastOrDefault(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));
            return Location.Create(last.SyntaxTree, TextSpan.FromBounds(StartOf(Statements[0]), behind == default ? last.Span.End : behind.Span.End));
        }
    }

    /// <summary>Whether nothing in it does more than make the command and run it.</summary>
    public bool IsPure => Statements.All(statement => statement.DescendantNodes().All(IsPlain));

    public static Step? Of(Run run)
    {
        // What a local function runs stands in the function; the call is where the text is handed to it.
        var site = run.Helper is not null && run.IsSpeltHere ? run.Expression.FirstAncestorOrSelf<ArgumentSyntax>()?.Parent?.Parent : run.Operation.Syntax;
        if (site?.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax call || Bare(call.Expression) is not InvocationExpressionSyntax invocation
            || invocation != Bare(site))
        {
            return null;
        }

        var command = invocation.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var name }, Name.Identifier.ValueText: var method }
            && method.StartsWith("Execute", StringComparison.Ordinal) && run.Kind <= RunKind.Reader && run.Helper is null ? name : null;
        var statements = Siblings(call, out var block);
        var last = statements.IndexOf(call);
        var first = command is null ? last : First(statements, last, command);
        if (block is null || first < 0)
        {
            return null;
        }

        var own = statements.Skip(first).Take(last - first + 1).ToImmutableArray();
        if (block.Parent is UsingStatementSyntax { Declaration: { } declaration } whole && command is not null && own.Length == statements.Count
            && declaration.Variables.Count == 1 && declaration.Variables[0].Identifier.ValueText == command)
        {
            var outer = Siblings(whole, out var around);
            return around is null ? null : new Step(around, outer.IndexOf(whole), ImmutableArray.Create<StatementSyntax>(whole), command);
        }

        return new Step(block, first, own, command);
    }

    public bool IsBefore(Step next) => _block == next._block && _first + Statements.Length == next._first;

    /// <summary>Whether one uses what the other declares.</summary>
    public bool DependsOn(Step other)
    {
        var declared = new HashSet<string>(other.Statements.SelectMany(statement => statement.DescendantNodes()).OfType<VariableDeclaratorSyntax>().Select(variable => variable.Identifier.ValueText));
        return Command == other.Command && Command is not null && IsOfBlock && other.IsOfBlock
            || Statements.SelectMany(statement => statement.DescendantNodes()).OfType<IdentifierNameSyntax>().Any(name => declared.Contains(name.Identifier.ValueText) && !(IsOwn(name)));
    }

    private bool IsOwn(IdentifierNameSyntax name) => name.Identifier.ValueText == Command && !IsOfBlock;

    /// <summary>Back over all that only prepares the command, up to where it is made or was last run.</summary>
    private static int First(List<StatementSyntax> statements, int last, string command)
    {
        var first = last;
        while (first > 0 && Prepares(statements[first - 1], command))
        {
            first--;
        }

        return first > 0 && Declares(statements[first - 1], command) ? first - 1 : first;
    }

    private static bool Declares(StatementSyntax statement, string command) =>
        statement is LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } && variables[0].Identifier.ValueText == command;

    private static bool Prepares(StatementSyntax statement, string command) => statement is ExpressionStatementSyntax { Expression: var expression } && expression switch
    {
        AssignmentExpressionSyntax { Left: var left } => Root(left) == command && left is not IdentifierNameSyntax,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method } called } =>
            Root(called) == command && !method.StartsWith("Execute", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>The identifier that a chain of members, calls and indexes begins with.</summary>
    private static string? Root(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case MemberAccessExpressionSyntax access:
                    expression = access.Expression;
                    break;
                case InvocationExpressionSyntax call:
                    expression = call.Expression;
                    break;
                case ElementAccessExpressionSyntax element:
                    expression = element.Expression;
                    break;
                case IdentifierNameSyntax name:
                    return name.Identifier.ValueText;
                default:
                    return null;
            }
        }
    }

    private static SyntaxNode Bare(SyntaxNode expression) => expression switch
    {
        AwaitExpressionSyntax awaited => Bare(awaited.Expression),
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discarded => Bare(discarded.Right),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var awaited } } => Bare(awaited),
        _ => expression,
    };

    private static List<StatementSyntax> Siblings(StatementSyntax statement, out SyntaxNode? block)
    {
        block = statement.Parent is GlobalStatementSyntax ? statement.Parent.Parent : statement.Parent is BlockSyntax or SwitchSectionSyntax ? statement.Parent : null;
        return block switch
        {
            BlockSyntax around => around.Statements.ToList(),
            SwitchSectionSyntax section => section.Statements.ToList(),
            CompilationUnitSyntax unit => unit.Members.OfType<GlobalStatementSyntax>().Select(global => global.Statement).ToList(),
            _ => new List<StatementSyntax>(),
        };
    }

    /// <summary>Whether what the node does is the same whenever it is done.</summary>
    private bool IsPlain(SyntaxNode node) => node switch
    {
        PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression } => false,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } => false,
        DeclarationExpressionSyntax or AnonymousFunctionExpressionSyntax or ThrowExpressionSyntax => false,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } => true,
        AssignmentExpressionSyntax { Left: var left } => Root(left) == Command || left is IdentifierNameSyntax { Identifier.ValueText: "_" },
        InvocationExpressionSyntax call => IsCallOfStep(call) || call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" or "CreateCommand" or "CreateParameter" or "ConfigureAwait" }
            || call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" },
        _ => true,
    };

    private bool IsCallOfStep(InvocationExpressionSyntax call) =>
        (Command is not null && Root(call) == Command) || (Command is null && Statements.Any(statement => statement is ExpressionStatementSyntax { Expression: var whole } && Bare(whole) == call));

    /// <summary>Where the comments begin that stand right above the statement.</summary>
    private static int StartOf(StatementSyntax statement)
    {
        var start = statement.SpanStart;
        var breaks = 0;
        foreach (var trivia in statement.GetLeadingTrivia().Reverse())
        {
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            {
                if (++breaks > 1)
                {
                    break;
                }
            }
            else if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            {
                start = trivia.SpanStart;
                breaks = 0;
            }
            else if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia))
            {
                break;
            }
        }

        return start;
    }
}
