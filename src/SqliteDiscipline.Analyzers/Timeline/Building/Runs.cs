using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Timeline.Events;
using SqliteDiscipline.Analyzers.Timeline.Text;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Writes what running a text does: one event for each of its statements.</summary>
internal static class Runs
{
    /// <param name="at">Where.</param>
    /// <param name="call">The call that runs it.</param>
    /// <param name="connection">On which connection.</param>
    /// <param name="text">The text; <see langword="null"/> where nothing of it is known.</param>
    /// <param name="kind">How it is run.</param>
    /// <param name="hasTransaction">Whether a transaction goes with it.</param>
    /// <param name="hasParameters">Whether parameters go with it.</param>
    public static void Emit(
        Evaluator at, IOperation call, ConnectionSubject connection, TextTemplate? text, RunKind kind, bool? hasTransaction, bool hasParameters)
    {
        var shown = at.Shown(call);
        if (text is not null)
        {
            at.Body.Building.Run(text);
        }

        if (text is null || text.Hole is not null)
        {
            at.Emit(new RanUnknown(shown, at.Where(call), connection, kind));
            return;
        }

        var sql = SqlText.FromParts(text.Parts.Select(part => part.Text));
        var run = at.Writer.Run(((at.Body.Caller?.Operation ?? shown).Syntax, call.Syntax, sql, hasTransaction, hasParameters), () => new Run(shown, sql, kind, new SqlLocator(text, at.Body.Building.Body, Fallback(at, shown, text)))
        {
            IsAnswerUsed = IsRead(kind) && IsUsed(at.Original(call)),
            HasTransaction = hasTransaction,
            HasParameters = hasParameters,
            Helper = at.Body.Caller?.Method,
            Holes = text.Parts.Where(part => part.Hole is not null).Select(part => part.Hole!).ToImmutableArray(),
        });

        for (var i = 0; i < run.Statements.Length; i++)
        {
            var statement = run.Statements[i];
            at.Emit(new Ran(shown, run.LocationOf(statement.Site.Span), connection, statement, i, run));
        }
    }

    /// <summary>
    /// On which connection a command runs that is given a transaction: whose making is not seen is the transaction's own, for with any other the provider refuses the command.
    /// </summary>
    public static ConnectionSubject ConnectionOf(ConnectionSubject connection, Value? transaction) =>
        transaction is TransactionValue { Transaction: not null, Connection: var own } && !connection.IsMadeHere ? own : connection;

    // The expression that spells the text, if it stands in the analysed body, or that names what spells it; else the call.
    private static SyntaxNode Fallback(Evaluator at, IOperation shown, TextTemplate text)
    {
        var nodes = text.Parts
            .SelectMany(part => part.Hole is { } hole ? new[] { hole.Syntax } : part.Origins.Select(origin => origin.Node))
            .ToList();
        var spelt = nodes.FirstOrDefault(node => at.Body.Building.Shows(node) && !node.Span.Contains(shown.Syntax.Span))
            ?? (at.Body.Caller is null ? null : Argument(at, shown, nodes));
        return spelt is null ? shown.Syntax : SqlLocator.Whole(spelt);
    }

    // A helper is given a constant or a field: the text is the caller's all the same.
    private static SyntaxNode? Argument(Evaluator at, IOperation shown, List<SyntaxNode> spelling) => shown is IInvocationOperation { Arguments: var arguments }
        ? arguments.Select(argument => argument.Value).FirstOrDefault(value =>
            value is { Type.SpecialType: SpecialType.System_String, IsImplicit: false } and not ILiteralOperation
            && TextReader.Read(OfModel(at, value), at.Cancellation).Parts.Any(part => part.Origins.Any(origin => spelling.Contains(origin.Node))))?.Syntax
        : null;

    // A field is followed in the model alone.
    private static IOperation OfModel(Evaluator at, IOperation value) =>
        value.SemanticModel is null ? at.Known.Compilation.GetSemanticModel(value.Syntax.SyntaxTree).OperationOf(value.Syntax, at.Cancellation) ?? value : value;

    private static bool IsRead(RunKind kind) => kind is RunKind.Scalar or RunKind.Reader or RunKind.DapperScalar or RunKind.DapperQuery;

    private static bool IsUsed(IOperation call)
    {
        var outer = call.Parent;
        while (outer is IAwaitOperation or IConversionOperation or IParenthesizedOperation
               or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "GetResult" })
        {
            outer = outer.Parent;
        }

        return outer is not (IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation });
    }
}
