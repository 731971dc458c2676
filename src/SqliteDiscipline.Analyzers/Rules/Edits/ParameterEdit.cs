using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>
/// Makes a parameter of what is spliced into SQL: <c>$path</c> in the text, and its value behind the statement that gives the text to a command. Only where the
/// command is made in the same block, so that it is given the parameter once, and is not made to forget it.
/// </summary>
internal static class ParameterEdit
{
    private static readonly char[] s_braces = { '{', '}' };

    /// <param name="expression">The expression that is spliced in.</param>
    /// <param name="quote">The quote that stands around it in the SQL, if one does.</param>
    /// <param name="model">The model of its file.</param>
    /// <param name="cancellation">The compiler's wish to stop.</param>
    public static SourceEdit? Of(ExpressionSyntax expression, char? quote, SemanticModel model, CancellationToken cancellation)
    {
        if (Spliced(expression, quote) is not { } spliced || CommandOf(spliced.Whole, model, cancellation) is not { } command
            || model.GetTypeInfo(expression, cancellation) is not { Type.SpecialType: SpecialType.System_String, Nullability.FlowState: not NullableFlowState.MaybeNull }
            || Indentation(command.Statement) is not { } indentation)
        {
            return null;
        }

        var name = "$" + NameOf(expression, command.Block);
        var text = $"{indentation}{command.Name}.Parameters.AddWithValue(\"{name}\", {expression});";
        return new SourceEdit("Give it as a parameter", Inserted(spliced, name).Add(
            new SourceChange(Location.Create(expression.SyntaxTree, new TextSpan(command.Statement.Span.End, 0)), text)));
    }

    /// <summary>What the parameter takes the place of, its quotes included; absent where more stands between them.</summary>
    private static (TextSpan Span, ExpressionSyntax Whole)? Spliced(ExpressionSyntax expression, char? quote)
    {
        var source = expression.SyntaxTree.GetText();
        switch (expression.Parent)
        {
            case InterpolationSyntax { Parent: InterpolatedStringExpressionSyntax whole } hole:
                return quote is null ? (hole.Span, whole)
                    : source[hole.SpanStart - 1] == quote && source[hole.Span.End] == quote ? (TextSpan.FromBounds(hole.SpanStart - 1, hole.Span.End + 1), whole)
                    : null;
            case BinaryExpressionSyntax { Right: var right, Left: var left, Parent: BinaryExpressionSyntax { Right: LiteralExpressionSyntax behind } around }
                when quote is { } mark && right == expression && Last(left) is { } before
                && before.Token.Text.EndsWith(mark + "\"", StringComparison.Ordinal) && before.Token.Text[0] == '"'
                && behind.Token.Text.StartsWith("\"" + mark, StringComparison.Ordinal):
                return (TextSpan.FromBounds(before.Span.End - 2, behind.SpanStart + 2), Outermost(around));
            default:
                return null;
        }

        static LiteralExpressionSyntax? Last(ExpressionSyntax left) => (left is BinaryExpressionSyntax { Right: var right } ? right : left) as LiteralExpressionSyntax;

        static ExpressionSyntax Outermost(ExpressionSyntax sum)
        {
            while (sum.Parent is BinaryExpressionSyntax around)
            {
                sum = around;
            }

            return sum;
        }
    }

    /// <summary>The name in the text; where it was the only hole, the text is interpolated no longer.</summary>
    private static ImmutableArray<SourceChange> Inserted((TextSpan Span, ExpressionSyntax Whole) spliced, string name)
    {
        var tree = spliced.Whole.SyntaxTree;
        var inserted = ImmutableArray.Create(new SourceChange(Location.Create(tree, spliced.Span), name));
        return spliced.Whole is InterpolatedStringExpressionSyntax { StringStartToken: var start, Contents: var contents }
            && contents.OfType<InterpolationSyntax>().Count() == 1
            && contents.OfType<InterpolatedStringTextSyntax>().All(text => text.TextToken.Text.IndexOfAny(s_braces) < 0)
            && start.Text.IndexOf('$') is var dollar && start.Text.IndexOf('$', dollar + 1) < 0
            ? inserted.Insert(0, new SourceChange(Location.Create(tree, new TextSpan(start.SpanStart + dollar, 1)), string.Empty))
            : inserted;
    }

    private static (string Name, StatementSyntax Statement, BlockSyntax Block)? CommandOf(ExpressionSyntax text, SemanticModel model, CancellationToken cancellation)
    {
        var (command, statement) = text.Parent switch
        {
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CommandText", Expression: IdentifierNameSyntax name }, Parent: ExpressionStatementSyntax set } =>
                (name.Identifier, (StatementSyntax)set),
            ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax { Initializer: null, Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax made } variable } } } =>
                (variable.Identifier, made),
            _ => default,
        };

        return statement?.Parent is BlockSyntax block && IsMadeIn(block, command.ValueText) && !IsCleared(block, command.ValueText) && !IsSetAgain(block, command.ValueText, text) && IsOfSqlite(command, model, cancellation)
            ? (command.ValueText, statement, block)
            : null;
    }

    // DbCommand's parameters have no AddWithValue.
    private static bool IsOfSqlite(SyntaxToken command, SemanticModel model, CancellationToken cancellation) =>
        (model.GetDeclaredSymbol(command.Parent!, cancellation) ?? model.GetSymbolInfo(command.Parent!, cancellation).Symbol) is ILocalSymbol { Type.Name: "SqliteCommand" };

    private static bool IsMadeIn(BlockSyntax block, string name) =>
        block.Statements.OfType<LocalDeclarationStatementSyntax>().Any(local => Declares(local.Declaration, name))
        || (block.Parent is UsingStatementSyntax { Declaration: { } resource } && Declares(resource, name));

    private static bool Declares(VariableDeclarationSyntax declaration, string name) => declaration.Variables is { Count: 1 } variables
        && variables[0] is { Identifier.ValueText: var declared, Initializer.Value: InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax } && declared == name;

    private static bool IsCleared(BlockSyntax block, string name) => block.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(access =>
        access is { Name.Identifier.ValueText: "Clear", Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Parameters", Expression: IdentifierNameSyntax { Identifier.ValueText: var cleared } } } && cleared == name);

    // The text that it runs next would find the parameter of this one.
    private static bool IsSetAgain(BlockSyntax block, string name, ExpressionSyntax text) => block.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(set =>
        set.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CommandText", Expression: IdentifierNameSyntax { Identifier.ValueText: var command } } && command == name && set.Right != text);

    // Named like the value, and like nothing that is there already.
    private static string NameOf(ExpressionSyntax expression, BlockSyntax block)
    {
        var last = expression switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText.TrimStart('_'),
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            _ => string.Empty,
        };
        var parameter = last.Length > 0 ? char.ToLowerInvariant(last[0]) + last.Substring(1) : "file";
        var taken = block.ToString();
        for (var number = 2; taken.Contains("$" + parameter); number++)
        {
            parameter = parameter.TrimEnd("0123456789".ToCharArray()) + number;
        }

        return parameter;
    }

    /// <summary>A line break and the indentation of the statement's line; absent where it does not begin one.</summary>
    private static string? Indentation(StatementSyntax statement)
    {
        var source = statement.SyntaxTree.GetText();
        var line = source.Lines.GetLineFromPosition(statement.SpanStart);
        return string.IsNullOrWhiteSpace(source.ToString(TextSpan.FromBounds(line.Start, statement.SpanStart))) ? BackupEdit.LineOf(statement) : null;
    }
}
