using System.Collections.Immutable;
using SqliteDiscipline.Analyzers.Sql.Reading;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Sql;

/// <summary>
/// Text to statements: what SQLite would read. It never throws, takes time linear in the text, and says
/// <see cref="UnknownStatement"/> where it cannot tell. It reads, it does not check: text that SQLite refuses may still be read as
/// what it was meant to be.
/// </summary>
internal static class SqlReader
{
    public static ImmutableArray<SqlStatement> Read(SqlText text)
    {
        var statements = ImmutableArray.CreateBuilder<SqlStatement>();
        var splitter = new StatementSplitter(text);
        while (splitter.MoveNext())
        {
            statements.Add(StatementReader.Read(text, splitter));
        }

        return statements.ToImmutable();
    }
}
