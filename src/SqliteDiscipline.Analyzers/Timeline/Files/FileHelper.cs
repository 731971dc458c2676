using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Timeline.Files;

/// <summary>
/// A method of the project that reads, deletes or moves the file whose path it is given: <c>TryDelete(path)</c>, which forgives a failure or tries again;
/// <c>AddToArchive(archive, path)</c>.
/// </summary>
internal static class FileHelper
{
    public static IEnumerable<FileCall> Read(IInvocationOperation call, CancellationToken cancellation)
    {
        // Every call is asked: by the words of what it calls first.
        if (call.TargetMethod is not { IsVirtual: false, IsAbstract: false, IsOverride: false, DeclaringSyntaxReferences: { Length: 1 } declarations }
            || !call.Arguments.Any(IsPath)
            || call.SemanticModel is not { Compilation: var compilation } || !compilation.ContainsSyntaxTree(declarations[0].SyntaxTree)
            || !FileWords.Of(declarations[0].SyntaxTree).CallsFiles
            || declarations[0].GetSyntax(cancellation) is not { } helper
            || MemberWords.Of(MemberWords.MemberOf(helper)) is not { CallsFiles: true }
            || RunsBefore.Mentions(helper, OpensDatabases))
        {
            return Enumerable.Empty<FileCall>();
        }

        var model = call.SemanticModel.SyntaxTree == helper.SyntaxTree ? call.SemanticModel : compilation.GetSemanticModel(helper.SyntaxTree);
        return helper.DescendantNodes()
            .Where(IsCandidate)
            .Select(node => model.OperationOf(node, cancellation))
            .OfType<IOperation>()
            .SelectMany(operation => FileCall.OfApi(operation, cancellation))
            .Where(file => file.Use != FileUse.Overwrite && !RunsBefore.Mentions(helper, file.Use == FileUse.Read ? TakesCare : LiveDatabase.ClearsPool))
            .SelectMany(file => call.Arguments.Where(argument => IsPath(argument) && IsGivenOn(argument.Parameter!, file.Path)).Select(argument => new FileCall(argument.Value, file.Use, call)))
            .Distinct()
            .ToList();
    }

    private static bool IsPath(IArgumentOperation argument) => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Type.SpecialType: SpecialType.System_String };

    private static bool IsGivenOn(IParameterSymbol parameter, IOperation path) =>
        path is IParameterReferenceOperation { Parameter: var given } && SymbolEqualityComparer.Default.Equals(given, parameter.OriginalDefinition);

    private static bool IsCandidate(SyntaxNode node) => node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax } or BaseObjectCreationExpressionSyntax;

    // It may make the file anew, or has it open: what it does is judged in itself.
    private static bool OpensDatabases(string word) => word.IndexOf("connect", StringComparison.OrdinalIgnoreCase) >= 0 || word.IndexOf("sqlite", StringComparison.OrdinalIgnoreCase) >= 0;

    // It has thought of it itself.
    private static bool TakesCare(string word) => LiveDatabase.ClearsPool(word) || word is "BackupDatabase"
        || word.IndexOf("checkpoint", StringComparison.OrdinalIgnoreCase) >= 0 || word.IndexOf("-wal", StringComparison.Ordinal) >= 0;
}
