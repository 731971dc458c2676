using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

internal static class TransactionReader
{
    public static BeginStatement? ReadBegin(StatementSite site, TokenCursor cursor)
    {
        var mode = cursor.Accept(Keyword.IMMEDIATE) ? TransactionMode.Immediate
            : cursor.Accept(Keyword.EXCLUSIVE) ? TransactionMode.Exclusive
            : TransactionMode.Deferred;
        if (mode == TransactionMode.Deferred)
        {
            cursor.Accept(Keyword.DEFERRED);
        }

        PassTransaction(cursor);
        return cursor.IsAtEnd ? new BeginStatement(site, mode) : null;
    }

    public static CommitStatement? ReadCommit(StatementSite site, TokenCursor cursor)
    {
        PassTransaction(cursor);
        return cursor.IsAtEnd ? new CommitStatement(site) : null;
    }

    public static RollbackStatement? ReadRollback(StatementSite site, TokenCursor cursor)
    {
        PassTransaction(cursor);
        SqlName? savepoint = null;
        if (cursor.Accept(Keyword.TO))
        {
            cursor.Accept(Keyword.SAVEPOINT);
            if (!cursor.TryName(out var name))
            {
                return null;
            }

            savepoint = name;
        }

        return cursor.IsAtEnd ? new RollbackStatement(site, savepoint) : null;
    }

    public static SavepointStatement? ReadSavepoint(StatementSite site, TokenCursor cursor) =>
        cursor.TryName(out var name) && cursor.IsAtEnd ? new SavepointStatement(site, name) : null;

    public static ReleaseStatement? ReadRelease(StatementSite site, TokenCursor cursor)
    {
        cursor.Accept(Keyword.SAVEPOINT);
        return cursor.TryName(out var name) && cursor.IsAtEnd ? new ReleaseStatement(site, name) : null;
    }

    /// <summary>Passes <c>TRANSACTION [name]</c>; the name means nothing.</summary>
    private static void PassTransaction(TokenCursor cursor)
    {
        if (cursor.Accept(Keyword.TRANSACTION))
        {
            cursor.TryName(out _);
        }
    }
}
