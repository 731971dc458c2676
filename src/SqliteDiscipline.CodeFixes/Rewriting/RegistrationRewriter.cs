using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.CodeFixes.Choosing;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Rewriting;

/// <summary><c>AddScoped&lt;SqliteConnection&gt;()</c> → <c>AddScoped&lt;SqliteConnection&gt;(_ => Databases._create_x())</c>.</summary>
internal static class RegistrationRewriter
{
    public static IEnumerable<Rewrite> Variants(RawSite site, DatabaseUse use, PathArgument argument)
    {
        // A singleton would be one connection for all threads; that is no policy's to allow.
        if (site.Operation is not IInvocationOperation { TargetMethod: { Name: "AddScoped" or "AddTransient", TypeArguments.Length: 1 } }
            || site.Expression is not InvocationExpressionSyntax { ArgumentList: { Arguments.Count: 0 } list })
        {
            yield break;
        }

        foreach (var receiver in Receiver.Of(site, use))
        {
            yield return new Rewrite(
                use.Create,
                ImmutableArray.Create(new TextChange(
                    TextSpan.FromBounds(list.OpenParenToken.Span.End, list.CloseParenToken.SpanStart), $"_ => {receiver.Text}.{use.Create}({argument.Text})")),
                ImmutableArray<TextSpan>.Empty,
                argument.CopiedFrom,
                receiver.Imports);
        }
    }
}
