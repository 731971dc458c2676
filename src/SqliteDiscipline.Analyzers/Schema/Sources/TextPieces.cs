using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>Tells a string that is run as it stands from one that code goes on with: <c>sql += "…"</c>, <c>builder.Append("…")</c>, <c>Create + "…"</c>.</summary>
internal static class TextPieces
{
    private static readonly HashSet<string> s_collectors = new(StringComparer.Ordinal)
    {
        "Append", "AppendLine", "AppendFormat", "AppendFormatLine", "AppendJoin", "Concat", "Join", "Format", "Insert",
    };

    private static readonly HashSet<string> s_changes = new(StringComparer.Ordinal) { "Replace", "Insert", "Remove", "Substring" };

    public static TextPiece Of(SyntaxNode text)
    {
        while (text.Parent is ParenthesizedExpressionSyntax or ConditionalExpressionSyntax)
        {
            text = text.Parent;
        }

        return text.Parent switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: var called, Parent: InvocationExpressionSyntax call } access when access.Expression == text =>
                s_changes.Contains(called) && !IsOfBlanks(call) ? TextPiece.Changed : TextPiece.Whole,
            ArgumentSyntax { Parent: ArgumentListSyntax { Parent: var call } } => IsCollected(text, call) ? TextPiece.Continued : TextPiece.Whole,
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } => TextPiece.Continued,
            AssignmentExpressionSyntax { Left: var target } assignment => IsContinued(target.ToString(), ScopeOf(assignment)) ? TextPiece.Continued : TextPiece.Whole,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => OfVariable(variable),
            _ => TextPiece.Whole,
        };
    }

    private static TextPiece OfVariable(VariableDeclaratorSyntax variable)
    {
        var name = variable.Identifier.ValueText;
        var scope = ScopeOf(variable);
        var uses = scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText == name).ToList();
        if (uses.Count == 0 || !uses.TrueForAll(IsSpliced))
        {
            return IsContinued(name, scope) ? TextPiece.Continued : TextPiece.Whole;
        }

        var isConstant = variable.Parent?.Parent is LocalDeclarationStatementSyntax { IsConst: true }
            || (variable.Parent?.Parent is FieldDeclarationSyntax field && field.Modifiers.Any(SyntaxKind.ConstKeyword));
        return isConstant ? TextPiece.ReadElsewhere : TextPiece.Continued;
    }

    // A part of a larger text: name + "…", $"{name} …"
    private static bool IsSpliced(IdentifierNameSyntax name)
    {
        SyntaxNode use = name;
        while (use.Parent is ParenthesizedExpressionSyntax || (use.Parent is MemberAccessExpressionSyntax access && access.Name == use))
        {
            use = use.Parent;
        }

        return use.Parent is InterpolationSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression };
    }

    private static bool IsContinued(string target, SyntaxNode scope) => scope.DescendantNodes().OfType<AssignmentExpressionSyntax>()
        .Any(added => added.IsKind(SyntaxKind.AddAssignmentExpression) && added.Left.ToString() == target);

    // What a field holds may be used anywhere in the file, and a local in its member.
    private static SyntaxNode ScopeOf(SyntaxNode node) => node.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) is { } around and not FieldDeclarationSyntax
        ? around
        : node.SyntaxTree.GetRoot();

    private static bool IsCollected(SyntaxNode text, SyntaxNode? call)
    {
        var called = call switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
            ObjectCreationExpressionSyntax { Type: var type } => type.ToString().EndsWith("StringBuilder", StringComparison.Ordinal) ? "Append" : null,
            _ => null,
        };
        return called is not null && s_collectors.Contains(called) && !(called is "Join" or "AppendJoin" && IsBetweenStatements(call!));
    }

    private static bool IsBetweenStatements(SyntaxNode call) =>
        call is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } && arguments[0].Expression.ToString().IndexOf(';') >= 0;

    private static bool IsOfBlanks(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.All(argument => argument.Expression is LiteralExpressionSyntax { Token.Value: string or char } literal && literal.Token.ValueText.Trim().Length == 0);
}

/// <summary>What a string is to the text that is run.</summary>
internal enum TextPiece : byte
{
    Whole,

    /// <summary>There may be more behind it.</summary>
    Continued,

    /// <summary>It is run otherwise than it stands.</summary>
    Changed,

    /// <summary>A constant that is nothing but a part of other strings of its file, with which it is read.</summary>
    ReadElsewhere,
}
