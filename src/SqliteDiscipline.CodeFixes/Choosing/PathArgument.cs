using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Choosing;

/// <summary>The arguments of a wrapper, and the source that they are copied from: what they mention is still in use.</summary>
internal sealed record PathArgument(string Text, ImmutableArray<TextSpan> CopiedFrom)
{
    public static readonly PathArgument None = new(string.Empty, ImmutableArray<TextSpan>.Empty);

    /// <summary>The arguments that the wrapper needs where the site stands; absent where they cannot be told.</summary>
    public static PathArgument? For(RawSite site, DatabaseUse use, CancellationToken cancellation)
    {
        if (use.Database.DataSourceFrom is not { Parameters.Count: > 0 } from)
        {
            return None;
        }

        if (use.DataSourceMember is IMethodSymbol method && Call(site, method, cancellation) is { } call)
        {
            return new PathArgument(
                call.ArgumentList.Arguments.ToString(), ImmutableArray.Create(call.ArgumentList.Span));
        }

        return IsHandedOn(use, cancellation) ? HandedOn(site) : InScope(site, from.Parameters.Select(parameter => (parameter.Type, parameter.Name)));
    }

    /// <summary>Whether the database's path is the wrapper's argument as it is: <c>static string MainPath(string dataSource) => dataSource;</c></summary>
    public static bool IsHandedOn(DatabaseUse use, CancellationToken cancellation) =>
        use.DataSourceMember is IMethodSymbol { Parameters: { Length: 1 } parameters } method
        && parameters[0].Type.SpecialType == SpecialType.System_String
        && method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is MethodDeclarationSyntax { ExpressionBody.Expression: IdentifierNameSyntax returned }
        && returned.Identifier.ValueText == parameters[0].Name;

    /// <summary>What the path, or the connection string, is made of: the expressions themselves and, behind names, their values.</summary>
    public static IEnumerable<IOperation> Expressions(RawSite site, CancellationToken cancellation) =>
        WithValues(site.TextOperation, cancellation).Concat(Path(site, cancellation));

    /// <summary>The expression that is the path and nothing more, and, behind names, its value.</summary>
    public static IEnumerable<IOperation> Path(RawSite site, CancellationToken cancellation) => WithValues(site.Text.DataSourceExpression, cancellation);

    private static IEnumerable<IOperation> WithValues(IOperation? expression, CancellationToken cancellation)
    {
        for (var depth = 0; expression is not null && depth < 4; depth++)
        {
            yield return expression;
            expression = SingleValue.Of(expression, cancellation);
        }
    }

    private static InvocationExpressionSyntax? Call(RawSite site, IMethodSymbol method, CancellationToken cancellation) => Expressions(site, cancellation)
        .SelectMany(expression => expression.DescendantsAndSelf())
        .OfType<IInvocationOperation>()
        .Where(invocation => SymbolEqualityComparer.Default.Equals(invocation.TargetMethod, method))
        .Select(invocation => invocation.Syntax)
        .OfType<InvocationExpressionSyntax>()
        .FirstOrDefault();

    private static PathArgument? HandedOn(RawSite site)
    {
        if (site.Text.DataSourceExpression?.Syntax is ExpressionSyntax path)
        {
            return new PathArgument(path.ToString(), ImmutableArray.Create(path.Span));
        }

        if (BuilderOf(site) is { } made)
        {
            return new PathArgument(made + ".DataSource", ImmutableArray.Create(made.Span));
        }

        // Only the string as a whole is at hand: the provider's own builder tells its data source.
        if (site.TextOperation?.Syntax is not ExpressionSyntax text || site.Text.DataSource is not null
            || site.Model.Compilation.GetTypeByMetadataName("Microsoft.Data.Sqlite.SqliteConnectionStringBuilder") is not { } builder)
        {
            return null;
        }

        return new PathArgument(
            $"new {builder.ToMinimalDisplayString(site.Model, site.Position)}({text}).DataSource", ImmutableArray.Create(text.Span));
    }

    private static ExpressionSyntax? BuilderOf(RawSite site) => site.TextOperation is { } text ? PathSource.BuilderOf(text)?.Syntax as ExpressionSyntax : null;

    private static PathArgument? InScope(RawSite site, IEnumerable<(string Type, string Name)> parameters)
    {
        var names = new List<string>();
        foreach (var (type, name) in parameters)
        {
            var found = site.Model.LookupSymbols(site.Position, name: name).FirstOrDefault();
            if (TypeOf(found)?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) is not { } inScope || Plain(inScope) != Plain(type))
            {
                return null;
            }

            names.Add(Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) == Microsoft.CodeAnalysis.CSharp.SyntaxKind.None ? name : "@" + name);
        }

        return new PathArgument(string.Join(", ", names), ImmutableArray<TextSpan>.Empty);
    }

    // Nullability apart: the compiler judges that.
    private static string Plain(string type) => type.TrimEnd('?');

    private static ITypeSymbol? TypeOf(ISymbol? symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };
}
