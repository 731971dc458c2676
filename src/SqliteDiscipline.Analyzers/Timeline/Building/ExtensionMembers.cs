using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>
/// Members of an <c>extension(SqliteConnection connection) { … }</c> block: newer than the oldest compiler that loads us, so known by the kind of
/// their type only. They are called on the object that they extend, and speak of it by a parameter that is the block's, not theirs.
/// </summary>
internal static class ExtensionMembers
{
    // TypeKind.Extension.
    private const TypeKind Block = (TypeKind)14;

    public static bool Is(ISymbol member) => member.ContainingType?.TypeKind == Block;

    /// <summary>Whether it is called on an object, which its body may name.</summary>
    public static bool HasReceiver(ISymbol member) => Is(member) && !member.IsStatic;

    /// <summary>Whether the parameter is that of a block.</summary>
    public static bool IsReceiver(ISymbol parameter) => parameter is IParameterSymbol { ContainingSymbol: ITypeSymbol { TypeKind: Block } };

    /// <summary>Who is given the parameter by its callers: seen from a body, that of its block is its member's.</summary>
    public static ISymbol OwnerOf(IParameterSymbol parameter, ISymbol body) => IsReceiver(parameter) ? MemberAround(body) : parameter.ContainingSymbol;

    /// <summary>Where a body finds what its member is called on: a parameter that all members of the block share, but each call gives another one.</summary>
    public static Place ReceiverOf(ISymbol body, IParameterSymbol parameter) => new(parameter.OriginalDefinition, MemberAround(body).ToDisplayString());

    /// <summary>Whether the place is what this member, and no lambda or local function of it, is called on.</summary>
    public static bool IsReceiverOf(ISymbol member, Place place) =>
        place is { Root: IParameterSymbol parameter, Member: { } name } && IsReceiver(parameter) && MemberAround(member) == (object)member.OriginalDefinition && name == member.OriginalDefinition.ToDisplayString();

    /// <summary>The member whose lambda or local function it is, or itself.</summary>
    public static ISymbol MemberAround(ISymbol body)
    {
        while (body is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction, ContainingSymbol: { } around })
        {
            body = around;
        }

        return body.OriginalDefinition;
    }

    /// <summary>The parameter that the bodies of a block's members speak of; it need not have a name.</summary>
    public static IParameterSymbol? ParameterOf(ISymbol member, Compilation compilation, CancellationToken cancellation) =>
        HasReceiver(member) && member.ContainingType.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is { } block
        && compilation.ContainsSyntaxTree(block.SyntaxTree)
        && block.ChildNodes().OfType<ParameterListSyntax>().FirstOrDefault()?.Parameters.FirstOrDefault() is { } parameter
            ? compilation.GetSemanticModel(block.SyntaxTree).GetDeclaredSymbol(parameter, cancellation) as IParameterSymbol
            : null;

    /// <summary>The member that is meant by the static method that the compiler makes of it: <c>Helpers.Configure(connection)</c>.</summary>
    public static IMethodSymbol Declared(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        if (!method.IsImplicitlyDeclared || !method.IsStatic || method.MethodKind == MethodKind.DelegateInvoke || method.DeclaringSyntaxReferences.Length != 1)
        {
            return method;
        }

        var declaration = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        return declaration is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax && compilation.ContainsSyntaxTree(declaration.SyntaxTree)
            && compilation.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration, cancellation) is IMethodSymbol declared && Is(declared)
                ? declared
                : method;
    }

    /// <summary>How many parameters more the called method has than the member that it stands for: the receiver is one of them.</summary>
    public static int Shift(IMethodSymbol member, IParameterSymbol called) =>
        HasReceiver(member) && called.ContainingSymbol is IMethodSymbol { IsImplicitlyDeclared: true, IsStatic: true, Parameters.Length: var count } ? count - member.Parameters.Length : 0;
}
