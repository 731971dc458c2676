using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Rewriting;

/// <summary>
/// Code of which <c>#if</c> leaves a part out: another configuration, or another framework that compiles the same file, has something else there. What is seen here is then no
/// ground to change it.
/// </summary>
internal static class Branches
{
    public static bool AreIn(SyntaxNode root, TextSpan span) => root.ContainsDirectives && root.DescendantTrivia(span).Any(trivia =>
        span.IntersectsWith(trivia.FullSpan)
        && trivia.Kind() is SyntaxKind.IfDirectiveTrivia or SyntaxKind.ElifDirectiveTrivia or SyntaxKind.ElseDirectiveTrivia or SyntaxKind.EndIfDirectiveTrivia);

    /// <summary>
    /// Whether they have a say in which database the site opens: in its own statement, in one that gives the variable another connection string, or anywhere that its
    /// connection string is read from.
    /// </summary>
    public static bool Decide(RawSite site, CancellationToken cancellation)
    {
        var expression = site.Expression;
        var statement = expression.FirstAncestorOrSelf<StatementSyntax>() ?? (SyntaxNode)expression;
        if (AreIn(statement, statement.Span) || AssignBefore(expression))
        {
            return true;
        }

        return (site.Holder is { } holder && SetConnectionString(site, holder, cancellation))
            || (site.TextOperation is { } text && TextSources.Of(text, cancellation).Any(source => Decide(source, site, cancellation)));
    }

    /// <summary>Whether a part that is left out gives another value to a variable that the expression names.</summary>
    private static bool AssignBefore(ExpressionSyntax expression)
    {
        var left = FileBranches.Of(expression.SyntaxTree).LeftOutOf(MemberOf(expression)).Where(part => part.Start < expression.SpanStart).Select(part => part.Text).ToList();
        return left.Count > 0 && expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Any(name => left.Exists(part => LeftOutCode.Assigns(part, name.Identifier.ValueText)));
    }

    private static bool SetConnectionString(RawSite site, Holder holder, CancellationToken cancellation) =>
        LeftOut(holder.Variable, cancellation).Any(part => LeftOutCode.Assigns(part, holder.Variable.Name, "ConnectionString"))
        || holder.ConnectionStringAssignments(site.Model, cancellation).Any(assignment => StandIn(assignment.Statement, site));

    private static bool Decide(TextSource source, RawSite site, CancellationToken cancellation)
    {
        if (StandIn(source.Operation.Syntax, site) || AreAt(Around(source.Operation.Syntax), site))
        {
            return true;
        }

        if (source.Symbol is not { } symbol)
        {
            return false;
        }

        return AreAt(symbol, site, cancellation)
            || Aliases(source.Operation, cancellation).Any(alias => AreAt(alias, site, cancellation))
            || Import(symbol, source.Operation, site)
            || LeftOut(symbol, cancellation).Any(part => TypeOf(symbol) is null or { SpecialType: SpecialType.System_String }
                ? LeftOutCode.Assigns(part, symbol.Name)
                : LeftOutCode.Mentions(part, symbol.Name));
    }

    /// <summary>Whether they stand around a declaration of the symbol, or within one.</summary>
    public static bool AreAt(ISymbol symbol, RawSite site, CancellationToken cancellation) =>
        symbol.DeclaringSyntaxReferences.Any(reference => AreAt(reference.GetSyntax(cancellation), site));

    public static bool AreAt(SyntaxNode node, RawSite site) => StandIn(node, site) || AreIn(node, node.Span);

    // Where the site itself is left out together with it, there is nothing for it to be otherwise for.
    private static bool StandIn(SyntaxNode node, RawSite site) => FileBranches.Of(node.SyntaxTree).Around(node.SpanStart)
        .Any(branches => node.SyntaxTree != site.Expression.SyntaxTree || !branches.Contains(site.Position));

    private static IEnumerable<IAliasSymbol> Aliases(IOperation operation, CancellationToken cancellation) => operation.SemanticModel is { } model
        ? operation.Syntax.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => model.GetAliasInfo(name, cancellation)).OfType<IAliasSymbol>()
        : Enumerable.Empty<IAliasSymbol>();

    /// <summary>Whether the name is found by a <c>using</c> of which there is another in another configuration.</summary>
    private static bool Import(ISymbol symbol, IOperation operation, RawSite site)
    {
        if (symbol is ILocalSymbol || symbol.ContainingType is not { } type)
        {
            return false;
        }

        var names = new[] { type.ToDisplayString(), type.ContainingNamespace.ToDisplayString() };
        var tree = operation.Syntax.SyntaxTree;
        return site.Model.Compilation.SyntaxTrees
            .SelectMany(file => FileBranches.Of(file).Imports.Where(import => file == tree || import.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)))
            .Any(import => names.Contains(import.Name?.ToString().Replace("global::", string.Empty)) && StandIn(import, site));
    }

    /// <summary>What is left out where the variable can be given a value.</summary>
    private static IEnumerable<string> LeftOut(ISymbol symbol, CancellationToken cancellation)
    {
        var declared = symbol is ILocalSymbol or IParameterSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction } || symbol.ContainingType is null
            ? symbol.DeclaringSyntaxReferences.Select(reference => MemberOf(reference.GetSyntax(cancellation)))
            : symbol.ContainingType.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation));
        return declared.SelectMany(scope => FileBranches.Of(scope.SyntaxTree).LeftOutOf(scope)).Select(part => part.Text);
    }

    private static SyntaxNode MemberOf(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>(static member => member is not GlobalStatementSyntax) ?? node.SyntaxTree.GetRoot();

    private static SyntaxNode Around(SyntaxNode node) =>
        node.AncestorsAndSelf().FirstOrDefault(around => around is StatementSyntax or VariableDeclaratorSyntax or MemberDeclarationSyntax) ?? node;

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };
}
