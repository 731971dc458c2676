using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.CodeFixes.Rewriting;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Pragmas;

/// <summary>Removes, from what follows the opening, the pragmas that the database's policy has taken over.</summary>
internal sealed class PragmaRemoval
{
    private readonly PolicyModel _policy;
    private readonly Holder _connection;
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellation;
    private readonly List<TextChange> _changes = new();
    private readonly List<TextSpan> _consumed = new();

    private PragmaRemoval(PolicyModel policy, Holder connection, SemanticModel model, CancellationToken cancellation) =>
        (_policy, _connection, _model, _cancellation) = (policy, connection, model, cancellation);

    /// <summary>The changes, and what is gone by them.</summary>
    public static Removal After(
        StatementSyntax open, Holder connection, PolicyModel policy, SemanticModel model, CancellationToken cancellation)
    {
        var removal = new PragmaRemoval(policy, connection, model, cancellation);
        var following = Holder.Siblings(open).SkipWhile(statement => statement != open).Skip(1).ToList();
        for (var i = 0; i < following.Count && removal.Visit(following, ref i);)
        {
        }

        return new Removal(removal._changes.ToImmutableArray(), removal._consumed.ToImmutableArray());
    }

    /// <summary>Takes what stands at the index, and moves past it; <see langword="false"/> where it is no pragma batch of the connection.</summary>
    private bool Visit(List<StatementSyntax> statements, ref int index)
    {
        var statement = statements[index];
        if (Command.Declared(statement, _connection, _model, _cancellation) is { } command)
        {
            return command.Block is { } block ? VisitBlock(command, block, ref index) : VisitCommand(command, statements, ref index);
        }

        if (Command.Direct(statement, _connection, _model, _cancellation) is not { } text || Read(text) is not { } rest)
        {
            return false;
        }

        Replace(text, rest, statement);
        index++;
        return true;
    }

    /// <summary><c>using (var command = …) { … }</c> with nothing but pragmas in it goes as a whole.</summary>
    private bool VisitBlock(Command command, BlockSyntax block, ref int index)
    {
        var runs = Runs(command, block.Statements.ToList(), 0);
        if (runs.Count == 0 || runs.Sum(run => run.Statements.Length) != block.Statements.Count)
        {
            return false;
        }

        if (runs.All(run => run.Rest.Length == 0))
        {
            Remove(command.Declaration);
        }
        else
        {
            runs.ForEach(Apply);
        }

        index++;
        return true;
    }

    private bool VisitCommand(Command command, List<StatementSyntax> statements, ref int index)
    {
        var runs = Runs(command, statements, index + 1);
        if (runs.Count == 0)
        {
            return false;
        }

        var ran = runs.SelectMany(run => run.Statements).ToList();
        var isUsedOtherwise = statements.Skip(index + 1).Except(ran).Any(statement => command.IsMentioned(statement, _model, _cancellation));
        if (!isUsedOtherwise && runs.All(run => run.Rest.Length == 0))
        {
            Remove(command.Declaration);
            ran.ForEach(Remove);
        }
        else if (command.Text is not null && isUsedOtherwise)
        {
            // The text that it was made with may be run again.
            return false;
        }
        else
        {
            runs.ForEach(Apply);
        }

        index += 1 + ran.Count;
        return true;
    }

    /// <summary>The texts that the command runs from here on, as far as they are nothing but pragmas.</summary>
    private List<Run> Runs(Command command, List<StatementSyntax> statements, int from)
    {
        var runs = new List<Run>();
        var text = command.Text;
        StatementSyntax? set = null;
        for (var i = from; i < statements.Count; i++)
        {
            if (set is null && command.TextSetBy(statements[i], _model, _cancellation) is { } value)
            {
                (set, text) = (statements[i], value);
            }
            else if (text is not null && command.IsRunBy(statements[i], _model, _cancellation) && Read(text) is { } rest)
            {
                runs.Add(new Run(text, rest, set is null ? ImmutableArray.Create(statements[i]) : ImmutableArray.Create(set, statements[i])));
                (set, text) = (null, null);
            }
            else
            {
                break;
            }
        }

        return runs;
    }

    /// <summary>What the policy does not cover of the text: empty where it covers all, absent where the text is left alone.</summary>
    private string? Read(ExpressionSyntax expression)
    {
        if (_model.GetConstantValue(expression, _cancellation) is not { HasValue: true, Value: string text }
            || !PragmaBatch.TryRead(text, out var pragmas))
        {
            return null;
        }

        var rest = pragmas.Where(pragma => !_policy.Covers(pragma)).ToList();

        // Comments in the text go with the statements that they are about; which, cannot be told.
        var hasComments = text.Contains("--") || text.Contains("/*");
        return rest.Count == pragmas.Length || (rest.Count > 0 && hasComments)
            ? null
            : string.Join(" ", rest.Select(pragma => text.Substring(pragma.Site.Span.Start, pragma.Site.Span.Length) + ";"));
    }

    private void Apply(Run run) => Replace(run.Text, run.Rest, run.Statements.ToArray());

    private void Replace(ExpressionSyntax text, string rest, params StatementSyntax[] statements)
    {
        if (rest.Length == 0)
        {
            Array.ForEach(statements, Remove);
            return;
        }

        _changes.Add(new TextChange(text.Span, SymbolDisplay.FormatLiteral(rest, quote: true)));
        _consumed.Add(text.Span);
    }

    private void Remove(StatementSyntax statement)
    {
        _changes.Add(Comments.Remove(statement));
        _consumed.Add(statement.Span);
    }

    private sealed record Run(ExpressionSyntax Text, string Rest, ImmutableArray<StatementSyntax> Statements);
}
