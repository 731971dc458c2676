using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Creation;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>
/// A <c>List&lt;string&gt;</c>, or one of records or tuples that carry texts, that begins with the elements of an initializer: what is added to it, one after the other. Where it is changed in another way, or in
/// a loop, it is no longer known.
/// </summary>
internal static class ListCalls
{
    private const int MaxElements = 64;

    // Asked wherever the list is mentioned.
    private static readonly ConditionalWeakTable<ISymbol, StrongBox<bool>> s_unchanged = new();

    // Only look, or give the same elements.
    private static readonly ImmutableHashSet<string> s_questions = ImmutableHashSet.Create(
        "Contains", "Count", "Exists", "IndexOf", "ToArray", "ToList", "AsReadOnly", "Any", "First", "Last", "OrderBy", "Keys", "Values", "ContainsKey", "TryGetValue", "Max", "Select", "Where");

    public static SequenceValue? Create(IObjectCreationOperation creation) =>
        IsList(creation.Type) && creation.Arguments.IsEmpty && creation.Syntax is BaseObjectCreationExpressionSyntax { Initializer: not null }
            ? new SequenceValue(new EquatableValues(Array.Empty<Value?>()))
            : null;

    /// <summary>Whether it is a call of a list; the list is then what it is after it.</summary>
    public static bool Call(Evaluator at, IInvocationOperation call, SequenceValue list, CallArguments arguments)
    {
        if (!IsList(call.Instance?.Type) || at.PlaceOf(call.Instance!) is not { } place)
        {
            return false;
        }

        if (!s_questions.Contains(call.TargetMethod.Name))
        {
            // What carries no text is data, and not worth going through.
            var isAdded = call.TargetMethod.Name == "Add" && list.Elements.Count < MaxElements && !IsInLoop(call.Syntax)
                && (arguments.At(0) is { Argument.Value.Type.SpecialType: SpecialType.System_String } or { Value: MadeValue or SequenceValue });
            // The same list may go by other names.
            var before = at.State;
            at.State = before.Where(known => !ReferenceEquals(before[known], list));
            at.State = at.State.With(place, isAdded ? Appended(list, arguments.At(0)) : null);
        }

        return true;
    }

