using System.Data;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Transactions: how they begin and end.</summary>
internal static class TransactionCalls
{
    public static TransactionValue Begin(Evaluator at, IInvocationOperation call, ConnectionSubject connection, CallArguments arguments)
    {
        // Unless told otherwise, ReadUncommitted takes no lock either.
        var isDeferred = arguments["deferred"] is { } given
            ? given.Value is ConstantValue { Constant: true }
            : arguments["isolationLevel"]?.Argument.Value.ConstantValue is { HasValue: true, Value: (int)IsolationLevel.ReadUncommitted };
        var transaction = new TransactionSubject(connection, call.Syntax, isDeferred);
        at.Emit(new Began(at.Shown(call), at.Where(call), connection, transaction));
        return new TransactionValue(connection, transaction);
    }

    public static bool Call(Evaluator at, IInvocationOperation call, TransactionValue transaction)
    {
        TransactionEnd? how = call.TargetMethod.Name switch
        {
            "Commit" or "CommitAsync" => TransactionEnd.Commit,

            // Rollback(name) goes back to a savepoint, and the transaction goes on.
            "Rollback" or "RollbackAsync" when !call.TargetMethod.Parameters.Any(p => p.Type.SpecialType == SpecialType.System_String) => TransactionEnd.Rollback,
            "Dispose" or "DisposeAsync" => TransactionEnd.Dispose,
            _ => null,
        };

        if (how is not { } end)
        {
            if (!Helpers.IsForeign(call.TargetMethod))
            {
                return false;
            }

            at.MayThrow();
            return true;
        }

        at.Emit(new Ended(at.Shown(call), at.Where(call), transaction.Connection, transaction.Transaction, end, call.IsImplicit));
        return true;
    }
}
