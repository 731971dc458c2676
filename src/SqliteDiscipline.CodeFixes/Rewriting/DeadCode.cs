using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.CodeFixes.Rewriting;

/// <summary>
/// Finds what the replacements left without a use: connection strings and their builders, in locals and in private constants. Only what was in use
/// before, only where nothing else mentions it, and only where computing it does nothing else.
/// </summary>
internal sealed class DeadCode
{
    private readonly SyntaxNode _root;
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellation;
    private readonly List<TextSpan> _consumed;
    private readonly List<TextSpan> _copied;
    private readonly List<TextChange> _removals = new();

    private DeadCode(SyntaxNode root, SemanticModel model, IEnumerable<Rewrite> rewrites, CancellationToken cancellation)
    {
        (_root, _model, _cancellation) = (root, model, cancellation);
        _consumed = rewrites.SelectMany(rewrite => rewrite.Consumed).ToList();
        _copied = rewrites.SelectMany(rewrite => rewrite.Copied).ToList();
    }

    /// <summary>The removals that the rewrites make possible.</summary>
    public static IEnumerable<TextChange> After(SyntaxNode root, SemanticModel model, IReadOnlyList<Rewrite> rewrites, CancellationToken cancellation)
    {
        var dead = new DeadCode(root, model, rewrites, cancellation);

        // What is removed may have been the last to mention something else. The list grows while it is walked.
        for (var i = 0; i < dead._consumed.Count; i++)
        {
            dead.Visit(dead._consumed[i]);
        }

        return dead._removals;
    }

    private void Visit(TextSpan span)
    {
        var names = _root.FindNode(span).DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(name => span.Contains(name.Span));
        foreach (var symbol in names
                     .Select(name => _model.GetSymbolInfo(name, _cancellation).Symbol)
                     .Where(symbol => symbol is ILocalSymbol or IFieldSymbol { DeclaredAccessibility: Accessibility.Private })
                     .Distinct(SymbolEqualityComparer.Default)
                     .ToList())
        {
            if (Declaration(symbol!) is { } declarator && !_consumed.Contains(Removable(declarator).Span))
            {
                RemoveIfDead(symbol!, declarator);
            }
        }
    }

    private VariableDeclaratorSyntax? Declaration(ISymbol symbol)
    {
        if (symbol.DeclaringSyntaxReferences.Length != 1
            || symbol.DeclaringSyntaxReferences[0].GetSyntax(_cancellation) is not VariableDeclaratorSyntax declarator
            || declarator.SyntaxTree != _root.SyntaxTree)
        {
            return null;
        }

        return declarator.Parent?.Parent switch
        {
            LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } => declarator,
            // Another file of a partial type may mention the field.
            FieldDeclarationSyntax when symbol is IFieldSymbol { IsConst: true } or IFieldSymbol { IsStatic: true, IsReadOnly: true }
                                        && symbol.ContainingType.DeclaringSyntaxReferences.Length == 1 => declarator,
            _ => null,
        };
    }

    private void RemoveIfDead(ISymbol symbol, VariableDeclaratorSyntax declarator)
    {
        if (declarator.Initializer is { Value: var value } && !Purity.IsPure(value, _model, _cancellation))
        {
            return;
        }

        var scope = Scope(declarator);
        if (IsInDisabledText(scope, symbol.Name))
        {
            return;
        }

        var settings = new List<StatementSyntax>();
        foreach (var name in scope.DescendantNodes(descendIntoTrivia: true).OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText != symbol.Name || !SymbolEqualityComparer.Default.Equals(Mentioned(name), symbol))
            {
                continue;
            }

            if (IsIn(_copied, name) || (!IsIn(_consumed, name) && !IsSetting(name, settings)))
            {
                return;
            }
        }

        Remove(Removable(declarator), declarator);
        foreach (var setting in settings.Distinct())
        {
            Remove(setting, null);
        }
    }

    // What #if leaves out here, another build compiles.
    private static bool IsInDisabledText(SyntaxNode scope, string name) => scope.ContainsDirectives && scope.DescendantTrivia()
        .Any(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia) && trivia.ToString().Contains(name));

    // Documentation comments mention too.
    private ISymbol? Mentioned(IdentifierNameSyntax name) => _model.GetSymbolInfo(name, _cancellation).Symbol;

    /// <summary><c>builder.Mode = …;</c>, which says nothing where nobody asks the builder.</summary>
    private bool IsSetting(IdentifierNameSyntax name, List<StatementSyntax> settings)
    {
        ExpressionSyntax target = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Expression == name => access,
            ElementAccessExpressionSyntax element when element.Expression == name => element,
            _ => name,
        };

        if (target.Parent is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax statement } assignment
            || assignment.Left != target
            || statement.Parent is not (BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax)
            || !Purity.IsPure(assignment.Right, _model, _cancellation)
            || (target != name && !Purity.IsBuilder(_model.GetTypeInfo(name, _cancellation).Type)))
        {
            return false;
        }

        settings.Add(statement);
        return true;
    }

    private void Remove(SyntaxNode removed, VariableDeclaratorSyntax? declarator)
    {
        _consumed.Add(removed.Span);
        _removals.Add(removed is VariableDeclaratorSyntax && declarator!.Parent is VariableDeclarationSyntax { Variables: var variables }
            ? new TextChange(WithComma(declarator, variables), string.Empty)
            : Comments.Remove(removed));
    }

    // A declarator among others goes alone.
    private static SyntaxNode Removable(VariableDeclaratorSyntax declarator) =>
        declarator.Parent is VariableDeclarationSyntax { Variables.Count: 1, Parent: { } statement } ? statement : declarator;

    private static TextSpan WithComma(VariableDeclaratorSyntax declarator, SeparatedSyntaxList<VariableDeclaratorSyntax> variables)
    {
        var index = variables.IndexOf(declarator);
        return index > 0
            ? TextSpan.FromBounds(variables[index - 1].Span.End, declarator.Span.End)
            : TextSpan.FromBounds(declarator.SpanStart, variables[1].SpanStart);
    }

    private SyntaxNode Scope(VariableDeclaratorSyntax declarator) =>
        declarator.FirstAncestorOrSelf<FieldDeclarationSyntax>() is { Parent: { } type }
            ? type
            : declarator.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) ?? _root;

    private static bool IsIn(List<TextSpan> spans, SyntaxNode node) => spans.Any(span => span.Contains(node.Span));
}
