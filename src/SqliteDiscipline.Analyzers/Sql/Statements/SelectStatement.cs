namespace SqliteDiscipline.Analyzers.Sql.Statements;

/// <summary><c>SELECT</c> or <c>VALUES</c>, with or without <c>WITH</c>.</summary>
/// <param name="Site">Where it stands.</param>
/// <param name="Reads">The tables and views named in it, subqueries included, common tables left out.</param>
internal sealed record SelectStatement(StatementSite Site, EquatableArray<SqlObjectName> Reads) : SqlStatement(Site)
{
    /// <summary>Whether a function stands where a table can: <c>FROM json_each(…)</c>. Whatever it works on, the engine looks into the main file for it.</summary>
    public bool ReadsFunction { get; init; }

    private protected override bool? HasColumns => true;
}
