using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>The methods of a connection.</summary>
internal static class ConnectionCalls
{
    public static bool Call(Evaluator at, IInvocationOperation call, ConnectionSubject subject, CallArguments arguments, out Value? result)
    {
        result = null;
        var (shown, where) = (at.Shown(call), at.Where(call));
        switch (call.TargetMethod.Name)
        {
            case "Open" or "OpenAsync" when IsKnown(call.TargetMethod, subject):
                at.Emit(new Opened(shown, where, subject));
                return true;
            case "Close" or "CloseAsync" when IsKnown(call.TargetMethod, subject):
                at.Emit(new Closed(shown, where, subject, IsDisposed: false, call.IsImplicit));
                return true;
            case "Dispose" or "DisposeAsync":
                at.Emit(new Closed(shown, where, subject, IsDisposed: true, call.IsImplicit));
                return true;
            case "CreateCommand":
                result = CommandCalls.Make(at, call, new ConnectionValue(subject), text: null, transaction: null);
                return true;
            case "BeginTransaction" or "BeginTransactionAsync":
                result = TransactionCalls.Begin(at, call, subject, arguments);
                return true;
            case "BackupDatabase":
                at.MayThrow();
                if (arguments.At(0)?.Value is ConnectionValue { Subject: var destination })
                {
                    at.Emit(new Unknown(shown, where, destination));
                }

                return true;
            default:
                // An extension, or a method of a derived type that the project declares, may be a helper.
                if (!Helpers.IsForeign(call.TargetMethod))
                {
                    return false;
                }

                at.MayThrow();
                return true;
        }
    }

    // The generated types override both, and do what the provider does.
    private static bool IsKnown(IMethodSymbol method, ConnectionSubject subject) => Helpers.IsForeign(method) || subject.Database is not null;
}
