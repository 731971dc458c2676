using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>Tells the strings of a file that are run as they stand from those that code goes on with: <c>sql += "…"</c>, <c>builder.Append("…")</c>, <c>Create + "…"</c>.</summary>
internal sealed class TextPieces(SyntaxNode root)
{
    private static readonly HashSet<string> s_collectors = new(StringComparer.Ordinal)
    {
        "Append", "AppendLine", "AppendFormat", "AppendJoin", "Concat", "Join", "Format",
    };

    private static readonly HashSet<string> s_changes = new(StringComparer.Ordinal) { "Replace", "Insert", "Remove", "Substring" };

    private FileTokens Tokens => FileTokens.Of(root.SyntaxTree);

    public TextPiece Of(SyntaxNode text)
    {
        while (text.Parent is ParenthesizedExpressionSyntax or ConditionalExpressionSyntax)
        {
            text = text.Parent;
        }

        return text.Parent switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: var called, Parent: InvocationExpressionSyntax call } access when access.Expression == text =>
                s_changes.Contains(called) && !IsOfBlanks(call) ? TextPiece.Changed : TextPiece.Whole,
            ArgumentSyntax { Parent: ArgumentListSyntax { Parent: var call } } => IsCollected(call) ? TextPiece.Continued : TextPiece.Whole,
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } => TextPiece.Continued,
            AssignmentExpressionSyntax { Left: var target } assignment => IsContinued(target.ToString(), ScopeOf(assignment)) ? TextPiece.Continued : TextPiece.Whole,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => IsPart(variable) ? TextPiece.Continued : TextPiece.Whole,
            _ => TextPiece.Whole,
        };
    }

    /// <summary>Whether it is a constant of which each use is seen, and is a part of a string that is read with its constants.</summary>
    public bool IsReadWithOthers(SyntaxNode text)
    {
        if (text.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: var declaration } variable } || !IsOwnConstant(declaration))
        {
            return false;
        }

        var scope = ScopeOf(variable);
        var uses = Tokens.UsesOf(variable.Identifier.ValueText, scope.Span).ToList();
        return uses.Count > 0 && uses.TrueForAll(use => IsSpliced(use) && use.Ancestors()
            .TakeWhile(around => around is ParenthesizedExpressionSyntax or MemberAccessExpressionSyntax or BinaryExpressionSyntax or InterpolationSyntax or InterpolatedStringExpressionSyntax)
            .Any(StringExpression.Starts));
    }

    private static bool IsOwnConstant(SyntaxNode? declaration) => declaration is LocalDeclarationStatementSyntax { IsConst: true }
        || (declaration is FieldDeclarationSyntax { Modifiers: var modifiers } && modifiers.Any(SyntaxKind.ConstKeyword)
            && !modifiers.Any(modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword));

    /// <summary>Whether what a variable holds is used, and only as a part of larger texts.</summary>
    private bool IsPart(VariableDeclaratorSyntax variable)
    {
        var (name, scope) = (variable.Identifier.ValueText, ScopeOf(variable));
        var isUsed = false;
        foreach (var use in Tokens.UsesOf(name, scope.Span))
        {
            if (!IsSpliced(use))
            {
                return IsContinued(name, scope);
            }

            isUsed = true;
        }

        return isUsed || IsContinued(name, scope);
    }

    // name + "…", $"{name} …"
    private static bool IsSpliced(IdentifierNameSyntax name)
    {
        SyntaxNode use = name;
        while (use.Parent is ParenthesizedExpressionSyntax || (use.Parent is MemberAccessExpressionSyntax access && access.Name == use))
        {
            use = use.Parent;
        }

        return use.Parent is InterpolationSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression };
    }

    private bool IsContinued(string target, SyntaxNode scope) => Tokens.AdditionsTo(target).Any(added => scope.Span.Contains(added.Span));

    // What a field holds may be used anywhere in the file, and a local in its member.
    private SyntaxNode ScopeOf(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) is { } around and not FieldDeclarationSyntax ? around : root;

    private static bool IsCollected(SyntaxNode? call)
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
}
