namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>
/// One factory of the manifest, as both the rules and the generator read it. Strings, numbers and enums only: no symbol and no
/// compilation is reachable from here, so that the generator's steps can be cached.
/// </summary>
/// <param name="Namespace">The namespace, <c>""</c> for the global one.</param>
/// <param name="Types">The type declarations from the outermost to the factory itself.</param>
/// <param name="IsPublic">Whether the factory can be seen from other assemblies; its connections have the same accessibility.</param>
/// <param name="IsStatic">Whether the wrappers are static members.</param>
/// <param name="Naming">How generated members are named.</param>
/// <param name="Databases">The databases that are fit to be generated.</param>
internal sealed record FactoryModel(
    string Namespace,
    EquatableArray<TypeDeclarationModel> Types,
    bool IsPublic,
    bool IsStatic,
    SqliteNaming Naming,
    EquatableArray<DatabaseModel> Databases)
{
    /// <summary>The name of the factory type itself.</summary>
    public string Name => Types[Types.Count - 1].Name;

    /// <summary>The name of the generated member that does <paramref name="verb"/> ("connect", "create", "backup", "verify", "checkpoint").</summary>
    public string Member(string verb, DatabaseModel database) => Naming switch
    {
        SqliteNaming.PascalCase => Identifiers.Pascal(verb) + database.PascalName,
        _ => "_" + verb + "_" + database.SnakeName,
    };

    /// <summary>The name of the generated member that checkpoints what asks for it and releases the pools.</summary>
    public string ShutdownMember => Naming == SqliteNaming.PascalCase ? "Shutdown" : "_shutdown";
}

/// <summary>A type declaration to be re-opened: <c>partial class Outer&lt;T&gt;</c>.</summary>
/// <param name="Keyword"><c>class</c>, <c>record</c>, <c>struct</c>, <c>record struct</c> or <c>interface</c>.</param>
/// <param name="Name">The name without type parameters.</param>
/// <param name="TypeParameters">The names of its type parameters.</param>
/// <param name="IsStatic">Whether it is declared static.</param>
internal sealed record TypeDeclarationModel(string Keyword, string Name, EquatableArray<string> TypeParameters, bool IsStatic);
