using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Files;

/// <summary>A method of the project that deletes the file whose path it is given: <c>TryDelete(path)</c>, which forgives a failure or tries again.</summary>
internal static class DeletingHelper
{
    public static FileCall? Read(IInvocationOperation call, CancellationToken cancellation) =>
        call.TargetMethod is { Name: var name, IsVirtual: false, IsAbstract: false, IsOverride: false } method

        // Every call is asked: by its name first.
        && name.IndexOf("Delete", StringComparison.OrdinalIgnoreCase) >= 0
        && method.DeclaringSyntaxReferences is { Length: 1 } declarations
        && declarations[0].GetSyntax(cancellation) is var body
        && call.Arguments.FirstOrDefault(argument => argument.Parameter is { Type.SpecialType: SpecialType.System_String } path && Deletes(body, path.Name)) is { } given
        && !RunsBefore.Mentions(body, LiveDatabase.ClearsPool)
            ? new FileCall(given.Value, FileUse.Delete, call)
            : null;

    private static bool Deletes(SyntaxNode body, string path) => body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
        call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Delete", Expression: SimpleNameSyntax { Identifier.ValueText: "File" } }, ArgumentList.Arguments: { Count: 1 } arguments }
        && arguments[0].Expression is IdentifierNameSyntax { Identifier.ValueText: var name } && name == path);
}
