using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Building;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>Tells of an expression that becomes a part of SQL whether it can do harm there: text can, unless it is quoted or cannot hold a quote.</summary>
/// <param name="timeline">The body that runs the SQL.</param>
/// <param name="quote">The quote that stands around the expression in the SQL, if one does.</param>
/// <param name="cancellation">The compiler's wish to stop.</param>
internal sealed class SplicedText(BodyTimeline timeline, char? quote, CancellationToken cancellation)
{
    private const int MaxDepth = 8;

    private readonly HarmfulCharacters _harmful = new(quote);
    private readonly SqliteAnswers _answers = new(timeline, quote, cancellation);
    private readonly ConstantLists _lists = new(timeline.Model, new(quote), cancellation);

    // Of each variable once, however often it is mentioned; while it is looked at, what it is made of is to blame, and not itself.
    private readonly Dictionary<ISymbol, bool> _verdicts = new(SymbolEqualityComparer.Default);

    private int _depth;
    private bool _isAssigned;
    private IOperation? _spliced;

    public bool IsHarmless(IOperation expression)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_spliced is null)
        {
            _spliced = expression;
            if (HasPassedMethod(expression.Syntax))
            {
                return true;
            }
        }

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
                ISwitchExpressionOperation choice => choice.Arms.All(arm => IsHarmless(arm.Value)),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => IsHarmless(sum.LeftOperand) && IsHarmless(sum.RightOperand),
                IInterpolatedStringOperation interpolated => interpolated.Parts.OfType<IInterpolationOperation>().All(part => IsHarmless(part.Expression)),
                IInvocationOperation call => IsHarmless(call),

                // Who calls it from this project is judged there, with what it gives.
                IParameterReferenceOperation { Parameter: var parameter } => IsCheckedAt(expression.Syntax, parameter) || Once(parameter, () =>
                    (ExtensionMembers.OwnerOf(parameter, timeline.Symbol) is var owner && IsOfThisBody(owner) && !IsVisibleOutside(owner)) || IsChecked(parameter) || IsGivenOther(parameter, expression.Syntax)),
                ILocalReferenceOperation local => IsCheckedAt(expression.Syntax, local.Local) || Once(local.Local, () => IsChecked(local.Local) || IsHarmless(local)),
                IFieldReferenceOperation { Field: { ContainingType: { IsTupleType: false, SpecialType: not SpecialType.System_String } } } field => Once(field.Field, () => IsHarmlessBehind(field)),
                IPropertyReferenceOperation { Arguments.IsEmpty: true, Property.ContainingType.Name: not "KeyValuePair" } property => Once(property.Property, () =>
                    PlainText.IsInCode(property.Property) || IsHarmlessBehind(property)
                    || OverridingProperties.Of(property.Property, timeline.Model.Compilation, cancellation)?.All(IsPlain) == true
                    || RecordValues.Of(property.Property, timeline.Model.Compilation, cancellation)?.All(IsHarmless) == true),

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

    private bool Once(ISymbol variable, Func<bool> isHarmless)
    {
        if (!_verdicts.TryGetValue(variable, out var verdict))
        {
            _verdicts[variable] = true;
            _verdicts[variable] = verdict = isHarmless();
        }

        return verdict;
    }

    // What is asked of a variable on the way to where it is spliced in.
    private bool IsChecked(ISymbol variable) => IsCheckedAt(_spliced!.Syntax, variable);

    private bool IsCheckedAt(SyntaxNode use, ISymbol variable) => new CheckedText(variable.Name, _harmful, ModelOf(use.SyntaxTree), cancellation).IsAt(use);

    /// <summary>Whether it is what a method is given that gives plain text, whatever that is; the text has been followed through it.</summary>
    private bool HasPassedMethod(SyntaxNode given)
    {
        var node = given;
        while (node.Parent is ParenthesizedExpressionSyntax or MemberAccessExpressionSyntax)
        {
            node = node.Parent;
        }

        return (node.Parent is ArgumentSyntax { Parent.Parent: var around } ? around : node.Parent) is InvocationExpressionSyntax call
            && !timeline.Events.Any(happening => happening.Operation.Syntax == call)
            && ModelOf(call.SyntaxTree)?.OperationOf(call, cancellation) is IInvocationOperation { TargetMethod: var method, Type.SpecialType: SpecialType.System_String }
            && (IsPlain(method) || HasPassedMethod(call));
    }

    /// <summary>Whether something else than its own text, which anybody may give, is assigned to a parameter on the way to a mention.</summary>
    private bool IsGivenOther(IParameterSymbol parameter, SyntaxNode mention)
    {
        var (isGiven, isOwn) = (false, false);
        foreach (var assigned in ParameterText.Before(mention, parameter, cancellation))
        {
            var isOther = IsOther(assigned, parameter, isGiven && !isOwn);
            if (assigned.IsCertain)
            {
                (isGiven, isOwn) = (isOther, false);
            }
            else if (!isOther)
            {
                isOwn = true;
            }
            else if (!assigned.IsForNothing)
            {
                // A check in its way, for all that is known.
                isGiven = true;
            }
        }

        return isGiven && !isOwn;
    }

    private bool IsOther(ParameterText assigned, IParameterSymbol parameter, bool isHarmlessBefore)
    {
        if (assigned.Value is not { } value || ModelOf(value.SyntaxTree)?.OperationOf(value, cancellation) is not { } operation)
        {
            return true;
        }

        var wasAssigned = _isAssigned;
        (_isAssigned, _verdicts[parameter]) = (true, isHarmlessBefore);
        try
        {
            return IsHarmless(operation);
        }
        finally
        {
            _isAssigned = wasAssigned;
        }
    }

    private SemanticModel? ModelOf(SyntaxTree tree) =>
        tree == timeline.Model.SyntaxTree ? timeline.Model : timeline.Model.Compilation.ContainsSyntaxTree(tree) ? timeline.Model.Compilation.GetSemanticModel(tree) : null;

    private bool IsHarmlessBehind(IOperation name) => SingleValue.Of(name, cancellation) is { } value && IsHarmless(value);

    private bool IsHarmless(ILocalReferenceOperation local) => local.Local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) switch
    {
        // Where it is assigned twice, nothing is known of it.
        VariableDeclaratorSyntax => SingleValue.Of(local, cancellation) is not { } value || IsHarmless(value),
        ForEachStatementSyntax loop => AreHarmless(loop.Expression),
        _ => true,
    };

    private bool AreHarmless(ExpressionSyntax list) => _lists.AreConstants(list)
        || (timeline.Model.OperationOf(list, cancellation) is { } operation && (_answers.AreHarmless(operation) || IsFilledHarmlessly(operation)));

    private bool IsFilledHarmlessly(IOperation list) => FilledList.Of(list, cancellation) is { Count: > 0 } filled
        && filled.All(with => with.IsList ? AreHarmless(with.Added) : timeline.Model.OperationOf(with.Added, cancellation) is not { } added || IsHarmless(added));

    private bool IsPlain(ISymbol member) => PlainText.Of(timeline.Model.Compilation, _harmful).IsGivenBy(member, cancellation);

    private bool IsHarmless(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (PlainText.IsMaker(method) || QuotingMethods.IsByName(method) || _answers.AreHarmless(call)
            || IsPlain(method)
            || (TextFunctions.IsOne(method, timeline.Model.Compilation, cancellation) && call.Arguments.All(argument => IsHarmless(argument.Value))))
        {
            return true;
        }

        if (method.ContainingType?.SpecialType == SpecialType.System_String)
        {
            // Trimmed or upper-cased, quoted text stays quoted.
            return Disarms(call) || (call.Instance is { } receiver ? IsHarmless(receiver) : call.Arguments.All(argument => IsHarmless(argument.Value)));
        }

        if (method.Name == "Replace" && TextPattern.IsRegex(method.ContainingType))
        {
            return IsHarmlessAfter(call);
        }

        if (method.Name == "ToString" && method.ContainingType is { Name: "Convert", ContainingNamespace.Name: "System" })
        {
            return IsHarmless(call.Arguments[0].Value);
        }

        if (method.Name == "ToString" && call.Instance is { } shown)
        {
            return IsHarmless(shown);
        }

        if (_isAssigned)
        {
            // Of what a method makes of it, only what those of paths do is known.
            return method.ContainingType is not { Name: "Path", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } } || call.Arguments.All(argument => IsHarmless(argument.Value));
        }

        return ConstantLists.ChosenBy(call) is { } list ? _lists.AreConstants(list) : QuotingMethods.GivesConstantsOrQuotes(method, cancellation);
    }

    // What is replaced is gone, unless the replacement brings it back.
    private bool IsHarmlessAfter(IInvocationOperation replacing) =>
        (TextPattern.Of(replacing, cancellation) is not { } pattern || _harmful.AreStopped(character => !pattern.Finds(character)))
            ? replacing.Arguments.All(argument => argument.Parameter?.Name != "replacement" || IsHarmless(argument.Value))
            : replacing.Arguments.All(argument => argument.Parameter?.Name is not ("input" or "replacement") || IsHarmless(argument.Value));

    /// <summary><c>.Replace("'", "''")</c> inside quotes of the same kind. In brackets no bracket can be doubled: there it has to go.</summary>
    private bool Disarms(IInvocationOperation call) =>
        quote is { } open
        && HarmfulCharacters.EndOf(open).ToString() is var end
        && call.TargetMethod.Name == "Replace"
        && call.Arguments.Length >= 2
        && TextOf(call.Arguments[0].Value) == end
        && TextOf(call.Arguments[1].Value) is { } replacement
        && (open == HarmfulCharacters.Bracket ? !replacement.Contains(end) : replacement == end + end);

    private static string? TextOf(IOperation value) => value.ConstantValue is { HasValue: true, Value: (string or char) and var text } ? text.ToString() : null;

    private bool IsOfThisBody(ISymbol owner)
    {
        for (var around = timeline.Symbol; around is IMethodSymbol; around = around.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(around, owner))
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
