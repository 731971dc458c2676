using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.CodeFixes.Choosing;

/// <summary>A database of a factory in sight.</summary>
/// <param name="Factory">The factory.</param>
/// <param name="Model">What its attributes say.</param>
/// <param name="Database">The database.</param>
internal sealed record DatabaseUse(INamedTypeSymbol Factory, FactoryModel Model, DatabaseModel Database)
{
    public string Connect => Model.Member("connect", Database);

    public string Create => Model.Member("create", Database);

    /// <summary>The member that gives the path.</summary>
    public ISymbol? DataSourceMember =>
        Database.DataSourceFrom is { } from ? Factory.GetMembers(from.Name).FirstOrDefault(member => member is IMethodSymbol == from.IsMethod) : null;

    public static IEnumerable<DatabaseUse> InSight(Compilation compilation, CancellationToken cancellation) =>
        from factory in FactoriesInSight.In(compilation, cancellation).Manifests
        let model = ManifestReader.Read(factory, cancellation).Model
        where model is not null
        from database in model.Databases.Items
        select new DatabaseUse(factory, model, database);
}
