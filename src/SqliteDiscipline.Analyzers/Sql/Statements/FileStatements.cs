using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Sql.Statements;

/// <summary><c>ATTACH [DATABASE] file AS schema [KEY key]</c>.</summary>
/// <param name="Site">Where it stands.</param>
/// <param name="File">The expression that gives the file.</param>
/// <param name="Schema">The schema's name; <see langword="null"/> where an expression gives it.</param>
internal sealed record AttachStatement(StatementSite Site, TextSpan File, SqlName? Schema) : SqlStatement(Site);

/// <summary><c>DETACH [DATABASE] schema</c>.</summary>
internal sealed record DetachStatement(StatementSite Site, SqlName? Schema) : SqlStatement(Site);

/// <summary><c>VACUUM [schema] [INTO file]</c>.</summary>
/// <param name="Site">Where it stands.</param>
/// <param name="Schema">The schema, where given.</param>
/// <param name="Into">The expression that gives the file of a VACUUM INTO, which leaves the database alone.</param>
internal sealed record VacuumStatement(StatementSite Site, SqlName? Schema, TextSpan? Into) : SqlStatement(Site)
{
    private protected override bool WritesMain => Into is null && (Schema is not { } schema || schema.Is("main"));
}

/// <summary><c>ANALYZE [schema | table | index]</c>.</summary>
internal sealed record AnalyzeStatement(StatementSite Site, SqlObjectName? Name) : SqlStatement(Site)
{
    // A lone name may be a schema's.
    private protected override bool WritesMain => Name is not { } name || (name.MayBeInMain && !name.Name.Is("temp"));
}

/// <summary><c>REINDEX [collation | table | index]</c>.</summary>
internal sealed record ReindexStatement(StatementSite Site, SqlObjectName? Name) : SqlStatement(Site)
{
    private protected override bool WritesMain => Name is not { } name || name.MayBeInMain;
}
