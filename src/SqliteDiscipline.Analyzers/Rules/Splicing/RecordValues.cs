using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>
/// What the program gives to a property of its own objects that only their constructor fills, wherever it makes one: of a positional record (<c>new Attached(path, "archive")</c>), or of a type whose
/// constructor keeps a parameter in a property that nobody can set.
/// </summary>
internal sealed class RecordValues
{
    private readonly IPropertySymbol _property;
    private readonly KeptParameter _kept;
    private readonly CancellationToken _cancellation;
    private readonly List<IOperation> _values = new();

    private RecordValues(IPropertySymbol property, KeptParameter kept, CancellationToken cancellation) => (_property, _kept, _cancellation) = (property, kept, cancellation);

    /// <summary>All that it is given; <see langword="null"/> where others may make such an object (another assembly, a serializer, Dapper), or nobody is seen to.</summary>
    public static IReadOnlyList<IOperation>? Of(IPropertySymbol property, Compilation compilation, CancellationToken cancellation)
    {
        if (KeptParameter.Of(property, compilation, cancellation) is not { } kept)
        {
            return null;
        }

        var given = new RecordValues(property, kept, cancellation);
        var name = Words.HashOf(property.ContainingType.Name);
        return compilation.SyntaxTrees.All(tree => !FileWords.Of(tree).MayHave(name) || given.Add(compilation.GetSemanticModel(tree))) && given._values.Count > 0 ? given._values : null;
    }

    /// <summary>Adds what is given in a file; <see langword="false"/> where something else may be given there.</summary>
    private bool Add(SemanticModel model)
    {
        var root = model.SyntaxTree.GetRoot(_cancellation);
        return !FileTokens.Of(model.SyntaxTree).UsesOf(_property.ContainingType.Name, root.FullSpan).Any(IsLeftToOthers)
            && AssignedNames.In(root, _property.Name).All(assigned => Add(assigned.Name, assigned.Target, model))
            && root.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>().All(creation => Add(creation, model));
    }

    // connection.Query<Attached>(…), JsonSerializer.Deserialize(text, typeof(Attached)); what inherits it; what Entity Framework makes.
    private static bool IsLeftToOthers(IdentifierNameSyntax type) => type.Parent
        is TypeOfExpressionSyntax
        or BaseTypeSyntax
        or TypeArgumentListSyntax { Parent: GenericNameSyntax { Identifier.ValueText: "DbSet" } }
        or TypeArgumentListSyntax { Parent: GenericNameSyntax { Parent: InvocationExpressionSyntax or MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } } };

    // made with { Schema = … }
    private bool Add(IdentifierNameSyntax name, ExpressionSyntax target, SemanticModel model)
    {
        if (!SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, _cancellation).Symbol, _property))
        {
            return true;
        }

        return target.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment
            && (assignment.Right == _kept.Mention || Add(model.OperationOf(assignment.Right, _cancellation)));
    }

    private bool Add(BaseObjectCreationExpressionSyntax creation, SemanticModel model) =>
        model.OperationOf(creation, _cancellation) is not IObjectCreationOperation { Constructor: { } constructor } made
        || !SymbolEqualityComparer.Default.Equals(constructor.ContainingType.OriginalDefinition, _property.ContainingType.OriginalDefinition)
        || Add(made.Arguments.FirstOrDefault(argument => argument.Parameter?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation) == _kept.Parameter)?.Value);

    private bool Add(IOperation? value)
    {
        if (value is not null)
        {
            _values.Add(value);
        }

        return value is not null;
    }
}
