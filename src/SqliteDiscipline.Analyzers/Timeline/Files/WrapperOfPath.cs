using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Timeline.Files;

/// <summary>
/// A generated member that is given the path of the file: that of a database whose <c>DataSourceFrom</c> is a method that passes its parameter through,
/// <c>MainPath(string dataSource) =&gt; dataSource</c>. What it is called with is opened there.
/// </summary>
internal sealed record WrapperOfPath(INamedTypeSymbol Factory, FactoryModel Model, DatabaseModel Database)
{
    /// <summary>By the names of the members, of all factories in sight.</summary>
    public static Dictionary<string, WrapperOfPath> In(Compilation compilation)
    {
        var found = new Dictionary<string, WrapperOfPath>();
        foreach (var type in FactoriesInSight.In(compilation, CancellationToken.None).Manifests)
        {
            if (ManifestReadings.Of(type, CancellationToken.None).Model is not { } model)
            {
                continue;
            }

            foreach (var database in model.Databases.Where(database => PassesThrough(database, type, compilation)))
            {
                var wrapper = new WrapperOfPath(type, model, database);
                found[model.Member("connect", database)] = wrapper;
                found[model.Member("create", database)] = wrapper;
            }
        }

        return found;
    }

    /// <summary>The files that a call opens: the one that is written there, and what a helper around it is given in its type.</summary>
    public IEnumerable<DatabaseOpening> Openings(IOperation operation, SyntaxNode type, SemanticModel model, CancellationToken cancellation)
    {
        if (operation is not IInvocationOperation { Arguments: { Length: 1 } arguments } call || !SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, Factory))
        {
            return Enumerable.Empty<DatabaseOpening>();
        }

        var given = arguments[0].Value is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter }
            ? DatabaseFiles.Given(parameter, method, type, model, cancellation)
            : Enumerable.Empty<(IOperation Path, SyntaxNode Site)>();
        return given.Append((Path: arguments[0].Value, Site: call.Syntax))
            .Select(opened => (Path: PathKey.Of(opened.Path, cancellation), opened.Site))
            .Where(opened => opened.Path is not null)
            .Select(opened => new DatabaseOpening(opened.Path!, opened.Site)
            {
                IsPooled = true,
                HasPassword = Database.KeyFrom is not null,
                HasWal = Database.Policy.JournalMode == SqliteJournalMode.Wal,
                Backup = Factory.IsStatic ? (Factory, Model.Member("backup", Database)) : null,
                IsBackupOfPath = true,
            });
    }

    private static bool PassesThrough(DatabaseModel database, INamedTypeSymbol factory, Compilation compilation) =>
        database.DataSourceFrom is { IsMethod: true, Parameters.Count: 1 } from
        && factory.GetMembers(from.Name).FirstOrDefault() is { } member
        && SingleValue.OfMember(member, compilation, CancellationToken.None) is { } value
        && Passed(value) is IParameterReferenceOperation;

    private static IOperation Passed(IOperation value) =>
        value is IInvocationOperation { TargetMethod: { Name: "GetFullPath", ContainingType.Name: "Path" }, Arguments: { Length: 1 } arguments } ? arguments[0].Value : value;
}
