using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.Analyzers.Timeline.Files;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLite's own backup in the place of <c>File.Copy</c>: the generated member, or <c>BackupDatabase</c> between two connections.</summary>
internal static class BackupEdit
{
    /// <summary>Absent where the call is no statement, or the database needs a key.</summary>
    public static SourceEdit? Of(LiveDatabase live, ProviderTypes types)
    {
        if (live.Call is not { Name: "File.Copy", Call: IInvocationOperation { Syntax: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax statement } } call }
            || Argument(call, "destFileName") is not { } destination || Argument(call, "sourceFileName") is not { } source || call.SemanticModel is not { } model)
        {
            return null;
        }

        // File.Copy refuses to overwrite, unless it is told to.
        var replacing = call.Arguments.Any(argument => argument is { Parameter.Name: "overwrite", Value.ConstantValue: { HasValue: true, Value: true } })
            ? string.Empty
            : ", which replaces what is there";
        if (live.Openings.FirstOrDefault(opening => opening.Backup is not null) is { Backup: var (factory, member), IsBackupOfPath: var isOfPath })
        {
            var name = $"{factory.ToMinimalDisplayString(model, statement.SpanStart)}.{member}";
            return new SourceEdit(statement.GetLocation(), $"{name}({(isOfPath ? source + ", " : string.Empty)}{destination});", $"Back up with '{name}'{replacing}");
        }

        return live.Openings.Any(opening => opening.HasPassword) || statement.Parent is not (BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax)
            ? null
            : new SourceEdit(statement.GetLocation(), Backup(source.ToString(), destination.ToString(), statement, types, model), $"Back up with 'BackupDatabase'{replacing}");
    }

    private static string Backup(string source, string destination, StatementSyntax statement, ProviderTypes types, SemanticModel model)
    {
        var connection = types.Connection.ToMinimalDisplayString(model, statement.SpanStart);
        var builder = connection + "StringBuilder";
        var (live, copy) = (Unused("live"), Unused("copy"));
        var lines = new[]
        {
            $"using (var {live} = new {connection}(new {builder} {{ DataSource = {source}, Pooling = false }}.ToString()))",
            $"using (var {copy} = new {connection}(new {builder} {{ DataSource = {destination}, Pooling = false }}.ToString()))",
            "{",
            $"    {live}.Open();",
            $"    {copy}.Open();",
            $"    {live}.BackupDatabase({copy});",
            "}",
        };
        return string.Join(LineOf(statement), lines);

        string Unused(string name)
        {
            while (!model.LookupSymbols(statement.SpanStart, name: name).IsEmpty)
            {
                name += "Database";
            }

            return name;
        }
    }

    /// <summary>A line break and the indentation of the statement's line.</summary>
    internal static string LineOf(SyntaxNode statement)
    {
        var text = statement.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(statement.SpanStart);
        var content = text.ToString(line.SpanIncludingLineBreak);
        return (content.EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n") + new string(content.TakeWhile(c => c is ' ' or '\t').ToArray());
    }

    private static SyntaxNode? Argument(IInvocationOperation call, string name) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == name)?.Value.Syntax;
}
