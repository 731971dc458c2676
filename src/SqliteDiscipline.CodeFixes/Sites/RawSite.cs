using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.CodeFixes.Rewriting;

namespace SqliteDiscipline.CodeFixes.Sites;

/// <summary>A raw connection as the fixes see it: what makes it, what it is put into, what is known of its connection string.</summary>
/// <param name="Raw">What the rule found.</param>
/// <param name="Operation">The operation that makes it.</param>
/// <param name="Expression">The expression to be replaced.</param>
/// <param name="Holder">The variable that it is put into, where it is put into one at once.</param>
/// <param name="Text">What can be seen of the connection string.</param>
/// <param name="TextOperation">The expression of the connection string.</param>
internal sealed record RawSite(
    RawConnection Raw,
    IOperation Operation,
    ExpressionSyntax Expression,
    Holder? Holder,
    ConnectionText Text,
    IOperation? TextOperation)
{
    private static readonly Regex s_key = new(@"\bPRAGMA\s+(?:main\.)?(?:hex|text)?key\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public SemanticModel Model => Operation.SemanticModel!;

    public int Position => Expression.SpanStart;

    /// <summary>
    /// Whether the database has a key that a policy must know: in the connection string, or sent by code of the file. What a wrapper sends comes
    /// before the latter, and fails on an encrypted file.
    /// </summary>
    public bool HasKey => Text.Keywords.ContainsKey(ConnectionKeywords.Password) || Expression.SyntaxTree.GetRoot().DescendantTokens().Any(SendsKey);

    /// <summary>The site that a diagnostic stands on; absent where its form has no wrapper to be replaced by.</summary>
    public static RawSite? At(TextSpan span, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        if (model.Compilation.GetTypesByMetadataName("Microsoft.Data.Sqlite.SqliteConnection").FirstOrDefault() is not { } connection)
        {
            return null;
        }

        var types = new ProviderTypes(connection);
        foreach (var node in root.FindNode(span, getInnermostNodeForTie: true).AncestorsAndSelf())
        {
            if (node is ExpressionSyntax expression
                && model.OperationOf(expression, cancellation) is { } operation
                && RawConnections.Read(operation, types, cancellation) is { } raw
                && raw.Location.SourceSpan == span)
            {
                return IsReplaceable(raw, operation, connection)
                    && Read(raw, operation, expression, cancellation) is var site && !Branches.Decide(site, cancellation)
                        ? site
                        : null;
            }

            if (node is StatementSyntax)
            {
                break;
            }
        }

        return null;
    }

    private static RawSite Read(RawConnection raw, IOperation operation, ExpressionSyntax expression, CancellationToken cancellation)
    {
        var holder = Holder.Of(expression, operation.SemanticModel!, cancellation);
        var text = raw.Text ?? holder?.ConnectionStringAssignments(operation.SemanticModel!, cancellation).LastOrDefault().Value;
        return new RawSite(raw, operation, expression, holder, text is null ? ConnectionText.Unknown : ConnectionText.Read(text, cancellation), text);
    }

    private static bool SendsKey(SyntaxToken token) => token.Parent is LiteralExpressionSyntax or InterpolatedStringTextSyntax && s_key.IsMatch(token.Text);

    // A wrapper makes the database's own type: another derived type, or code that makes what it is told, has no equal among them.
    private static bool IsReplaceable(RawConnection raw, IOperation operation, INamedTypeSymbol connection)
    {
        var isPlain = SymbolEqualityComparer.Default.Equals(raw.Type, connection);
        return raw.Form switch
        {
            RawForm.ObjectCreation => isPlain,
            RawForm.Reflection => isPlain && operation is Microsoft.CodeAnalysis.Operations.IInvocationOperation { TargetMethod.Name: "CreateInstance" },
            RawForm.ProviderFactory => operation is Microsoft.CodeAnalysis.Operations.IInvocationOperation { TargetMethod.Name: "CreateConnection" },
            RawForm.Registration => isPlain,
            RawForm.EntityFramework => true,
            _ => false,
        };
    }
}
