using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.CodeFixes.Choosing;
using SqliteDiscipline.CodeFixes.Pragmas;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Rewriting;

/// <summary>Writes a site anew with a database's wrapper.</summary>
internal static class Rewriter
{
    /// <summary>The ways to write it, the preferred first. The first that compiles is taken.</summary>
    public static IEnumerable<Rewrite> Variants(RawSite site, DatabaseUse use, IReadOnlyCollection<TextSpan> consumed, CancellationToken cancellation)
    {
        if (PathArgument.For(site, use, cancellation) is not { } argument)
        {
            return Enumerable.Empty<Rewrite>();
        }

        return site.Raw.Form switch
        {
            RawForm.EntityFramework => EntityFrameworkRewriter.Variants(site, use, argument),
            RawForm.Registration => RegistrationRewriter.Variants(site, use, argument),
            _ => Connections(site, use, argument, consumed, cancellation),
        };
    }

    private static IEnumerable<Rewrite> Connections(
        RawSite site, DatabaseUse use, PathArgument argument, IReadOnlyCollection<TextSpan> consumed, CancellationToken cancellation)
    {
        if (SetsMore(site) || SetsConnectionStringElsewhere(site, cancellation))
        {
            yield break;
        }

        var opening = Opening.Next(site, consumed, cancellation);
        var set = site.Holder?.ConnectionStringAssignments(site.Model, cancellation).Select(assignment => assignment.Statement).ToList() ?? new List<StatementSyntax>();
        var pragmas = opening is null
            ? Removal.Of(Array.Empty<StatementSyntax>())
            : PragmaRemoval.After(opening, site.Holder!, use.Database.Policy, site.Model, cancellation);
        var closed = Removal.Of(set).And(pragmas);
        var gone = consumed.Concat(closed.Consumed).ToList();
        foreach (var receiver in Receiver.Of(site, use))
        {
            if (opening is not null && Opening.LeavesAwait(opening, gone) && !WaitsInTurn(opening, use))
            {
                foreach (var rewrite in Typed(site, receiver, use.Connect, argument, closed.And(Removal.Of(new[] { opening }))))
                {
                    yield return rewrite;
                }
            }

            foreach (var rewrite in Typed(site, receiver, use.Create, argument, closed))
            {
                yield return rewrite;
            }
        }
    }

    // OpenAsync waits without a thread until one of the connections is closed; what is made open waits with one, and for no token.
    private static bool WaitsInTurn(StatementSyntax opening, DatabaseUse use) =>
        use.Database.Policy.MaxConnections > 0 && opening.DescendantNodes().Any(node => node is AwaitExpressionSyntax);

    /// <summary>
    /// As it is; else, where the database's own type is too narrow for what is done with the variable, typed as before. The other way about where
    /// the type is inferred from: a service must go on being registered as what others ask for.
    /// </summary>
    private static IEnumerable<Rewrite> Typed(
        RawSite site, Receiver receiver, string member, PathArgument argument, Removal removal)
    {
        var replaced = Replaced(site);
        var call = $"{receiver.Text}.{member}({argument.Text}{Comments.Within(replaced, except: argument.CopiedFrom)})";
        var forms = new List<Rewrite> { Make(new TextChange(replaced.Span, call)) };
        var typed = new List<Rewrite>();
        if (TypeName(site) is { } type)
        {
            if (site.Holder?.Statement is { } statement && DeclaredVar(statement) is { } declared)
            {
                typed.Add(Make(new TextChange(declared.Span, type), new TextChange(replaced.Span, call)));
            }

            typed.Add(Make(new TextChange(replaced.Span, $"({type}){call}")));
        }

        return Inference.IsFedBy(site) ? typed.Concat(forms) : forms.Concat(typed);

        Rewrite Make(params TextChange[] changes) =>
            new(member, removal.Changes.AddRange(changes), removal.Consumed.Add(replaced.Span), argument.CopiedFrom, receiver.Imports);
    }

    // The wrapper's type says what a cast of the untyped forms said.
    private static ExpressionSyntax Replaced(RawSite site)
    {
        if (site.Raw.Form is not (RawForm.Reflection or RawForm.ProviderFactory))
        {
            return site.Expression;
        }

        var outward = Holder.Outward(site.Expression);
        while (outward is ParenthesizedExpressionSyntax && outward != site.Expression)
        {
            outward = (ExpressionSyntax)outward.ChildNodes().First();
        }

        return outward;
    }

    // Nothing can be initialized on what a method returns, and the policy may say otherwise.
    private static bool SetsMore(RawSite site) => site.Expression is BaseObjectCreationExpressionSyntax { Initializer.Expressions: var expressions }
        && !expressions.All(expression => expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "ConnectionString" } });

    /// <summary>Whether the variable is given another connection string later: then the site does not say which database it is.</summary>
    private static bool SetsConnectionStringElsewhere(RawSite site, CancellationToken cancellation)
    {
        if (site.Holder is not { } holder)
        {
            return false;
        }

        var known = new HashSet<SyntaxNode>(holder.ConnectionStringAssignments(site.Model, cancellation).Select(assignment => assignment.Statement));
        return site.Expression.SyntaxTree.GetRoot(cancellation).DescendantNodes().OfType<ExpressionStatementSyntax>()
            .Any(statement => !known.Contains(statement) && holder.ConnectionStringValue(statement, site.Model, cancellation) is not null);
    }

    private static TypeSyntax? DeclaredVar(StatementSyntax statement) => statement switch
    {
        LocalDeclarationStatementSyntax { Declaration.Type: { IsVar: true } type } => type,
        UsingStatementSyntax { Declaration.Type: { IsVar: true } type } => type,
        _ => null,
    };

    private static string? TypeName(RawSite site) => site.Operation.Type?.WithNullableAnnotation(NullableAnnotation.None).ToMinimalDisplayString(site.Model, site.Position);
}

/// <summary>What goes with a site: statements that the wrapper makes needless.</summary>
internal sealed record Removal(ImmutableArray<TextChange> Changes, ImmutableArray<TextSpan> Consumed)
{
    public static Removal Of(IReadOnlyCollection<StatementSyntax> statements) =>
        new(statements.Select(Comments.Remove).ToImmutableArray(), statements.Select(statement => statement.Span).ToImmutableArray());

    public Removal And(Removal other) => new(Changes.AddRange(other.Changes), Consumed.AddRange(other.Consumed));
}
