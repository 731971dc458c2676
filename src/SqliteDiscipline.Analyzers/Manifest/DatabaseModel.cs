namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>One <c>[SqliteDatabase]</c>: where the file is and the policy under which it is opened.</summary>
/// <param name="Name">The name as declared.</param>
/// <param name="PascalName">The name as a part of an identifier: <c>Conversations</c>.</param>
/// <param name="SnakeName">The name as a part of a <c>_connect_</c> member: <c>conversations</c>.</param>
/// <param name="DataSource">The path as declared, or <see langword="null"/> when <paramref name="DataSourceFrom"/> gives it.</param>
/// <param name="DataSourceFrom">The member that returns the path.</param>
/// <param name="KeyFrom">The member that returns the encryption key.</param>
/// <param name="Policy">How every connection to it is set up.</param>
/// <param name="Writer">The only assembly that may write it.</param>
/// <param name="Schema">The <c>.sql</c> AdditionalFile that holds its DDL.</param>
internal sealed record DatabaseModel(
    string Name,
    string PascalName,
    string SnakeName,
    string? DataSource,
    MemberModel? DataSourceFrom,
    MemberModel? KeyFrom,
    PolicyModel Policy,
    string? Writer,
    string? Schema)
{
    /// <summary>The simple name of the generated connection type.</summary>
    public string ConnectionType => ConnectionTypeOf(PascalName);

    /// <summary>The connection type of a database of that name; an identifier cannot begin with a digit.</summary>
    public static string ConnectionTypeOf(string pascalName) =>
        (pascalName.Length > 0 && char.IsLetter(pascalName[0]) ? pascalName : "_" + pascalName) + "Connection";
}

/// <summary>A member of the factory that generated code calls.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsMethod">Whether it is called with parentheses.</param>
/// <param name="IsStatic">Whether it can be called without an instance.</param>
/// <param name="Parameters">Its parameters, which become the wrapper's.</param>
/// <param name="IsPublic">Whether all its parameters are of public types, so that the wrapper may be public too.</param>
/// <param name="Experiments">The ids of the errors that tell its users that it, or what it is made of, is experimental.</param>
internal sealed record MemberModel(
    string Name, bool IsMethod, bool IsStatic, EquatableArray<ParameterModel> Parameters, bool IsPublic, EquatableArray<string> Experiments);

/// <summary>A parameter: its type fully qualified, as C# writes it, and its name.</summary>
internal sealed record ParameterModel(string Type, string Name);
