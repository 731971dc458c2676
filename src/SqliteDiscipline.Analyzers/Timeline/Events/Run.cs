using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline.Text;

namespace SqliteDiscipline.Analyzers.Timeline.Events;

/// <summary>One execution of a text: what all of its statements share. The same execution is the same object.</summary>
/// <param name="operation">The call in the analysed body.</param>
/// <param name="text">The text.</param>
/// <param name="kind">How it is run.</param>
/// <param name="locator">Where the text stands in the source.</param>
internal sealed class Run(IOperation operation, SqlText text, RunKind kind, SqlLocator locator)
{
    public IOperation Operation { get; } = operation;

    public SqlText Text { get; } = text;

    public ImmutableArray<SqlStatement> Statements { get; } = SqlReader.Read(text);

    public RunKind Kind { get; } = kind;

    /// <summary>Whether what it returns is looked at, as far as the calling code tells.</summary>
    public bool IsAnswerUsed { get; init; }

    /// <summary>Whether the command was given a transaction; <see langword="null"/> where that cannot be told.</summary>
    public bool? HasTransaction { get; init; }

    /// <summary>Whether parameters are given with it.</summary>
    public bool HasParameters { get; init; }

    /// <summary>The helper through which it is run, where it is one: the text may be the helper's own.</summary>
    public ISymbol? Helper { get; init; }

    /// <summary>Whether the text stands in the analysed body, as that of a helper's own does not.</summary>
    public bool IsSpeltHere => Helper is null || Expression != Operation.Syntax;

    /// <summary>The expressions of the holes, one for each of <see cref="SqlText.Holes"/>. Those of a helper stand in the helper.</summary>
    public ImmutableArray<IOperation> Holes { get; init; } = ImmutableArray<IOperation>.Empty;

    /// <summary>The expression in the analysed body that gives the text; the call itself where a helper has it.</summary>
    public SyntaxNode Expression => locator.Fallback;

    /// <summary>The place of a span of the text inside its C# literal, where every character can be shown; otherwise the expression.</summary>
    public Location LocationOf(TextSpan span) => locator.Locate(span);

    /// <summary>The span in the source that stands for the span of the text one to one, for a fix to change; <see langword="null"/> where there is none.</summary>
    public Location? ExactLocationOf(TextSpan span) => locator.LocateExactly(span);
}

/// <summary>By which call a text is run.</summary>
internal enum RunKind : byte
{
    NonQuery,
    Scalar,
    Reader,
    DapperExecute,
    DapperScalar,
    DapperQuery,

    /// <summary>EF Core's <c>ExecuteSqlRaw</c> and its kin.</summary>
    EntityFramework,

    /// <summary><c>SQLitePCL.raw.sqlite3_exec</c>, which reports every error.</summary>
    RawExec,
}
