using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>
/// Objects that do nothing but carry texts, as the steps of a migration are written: <c>new Step(1, "CREATE TABLE …")</c> of a record, an object initializer, the
/// entry of a dictionary.
/// </summary>
internal static class MadeObjects
{
    private static readonly EquatableArray<string> s_entry = ImmutableArray.Create("Key", "Value").ToEquatableArray();

    /// <summary>What the parameters of a record are given, by their places.</summary>
    public static MadeValue? Create(IObjectCreationOperation creation, CallArguments arguments) => IsOfRecord(creation.Constructor)
        ? Of(arguments.Items
            .Where(item => item.Argument.Parameter is not null)
            .OrderBy(item => item.Argument.Parameter!.Ordinal)
            .Select(item => (item.Argument.Parameter!.Name, Given: item.Value))
            .ToList())
        : null;

    /// <summary>What the properties of an object of the project are set to, with what it has been made with.</summary>
    public static MadeValue? With(IObjectCreationOperation creation, MadeValue? made, IEnumerable<(string Name, Value? Given)> set) =>
        creation.Type is { DeclaringSyntaxReferences.IsEmpty: false }
            ? Of(made is null ? set.ToList() : made.Names.Zip(made.Values.Items, (name, given) => (name, given)).Concat(set).ToList())
            : null;

    private static MadeValue? Of(List<(string Name, Value? Given)> all) =>
        all.Exists(member => member.Given is StringValue { Text: var text } && IsSql(text)) && all.TrueForAll(member => member.Given is null or StringValue or ConstantValue or NullValue)
            ? new MadeValue(all.Select(member => member.Name).ToEquatableArray(), new EquatableValues(all.Select(member => member.Given).ToArray()))
            : null;

    /// <summary>A dictionary of texts with its initializer: one after the other, as it is written; a sorted one, where that is its order.</summary>
    public static SequenceValue? Entries(Evaluator at, IObjectCreationOperation dictionary)
    {
        if (dictionary is not { Arguments.IsEmpty: true, Initializer.Initializers: var initializers })
        {
            return null;
        }

        var entries = initializers.Select(initializer => initializer switch
        {
            IInvocationOperation { TargetMethod.Name: "Add", Arguments: { Length: 2 } added } => Entry(at, added[0].Value, added[1].Value),
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: { Length: 1 } key }, Value: var value } => Entry(at, key[0].Value, value),
            _ => null,
        }).ToArray();
        var isInOrder = entries.Length > 0 && entries.All(entry => entry is not null)
            && (dictionary.Type is not { Name: "SortedDictionary" or "SortedList" } || AreAscending(entries.Select(entry => entry![nameof(KeyValuePair<int, int>.Key)]).ToList()));
        return isInOrder ? new SequenceValue(new EquatableValues(entries)) : null;
    }

    public static bool IsDictionary(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Dictionary" or "SortedDictionary" or "SortedList" or "IDictionary" or "IReadOnlyDictionary", TypeArguments: { Length: 2 } arguments }
        && arguments[1].SpecialType == SpecialType.System_String;

    /// <summary><c>steps.OrderBy(step =&gt; step.Version)</c> of what is in that order already.</summary>
    public static SequenceValue? Ordered(IInvocationOperation call, CallArguments arguments) =>
        call.TargetMethod is { Name: "OrderBy", ContainingType.Name: "Enumerable" }
        && arguments.At(0)?.Value is SequenceValue { Elements: var elements } sequence
        && arguments.At(1)?.Value is DelegateValue { Operation.Syntax: SimpleLambdaExpressionSyntax { Body: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax, Name.Identifier.ValueText: var key } } }
        && AreAscending(elements.Items.Select(element => element switch
        {
            MadeValue made => made[key],
            SequenceValue { Elements: var tuple } when IndexOf(key, call) is { } index && index < tuple.Count => tuple[index],
            _ => null,
        }).ToList())
            ? sequence
            : null;

    private static bool AreAscending(List<Value?> keys)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i] is not ConstantValue { Constant: int key } || (i > 0 && keys[i - 1] is ConstantValue { Constant: int before } && before >= key))
            {
                return false;
            }
        }

        return keys.Count > 0;
    }

    // Others are data: nothing is gained by going through them one by one.
    private static bool IsSql(TextTemplate text) =>
        text.Hole is null && SqlReader.Read(SqlText.FromParts(text.Parts.Select(part => part.Text))).Any(statement => statement is not UnknownStatement);

    // The place of a tuple's element, by the name it has there.
    private static int? IndexOf(string name, IInvocationOperation call) =>
        call.TargetMethod.TypeArguments.FirstOrDefault() is INamedTypeSymbol { IsTupleType: true, TupleElements: var elements }
        && elements.FirstOrDefault(element => element.Name == name) is { } found ? elements.IndexOf(found) : null;

    private static MadeValue Entry(Evaluator at, IOperation key, IOperation value) => new(s_entry, new EquatableValues(new[] { at.Evaluate(key), at.Evaluate(value) }));

    // That whose parameters are the record's properties.
    private static bool IsOfRecord(IMethodSymbol? constructor) =>
        constructor is { ContainingType.IsRecord: true, DeclaringSyntaxReferences: { Length: 1 } declaration } && declaration[0].GetSyntax() is RecordDeclarationSyntax;
}

/// <summary>An object of which only what its properties hold matters, by their names.</summary>
internal sealed record MadeValue(EquatableArray<string> Names, EquatableValues Values) : Value
{
    public Value? this[string name]
    {
        get
        {
            for (var i = Names.Count - 1; i >= 0; i--)
            {
                if (Names[i] == name)
                {
                    return Values[i];
                }
            }

            return null;
        }
    }
}
