using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>
/// The conditions that a body asks more than once of a variable: <c>if (count > 3) c.Open(); … if (count > 3) c.Close();</c>. As long as nothing is put into the variable,
/// the second time is answered as the first was. Those that are asked once are not worth a state of their own.
/// </summary>
internal static class RepeatedConditions
{
    private static readonly ConditionalWeakTable<ControlFlowGraph, HashSet<string>> s_byGraph = new();
    private static readonly ConditionalWeakTable<ControlFlowGraph, HashSet<string>>.CreateValueCallback s_find = static graph =>
    {
        var asked = graph.Blocks.Select(block => block.ConditionKind == ControlFlowConditionKind.None ? null : Read(block.BranchValue)).OfType<Condition>().ToList();
        var syntax = graph.OriginalOperation.Syntax;
        return new HashSet<string>(asked
            .GroupBy(condition => condition.Text)
            .Where(same => same.Skip(1).Any() && !same.Any(condition => IsWrittenUnseen(condition.Variable.Name, syntax)))
            .Select(same => same.Key));
    };

    /// <summary>The condition, where the body asks it again. Most bodies ask none again, and it is not read then.</summary>
    public static Condition? Of(IOperation operation, BodyExplorer body) =>
        s_byGraph.GetValue(body.Graph, s_find) is { Count: > 0 } repeated
        && Read(operation) is { } condition
        && SymbolEqualityComparer.Default.Equals(condition.Variable.ContainingSymbol, body.Symbol)
        && repeated.Contains(condition.Text)
            ? condition
            : null;

    /// <summary>A comparison of a number, a string or the like in a variable with constants.</summary>
    private static Condition? Read(IOperation? operation) => operation switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Read(not.Operand) is { } inner ? inner with { IsNegated = !inner.IsNegated } : null,
        IParenthesizedOperation parenthesized => Read(parenthesized.Operand),
        IBinaryOperation { OperatorMethod: null } binary when SignOf(binary.OperatorKind) is { } sign && VariableOf(binary.LeftOperand, binary.RightOperand) is { } variable =>
            new Condition(variable, $"{binary.LeftOperand.Syntax} {sign} {binary.RightOperand.Syntax}", binary.OperatorKind == BinaryOperatorKind.NotEquals),
        IIsPatternOperation { Value: var value, Pattern: var pattern } when VariableOf(value) is { } variable && IsOfConstants(pattern) =>
            new Condition(variable, $"{value.Syntax} is {pattern.Syntax}", IsNegated: false),
        _ => null,
    };

    // Of the others none says the opposite: neither a null nor a NaN is less or not less than 3.
    private static string? SignOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals => "==",
        BinaryOperatorKind.LessThan => "<",
        BinaryOperatorKind.LessThanOrEqual => "<=",
        BinaryOperatorKind.GreaterThan => ">",
        BinaryOperatorKind.GreaterThanOrEqual => ">=",
        _ => null,
    };

    private static ISymbol? VariableOf(IOperation left, IOperation right) =>
        right.ConstantValue.HasValue ? VariableOf(left) : left.ConstantValue.HasValue ? VariableOf(right) : null;

    private static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        IConversionOperation { OperatorMethod: null } conversion => VariableOf(conversion.Operand),
        ILocalReferenceOperation { Local: { IsRef: false } local } when IsOfValues(local.Type) => local,
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } when IsOfValues(parameter.Type) => parameter,
        _ => null,
    };

    // What it holds is what is compared, and cannot change within.
    private static bool IsOfValues(ITypeSymbol type) => type.SpecialType == SpecialType.System_String || type.IsValueType;

    private static bool IsOfConstants(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation or IRelationalPatternOperation => true,
        INegatedPatternOperation negated => IsOfConstants(negated.Pattern),
        IBinaryPatternOperation binary => IsOfConstants(binary.LeftPattern) && IsOfConstants(binary.RightPattern),
        _ => false,
    };

    /// <summary>Whether something is put into a variable of that name that the walk does not see being put: by reference, or by a function within, whenever that is called.</summary>
    private static bool IsWrittenUnseen(string name, SyntaxNode body) => body.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Any(use => use.Identifier.ValueText == name && use.Parent switch
        {
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || (argument.Parent is TupleExpressionSyntax && IsWithin(use, body)),
            RefExpressionSyntax => true,
            PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.AddressOfExpression) || IsWithin(use, body),
            PostfixUnaryExpressionSyntax => IsWithin(use, body),
            AssignmentExpressionSyntax assignment => assignment.Left == use && IsWithin(use, body),
            _ => false,
        });

    private static bool IsWithin(SyntaxNode use, SyntaxNode body) =>
        use.Ancestors().TakeWhile(around => around != body).Any(around => around is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);
}

/// <summary>A condition that one variable decides.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Text">What is asked of it.</param>
/// <param name="IsNegated">Whether the opposite is asked.</param>
internal sealed record Condition(ISymbol Variable, string Text, bool IsNegated)
{
    // No property has a name that begins so.
    private const string Prefix = "?";

    /// <summary>Where the answer is kept: with the variable, and as long as that.</summary>
    public Place Place => new(Variable, Prefix + Text);

    /// <summary>Whether an answer about this variable is kept there.</summary>
    public static bool IsAbout(object variable, Place place) => place.Member is { Length: > 0 } member && member[0] == Prefix[0] && place.Root.Equals(variable);
}
