using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>
/// What nearly every migration written by hand has: <c>AddColumn(connection, "notes", "flags", "INTEGER")</c>, whose ALTER TABLE is made of its
/// parameters. Each call of its file is a text of its own, told by the arguments.
/// </summary>
/// <param name="text">The text, with the parameters as holes.</param>
/// <param name="function">The method or local function in which it stands.</param>
/// <param name="name">How that is called.</param>
/// <param name="parameters">Its parameters.</param>
internal sealed class ColumnHelper(StringExpression text, SyntaxNode function, string name, SeparatedSyntaxList<ParameterSyntax> parameters)
{
    /// <summary>The helper whose text this is; absent where more goes into it than parameters as they are given.</summary>
    public static ColumnHelper? Of(SyntaxNode node, StringExpression text)
    {
        var function = node.Ancestors().FirstOrDefault(around => around is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax);
        var helper = function switch
        {
            MethodDeclarationSyntax method => new ColumnHelper(text, method, method.Identifier.ValueText, method.ParameterList.Parameters),
            LocalFunctionStatementSyntax local => new ColumnHelper(text, local, local.Identifier.ValueText, local.ParameterList.Parameters),
            _ => null,
        };
        return helper?.IsOfParameters() == true ? helper : null;
    }

    /// <summary>The texts of the calls whose arguments are known, and whether these are all calls that there are.</summary>
    public (IReadOnlyList<SqlScript> Scripts, bool AreAll) Called(NamesAround names)
    {
        var scripts = new List<SqlScript>();
        var areAll = IsOwn();
        foreach (var use in FileTokens.Of(function.SyntaxTree).UsesOf(name, function.SyntaxTree.GetRoot().FullSpan))
        {
            if (CallOf(use) is { } call && TextOf(call, names) is { } script)
            {
                scripts.Add(script);
            }
            else
            {
                areAll = false;
            }
        }

        return (scripts, areAll && scripts.Count > 0);
    }

    private bool IsOfParameters()
    {
        var holes = text.Parts.Where(part => part.Text is null).ToList();

        // Where the definition is the helper's own, so is its fault.
        return text.Parts.LastOrDefault(part => part.Text?.Trim(' ', ';') != string.Empty) is { Node: not null, Text: null }
            && holes.TrueForAll(hole => ParameterIn(hole.Node) is { } parameter && !AssignedNames.In(function, parameter.Identifier.ValueText).Any())

            // Of two that are called the same, which one a call means is not told by its name.
            && function.SyntaxTree.GetRoot().DescendantNodes().Count(node => node is MethodDeclarationSyntax method && method.Identifier.ValueText == name
                || node is LocalFunctionStatementSyntax local && local.Identifier.ValueText == name) == 1;
    }

    private ParameterSyntax? ParameterIn(SyntaxNode hole) =>
        (hole is InterpolationSyntax { AlignmentClause: null, FormatClause: null, Expression: var inner } ? inner : hole) is IdentifierNameSyntax { Identifier.ValueText: var named }
            ? parameters.FirstOrDefault(parameter => parameter.Identifier.ValueText == named)
            : null;

    /// <summary>Whether no other file can call it.</summary>
    private bool IsOwn() => function is LocalFunctionStatementSyntax
        || (function is MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null, Modifiers: var modifiers }
            && !modifiers.Any(modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword)
            && function.Parent is ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax
            && !function.Ancestors().OfType<TypeDeclarationSyntax>().Any(type => type.Modifiers.Any(SyntaxKind.PartialKeyword)));

    private InvocationExpressionSyntax? CallOf(IdentifierNameSyntax use) => use.Parent switch
    {
        InvocationExpressionSyntax call when call.Expression == use => call,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Name == use && call.Expression == access && (IsExtension || IsOfType(access.Expression)) => call,
        _ => null,
    };

    private bool IsExtension => parameters.Count > 0 && parameters[0].Modifiers.Any(SyntaxKind.ThisKeyword);

    private bool IsOfType(ExpressionSyntax receiver) => (receiver is ThisExpressionSyntax && !IsExtension)
        || (receiver is IdentifierNameSyntax type && function.Parent is TypeDeclarationSyntax around && around.Identifier.ValueText == type.Identifier.ValueText);

    private SqlScript? TextOf(InvocationExpressionSyntax call, NamesAround names)
    {
        var isReduced = IsExtension && call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } && !IsOfType(receiver);
        var parts = ImmutableArray.CreateBuilder<(SyntaxNode Node, string? Text)>();
        foreach (var part in text.Parts)
        {
            var given = part.Text is null ? ArgumentFor(ParameterIn(part.Node)!, call, isReduced ? 1 : 0) : null;
            var known = part.Text ?? (given is null ? null : FileConstants.Find(given));
            if (known is null)
            {
                return null;
            }

            parts.Add((given ?? part.Node, known));
        }

        var script = new SqlScript(
            call.SyntaxTree.FilePath, call.SpanStart, SqlText.FromParts(parts.Select(part => part.Text)), new Place(call, parts.ToImmutable()))
        {
            Mentions = names.OfConnections(call),
        };
        return script.Statements.All(statement => statement is AddColumnStatement) && !OtherDialect.Is(script) ? script : null;
    }

    private ExpressionSyntax? ArgumentFor(ParameterSyntax parameter, InvocationExpressionSyntax call, int shift)
    {
        var place = parameters.IndexOf(parameter) - shift;
        var arguments = call.ArgumentList.Arguments;
        return (arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Identifier.ValueText)
                ?? (place >= 0 && place < arguments.Count && arguments[place].NameColon is null ? arguments[place] : null))?.Expression
            ?? parameter.Default?.Value;
    }

    /// <summary>What of the text is given by arguments stands there; the rest is shown by the call.</summary>
    private sealed class Place(InvocationExpressionSyntax call, ImmutableArray<(SyntaxNode Node, string? Text)> parts) : IScriptPlace
    {
        public Location Locate(TextSpan span)
        {
            var (start, shown) = (0, (TextSpan?)null);
            foreach (var (node, text) in parts)
            {
                if (new TextSpan(start, text!.Length).OverlapsWith(span) && call.Span.Contains(node.Span))
                {
                    shown = shown is { } before ? TextSpan.FromBounds(Math.Min(before.Start, node.SpanStart), Math.Max(before.End, node.Span.End)) : node.Span;
                }

                start += text.Length;
            }

            return Location.Create(call.SyntaxTree, shown ?? call.Span);
        }

        // It is put together elsewhere.
        public TextSpan? FindExactly(TextSpan span) => null;
    }
}
