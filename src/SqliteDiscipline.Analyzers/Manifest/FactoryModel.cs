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
/// <param name="ForeignKeys">The foreign keys that are declared for schemas that the compiler cannot see.</param>
internal sealed record FactoryModel(
    string Namespace,
    EquatableArray<TypeDeclarationModel> Types,
    bool IsPublic,
    bool IsStatic,
    SqliteNaming Naming,
    EquatableArray<DatabaseModel> Databases,
    EquatableArray<ForeignKeyModel> ForeignKeys)
{
    /// <summary>The name of the factory type itself.</summary>
    public string Name => Types[Types.Count - 1].Name;

    /// <summary>Namespace and types, with the number of type parameters where there are any: <c>N.Outer.Databases_1</c>.</summary>
    public string FullName => Qualified(string.Join(".", Types.Select(type =>
        type.TypeParameters.Count == 0 ? type.Name : type.Name + "_" + type.TypeParameters.Count)));

    /// <summary>The full name of a database's generated connection type.</summary>
    public string FullNameOf(DatabaseModel database) => Qualified(database.ConnectionType);

    /// <summary>The name of the generated member that does <paramref name="verb"/> ("connect", "create", "backup", "verify", "checkpoint").</summary>
    public string Member(string verb, DatabaseModel database) => MemberName(Naming, verb, database);

    /// <summary>The same, before there is a factory.</summary>
    public static string MemberName(SqliteNaming naming, string verb, DatabaseModel database) => naming switch
    {
        SqliteNaming.PascalCase => Identifiers.Pascal(verb) + database.PascalName,
        _ => "_" + verb + "_" + database.SnakeName,
    };

    /// <summary>The name of the generated member that checkpoints what asks for it and releases the pools.</summary>
    public string ShutdownMember => ShutdownName(Naming);

    /// <summary>The same, before there is a factory.</summary>
    public static string ShutdownName(SqliteNaming naming) => naming == SqliteNaming.PascalCase ? "Shutdown" : "_shutdown";

    private string Qualified(string name) => Namespace.Length == 0 ? name : Namespace + "." + name;
}

/// <summary>A type declaration to be re-opened: <c>partial class Outer&lt;T&gt;</c>.</summary>
/// <param name="Keyword"><c>class</c>, <c>record</c>, <c>struct</c>, <c>record struct</c> or <c>interface</c>.</param>
/// <param name="Name">The name without type parameters.</param>
/// <param name="TypeParameters">The names of its type parameters.</param>
/// <param name="IsStatic">Whether it is declared static.</param>
internal sealed record TypeDeclarationModel(string Keyword, string Name, EquatableArray<string> TypeParameters, bool IsStatic);

/// <summary>One <c>[SqliteForeignKey]</c>.</summary>
/// <param name="ChildTable">The table that refers.</param>
/// <param name="ChildColumns">Its columns.</param>
/// <param name="ParentTable">The table referred to.</param>
/// <param name="ParentColumns">Its columns, as many.</param>
/// <param name="Database">The database; <see langword="null"/> means every one that has the child table.</param>
/// <param name="OnDelete">What a delete of the parent does to the child.</param>
internal sealed record ForeignKeyModel(
    string ChildTable,
    EquatableArray<string> ChildColumns,
    string ParentTable,
    EquatableArray<string> ParentColumns,
    string? Database,
    SqliteDeleteAction OnDelete);
