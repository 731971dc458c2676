using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>
/// Tells of a variable whether the code has looked at what is in it before it is used: whoever lets only names through that he knows, or characters, has seen to it that no
/// quote arrives. Whether there is anything, or a file of that name, says nothing; nor does it to refuse one word of all.
/// </summary>
/// <param name="name">The variable, of the body in which it is used.</param>
/// <param name="harmful">What is to be kept out of it.</param>
/// <param name="model">Of the file in which it is used, if it can be asked.</param>
/// <param name="cancellation">The compiler's wish to stop.</param>
internal sealed class CheckedText(string name, HarmfulCharacters harmful, SemanticModel? model, CancellationToken cancellation)
{
    private readonly TextCondition _condition = new(name, harmful, model, cancellation);

    /// <summary>Whether it is looked at on the way to a use.</summary>
    public bool IsAt(SyntaxNode use)
    {
        for (SyntaxNode? node = use; node is not null and not MemberDeclarationSyntax; node = node.Parent)
        {
            if (node.Parent switch
            {
                IfStatementSyntax choice when choice.Statement == node => _condition.Accepts(choice.Condition, isTrue: true),
                ElseClauseSyntax { Parent: IfStatementSyntax choice } => _condition.Accepts(choice.Condition, isTrue: false),
                ConditionalExpressionSyntax choice when choice.Condition != node => _condition.Accepts(choice.Condition, isTrue: choice.WhenTrue == node),
                SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } arm => _condition.IsIt(choice.GoverningExpression) && TextCondition.AreWords(arm.Pattern, isTrue: true),
                SwitchSectionSyntax { Parent: SwitchStatementSyntax choice } section => _condition.IsIt(choice.Expression) && IsOfWords(section),
                BlockSyntax block when node is StatementSyntax statement => block.Statements.TakeWhile(before => before != statement).Any(Checks),
                GlobalStatementSyntax { Parent: CompilationUnitSyntax file } global =>
                    file.Members.OfType<GlobalStatementSyntax>().TakeWhile(before => before != global).Any(before => Checks(before.Statement)),
                _ => false,
            })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether whoever comes past the statement has text that is in order.</summary>
    private bool Checks(StatementSyntax statement) => statement switch
    {
        IfStatementSyntax { Condition: var condition, Statement: var leaving, Else: null } => Leaves(leaving) && _condition.Accepts(condition, isTrue: false),
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } => CheckNames.IsCheck(call) && call.ArgumentList.Arguments.Any(argument => _condition.IsIt(argument.Expression)),
        ForEachStatementSyntax loop => _condition.IsIt(loop.Expression) && ChecksEach(loop),

        // What is none of the words does not come past.
        SwitchStatementSyntax { Expression: var chosen, Sections: var sections } => _condition.IsIt(chosen)
            && sections.Any(IsDefault) && sections.All(section => IsOfWords(section) || Last(section.Statements[section.Statements.Count - 1]) is ThrowStatementSyntax or ReturnStatementSyntax),
        _ => false,
    };

    // Character by character; who goes on with the next has accepted this one.
    private bool ChecksEach(ForEachStatementSyntax loop) => loop.Statement.DescendantNodesAndSelf().OfType<IfStatementSyntax>().Any(choice => Leaves(choice.Statement) && harmful.AreStopped(character =>
    {
        var isTrue = CharacterCondition.Holds(choice.Condition, loop.Identifier.ValueText, character);
        return Last(choice.Statement) is ContinueStatementSyntax ? isTrue : !isTrue;
    }));

    private static bool IsOfWords(SwitchSectionSyntax section) =>
        section.Labels.All(label => label is CaseSwitchLabelSyntax || (label is CasePatternSwitchLabelSyntax { Pattern: var pattern } && TextCondition.AreWords(pattern, isTrue: true)));

    private static bool IsDefault(SwitchSectionSyntax section) => section.Labels.Any(label => label is DefaultSwitchLabelSyntax);

    private static bool Leaves(StatementSyntax statement) => Last(statement) is ThrowStatementSyntax or ReturnStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax;

    private static StatementSyntax Last(StatementSyntax statement) =>
        statement is BlockSyntax { Statements: { Count: > 0 } statements } ? Last(statements[statements.Count - 1]) : statement;
}
