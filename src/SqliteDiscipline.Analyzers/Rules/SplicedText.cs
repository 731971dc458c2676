using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>Tells of an expression that becomes a part of SQL whether it can do harm there: text can, unless it is quoted or cannot hold a quote.</summary>
/// <param name="timeline">The body that runs the SQL.</param>
/// <param name="quote">The quote that stands around the expression in the SQL, if one does.</param>
/// <param name="cancellation">The compiler's wish to stop.</param>
internal sealed class SplicedText(BodyTimeline timeline, char? quote, CancellationToken cancellation)
{
    private const int MaxDepth = 8;

    private static readonly string[] s_quoting = { "Quote", "Escape", "Delimit", "Sanitize", "Validate", "Checked", "Safe" };

    private int _depth;
    private IOperation? _spliced;

    public bool IsHarmless(IOperation expression)
    {
        _spliced ??= expression;
        expression = Original(expression);
        if (expression.ConstantValue.HasValue || !IsText(expression.Type) || _depth == MaxDepth)
        {
            return true;
        }

        _depth++;
        try
        {
            return expression switch
            {
                IParenthesizedOperation parenthesized => IsHarmless(parenthesized.Operand),
                IAwaitOperation awaited => IsHarmless(awaited.Operation),
                IConditionalOperation { WhenFalse: { } whenFalse } choice => IsHarmless(choice.WhenTrue) && IsHarmless(whenFalse),
                ICoalesceOperation coalesce => IsHarmless(coalesce.Value) && IsHarmless(coalesce.WhenNull),
                ISwitchExpressionOperation choice => choice.Arms.All(arm => IsHarmless(arm.Value) || IsOneOfConstants(choice, arm)),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => IsHarmless(sum.LeftOperand) && IsHarmless(sum.RightOperand),
                IInterpolatedStringOperation interpolated => interpolated.Parts.OfType<IInterpolationOperation>().All(part => IsHarmless(part.Expression)),
                IInvocationOperation call => IsHarmless(call),

                // Who calls it from this project is judged there, with what it gives.
                IParameterReferenceOperation { Parameter: var parameter } => (IsOfThisBody(parameter) && !IsVisibleOutside(parameter.ContainingSymbol)) || IsAssigned(parameter) || IsChecked(parameter),
                ILocalReferenceOperation local => IsChecked(local.Local) || IsHarmless(local),
                IFieldReferenceOperation { Field: { ContainingType: { IsTupleType: false, SpecialType: not SpecialType.System_String } } } => IsHarmlessBehind(expression),
                IPropertyReferenceOperation { Arguments.IsEmpty: true, Property.ContainingType.Name: not "KeyValuePair" } => IsHarmlessBehind(expression),

                // An element of a list, say: nothing is known of it.
                _ => true,
            };
        }
        finally
        {
            _depth--;
        }
    }

    // What stands in the control-flow graph is taken apart; the expression as it is written is whole. Boxed text is text.
    private IOperation Original(IOperation expression)
    {
        if (expression.SemanticModel is null && expression.Syntax.SyntaxTree == timeline.Model.SyntaxTree)
        {
            var syntax = expression.Syntax;
            while (syntax is ParenthesizedExpressionSyntax parenthesized)
            {
                syntax = parenthesized.Expression;
            }

            expression = timeline.Model.OperationOf(syntax, cancellation) ?? expression;
        }

        while (expression is IConversionOperation { OperatorMethod: null } conversion)
        {
            expression = conversion.Operand;
        }

        return expression;
    }

    // What is given to a variable, and what is asked of it on the way to where it is spliced in.
    private bool IsChecked(ISymbol variable) => CheckedText.Is(variable.Name, _spliced!.Syntax);

    private bool IsAssigned(IParameterSymbol parameter) => timeline.Body.DescendantNodes().OfType<AssignmentExpressionSyntax>()
        .Any(assignment => assignment.Left is IdentifierNameSyntax { Identifier.ValueText: var name } && name == parameter.Name);

