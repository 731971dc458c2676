using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Pragmas;

/// <summary>The settings that keep a database whole, what switches them off, and what switches them back.</summary>
internal static class Guards
{
    /// <summary>Whether the pragma gives up safety. A temporary database is never synced and is gone after a crash anyway.</summary>
    public static bool IsOff(PragmaStatement pragma) => pragma.Answer() is { } answer && !(IsPerDatabase(pragma) && pragma.Schema?.Is("temp") == true) && pragma.Name.Value?.ToLowerInvariant() switch
    {
        "foreign_keys" or "synchronous" => answer == "0",
        "ignore_check_constraints" or "writable_schema" => answer == "1",
        "journal_mode" => answer is "off" or "memory",
        _ => false,
    };

    /// <inheritdoc cref="IsOff(PragmaStatement)"/>
    public static bool IsOff(TimelineEvent happening) => happening.Setting() is { } pragma && IsOff(pragma);

    /// <summary>Whether this switches back what was switched off. A value that cannot be seen is the one that was saved before.</summary>
    public static bool IsSwitchBack(TimelineEvent happening, Ran off) =>
        happening.Connection.Equals(off.Connection)
        && happening.Setting() is { } pragma
        && SetsAnew(pragma, off.Setting()!)
        && !IsOff(pragma);

    /// <summary>Whether a pragma sets what another one has set before, for the same database where each has its own: <c>main.synchronous</c> is not <c>temp.synchronous</c>.</summary>
    public static bool SetsAnew(PragmaStatement pragma, PragmaStatement before) => pragma.Name.Is(before.Name.Value!)
        && (!IsPerDatabase(pragma) || IsForAll(pragma) || DatabaseOf(pragma) is not { } own || DatabaseOf(before) is not { } other || SqlIdentifier.Equals(own, other));

    private static bool IsPerDatabase(PragmaStatement pragma) => pragma.Known?.Home is PragmaHome.Schema or PragmaHome.Journal;

    private static bool IsForAll(PragmaStatement pragma) => pragma is { Schema: null, Known.Home: PragmaHome.Journal };

    /// <summary>The database that it is for; <see langword="null"/> where that cannot be seen.</summary>
    private static string? DatabaseOf(PragmaStatement pragma) => pragma.Schema is { } schema ? schema.Value : "main";

    /// <summary>
    /// Whether this is text that cannot be seen, and a switching back behind it: <c>{deletes} PRAGMA foreign_keys = ON</c>, where what is spliced in brings its own
    /// semicolons.
    /// </summary>
    public static bool EndsInSwitchBack(TimelineEvent happening, Ran off) =>
        happening is Ran { Statement: UnknownStatement { Site: { HasHoles: true, Span: var span } }, Run.Text: var text }
        && happening.Connection.Equals(off.Connection)
        && text.Holes.Items.Contains(span.Start) && !text.HasHole(TextSpan.FromBounds(span.Start + 1, span.End))
        && SqlReader.Read(SqlText.From(text[TextSpan.FromBounds(span.Start + 1, span.End)])) is { Length: 1 } behind
        && behind[0] is PragmaStatement { IsWellFormed: true, Form: not PragmaForm.Query } pragma
        && SetsAnew(pragma, off.Setting()!)
        && !IsOff(pragma);

    /// <summary>What may happen to the data while it is off.</summary>
    public static string HarmOf(string guard) => guard.ToLowerInvariant() switch
    {
        "foreign_keys" => "rows that refer to nothing are accepted",
        "synchronous" => "after a power cut commits can be missing and the file corrupt",
        "journal_mode" => "what fails or is killed halfway cannot be undone, and the file stays half written",
        "ignore_check_constraints" => "rows that break a CHECK are accepted",
        _ => "a statement can make the schema unreadable, and the file with it",
    };
}
