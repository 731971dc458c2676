using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>The generated members of a factory: <c>_connect_*</c> hands out an opened connection, <c>_create_*</c> a closed one.</summary>
internal static class FactoryCalls
{
    public static bool Call(Evaluator at, IInvocationOperation call, out Value? result)
    {
        result = null;
        if (at.Known.DatabaseOf(call.Type) is not { } declared)
        {
            return false;
        }

        var isOpened = call.TargetMethod.Name == declared.Factory.Member("connect", declared.Database);
        if (!isOpened && call.TargetMethod.Name != declared.Factory.Member("create", declared.Database))
        {
            return false;
        }

        var subject = Subjects.Made(at, call);
        at.Emit(new Created(at.Shown(call), at.Where(call), subject));
        if (isOpened)
        {
            at.Emit(new Opened(at.Shown(call), at.Where(call), subject));
        }

        result = new ConnectionValue(subject);
        return true;
    }
}
