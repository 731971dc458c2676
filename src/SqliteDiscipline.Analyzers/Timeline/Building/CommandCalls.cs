using System.Data;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Commands: how they are made and run.</summary>
internal static class CommandCalls
{
    /// <summary><c>new SqliteCommand(text, connection, transaction)</c>, as far as given.</summary>
    public static CommandValue Create(Evaluator at, IObjectCreationOperation creation, CallArguments arguments)
    {
        var given = arguments.Find(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String);
        var connection = arguments.Find(argument => at.Known.Types.IsConnection(argument.Parameter?.Type))?.Value;
        var transaction = arguments.Find(argument => ProviderNames.IsTransaction(argument.Parameter?.Type))?.Value;
        var text = given is { } known ? new StringValue(Evaluator.TextOf(known.Argument.Value, known.Value)) : null;

        // Unlike CreateCommand, the constructor does not ask the connection for the transaction that is open.
        return Make(at, creation, connection, text, transaction ?? NullValue.Instance);
    }

    public static CommandValue Make(Evaluator at, IOperation operation, Value? connection, Value? text, Value? transaction)
    {
        var id = new ObjectId(at.Body.Frame, operation.Syntax);
        at.State = at.State
            .With(new Place(id, CommandPlaces.Connection), connection)
            .With(new Place(id, CommandPlaces.Text), text)
            .With(new Place(id, CommandPlaces.Transaction), transaction)
            .With(new Place(id, CommandPlaces.Parameters), null);
        return new CommandValue(id);
    }

    public static bool Call(Evaluator at, IInvocationOperation call, ObjectId id, CallArguments arguments, out Value? result)
    {
        result = null;
        RunKind? kind = call.TargetMethod.Name switch
        {
            "ExecuteNonQuery" or "ExecuteNonQueryAsync" => RunKind.NonQuery,
            "ExecuteScalar" or "ExecuteScalarAsync" => RunKind.Scalar,
            "ExecuteReader" or "ExecuteReaderAsync" => RunKind.Reader,
            _ => null,
        };

        if (kind is not { } run || !Helpers.IsForeign(call.TargetMethod))
        {
            if (!Helpers.IsForeign(call.TargetMethod))
            {
                return false;
            }

            if (call.TargetMethod.Name is not ("Dispose" or "DisposeAsync"))
            {
                at.MayThrow();
            }

            return true;
        }

        if (at.State[new Place(id, CommandPlaces.Connection)] is not ConnectionValue { Subject: var connection })
        {
            at.MayThrow();
            return true;
        }

        var text = at.State[new Place(id, CommandPlaces.Text)] as StringValue;
        var transaction = at.State[new Place(id, CommandPlaces.Transaction)];
        connection = Runs.ConnectionOf(connection, transaction);
        bool? hasTransaction = transaction switch
        {
            TransactionValue { IsThere: true } => true,
            NullValue => false,
            _ => null,
        };
        Runs.Emit(at, call, connection, text?.Text, run, hasTransaction, at.State[new Place(id, CommandPlaces.Parameters)] is not null);
        result = run == RunKind.Reader ? new ReaderValue(connection, ClosesConnection(arguments)) : null;
        return true;
    }

    private static bool? ClosesConnection(CallArguments arguments) => arguments["behavior"]?.Argument.Value.ConstantValue switch
    {
        null => false,
        { HasValue: true, Value: int behavior } => ((CommandBehavior)behavior).HasFlag(CommandBehavior.CloseConnection),
        _ => null,
    };
}
