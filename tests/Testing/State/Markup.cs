using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>A span that markup marks; <see cref="Name"/> is empty for <c>[|…|]</c>, an id or <c>#key</c> for <c>{|name:…|}</c>.</summary>
internal sealed record MarkedSpan(string Name, TextSpan Span);

/// <summary>Source text taken apart into code, the spans marked in it, and the places marked <c>$$</c>.</summary>
internal sealed record MarkedText(string Code, ImmutableArray<MarkedSpan> Spans, ImmutableArray<int> Positions)
{
    public static MarkedText Parse(string text, MarkupOptions options) => new MarkupParser(text, options).Parse();

    /// <summary>The code with the given spans marked as <c>{|name:…|}</c>: the inverse of parsing.</summary>
    public static string Write(string code, IEnumerable<MarkedSpan> spans)
    {
        var marks = spans
            .OrderBy(mark => mark.Span.Start).ThenByDescending(mark => mark.Span.End).ThenBy(mark => mark.Name, StringComparer.Ordinal)
            .ToList();
        var text = new StringBuilder();
        for (var i = 0; i <= code.Length; i++)
        {
            text.Insert(text.Length, "|}", marks.Count(mark => mark.Span.End == i && !mark.Span.IsEmpty));
            foreach (var mark in marks.Where(mark => mark.Span.Start == i))
            {
                text.Append("{|").Append(mark.Name).Append(mark.Span.IsEmpty ? ":|}" : ":");
            }

            if (i < code.Length)
            {
                text.Append(code[i]);
            }
        }

        return text.ToString();
    }
}

internal sealed partial class MarkupParser(string text, MarkupOptions options)
{
    private readonly StringBuilder _code = new();
    private readonly Stack<int> _unnamed = new();
    private readonly Stack<(string Name, int Start)> _named = new();
    private readonly ImmutableArray<MarkedSpan>.Builder _spans = ImmutableArray.CreateBuilder<MarkedSpan>();
    private readonly ImmutableArray<int>.Builder _positions = ImmutableArray.CreateBuilder<int>();

    public MarkedText Parse()
    {
        var end = 0;
        foreach (Match token in Tokens().Matches(text))
        {
            _code.Append(text, end, token.Index - end);
            end = token.Index + token.Length;
            Take(token);
        }

        _code.Append(text, end, text.Length - end);
        if (_unnamed.Count + _named.Count > 0)
        {
            throw new ArgumentException($"Markup is opened and not closed: {text}");
        }

        // Spans close inside out; in the order of the text they read, and are reported, better.
        return new MarkedText(
            _code.ToString(),
            [.. _spans.OrderBy(mark => mark.Span.Start).ThenByDescending(mark => mark.Span.End)],
            _positions.ToImmutable());
    }

    private void Take(Match token)
    {
        switch (token.Value)
        {
            case "$$" when options.HasFlag(MarkupOptions.TreatPositionIndicatorsAsCode):
                _code.Append(token.Value);
                break;
            case "$$":
                _positions.Add(_code.Length);
                break;
            case "[|":
                _unnamed.Push(_code.Length);
                break;
            case "|]":
                Close(string.Empty, _unnamed.TryPop(out var start) ? start : throw NotOpened(token));
                break;
            case "|}":
                var (name, from) = _named.TryPop(out var open) ? open : throw NotOpened(token);
                Close(name, from);
                break;
            default:
                _named.Push((token.Groups["name"].Value, _code.Length));
                break;
        }
    }

    private void Close(string name, int start) => _spans.Add(new MarkedSpan(name, TextSpan.FromBounds(start, _code.Length)));

    private ArgumentException NotOpened(Match token) =>
        new($"Markup '{token.Value}' at {token.Index} closes what was never opened: {text}");

    [GeneratedRegex(@"\$\$|\[\||\|\]|\|\}|\{\|(?<name>[#\w.-]*):", RegexOptions.ExplicitCapture)]
    private static partial Regex Tokens();
}
