namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>Where a rule is explained.</summary>
internal static class Help
{
    public const string Repository = "https://github.com/SqliteDiscipline/SqliteDiscipline";

    public static string Link(string id) => $"{Repository}/blob/main/docs/rules/{id}.md";
}
