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
            var subject = $"{attribute.Text(0)} → {attribute.Text(2)}";
            var (child, parent) = (Columns(attribute.Text(1)), Columns(attribute.Text(3)));
            var onDelete = attribute.Get("OnDelete", SqliteDeleteAction.NoAction);
            if (child.Count != parent.Count || child.Any(column => column.Length == 0) || parent.Any(column => column.Length == 0))
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

    private static EquatableArray<string> Columns(string? text) => (text ?? string.Empty).Split(',').Select(column => column.Trim()).ToEquatableArray();
}
