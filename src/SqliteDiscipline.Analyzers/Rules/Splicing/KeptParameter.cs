using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>The parameter of a constructor that is all a property ever holds, where only the program can call that constructor.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Mention">Where the property is given it; absent where the compiler does that, of a positional record.</param>
internal sealed record KeptParameter(ParameterSyntax Parameter, ExpressionSyntax? Mention)
{
    public static KeptParameter? Of(IPropertySymbol property, Compilation compilation, CancellationToken cancellation) =>
        property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) switch
        {
            ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } parameter => SplicedText.IsVisibleOutside(property) ? null : new(parameter, null),
            PropertyDeclarationSyntax { ExpressionBody: null, Parent: TypeDeclarationSyntax type } declaration
                when property is { SetMethod: null, IsVirtual: false, IsOverride: false, ContainingType: { IsRecord: false, DeclaringSyntaxReferences.Length: 1 } } && compilation.ContainsSyntaxTree(type.SyntaxTree) =>
                Of(declaration, type, compilation.GetSemanticModel(type.SyntaxTree), cancellation),
            _ => null,
        };

    // Given in one place, and by no constructor to another.
    private static KeptParameter? Of(PropertyDeclarationSyntax property, TypeDeclarationSyntax type, SemanticModel model, CancellationToken cancellation)
    {
        var given = AssignedNames.In(type, property.Identifier.ValueText)
            .Select(assigned => assigned.Target.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment ? assignment.Right : null)
            .ToList();
        if (property.Initializer is { Value: var initializer })
        {
            given.Add(initializer);
        }

        return given.Count == 1 && given[0] is IdentifierNameSyntax mention
            && model.GetSymbolInfo(mention, cancellation).Symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } symbol
            && !SplicedText.IsVisibleOutside(constructor)
            && symbol.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is ParameterSyntax parameter
            && !AssignedNames.In(parameter.Parent!.Parent!, symbol.Name).Any()
            && !type.DescendantNodes().Any(node => node is ConstructorInitializerSyntax)
                ? new(parameter, mention)
                : null;
    }
}
