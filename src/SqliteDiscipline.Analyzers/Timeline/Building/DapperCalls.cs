using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Dapper's extension methods on a connection that is seen to be one of SQLite.</summary>
internal static class DapperCalls
{
    public static bool Call(Evaluator at, IInvocationOperation call, CallArguments arguments, out Value? result)
    {
        result = null;
        var method = call.TargetMethod;
        if (method.ContainingType?.Name != "SqlMapper" || !method.ContainingType.Is("Dapper", "SqlMapper") || KindOf(method.Name) is not { } kind)
        {
            return false;
        }

        if (arguments.At(0)?.Value is not ConnectionValue { Subject: var subject })
        {
            at.MayThrow();
            return true;
        }

        if (arguments["command"] is { } command)
        {
            // new CommandDefinition(text, parameters, transaction, …)
            var definition = command.Value as SequenceValue;
            subject = Runs.ConnectionOf(subject, definition?.Elements[1]);
            Runs.Emit(at, call, subject, (definition?.Elements[0] as StringValue)?.Text, kind,
                definition is null ? null : definition.Elements[1] is not TransactionValue given ? false : given.IsThere ? true : null, definition?.Elements[2] is not null);
            result = ReadsOn(method.Name, arguments) ? new ReaderValue(subject, ClosesConnection: null) : null;
            return true;
        }

        var text = arguments["sql"];
        subject = Runs.ConnectionOf(subject, arguments["transaction"]?.Value);
        Runs.Emit(
            at, call, subject, text is { } sql ? Evaluator.TextOf(sql.Argument.Value, sql.Value) : null, kind,
            IsGiven(arguments["transaction"]), IsGiven(arguments["param"]) == true);
        result = ReadsOn(method.Name, arguments) ? new ReaderValue(subject, ClosesConnection: null) : null;
        return true;
    }

    // A query is read to its end at once, unless it is told otherwise.
    private static bool ReadsOn(string method, CallArguments arguments) =>
        method.StartsWith("ExecuteReader", StringComparison.Ordinal) || method.StartsWith("QueryMultiple", StringComparison.Ordinal)
        || method.StartsWith("QueryUnbuffered", StringComparison.Ordinal)
        || arguments["buffered"]?.Value is ConstantValue { Constant: false };

    /// <summary><c>new CommandDefinition(…)</c>: its text, its transaction, its parameters.</summary>
    public static Value? Define(Evaluator at, IObjectCreationOperation creation, CallArguments arguments) =>
        creation.Type.Is("Dapper", "CommandDefinition") && arguments["commandText"] is { } text
            ? new SequenceValue(new EquatableValues(new[]
            {
                new StringValue(Evaluator.TextOf(text.Argument.Value, text.Value)),
                arguments["transaction"]?.Value,
                IsGiven(arguments["parameters"]) == true ? new ConstantValue(true) : null,
            }))
            : null;

    private static bool? IsGiven((IArgumentOperation Argument, Value? Value)? argument) => argument switch
    {
        null => false,
        { Argument.ArgumentKind: ArgumentKind.DefaultValue } or { Value: NullValue } => false,
        { Value: TransactionValue { IsThere: true } } => true,
        { Argument.Parameter.Name: "param" or "parameters" } => true,
        _ => null,
    };

    private static RunKind? KindOf(string method) => method switch
    {
        "Execute" or "ExecuteAsync" => RunKind.DapperExecute,
        "ExecuteScalar" or "ExecuteScalarAsync" => RunKind.DapperScalar,
        "ExecuteReader" or "ExecuteReaderAsync" => RunKind.DapperQuery,
        _ when method.StartsWith("Query", StringComparison.Ordinal) => RunKind.DapperQuery,
        _ => null,
    };
}
