using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.CodeFixes.Sites;

/// <summary>
/// What a connection string says beside the path and only the running program knows: a <c>Mode</c> by choice, what a body sets that is not followed, or anything at all where it
/// is the string of a connection that the program was given. A wrapper takes over the path alone: it would put an in-memory database into a file.
/// </summary>
internal static class HiddenSettings
{
    // A text that is made of more than so many others is not gone through to its end.
    private const int MaxParts = 200;

    private static readonly (string Keyword, string Text) s_mayBeMemory = (ConnectionKeywords.Mode, "it may be an in-memory database");

    private static readonly Regex s_setting = new(@"\b(Mode|Cache|Pooling|Password)\s*=\s*['""]?(\w*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex s_memory = new(@":memory:|\bvfs=memdb\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The keyword that is not seen, and what to say of it; absent where there is none.</summary>
    public static (string Keyword, string Text)? Of(RawSite site, CancellationToken cancellation)
    {
        var compilation = site.Model.Compilation;
        var seen = new HashSet<SyntaxNode>();
        var pending = new Stack<SyntaxNode>();
        if (site.TextOperation is { } text)
        {
            pending.Push(text.Syntax);
        }

        while (pending.Count > 0)
        {
            var part = pending.Pop();
            if (!compilation.ContainsSyntaxTree(part.SyntaxTree) || !seen.Add(part))
            {
                continue;
            }

            if (seen.Count > MaxParts)
            {
                return s_mayBeMemory;
            }

            var model = compilation.GetSemanticModel(part.SyntaxTree);
            foreach (var node in part.DescendantNodesAndSelf())
            {
                if (Said(node, model, site.Text, cancellation) is { } said)
                {
                    return said;
                }

                if (node is SimpleNameSyntax name && model.GetSymbolInfo(name, cancellation).Symbol is { } symbol && GivesText(symbol))
                {
                    foreach (var given in Given(symbol, compilation, cancellation))
                    {
                        pending.Push(given);
                    }
                }
            }
        }

        return null;
    }

    private static (string Keyword, string Text)? Said(SyntaxNode node, SemanticModel model, ConnectionText read, CancellationToken cancellation)
    {
        if (IsAnothers(node, model, cancellation) || (read.DataSource is null && s_memory.IsMatch(WordsOf(node))))
        {
            return s_mayBeMemory;
        }

        var hidden = Set(node, model, cancellation).FirstOrDefault(set => !SaysNothing(set.Keyword, set.Value) && (!read.Keywords.TryGetValue(set.Keyword, out var value) || value is null)).Keyword;
        return hidden is null ? null : (hidden, $"its {hidden} is known at run time only");
    }

    /// <summary>Whether it is what a wrapper does as well, or what is dropped where it is seen, too: <c>configured ?? "Data Source=app.db;Cache=Shared"</c>.</summary>
    private static bool SaysNothing(string keyword, string value) => (keyword, value.ToUpperInvariant()) switch
    {
        (_, "") => false,
        ("Cache", _) or (ConnectionKeywords.Mode, "READWRITECREATE") or (ConnectionKeywords.Pooling, "TRUE") => true,
        _ => false,
    };

    /// <summary><c>connection.ConnectionString</c>.</summary>
    private static bool IsAnothers(SyntaxNode node, SemanticModel model, CancellationToken cancellation) =>
        node is IdentifierNameSyntax { Identifier.ValueText: "ConnectionString", Parent: not AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } } name
        && model.GetSymbolInfo(name, cancellation).Symbol is IPropertySymbol { ContainingType.Name: "SqliteConnection" or "DbConnection" or "IDbConnection" };

    private static IEnumerable<(string Keyword, string Value)> Set(SyntaxNode node, SemanticModel model, CancellationToken cancellation) => node switch
    {
        AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } key } access, Right: var value }
            when IsBuilder(model.GetTypeInfo(access.Expression, cancellation).Type) =>
            Settings(WordsOf(key[0].Expression) + "=" + ConstantOf(value, model, cancellation)),
        AssignmentExpressionSyntax { Left: var left, Right: var value } when model.GetSymbolInfo(left, cancellation).Symbol is IPropertySymbol property && IsBuilder(property.ContainingType) =>
            Settings(property.Name + "=" + ConstantOf(value, model, cancellation)),
        _ => Settings(WordsOf(node)),
    };

    private static IEnumerable<(string Keyword, string Value)> Settings(string words) =>
        s_setting.Matches(words).Cast<Match>().Select(match => (ConnectionKeywords.Canonical(match.Groups[1].Value), match.Groups[2].Value));

    private static string ConstantOf(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(value, cancellation).Symbol is IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } member ? member.Name
        : model.GetConstantValue(value, cancellation) is { HasValue: true, Value: { } constant } ? constant.ToString()
        : string.Empty;

    private static string WordsOf(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        InterpolatedStringTextSyntax text => text.TextToken.ValueText,
        _ => string.Empty,
    };

    // What else a connection string is made of (settings, a clock) says nothing of it.
    private static bool GivesText(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => IsText(local.Type),
        IParameterSymbol parameter => IsText(parameter.Type),
        IFieldSymbol field => IsText(field.Type),
        IPropertySymbol property => IsText(property.Type),
        IMethodSymbol method => IsText(method.ReturnType),
        _ => false,
    };

    private static bool IsText(ITypeSymbol type) => type.SpecialType == SpecialType.System_String || IsBuilder(type);

    private static bool IsBuilder(ITypeSymbol? type) => type?.Name is "SqliteConnectionStringBuilder" or "DbConnectionStringBuilder";

    /// <summary>Where the symbol is given its value: its body or initializer, and what is assigned to it, or set on it, where it is declared.</summary>
    private static IEnumerable<SyntaxNode> Given(ISymbol symbol, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var declaration in symbol.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)))
        {
            yield return declaration;
        }

        var scopes = symbol is ILocalSymbol or IParameterSymbol ? symbol.DeclaringSyntaxReferences : symbol.ContainingType?.DeclaringSyntaxReferences;
        if (symbol is IMethodSymbol or IFieldSymbol { IsConst: true } or ILocalSymbol { IsConst: true } || scopes is null)
        {
            yield break;
        }

        foreach (var reference in scopes)
        {
            var declared = reference.GetSyntax(cancellation);
            var scope = symbol is ILocalSymbol or IParameterSymbol
                ? declared.FirstAncestorOrSelf<MemberDeclarationSyntax>(static member => member is not GlobalStatementSyntax) ?? declared.SyntaxTree.GetRoot(cancellation)
                : declared;
            foreach (var use in FileTokens.Of(scope.SyntaxTree).UsesOf(symbol.Name, scope.Span))
            {
                // Another may be called the same: new SqliteConnection { ConnectionString = ConnectionString }.
                if (AssignmentOf(use) is { } assignment && SymbolEqualityComparer.Default.Equals(compilation.GetSemanticModel(scope.SyntaxTree).GetSymbolInfo(use, cancellation).Symbol, symbol))
                {
                    yield return assignment;
                }
            }
        }
    }

    /// <summary><c>name = …</c>, <c>this.name = …</c>, <c>name.Mode = …</c>, <c>name["Mode"] = …</c>.</summary>
    private static AssignmentExpressionSyntax? AssignmentOf(IdentifierNameSyntax name)
    {
        var target = (ExpressionSyntax)name;
        while (target.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax)
        {
            target = (ExpressionSyntax)target.Parent;
        }

        return target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target ? assignment : null;
    }
}
