using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

/// <summary>Tells the kind of a statement by its verb and hands it to the reader of its family.</summary>
internal static class StatementReader
{
    public static SqlStatement Read(SqlText text, StatementSplitter splitter)
    {
        var cursor = new TokenCursor(text, splitter.Tokens, 0, splitter.Tokens.Count);
        var fullSpan = TextSpan.FromBounds(splitter.Start, splitter.End);
        return Read(cursor, fullSpan, splitter.IsTerminated);
    }

    public static SqlStatement Read(TokenCursor cursor, TextSpan fullSpan, bool isTerminated)
    {
        var site = SiteReader.Read(cursor, fullSpan, isTerminated);
        return ReadVerb(site, cursor) ?? new UnknownStatement(site);
    }

    private static SqlStatement? ReadVerb(StatementSite site, TokenCursor cursor)
    {
        var verb = cursor.Current.Keyword;
        if (DataReader.IsVerb(verb))
        {
            return DataReader.Read(site, cursor);
        }

        cursor.Position++;
        return verb switch
        {
            Keyword.CREATE => CreateReader.Read(site, cursor),
            Keyword.ALTER => AlterReader.Read(site, cursor),
            Keyword.DROP => DropReader.Read(site, cursor),
            Keyword.PRAGMA => PragmaReader.Read(site, cursor),
            Keyword.BEGIN => TransactionReader.ReadBegin(site, cursor),
            Keyword.COMMIT or Keyword.END => TransactionReader.ReadCommit(site, cursor),
            Keyword.ROLLBACK => TransactionReader.ReadRollback(site, cursor),
            Keyword.SAVEPOINT => TransactionReader.ReadSavepoint(site, cursor),
            Keyword.RELEASE => TransactionReader.ReadRelease(site, cursor),
            Keyword.ATTACH => FileReader.ReadAttach(site, cursor),
            Keyword.DETACH => FileReader.ReadDetach(site, cursor),
            Keyword.VACUUM => FileReader.ReadVacuum(site, cursor),
            Keyword.ANALYZE => FileReader.ReadAnalyze(site, cursor),
            Keyword.REINDEX => FileReader.ReadReindex(site, cursor),
            _ => null,
        };
    }
}