    // table switch { "a" or "b" => table, _ => throw … }
    private static bool IsOneOfConstants(ISwitchExpressionOperation choice, ISwitchExpressionArmOperation arm) =>
        arm.Syntax is SwitchExpressionArmSyntax { Pattern: var pattern, Expression: IdentifierNameSyntax { Identifier.ValueText: var name } }
        && choice.Value.Syntax is IdentifierNameSyntax { Identifier.ValueText: var chosen } && chosen == name
        && pattern.DescendantNodesAndSelf().Any(node => node is ConstantPatternSyntax) && !pattern.DescendantNodesAndSelf().Any(node => node is VarPatternSyntax or DiscardPatternSyntax or UnaryPatternSyntax);

    private bool IsHarmlessBehind(IOperation name) => SingleValue.Of(name, cancellation) is { } value && IsHarmless(value);

    private bool IsHarmless(ILocalReferenceOperation local) => local.Local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) switch
    {
        // Where it is assigned twice, nothing is known of it.
        VariableDeclaratorSyntax => SingleValue.Of(local, cancellation) is not { } value || IsHarmless(value),
        ForEachStatementSyntax loop => AreConstants(loop.Expression),
        _ => true,
    };

    private bool AreConstants(ExpressionSyntax list)
    {
        if (timeline.Model.SyntaxTree != list.SyntaxTree || timeline.Model.OperationOf(list, cancellation) is not { } operation)
        {
            return true;
        }

        operation = Original(operation);
        var value = Original(SingleValue.Of(operation, cancellation) ?? operation);
        if (value is IParameterReferenceOperation { Parameter: var parameter })
        {
            return IsGivenConstants(parameter);
        }

        if (value is IInvocationOperation { TargetMethod: { Name: "GetNames", ContainingType.Name: "Enum" } })
        {
            return true;
        }

        if (value is IInvocationOperation or ILocalReferenceOperation or IMemberReferenceOperation)
        {
            return false;
        }

        var elements = value.Descendants().Where(element => element.Type?.SpecialType == SpecialType.System_String).ToList();
        return elements.Count > 0 && elements.All(element => element.ConstantValue.HasValue);
    }

    // Every call of a private method gives it such a list; a mention that is no call may be a call elsewhere.
    private bool IsGivenConstants(IParameterSymbol parameter)
    {
        if (_depth == MaxDepth || parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private } method)
        {
            return false;
        }

        _depth++;
        var mentions = method.ContainingType.DeclaringSyntaxReferences
            .SelectMany(part => part.GetSyntax(cancellation).DescendantNodes().OfType<IdentifierNameSyntax>())
            .Where(name => name.Identifier.ValueText == method.Name)
            .ToList();
        var areConstants = mentions.Count > 0 && mentions.All(IsCalledWithConstants);
        _depth--;
        return areConstants;

        bool IsCalledWithConstants(IdentifierNameSyntax mention) =>
            mention.Parent is InvocationExpressionSyntax call && call.Expression == mention && call.SyntaxTree == timeline.Model.SyntaxTree
            && timeline.Model.OperationOf(call, cancellation) is IInvocationOperation { Arguments: var arguments }
            && arguments.FirstOrDefault(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter, parameter))?.Value.Syntax is ExpressionSyntax given
            && AreConstants(given);
    }

    private bool IsHarmless(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (PlainText.IsMaker(method) || PlainText.IsGivenBy(method, cancellation) || s_quoting.Any(word => method.Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0) || AsksForQuote(call))
        {
            return true;
        }

        if (method.ContainingType?.SpecialType == SpecialType.System_String)
        {
            // Trimmed or upper-cased, quoted text stays quoted.
            return Doubles(call) || (call.Instance is { } receiver ? IsHarmless(receiver) : call.Arguments.All(argument => IsHarmless(argument.Value)));
        }

        if (method.Name == "ToString" && method.ContainingType is { Name: "Convert", ContainingNamespace.Name: "System" })
        {
            return IsHarmless(call.Arguments[0].Value);
        }

        if (method.Name == "ToString" && call.Instance is { } shown)
        {
            return IsHarmless(shown);
        }

        return method.DeclaringSyntaxReferences.Any(reference => GivesConstantsOrQuotes(reference.GetSyntax(cancellation)));
    }

    /// <summary><c>.Replace("'", "''")</c> inside quotes of the same kind.</summary>
    private bool Doubles(IInvocationOperation call) =>
        quote is not null
        && call.TargetMethod.Name == "Replace"
        && call.Arguments.Length >= 2
        && call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: string from } && from == quote.ToString()
        && call.Arguments[1].Value.ConstantValue is { HasValue: true, Value: string to } && to == from + from;

    // A helper of the project's own that doubles quotes, or one that can only give what stands in it.
    private static bool GivesConstantsOrQuotes(SyntaxNode declaration)
    {
        var nodes = declaration.DescendantNodes().ToList();
        var returned = nodes.Select(node => node switch
        {
            ReturnStatementSyntax { Expression: { } value } => value,
            ArrowExpressionClauseSyntax { Expression: not SwitchExpressionSyntax and var value } => value,
            ConditionalExpressionSyntax { WhenTrue: LiteralExpressionSyntax, WhenFalse: not LiteralExpressionSyntax and var value } => value,
            SwitchExpressionArmSyntax { Expression: var value } => value,
            _ => null,
        });
        return returned.All(value => value is null or LiteralExpressionSyntax or ThrowExpressionSyntax or SwitchExpressionSyntax or ConditionalExpressionSyntax { WhenTrue: LiteralExpressionSyntax })
            || nodes.OfType<InvocationExpressionSyntax>().Any(call =>
                call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Replace" }, ArgumentList.Arguments: { Count: >= 2 } arguments }
                && arguments[0].Expression is LiteralExpressionSyntax { Token.ValueText: "'" or "\"" or "`" } from
                && arguments[1].Expression is LiteralExpressionSyntax { Token.ValueText: var to } && to == from.Token.ValueText + from.Token.ValueText);
    }

    /// <summary>Whether the call runs <c>SELECT quote(…)</c>: what SQLite has quoted is quoted; or asks for a setting, to put it back later.</summary>
    private bool AsksForQuote(IInvocationOperation call) => timeline.Events.OfType<Ran>().Any(ran =>
        ran.Statement is SelectStatement
            ? (ran.Operation.Syntax.Span.Contains(call.Syntax.Span) || call.Syntax.Span.Contains(ran.Operation.Syntax.Span))
                && ran.Run.Text.Text.IndexOf("quote(", StringComparison.OrdinalIgnoreCase) >= 0
            : ran.Statement is PragmaStatement && call.Syntax.Span.Contains(ran.Operation.Syntax.Span));

    private bool IsOfThisBody(IParameterSymbol parameter)
    {
        for (var around = timeline.Symbol; around is IMethodSymbol; around = around.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(around, parameter.ContainingSymbol))
            {
                return true;
            }
        }

        return false;
    }

    // A path is text, however it is wrapped. Of an object nobody knows.
    private static bool IsText(ITypeSymbol? type) => type is
        { SpecialType: SpecialType.System_String }
        or { Name: "FileInfo" or "DirectoryInfo" or "FileSystemInfo", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } }
        or { Name: "StringBuilder", ContainingNamespace: { Name: "Text", ContainingNamespace.Name: "System" } }
        or { Name: "Task" or "ValueTask", ContainingNamespace: { Name: "Tasks", ContainingNamespace.Name: "Threading" } };

    /// <summary>Whether code outside the assembly can call it.</summary>
    public static bool IsVisibleOutside(ISymbol? symbol)
    {
        for (; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction }
                || symbol.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal)
            {
                return false;
            }
        }

        return true;
    }
}
