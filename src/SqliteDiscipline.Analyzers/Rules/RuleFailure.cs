using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD999: a rule failed on some code. It is told where and by what, the build goes on, and the other rules are not touched.</summary>
internal static class RuleFailure
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD999",
        "A rule failed",
        "{0} failed on this code ({1}); please report it with the code at " + Help.Repository + "/issues",
        "SqliteDiscipline.Internal",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A failure inside a rule is a defect of SqliteDiscipline, not of the code it looked at.",
        helpLinkUri: Help.Link("SQLD999"));

    /// <summary>Whether this is a failure of ours, and not the compiler's wish to stop.</summary>
    public static bool Is(Exception failure) => failure is not OperationCanceledException;

    /// <summary>What to report of a failure.</summary>
    public static Diagnostic Of(Rule rule, Location? location, Exception failure) => Of(rule.Descriptors[0].Id, location, failure);

    /// <summary>What to report of a failure that is no one rule's: of what all of them stand on.</summary>
    public static Diagnostic Of(Location? location, Exception failure) => Of("SqliteDiscipline", location, failure);

    private static Diagnostic Of(string who, Location? location, Exception failure) => Diagnostic.Create(
        Descriptor,
        location ?? Location.None,
        who,
        $"{failure.GetType().Name}: {FirstLine(failure.Message)} {Origin(failure)}");

    private static string FirstLine(string text)
    {
        var end = text.IndexOf('\n');
        return end < 0 ? text : text.Substring(0, end).TrimEnd();
    }

    // The innermost frame says more to us than the message; a whole stack trace would flood a build log.
    private static string Origin(Exception failure)
    {
        var trace = failure.StackTrace;
        return string.IsNullOrEmpty(trace) ? string.Empty : FirstLine(trace!.TrimStart());
    }
}
