using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Static methods: the provider's, the native function that runs text, and what goes around a thing that is disposed of.</summary>
internal static class StaticCalls
{
    public static bool Call(Evaluator at, IInvocationOperation call, CallArguments arguments, out Value? result)
    {
        result = null;
        var method = call.TargetMethod;
        switch (method.Name)
        {
            case "ClearPool" when method.ContainingType.Is("Microsoft.Data.Sqlite", "SqliteConnection"):
                if (arguments.At(0)?.Value is ConnectionValue { Subject: var subject })
                {
                    at.Emit(new PoolCleared(at.Shown(call), at.Where(call), subject));
                }

                return true;
            case "ClearAllPools" when method.ContainingType.Is("Microsoft.Data.Sqlite", "SqliteConnection"):
                at.Emit(new PoolCleared(at.Shown(call), at.Where(call), ConnectionSubject.All));
                return true;
            case "sqlite3_exec" when method.ContainingType.Is("SQLitePCL", "raw") && arguments.At(0)?.Value is HandleValue { Subject: var handle }:
                var text = arguments.At(1);
                Runs.Emit(at, call, handle, text is { } given ? Evaluator.TextOf(given.Argument.Value, given.Value) : null, RunKind.RawExec, hasTransaction: null, hasParameters: false);
                return true;
            case "ConfigureAwait" when method.ContainingType.Is("System.Threading.Tasks", "TaskAsyncEnumerableExtensions"):
                // await using (connection.ConfigureAwait(false)): what it disposes of is the connection.
                result = arguments.At(0)?.Value;
                return true;
            default:
                return false;
        }
    }
}
