using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.CodeFixes.Choosing;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Rewriting;

/// <summary><c>UseSqlite("…")</c> → <c>UseSqlite(Databases._create_x())</c>: EF Core opens and closes the connection itself.</summary>
internal static class EntityFrameworkRewriter
{
    public static IEnumerable<Rewrite> Variants(RawSite site, DatabaseUse use, PathArgument argument)
    {
        if (site.Expression is not InvocationExpressionSyntax invocation || site.Operation is not IInvocationOperation call || IsShared(invocation, site.Model))
        {
            return Enumerable.Empty<Rewrite>();
        }

        return call.TargetMethod.Name == "AddSqlite"
            ? AddSqlite(site, use, argument, invocation, call)
            : UseSqlite(site, use, argument, call);
    }

    private static IEnumerable<Rewrite> UseSqlite(RawSite site, DatabaseUse use, PathArgument argument, IInvocationOperation call)
    {
        if (TextArgument(call) is not { } text)
        {
            yield break;
        }

        // Without it nobody disposes the connection; EF Core has it since 8.
        var owns = call.TargetMethod.ContainingType.GetMembers("UseSqlite").OfType<IMethodSymbol>()
            .Any(method => method.Parameters.Any(parameter => parameter.Name == "contextOwnsConnection"));
        foreach (var receiver in Receiver.Of(site, use))
        {
            var connection = $"{receiver.Text}.{use.Create}({argument.Text})" + (owns ? ", contextOwnsConnection: true" : string.Empty);
            yield return new Rewrite(
                use.Create,
                ImmutableArray.Create(new TextChange(text.Span, connection)),
                ImmutableArray.Create(text.Span),
                argument.CopiedFrom,
                receiver.Imports);
        }
    }

    /// <summary><c>AddSqlite&lt;T&gt;("…")</c> takes no connection; <c>AddDbContext</c> with <c>UseSqlite</c> is what it stands for.</summary>
    private static IEnumerable<Rewrite> AddSqlite(
        RawSite site, DatabaseUse use, PathArgument argument, InvocationExpressionSyntax invocation, IInvocationOperation call)
    {
        if (invocation is not { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax name }, ArgumentList.Arguments.Count: 1 }
            || TextArgument(call) is null)
        {
            yield break;
        }

        var replaced = TextSpan.FromBounds(name.SpanStart, invocation.Span.End);
        foreach (var receiver in Receiver.Of(site, use))
        {
            foreach (var owns in new[] { ", contextOwnsConnection: true", string.Empty })
            {
                yield return new Rewrite(
                    use.Create,
                    ImmutableArray.Create(new TextChange(
                        replaced,
                        $"AddDbContext{name.TypeArgumentList}(options => options.UseSqlite({receiver.Text}.{use.Create}({argument.Text}){owns}))")),
                    ImmutableArray.Create(replaced),
                    argument.CopiedFrom,
                    receiver.Imports.Add("Microsoft.EntityFrameworkCore"));
            }
        }
    }

    private static ArgumentSyntax? TextArgument(IInvocationOperation call) => call.Arguments
        .FirstOrDefault(argument => argument.Parameter is { Name: "connectionString" })?.Syntax as ArgumentSyntax;

    /// <summary>Whether the options are made once for many contexts: they would all share one connection.</summary>
    private static bool IsShared(ExpressionSyntax call, SemanticModel model)
    {
        foreach (var ancestor in call.Ancestors())
        {
            if (ancestor is FieldDeclarationSyntax or PropertyDeclarationSyntax)
            {
                return true;
            }

            if (ancestor is not InvocationExpressionSyntax outer || model.GetSymbolInfo(outer).Symbol is not IMethodSymbol method)
            {
                continue;
            }

            if (method.Name is "AddDbContextPool" or "AddPooledDbContextFactory" or "AddDbContextFactory"
                || method.Name.EndsWith("Singleton", StringComparison.Ordinal)
                || outer.ArgumentList.Arguments.Any(argument => argument.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Singleton" }))
            {
                return true;
            }
        }

        return model.GetSymbolInfo(call).Symbol is { Name: "UseSqlite" } && !IsGiven(call, model) && !IsForOneContext(call);
    }

    /// <summary>Whether the builder is a parameter: EF Core, or whoever calls, has the options made for a context.</summary>
    private static bool IsGiven(ExpressionSyntax call, SemanticModel model)
    {
        var root = call;
        while (root is InvocationExpressionSyntax or MemberAccessExpressionSyntax)
        {
            root = root switch
            {
                InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } inner
                    when model.GetSymbolInfo(inner).Symbol is IMethodSymbol { IsExtensionMethod: true, ReducedFrom: null } => arguments[0].Expression,
                InvocationExpressionSyntax inner => inner.Expression,
                _ => ((MemberAccessExpressionSyntax)root).Expression,
            };
        }

        return model.GetSymbolInfo(root).Symbol is IParameterSymbol;
    }

    /// <summary>
    /// Whether the options that the code makes itself are seen to be for one context: <c>new Context(….UseSqlite("…").Options)</c>, also by way of a local.
    /// </summary>
    private static bool IsForOneContext(ExpressionSyntax call)
    {
        var whole = call;
        while (whole.Parent is MemberAccessExpressionSyntax or InvocationExpressionSyntax)
        {
            whole = (ExpressionSyntax)whole.Parent;
        }

        if (whole.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax } })
        {
            return true;
        }

        if (whole.Parent is not EqualsValueClauseSyntax
            {
                Parent: VariableDeclaratorSyntax { Identifier.ValueText: var name, Parent.Parent: LocalDeclarationStatementSyntax { Parent: { } scope } },
            })
        {
            return false;
        }

        var uses = scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText == name).ToList();
        return uses.Count == 1 && !uses[0].Ancestors().TakeWhile(around => around != scope).Any(around => around
            is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);
    }
}