    /// <summary>The elements where the code around cannot have changed them unseen: a lambda that mentions the list may have, and a loop that fills it.</summary>
    public static SequenceValue? Seen(Evaluator at, IOperation? list, SequenceValue elements) =>
        list is ILocalReferenceOperation { Local: var local } && IsList(list.Type)
        && at.Body.Graph.OriginalOperation.Syntax.DescendantNodes().Any(node => node switch
        {
            AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax => Names.Mentions(node, local.Name),
            IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } name =>
                name.Identifier.ValueText == local.Name && access.Expression == name && !s_questions.Contains(access.Name.Identifier.ValueText) && IsInLoop(name),
            _ => false,
        })
            ? null
            : elements;

    /// <summary>Other code gets the list, and may change it.</summary>
    public static void HandOut(Evaluator at, IOperation argument)
    {
        if (IsList(argument.Type) && at.PlaceOf(argument) is { } place)
        {
            at.State = at.State.With(place, null);
        }
    }

    /// <summary><c>string.Join</c> over elements that are known.</summary>
    public static StringValue? Join(Evaluator at, IInvocationOperation call, CallArguments arguments)
    {
        if (call.TargetMethod is not { Name: "Join", ContainingType.SpecialType: SpecialType.System_String }
            || arguments.At(0)?.Value is not StringValue { Text: var separator }
            || arguments.At(1) is not { Value: SequenceValue list, Argument.Value: var operand }
            || Seen(at, operand is IConversionOperation conversion ? conversion.Operand : operand, list) is not { Elements: { Count: > 0 } elements }
            || elements.Items.Any(element => element is not StringValue))
        {
            return null;
        }

        var texts = elements.Items.Cast<StringValue>().Select(element => element.Text);
        return new StringValue(TextTemplate.Concat(texts.SelectMany((text, index) => index == 0 ? new[] { text } : new[] { separator, text })));
    }

    /// <summary>Whether a type is that of a list, and no array, of texts or of what may carry them: records and tuples.</summary>
    public static bool IsOfTexts(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "List" or "IList" or "IReadOnlyList" or "IReadOnlyCollection" or "ICollection" or "IEnumerable" or "ImmutableArray", TypeArguments: { Length: 1 } elements }
        && (elements[0].SpecialType == SpecialType.System_String || elements[0] is { IsTupleType: true } or { IsRecord: true, DeclaringSyntaxReferences.IsEmpty: false });

    /// <summary>A list that stands elsewhere with its initializer.</summary>
    public static SequenceValue? Written(Evaluator at, IObjectCreationOperation creation) =>
        creation is { Arguments.IsEmpty: true, Initializer.Initializers: var added } && added.All(element => element is IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 1 })
            ? new SequenceValue(new EquatableValues(added.Cast<IInvocationOperation>().Select(element => at.Evaluate(element.Arguments[0].Value)).ToArray()))
            : null;

    /// <summary><c>Array.Reverse(list)</c>, <c>Array.Sort(list)</c>: what is in it is in it still, but where is not known.</summary>
    public static void Rearrange(Evaluator at, CallArguments arguments)
    {
        foreach (var (argument, value) in arguments.Items)
        {
            if (value is SequenceValue { Elements.Count: var count } && at.PlaceOf(argument.Value) is { } place)
            {
                at.State = at.State.With(place, new SequenceValue(new EquatableValues(new Value?[count])));
            }
        }
    }

    /// <summary>Whether a field or property that holds a list is only ever looked at.</summary>
    public static bool IsUnchanged(IOperation reference)
    {
        if (reference is not IMemberReferenceOperation { Member: { DeclaredAccessibility: Accessibility.Private or Accessibility.NotApplicable } member })
        {
            return false;
        }

        if (!s_unchanged.TryGetValue(member, out var isUnchanged))
        {
            isUnchanged = s_unchanged.GetValue(member, static asked => new StrongBox<bool>(asked.ContainingType.DeclaringSyntaxReferences
                .SelectMany(part => part.GetSyntax().DescendantNodes())
                .OfType<IdentifierNameSyntax>()
                .Where(name => name.Identifier.ValueText == asked.Name)
                .All(name => IsOnlyLookedAt(name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name))));
        }

        return isUnchanged.Value;
    }

    private static bool IsOnlyLookedAt(ExpressionSyntax list) => list.Parent switch
    {
        CommonForEachStatementSyntax loop => loop.Expression == list,
        MemberAccessExpressionSyntax access => s_questions.Contains(access.Name.Identifier.ValueText),
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Join" or "Concat" } } } => true,
        AssignmentExpressionSyntax assignment => assignment.Left == list,
        ElementAccessExpressionSyntax { Parent: not AssignmentExpressionSyntax } => true,
        { } parent => parent.GetType().Name == "SpreadElementSyntax",
        null => false,
    };

    private static SequenceValue Appended(SequenceValue list, (IArgumentOperation Argument, Value? Value)? added) => new(new EquatableValues(list.Elements.Items
        .Append(added is { } element ? element.Value ?? new StringValue(TextTemplate.Unknown(element.Argument.Value)) : null)
        .ToArray()));

    /// <summary>Whether a type is that of such a list that can be changed.</summary>
    public static bool IsList(ITypeSymbol? type) => type?.Name is "List" or "IList" or "ICollection" && IsOfTexts(type);

    private static bool IsInLoop(SyntaxNode call) => call.Ancestors()
        .TakeWhile(node => node is not (MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .Any(node => node is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax || (node is CommonForEachStatementSyntax { Statement: var body } && body.Span.Contains(call.Span)));
}
