using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.CodeFixes.Choosing;

/// <summary>One way to replace a site: with which database, under which equivalence key.</summary>
/// <param name="Use">The database.</param>
/// <param name="Key">The equivalence key; offers of one key are what one FixAll applies.</param>
/// <param name="Change">What the program will do otherwise than before, where it will.</param>
/// <param name="Declares">Whether the database has to be declared in the factory first.</param>
internal sealed record Offer(DatabaseUse Use, string Key, string? Change = null, bool Declares = false)
{
    public string Title(string member) => this switch
    {
        { Declares: true } => $"Declare '{Use.Database.DataSource}' in '{Use.Model.Name}' and use it",
        { Change: { } change } => $"Use '{member}()': {change}",
        _ => $"Use '{member}()'",
    };
}

/// <summary>The equivalence keys of the raw-connection fixes.</summary>
internal static class FixKeys
{
    /// <summary>What leaves nothing to choose. <c>dotnet format</c> applies it, so no guess may ever bear this key.</summary>
    public const string Unambiguous = "SqliteDiscipline.UseWrapper";

    /// <summary>Declaring a factory.</summary>
    public const string DeclareFactory = "SqliteDiscipline.DeclareFactory";

    /// <summary>A database declared where one that is declared already may be the same.</summary>
    public const string Declared = Unambiguous + ":declare";

    /// <summary>One database chosen among several.</summary>
    public static string Chosen(DatabaseUse use) => $"{Unambiguous}:{use.Model.FullName}.{use.Database.Name}";

    /// <summary>A replacement after which the program does something otherwise.</summary>
    public static string Changing(DatabaseUse use, string keyword) => $"{Chosen(use)}:{keyword}";

    /// <summary>
    /// The key that a FixAll is to apply. Actions in a group are applied one database at a time; the group itself, which is what
    /// <c>dotnet format</c> meets first on an ambiguous site, stands for what is unambiguous elsewhere.
    /// </summary>
    public static string OfFixAll(string? key) => key is null || key.IndexOf(';') >= 0 ? Unambiguous : key;
}
