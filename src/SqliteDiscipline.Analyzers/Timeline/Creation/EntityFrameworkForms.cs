using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Creation;

/// <summary>EF Core given a connection string: <c>UseSqlite(string)</c> and <c>AddSqlite&lt;TContext&gt;(string)</c>. It makes the connections itself.</summary>
internal static class EntityFrameworkForms
{
    public static RawConnection? Read(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (method is not { Name: "UseSqlite" or "AddSqlite", IsExtensionMethod: true })
        {
            return null;
        }

        // By its namespace and EF Core's own types, not by the extension's class: that has moved before.
        var text = invocation.Arguments.FirstOrDefault(argument =>
            argument.Parameter is { Name: "connectionString", Type.SpecialType: SpecialType.System_String });
        return text is { ArgumentKind: ArgumentKind.Explicit } && Extends(method)
            ? new RawConnection(RawConnection.LocationOf(invocation), RawForm.EntityFramework, Type: null, text.Value)
            : null;
    }

    private static bool Extends(IMethodSymbol method)
    {
        var extended = (method.ReducedFrom ?? method).Parameters[0].Type;
        return method.ContainingNamespace.ToDisplayString() is "Microsoft.EntityFrameworkCore" or "Microsoft.Extensions.DependencyInjection"
            && (extended.Is("Microsoft.EntityFrameworkCore", "DbContextOptionsBuilder")
            || extended.Is("Microsoft.Extensions.DependencyInjection", "IServiceCollection"));
    }
}
