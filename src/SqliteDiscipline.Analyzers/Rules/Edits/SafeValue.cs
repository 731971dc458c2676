using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>Writes the value that keeps the data safe in the place of the one that does not, spelt in the same way. Absent where it cannot be shown in the source.</summary>
internal static class SafeValue
{
    private static readonly Dictionary<string, string> s_opposite = new(StringComparer.OrdinalIgnoreCase)
    {
        ["on"] = "off", ["yes"] = "no", ["true"] = "false", ["off"] = "on", ["no"] = "yes", ["false"] = "true",
    };

    /// <summary>Of a pragma.</summary>
    public static SourceEdit? EditOf(Ran unsafeOne)
    {
        var pragma = unsafeOne.Setting()!;
        var span = pragma.BareValueSpan(unsafeOne.Run.Text);
        return unsafeOne.Run.ExactLocationOf(span) is { } place ? Write(place, Of(pragma.Name.Value!, unsafeOne.Run.Text[span])) : null;
    }

    /// <summary>Of a switch in a connection string.</summary>
    public static SourceEdit? EditOf(ConnectionEntry entry, FlatText text) =>
        entry.Value.Constant is { } written && text.LocationOf(entry.ValueSpan) is { } place ? Write(place, Opposite(written)) : null;

    /// <summary>Of a switch that is set on a builder, by a literal.</summary>
    public static SourceEdit? EditOf(SyntaxNode value) => (value as LiteralExpressionSyntax)?.Token switch
    {
        { Value: bool } token => Write(value.GetLocation(), Opposite(token.Text)),
        { Value: string text } => Write(value.GetLocation(), $"\"{Opposite(text)}\""),
        _ => null,
    };

    private static SourceEdit Write(Location place, string text) => new(place, text, $"Write '{text.Trim('"')}'");

    private static string Of(string pragma, string written) => (pragma.ToLowerInvariant(), IsNumber: !char.IsLetter(written[0])) switch
    {
        ("synchronous", true) => "2",
        ("synchronous", false) => InTheCaseOf(written, "full"),

        // What SQLite itself begins with. WAL may be better, but it stays in the file.
        ("journal_mode", _) => InTheCaseOf(written, "delete"),
        ("foreign_keys", true) => "1",
        (_, true) => "0",
        _ => Opposite(written),
    };

    private static string Opposite(string written) => s_opposite.TryGetValue(written, out var word) ? InTheCaseOf(written, word) : "True";

    private static string InTheCaseOf(string written, string word) => written.Length > 1 && char.IsUpper(written[1]) ? word.ToUpperInvariant()
        : char.IsUpper(written[0]) ? char.ToUpperInvariant(word[0]) + word.Substring(1)
        : word;
}
