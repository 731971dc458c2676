using System.Collections.Immutable;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>Reads the <c>[SqliteForeignKey]</c>s.</summary>
internal static class ForeignKeyReader
{
    public static EquatableArray<ForeignKeyModel> Read(ImmutableArray<ManifestAttribute> attributes, ManifestProblems problems)
    {
        var keys = ImmutableArray.CreateBuilder<ForeignKeyModel>();
        foreach (var attribute in attributes)
        {
            var before = problems.Count;
            var subject = IsEmpty(attribute.Text(0)) || IsEmpty(attribute.Text(2)) ? "SqliteForeignKey" : $"{attribute.Text(0)} → {attribute.Text(2)}";
            var (child, parent) = (Columns(attribute.Text(1)), Columns(attribute.Text(3)));
            var onDelete = attribute.Get("OnDelete", SqliteDeleteAction.NoAction);
            FindEmpty(attribute, subject, problems);
            if (problems.Count == before && child.Count != parent.Count)
            {
                problems.Add("SQLD904", attribute.At(3), subject, $"pairs '{attribute.Text(1)}' with '{attribute.Text(3)}': there must be as many columns on either side");
            }

            if (!Enum.IsDefined(typeof(SqliteDeleteAction), onDelete))
            {
                problems.Add("SQLD904", attribute.At("OnDelete"), subject, $"sets OnDelete to {(int)onDelete}, which is no value of SqliteDeleteAction");
            }

            if (problems.Count == before)
            {
                keys.Add(new ForeignKeyModel(
                    attribute.Text(0) ?? string.Empty, child, attribute.Text(2) ?? string.Empty, parent, attribute.Get<string?>("Database", null), onDelete));
            }
        }

        return new EquatableArray<ForeignKeyModel>(keys.ToImmutable());
    }

    private static void FindEmpty(ManifestAttribute attribute, string subject, ManifestProblems problems)
    {
        for (var parameter = 0; parameter < 4; parameter++)
        {
            var (side, isTable) = (parameter < 2 ? "child" : "parent", parameter % 2 == 0);
            if (isTable && IsEmpty(attribute.Text(parameter)))
            {
                problems.Add("SQLD904", attribute.At(parameter), subject, $"has an empty name of the {side} table");
            }
            else if (!isTable && Columns(attribute.Text(parameter)).Any(IsEmpty))
            {
                problems.Add("SQLD904", attribute.At(parameter), subject, $"has an empty name among the columns of the {side}");
            }
        }
    }

    private static bool IsEmpty(string? name) => string.IsNullOrWhiteSpace(name);

    private static EquatableArray<string> Columns(string? text) => (text ?? string.Empty).Split(',').Select(column => column.Trim()).ToEquatableArray();
}
