using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>EF Core's <c>Database</c>: text that is run, connections and transactions, where the SQLite provider is referenced.</summary>
internal static class EntityFrameworkCalls
{
    private const string Namespace = "Microsoft.EntityFrameworkCore";

    /// <summary>Whether it is a context or its <c>Database</c>.</summary>
    public static bool IsContext(ITypeSymbol? type, CompilationKnowledge known)
    {
        for (; type is not null; type = type.BaseType)
        {
            if ((type.Name == "DbContext" && type.Is(Namespace, "DbContext"))
                || (type.Name == "DatabaseFacade" && type.Is(Namespace + ".Infrastructure", "DatabaseFacade")))
            {
                return known.IsEntityFrameworkSqlite;
            }
        }

        return false;
    }

    public static bool Call(Evaluator at, IInvocationOperation call, Value? instance, CallArguments arguments, out Value? result)
    {
        result = null;
        var method = call.TargetMethod;
        var receiver = instance ?? (method.IsExtensionMethod ? arguments.At(0)?.Value : null);
        if (receiver is not ContextValue { Subject: var subject } context || !Helpers.IsForeign(method))
        {
            return false;
        }

        var (shown, where) = (at.Shown(call), at.Where(call));
        switch (method.Name)
        {
            case "ExecuteSqlRaw" or "ExecuteSqlRawAsync" or "ExecuteSql" or "ExecuteSqlAsync" or "ExecuteSqlInterpolated" or "ExecuteSqlInterpolatedAsync":
                var text = arguments["sql"];
                Runs.Emit(
                    at, call, subject, text is { } given ? EntityFrameworkText.Read(at, given.Argument.Value, given.Value, method.Name) : null,
                    RunKind.EntityFramework, hasTransaction: null, HasParameters(arguments["parameters"]?.Argument, method));
                return true;
            case "OpenConnection" or "OpenConnectionAsync":
                at.Emit(new Opened(shown, where, subject));
                return true;
            case "CloseConnection" or "CloseConnectionAsync":
                at.Emit(new Closed(shown, where, subject, IsDisposed: false, IsImplicit: false));
                return true;
            case "Dispose" or "DisposeAsync":
                at.Emit(new Closed(shown, where, subject, IsDisposed: true, call.IsImplicit));
                return true;
            case "BeginTransaction" or "BeginTransactionAsync":
                result = TransactionCalls.Begin(at, call, subject, arguments);
                return true;
            case "CommitTransaction" or "CommitTransactionAsync":
                at.Emit(new Ended(shown, where, subject, null, TransactionEnd.Commit, IsImplicit: false));
                return true;
            case "RollbackTransaction" or "RollbackTransactionAsync":
                at.Emit(new Ended(shown, where, subject, null, TransactionEnd.Rollback, IsImplicit: false));
                return true;
            case "GetDbConnection":
                result = new ConnectionValue(subject);
                return true;
            case "SaveChanges" or "SaveChangesAsync" or "Migrate" or "MigrateAsync" or "EnsureCreated" or "EnsureCreatedAsync":
                at.Emit(new RanUnknown(shown, where, subject, RunKind.EntityFramework));
                return true;
            default:
                at.MayThrow();
                result = SymbolEqualityComparer.Default.Equals(method.ReturnType, method.ContainingType) ? context : null;
                return true;
        }
    }

    private static bool HasParameters(IArgumentOperation? given, IMethodSymbol method) =>
        !method.Name.StartsWith("ExecuteSqlRaw", StringComparison.Ordinal)
        || given is not (null or { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer.ElementValues.IsEmpty: true } });
}
