using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Pragmas;

/// <summary>A command of the connection in a variable of its own, in the ways in which one sends a pragma.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Declaration">The statement that declares it.</param>
/// <param name="Text">The text that it is made with.</param>
/// <param name="Block">The block of its using statement.</param>
internal sealed record Command(ISymbol Variable, StatementSyntax Declaration, ExpressionSyntax? Text, BlockSyntax? Block)
{
    /// <summary><c>var command = connection.CreateCommand();</c> or <c>new SqliteCommand("…", connection)</c>, with <c>using</c> or not.</summary>
    public static Command? Declared(StatementSyntax statement, Holder connection, SemanticModel model, CancellationToken cancellation)
    {
        var (declaration, block) = statement switch
        {
            LocalDeclarationStatementSyntax local => (local.Declaration, null),
            UsingStatementSyntax { Declaration: { } resource, Statement: BlockSyntax body } => (resource, body),
            _ => default((VariableDeclarationSyntax?, BlockSyntax?)),
        };

        if (declaration is not { Variables: { Count: 1 } variables }
            || variables[0] is not { Initializer.Value: var value }
            || model.GetDeclaredSymbol(variables[0], cancellation) is not { } variable)
        {
            return null;
        }

        return value switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CreateCommand", Expression: var receiver } }
                when connection.Is(receiver, model, cancellation) => new Command(variable, statement, null, block),
            BaseObjectCreationExpressionSyntax { Initializer: null } creation when TextOf(creation, connection, model, cancellation) is { } text =>
                new Command(variable, statement, text, block),
            _ => null,
        };
    }

    /// <summary>The text of a statement that does nothing but run it: <c>connection.Execute("…")</c>, <c>new SqliteCommand("…", connection).ExecuteNonQuery()</c>.</summary>
    public static ExpressionSyntax? Direct(StatementSyntax statement, Holder connection, SemanticModel model, CancellationToken cancellation)
    {
        if (Called(statement) is not { Expression: MemberAccessExpressionSyntax { Name: var name, Expression: var receiver }, ArgumentList.Arguments: var arguments })
        {
            return null;
        }

        if (receiver is BaseObjectCreationExpressionSyntax { Initializer: null } creation && IsRun(name) && arguments.Count == 0)
        {
            return TextOf(creation, connection, model, cancellation);
        }

        // Dapper's Execute, and the helpers that people write for themselves.
        var isHelper = name.Identifier.ValueText.StartsWith("Exec", StringComparison.Ordinal) || name.Identifier.ValueText is "Run" or "RunAsync";
        return isHelper && arguments.Count == 1 && connection.Is(receiver, model, cancellation)
            && model.GetSymbolInfo(name, cancellation).Symbol is IMethodSymbol { IsExtensionMethod: true }
                ? arguments[0].Expression
                : null;
    }

    /// <summary>The text that <c>command.CommandText = "…";</c> sets.</summary>
    public ExpressionSyntax? TextSetBy(StatementSyntax statement, SemanticModel model, CancellationToken cancellation) =>
        statement is ExpressionStatementSyntax
        {
            Expression: AssignmentExpressionSyntax
            {
                RawKind: (int)SyntaxKind.SimpleAssignmentExpression,
                Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CommandText", Expression: IdentifierNameSyntax receiver },
                Right: var value,
            },
        }
        && IsVariable(receiver, model, cancellation)
            ? value
            : null;

    /// <summary>Whether the statement is <c>command.ExecuteNonQuery();</c>, awaited or not, its answer not asked for.</summary>
    public bool IsRunBy(StatementSyntax statement, SemanticModel model, CancellationToken cancellation) =>
        Called(statement) is { Expression: MemberAccessExpressionSyntax { Name: var name, Expression: IdentifierNameSyntax receiver } }
        && IsRun(name)
        && IsVariable(receiver, model, cancellation);

    public bool IsMentioned(SyntaxNode node, SemanticModel model, CancellationToken cancellation) =>
        node.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => IsVariable(name, model, cancellation));

    private bool IsVariable(IdentifierNameSyntax name, SemanticModel model, CancellationToken cancellation) =>
        name.Identifier.ValueText == Variable.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, Variable);

    private static bool IsRun(SimpleNameSyntax name) =>
        name.Identifier.ValueText is "ExecuteNonQuery" or "ExecuteNonQueryAsync" or "ExecuteScalar" or "ExecuteScalarAsync";

    private static ExpressionSyntax? TextOf(BaseObjectCreationExpressionSyntax creation, Holder connection, SemanticModel model, CancellationToken cancellation) =>
        creation.ArgumentList is { Arguments: { Count: 2 } arguments }
        && model.GetTypeInfo(creation, cancellation).Type?.Name == "SqliteCommand"
        && connection.Is(arguments[1].Expression, model, cancellation)
            ? arguments[0].Expression
            : null;

    private static InvocationExpressionSyntax? Called(StatementSyntax statement)
    {
        if (statement is not ExpressionStatementSyntax { Expression: var expression })
        {
            return null;
        }

        expression = expression is AwaitExpressionSyntax { Expression: var awaited } ? awaited : expression;
        return expression is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: InvocationExpressionSyntax configured },
        }
            ? configured
            : expression as InvocationExpressionSyntax;
    }
}
