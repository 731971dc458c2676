using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>A regular expression that a text is asked about, tried on short texts with the character in them and read part by part.</summary>
internal sealed class TextPattern
{
    private const int MaxLength = 1_000;
    private const int MaxSteps = 4;

    // What says that a match is the whole text: behind options and brackets, and before them.
    private static readonly Regex s_begins = new(@"^(?:\((?:\?(?:[imnsx-]*:|[imnsx-]+\)))?)*(?:\^|\\A)", RegexOptions.CultureInvariant);
    private static readonly Regex s_ends = new(@"(?<=(?<!\\)(?:\\\\)*)(?:\$|\\[zZ])\)*$", RegexOptions.CultureInvariant);

    // A part that stands for a character, after all that stands for none.
    private static readonly Regex s_part = new(
        @"\((?:\?(?:<\w+>|'\w+'|[imnsx-]*[:)]|>|#[^)]*\)))?|\{\d+(?:,\d*)?\}|[\^$|()*+?]|(?<part>\\(?:[pP]\{[^}]*\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)|\[\^?\]?(?:\\.|[^\]\\])*\]|.)",
        RegexOptions.CultureInvariant | RegexOptions.Singleline);

    private static readonly Regex s_looksAround = new(@"\(\?<?[=!]|\(\?[imns]*x", RegexOptions.CultureInvariant);

    // A few characters take no time, unless somebody has nested repetitions deeply: nobody waits for those.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly string _text;
    private readonly RegexOptions _options;
    private readonly Regex _regex;

    private TextPattern(string text, RegexOptions options)
    {
        _text = text;
        _options = options & (RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture
            | RegexOptions.IgnorePatternWhitespace | RegexOptions.RightToLeft | RegexOptions.ECMAScript | RegexOptions.CultureInvariant);
        _regex = new Regex(text, _options, s_patience);
    }

    /// <summary>The pattern of a call of <c>Regex</c>; <see langword="null"/> where it is not seen.</summary>
    public static TextPattern? Of(IInvocationOperation call, CancellationToken cancellation)
    {
        if (!IsRegex(call.TargetMethod.ContainingType))
        {
            return null;
        }

        if (call.Instance is null)
        {
            return Of(call.Arguments, cancellation);
        }

        var regex = Unconverted(call.Instance);
        for (var step = 0; step < MaxSteps; step++)
        {
            if (Generated(regex) is { } generated)
            {
                return generated;
            }

            if (regex is IObjectCreationOperation creation)
            {
                return IsRegex(creation.Type) ? Of(creation.Arguments, cancellation) : null;
            }

            if (SingleValue.Of(regex, cancellation) is not { } value)
            {
                return null;
            }

            regex = Unconverted(value);
        }

        return null;
    }

    /// <summary>Whether a text that has a match may hold the character.</summary>
    public bool? LetsThrough(char character) =>
        !s_begins.IsMatch(_text) || !s_ends.IsMatch(_text) || HasPartFor(character) ? true : Trials(character).Select(IsMatch).Aggregate((bool?)false, (any, one) => any | one);

    /// <summary>Whether it is found wherever the character is.</summary>
    public bool? Finds(char character) => Trials(character).Where(trial => trial.IndexOf('\n') < 0).Select(IsMatch).Aggregate((bool?)true, (all, one) => all & one);

    private static string[] Trials(char c) => new[] { $"{c}", $"a{c}", $"{c}a", $"a{c}a", $"1{c}", $"{c}1", $"a\n{c}", $"{c}\na" };

    // What looks ahead or behind, or is laid out with comments, is tried only.
    private bool HasPartFor(char character) =>
        !s_looksAround.IsMatch(_text) && !_options.HasFlag(RegexOptions.IgnorePatternWhitespace)
        && s_part.Matches(_text).Cast<Match>().Select(match => match.Groups["part"]).Where(part => part.Success).Any(part => StandsFor(part.Value, character));

    private bool StandsFor(string part, char character)
    {
        if (part.Length == 1 && part != ".")
        {
            return part[0] == character;
        }

        try
        {
            return Regex.IsMatch(character.ToString(), "^(?:" + part + ")$", _options & ~RegexOptions.Multiline, s_patience);
        }
        catch (ArgumentException)
        {
            // A reference to a group, which is read where it stands.
            return false;
        }
    }

    private bool? IsMatch(string text)
    {
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static TextPattern? Of(IEnumerable<IArgumentOperation> arguments, CancellationToken cancellation)
    {
        string? text = null;
        var options = RegexOptions.None;
        foreach (var argument in arguments)
        {
            var value = Unconverted(argument.Value);
            value = value.ConstantValue.HasValue ? value : SingleValue.Of(value, cancellation) ?? value;
            switch (argument.Parameter?.Name, value.ConstantValue.Value)
            {
                case ("pattern", string pattern):
                    text = pattern;
                    break;
                case ("options", int flags):
                    options = (RegexOptions)flags;
                    break;
                case ("options", _):
                    // Some that are not seen.
                    return null;
            }
        }

        return Of(text, options);
    }

    private static TextPattern? Generated(IOperation regex)
    {
        var member = regex switch
        {
            IInvocationOperation call => (ISymbol)call.TargetMethod,
            IPropertyReferenceOperation property => property.Property,
            _ => null,
        };
        return member?.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name == "GeneratedRegexAttribute") is { ConstructorArguments: { Length: > 0 } given }
            ? Of(given[0].Value as string, given.Length > 1 && given[1].Value is int flags ? (RegexOptions)flags : RegexOptions.None)
            : null;
    }

    private static TextPattern? Of(string? text, RegexOptions options)
    {
        try
        {
            return text is null || text.Length > MaxLength ? null : new TextPattern(text, options);
        }
        catch (ArgumentException)
        {
            // Half written, or of a newer .NET.
            return null;
        }
    }

    public static bool IsRegex(ITypeSymbol? type) => type is { Name: "Regex", ContainingNamespace: { Name: "RegularExpressions", ContainingNamespace.Name: "Text" } };

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
