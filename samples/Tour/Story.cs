using DiffPlex.DiffBuilder.Model;
using Spectre.Console;
using SqliteDiscipline.Machinery;

namespace SqliteDiscipline.Tour;

/// <summary>A claim of the tour does not hold.</summary>
internal sealed class ClaimFailedException(string claim) : Exception(claim);

/// <summary>Tells the tour on the terminal, and ends it at the first claim that does not hold.</summary>
internal sealed class Story
{
    private readonly System.Diagnostics.Stopwatch _time = System.Diagnostics.Stopwatch.StartNew();
    private readonly IAnsiConsole _console = AnsiConsole.Console;
    private int _chapters;
    private int _claims;

    public Story()
    {
        if (!Console.IsOutputRedirected)
            return;

        // A file has no width, and eighty columns would break lines of source in two; nor has it colours.
        _console.Profile.Width = 220;
        _console.Profile.Capabilities.Ansi = false;
        _console.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
    }

    public void Title(string name, string subtitle)
    {
        _console.Write(new Rule($"[bold]{name}[/]").LeftJustified());
        _console.MarkupLineInterpolated($"[grey]{subtitle}[/]");
    }

    public void Chapter(string title)
    {
        _console.WriteLine();
        _console.Write(new Rule($"[bold]{++_chapters} · {Markup.Escape(title)}[/]").LeftJustified());
    }

    /// <summary>States what was found to hold. Where it does not, <paramref name="evidence"/> says what happened instead.</summary>
    public void Claim(bool holds, string claim, string evidence = "")
    {
        if (!holds)
            throw new ClaimFailedException(evidence.Length == 0 ? claim : claim + Environment.NewLine + evidence);

        _claims++;
        _console.MarkupLineInterpolated($"[green]✓[/] {claim}");
    }

    public void Source(string text)
    {
        foreach (var line in text.TrimEnd().Split('\n'))
            _console.MarkupLineInterpolated($"    [blue]{line}[/]");
    }

    /// <summary>Diagnostics in full, as a compiler or an editor shows them: where, what, and the source line with the span underlined.</summary>
    public void Show(IEnumerable<ReportedDiagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            var line = SourceLine(diagnostic);
            var end = diagnostic.EndLine == diagnostic.Line ? diagnostic.EndColumn : line.Length + 1;
            var underline = new string(' ', diagnostic.Column - 1) + new string('~', end - diagnostic.Column);
            Headline(diagnostic, diagnostic.Message);
            _console.MarkupLineInterpolated($"  {diagnostic.Line,4} | {line}");
            _console.MarkupLineInterpolated($"       | [{Colour(diagnostic)}]{underline}[/]");
        }
    }

    /// <summary>Diagnostics in one line each, with the source in place of the message.</summary>
    public void List(IEnumerable<ReportedDiagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            Headline(diagnostic, SourceLine(diagnostic).Trim());
    }

    /// <summary>What changed in a file, without what did not.</summary>
    public void Show(FileChange change)
    {
        _console.MarkupLineInterpolated($"[bold]{change.File}[/]");
        foreach (var line in change.Lines.Lines)
        {
            switch (line.Type)
            {
                case ChangeType.Deleted:
                    _console.MarkupLineInterpolated($"  [red]- {line.Text}[/]");
                    break;
                case ChangeType.Inserted:
                    _console.MarkupLineInterpolated($"  [green]+ {line.Text}[/]");
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>What was read back on every site, before and after.</summary>
    public void Table(ProgramRun before, ProgramRun after)
    {
        string[] values = ["foreign_keys", "synchronous", "journal_mode", "busy_timeout", "default_timeout"];
        var table = new Table().Border(TableBorder.Simple).AddColumns(["database", "site", .. values]);
        foreach (var site in after.Sites)
        {
            var old = before.Sites.Single(other => (other.Database, other.Name) == (site.Database, site.Name));
            table.AddRow([site.Database, site.Name, .. values.Select(name => Arrow(old.Values[name], site.Values[name]))]);
        }

        _console.Write(table);
        foreach (var (was, now) in before.Attempts.Zip(after.Attempts))
            _console.MarkupLineInterpolated($"  a message without a conversation, through {was.Site}: {Verdict(was)} → {Verdict(now)}");
    }

    /// <summary>What the two programs of a system found, before and after.</summary>
    public void Table(SystemRun system)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("what", "before", "after");
        foreach (var (what, found) in system.After.Claims)
        {
            var old = system.Before.Claims.GetValueOrDefault(what, string.Empty);
            var colour = old == found || old.Length == 0 ? "default" : "red";
            table.AddRow($"{Markup.Escape(what)}", $"[{colour}]{Markup.Escape(old)}[/]", Markup.Escape(found));
        }

        _console.Write(table);
    }

    public void End()
    {
        _console.WriteLine();
        _console.MarkupLineInterpolated($"[bold green]{_claims} claims, all of them hold[/] [grey]({_time.Elapsed.TotalSeconds:0} s)[/]");
    }

    public void Fail(string why)
    {
        _console.MarkupLineInterpolated($"[bold red]✗ does not hold:[/] {why}");
        Console.Error.WriteLine($"tour: does not hold: {why}");
    }

    private void Headline(ReportedDiagnostic diagnostic, string text)
    {
        var level = diagnostic.Level == "note" ? "info" : diagnostic.Level;
        _console.MarkupLineInterpolated(
            $"[bold]{Path.GetFileName(diagnostic.File)}({diagnostic.Line},{diagnostic.Column})[/]: [{Colour(diagnostic)}]{level} {diagnostic.Id}[/]: {text}");
    }

    private static string SourceLine(ReportedDiagnostic diagnostic) => File.ReadLines(diagnostic.File).ElementAt(diagnostic.Line - 1);

    private static string Arrow(string old, string now) => old == now ? now : $"[red]{old}[/] → [green]{now}[/]";

    private static string Verdict(Attempt attempt) => attempt.Refused ? "refused" : "accepted";

    private static string Colour(ReportedDiagnostic diagnostic) => diagnostic.Level switch
    {
        "error" => "red",
        "warning" => "yellow",
        _ => "cyan",
    };
}
