using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.CodeFixes.Rewriting;

/// <summary>One way to replace a site, as changes of the text that its file had at first; the changes of all sites go together.</summary>
/// <param name="Member">The generated member that it calls.</param>
/// <param name="Changes">The changes.</param>
/// <param name="Consumed">What is no longer there: names that only these mention are dead.</param>
/// <param name="Copied">What of it is still said, elsewhere.</param>
/// <param name="Imports">The namespaces that must be imported.</param>
internal sealed record Rewrite(
    string Member,
    ImmutableArray<TextChange> Changes,
    ImmutableArray<TextSpan> Consumed,
    ImmutableArray<TextSpan> Copied,
    ImmutableArray<string> Imports);
