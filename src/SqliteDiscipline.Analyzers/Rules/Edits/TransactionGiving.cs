using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>
/// Sees to it that what runs within a range gets its transaction. A command that <c>CreateCommand</c> makes while one is open has it by itself; any
/// other has to be told, or Microsoft.Data.Sqlite refuses to run it.
/// </summary>
/// <param name="range">The statements that are to be in the transaction.</param>
internal sealed class TransactionGiving(StatementRange range)
{
    private readonly SortedSet<string> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<int, SourceChange> _arguments = new();

    /// <summary>The connection, as the code calls it.</summary>
    public string? Connection { get; private set; }

    /// <summary>The commands that were made before the transaction begins.</summary>
    public IEnumerable<string> Commands => _commands;

    /// <summary>The transaction among the arguments of what makes or runs a command.</summary>
    public IEnumerable<SourceChange> Arguments => _arguments.OrderBy(argument => argument.Key).Select(argument => argument.Value);

    /// <summary>Whether the run gets it.</summary>
    public bool Give(Run run)
    {
        if (run.Operation.Syntax is not InvocationExpressionSyntax call)
        {
            return false;
        }

        return run switch
        {
            { Helper: IMethodSymbol helper } => MakesItsCommands(helper) && Call(ConnectionIn(run.Operation)),
            { Helper: not null } => false,
            { Kind: RunKind.EntityFramework } => Call(Receiver(call)),
            { Kind: RunKind.DapperExecute or RunKind.DapperScalar or RunKind.DapperQuery } => GiveToDapper(call, run.Operation as IInvocationOperation),
            { Kind: RunKind.NonQuery or RunKind.Scalar or RunKind.Reader } => GiveToCommand(Receiver(call)),
            _ => false,
        };
    }

    /// <summary>Learns from a run how the code calls the connection.</summary>
    public bool Name(Run run) => run.Operation.Syntax is InvocationExpressionSyntax call && Call(run switch
    {
        { Helper: not null } => ConnectionIn(run.Operation),
        { Kind: RunKind.NonQuery or RunKind.Scalar or RunKind.Reader } => Receiver(call) switch
        {
            BaseObjectCreationExpressionSyntax creation => Made(creation),
            IdentifierNameSyntax name => Declarator(name, name.Identifier.ValueText)?.Initializer?.Value is { } value ? Made(value) : null,
            _ => null,
        },
        _ => Receiver(call),
    });

    // Of which connection a command is made.
    private static ExpressionSyntax? Made(ExpressionSyntax command) => command switch
    {
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } arguments } => arguments[1].Expression,
        InvocationExpressionSyntax call when IsCreateCommand(call) => Receiver(call),
        _ => null,
    };

    private bool GiveToDapper(InvocationExpressionSyntax call, IInvocationOperation? operation)
    {
        if (operation?.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == TransactionEdit.Variable) is not { ArgumentKind: ArgumentKind.DefaultValue })
        {
            return false;
        }

        Insert(call.ArgumentList, $", {TransactionEdit.Variable}: {TransactionEdit.Variable}");
        return Call(Receiver(call));
    }

    private bool GiveToCommand(ExpressionSyntax? command) => command switch
    {
        BaseObjectCreationExpressionSyntax creation => GiveToConstructor(creation),
        IdentifierNameSyntax name => GiveToVariable(name),
        _ => false,
    };

    private bool GiveToConstructor(BaseObjectCreationExpressionSyntax creation)
    {
        if (creation is not { Initializer: null, ArgumentList: { Arguments: { Count: 2 } arguments } list })
        {
            return false;
        }

        Insert(list, $", {TransactionEdit.Variable}");
        return Call(arguments[1].Expression);
    }

    private bool GiveToVariable(IdentifierNameSyntax name)
    {
        var variable = name.Identifier.ValueText;
        if (Declarator(name, variable) is not { Initializer.Value: var value } declarator || IsMentionedAfter(variable))
        {
            return false;
        }

        if (range.Span.Contains(declarator.Span))
        {
            return value is BaseObjectCreationExpressionSyntax creation ? GiveToConstructor(creation) : Call(Made(value));
        }

        // Made before: by the block itself, or by the using statement whose block it is.
        var declaration = declarator.FirstAncestorOrSelf<StatementSyntax>();
        if (declaration is null || (declaration.Parent != range.Container && declaration.Parent?.Parent != range.Container && declaration != range.Container.Parent))
        {
            return false;
        }

        _commands.Add(variable);
        return Call(Made(value));
    }

    // It would have a transaction that is over.
    private bool IsMentionedAfter(string variable) => range.Container.DescendantTokens(TextSpan.FromBounds(range.Span.End, range.Container.Span.End))
        .Any(token => token.SpanStart >= range.Span.End && token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == variable);

    private static bool IsCreateCommand(ExpressionSyntax value) =>
        value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CreateCommand" } };

    private static VariableDeclaratorSyntax? Declarator(SyntaxNode use, string variable) => use.Ancestors()
        .TakeWhile(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) && (node is not MemberDeclarationSyntax || node is GlobalStatementSyntax))
        .SelectMany(node => node switch
        {
            UsingStatementSyntax { Declaration: { } declaration } => declaration.Variables,
            BlockSyntax or CompilationUnitSyntax => StatementRange.In(node).OfType<LocalDeclarationStatementSyntax>().SelectMany(local => local.Declaration.Variables),
            _ => Enumerable.Empty<VariableDeclaratorSyntax>(),
        })
        .FirstOrDefault(declarator => declarator.Identifier.ValueText == variable);

    /// <summary>Whether a helper has each of its commands made by the connection, then and there.</summary>
    public static bool MakesItsCommands(IMethodSymbol helper)
    {
        var tokens = helper.DeclaringSyntaxReferences.SelectMany(reference => reference.GetSyntax().DescendantTokens()).Select(token => token.ValueText).ToList();
        return tokens.Contains("CreateCommand") && !tokens.Contains("SqliteCommand") && !tokens.Contains("Transaction");
    }

    private static ExpressionSyntax? ConnectionIn(IOperation call) => (call as IInvocationOperation)?.Arguments
        .Select(argument => argument.Value is IConversionOperation conversion ? conversion.Operand : argument.Value)
        .FirstOrDefault(value => value.Type?.Name.EndsWith("Connection", StringComparison.Ordinal) == true)?.Syntax as ExpressionSyntax;

    private static ExpressionSyntax? Receiver(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Expression;

    // The same name at every place, and nothing that is worked out anew each time.
    private bool Call(ExpressionSyntax? connection)
    {
        if (connection is null || connection.DescendantNodesAndSelf().Any(node => node is not (IdentifierNameSyntax or MemberAccessExpressionSyntax or ThisExpressionSyntax)))
        {
            return false;
        }

        Connection ??= connection.ToString();
        return Connection == connection.ToString();
    }

    private void Insert(BaseArgumentListSyntax list, string text)
    {
        var end = list.Arguments[list.Arguments.Count - 1].Span.End;
        _arguments[end] = new SourceChange(Location.Create(list.SyntaxTree, new TextSpan(end, 0)), text);
    }
}
