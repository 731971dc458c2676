using System.Collections.Immutable;
using System.Text;
using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation;

/// <summary>Every file that is to be generated.</summary>
/// <param name="Connections">One for each database.</param>
/// <param name="Wrappers">One for each factory.</param>
internal sealed record GenerationPlan(EquatableArray<ConnectionSource> Connections, EquatableArray<WrapperSource> Wrappers)
{
    public static GenerationPlan Of(ImmutableArray<FactoryModel> factories)
    {
        var connections = ImmutableArray.CreateBuilder<ConnectionSource>();
        var wrappers = ImmutableArray.CreateBuilder<WrapperSource>();
        var types = new HashSet<string>();

        // Hint names are compared without regard to case, the names of C# types are not.
        var hints = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

        // A factory that bears its attribute on two parts (a compile error) is read twice.
        foreach (var factory in factories.Distinct())
        {
            var databases = factory.Databases.Where(database => types.Add(factory.FullNameOf(database))).ToEquatableArray();
            if (databases.Count == 0)
            {
                continue;
            }

            wrappers.Add(new WrapperSource(Hint(hints, factory.FullName), factory with { Databases = databases }));
            foreach (var database in databases)
            {
                connections.Add(new ConnectionSource(Hint(hints, factory.FullNameOf(database)), factory.Namespace, factory.Name, factory.IsPublic, database));
            }
        }

        return new GenerationPlan(new(connections.ToImmutable()), new(wrappers.ToImmutable()));
    }

    private static string Hint(HashSet<string> taken, string fullName)
    {
        var name = new StringBuilder(fullName.Length);
        foreach (var c in fullName)
        {
            name.Append(char.IsLetterOrDigit(c) || c is '.' or '_' ? c : '-');
        }

        var hint = $"{name}.g.cs";
        for (var number = 2; !taken.Add(hint); number++)
        {
            hint = $"{name}.{number}.g.cs";
        }

        return hint;
    }
}

/// <summary>A file that holds one typed connection.</summary>
/// <param name="HintName">The name of the file.</param>
/// <param name="Namespace">The factory's namespace, <c>""</c> for the global one.</param>
/// <param name="Factory">The name of the factory, for the comments.</param>
/// <param name="IsPublic">Whether the type can be seen from other assemblies.</param>
/// <param name="Database">What it connects to, and how.</param>
internal sealed record ConnectionSource(string HintName, string Namespace, string Factory, bool IsPublic, DatabaseModel Database);

/// <summary>A file that holds the members generated into one factory.</summary>
/// <param name="HintName">The name of the file.</param>
/// <param name="Factory">The factory.</param>
internal sealed record WrapperSource(string HintName, FactoryModel Factory);

/// <summary>What the project that is generated into has and understands.</summary>
/// <param name="HasProvider">Whether Microsoft.Data.Sqlite is referenced.</param>
/// <param name="IsNullableAware">Whether its C# (8 and later) knows nullable reference types.</param>
internal sealed record TargetModel(bool HasProvider, bool IsNullableAware);
