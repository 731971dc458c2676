using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.Analyzers.Timeline.Files;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD402: a database file is deleted, moved or overwritten while pooled handles may hold it.</summary>
internal sealed class SQLD402HeldFile : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD402",
        "A database file is deleted, moved or overwritten under the pool",
        "{0} takes away a database file that pooled handles may still hold, -wal and -shm beside it: clear the pool first",
        "SqliteDiscipline.Files",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Close returns the handle to the pool, open. On Windows the file cannot be deleted then; on Unix the next connection goes on with the file that is gone, and the -wal left behind belongs to no database or to the wrong one.",
        helpLinkUri: Help.Link("SQLD402"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry)
    {
        if (registry.Context is not { Provider: { } types, Files: { } files })
        {
            return;
        }

        registry.OnOperation(
            (context, _) =>
            {
                foreach (var live in LiveDatabase.Read(context.Operation, context.ContainingSymbol, files, context.CancellationToken))
                {
                    if (live.IsPooled && live.Call.Use != FileUse.Read && !live.IsNotFirst(context.ContainingSymbol, files, context.CancellationToken))
                    {
                        context.ReportDiagnostic(SourceEdit.Report(
                            Descriptor, context.Operation.Syntax.GetLocation(), ClearFirst(live.Call, types), live.Call.Name));
                        return;
                    }
                }
            },
            FileCall.Kinds);
    }

    /// <summary>Clears all pools before the statement. What deletes the file and nothing else deletes its companions with it.</summary>
    private static SourceEdit? ClearFirst(FileCall file, ProviderTypes types)
    {
        var statement = Statement(file.Call.Syntax);
        if (statement is null || file.Call.SemanticModel is not { } model)
        {
            return null;
        }

        var line = BackupEdit.LineOf(statement);
        var clear = $"{types.Connection.ToMinimalDisplayString(model, statement.SpanStart)}.ClearAllPools();{line}";
        return new SourceEdit(
            Location.Create(statement.SyntaxTree, new Microsoft.CodeAnalysis.Text.TextSpan(statement.SpanStart, 0)), clear + Companions(file, statement, line), "Clear the pools first");
    }

    // The last handle that the pool closes takes them along; where another process has the file open, they stay.
    private static string Companions(FileCall file, StatementSyntax statement, string line) =>
        file is { Name: "File.Delete", Path.Syntax: IdentifierNameSyntax or MemberAccessExpressionSyntax or LiteralExpressionSyntax }
        && statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: var delete } }
        && !RunsBefore.Mentions(RunsBefore.BodyOf(statement), word => word.IndexOf("-wal", StringComparison.Ordinal) >= 0)
            ? $"{delete}({Beside(file.Path.Syntax, "-wal")});{line}{delete}({Beside(file.Path.Syntax, "-shm")});{line}"
            : string.Empty;

    // The statement in whose block another one can stand before it.
    private static StatementSyntax? Statement(SyntaxNode call)
    {
        foreach (var node in call.AncestorsAndSelf())
        {
            if (node is AnonymousFunctionExpressionSyntax or ArrowExpressionClauseSyntax)
            {
                return null;
            }

            if (node is StatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax } statement and not (BlockSyntax or LocalFunctionStatementSyntax))
            {
                return statement;
            }
        }

        return null;
    }

    private static string Beside(SyntaxNode path, string ending) => path is LiteralExpressionSyntax { Token: var literal } && literal.IsKind(SyntaxKind.StringLiteralToken)
        ? literal.Text.Substring(0, literal.Text.Length - 1) + ending + "\""
        : $"{path} + \"{ending}\"";
}
