using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.EngineTests.Sql;

/// <summary>Says in one line what a statement is and which tables it touches: once from the authorizer's questions, once from the reader's record.</summary>
internal static class AuthorizedStatement
{
    private const int Delete = 9, Insert = 18, Pragma = 19, Read = 20, Select = 21, Transaction = 22, Update = 23, Attach = 24;
    private const int Detach = 25, Alter = 26, Reindex = 27, Analyze = 28, CreateVirtual = 29, DropVirtual = 30, Savepoint = 32;

    // Everything by which the statement itself is known; what it does to the schema table comes along with it.
    private static readonly Dictionary<int, string> s_kinds = new()
    {
        [1] = "create index", [2] = "create table", [3] = "create temp index", [4] = "create temp table", [5] = "create temp trigger",
        [6] = "create temp view", [7] = "create trigger", [8] = "create view", [10] = "drop index", [11] = "drop table",
        [12] = "drop temp index", [13] = "drop temp table", [14] = "drop temp trigger", [15] = "drop temp view", [16] = "drop trigger",
        [17] = "drop view", [Pragma] = "pragma", [Transaction] = "transaction", [Attach] = "attach", [Detach] = "detach",
        [Alter] = "alter", [CreateVirtual] = "create virtual", [DropVirtual] = "drop virtual", [Savepoint] = "savepoint",
    };

    public static string Describe(IReadOnlyList<Access> accesses, SqlStatement statement)
    {
        if (statement is AnalyzeStatement or ReindexStatement or VacuumStatement)
        {
            return DescribeUpkeep(accesses, statement);
        }

        if (accesses.FirstOrDefault(access => s_kinds.ContainsKey(access.Action)) is { } kind)
        {
            return Join(KindOf(kind), Details(kind), statement is CreateTableStatement { IsFromSelect: true } ? Reads(accesses, null) : "");
        }

        // This engine forgets to ask before it drops a column; that it changes the schema table is all that shows.
        if (statement is DropColumnStatement dropColumn && accesses.Any(access => access is { Action: Update, First: "sqlite_master" }))
        {
            return Describe(dropColumn);
        }

        // Data: the first change is the statement's own. A table-valued function is declared like a table when first used.
        if (accesses.FirstOrDefault(access => access.Action is Delete or Insert or Update && access.First != "sqlite_master") is not { } change)
        {
            return Join("select", "", Reads(accesses, null));
        }

        var columns = change.Action == Update
            ? string.Join(",", accesses.Where(access => access.Action == Update && access.First == change.First).Select(access => access.Second).Order(SqlOrder))
            : "";
        var verb = change.Action == Delete ? "delete" : change.Action == Insert ? "insert" : "update";
        return Join(verb, change.First + " " + columns, Reads(accesses, change.First));
    }

    public static string Describe(SqlStatement statement) => statement switch
    {
        SelectStatement select => Join("select", "", Reads(select.Reads, null)),
        InsertStatement insert => Join("insert", insert.Target.Name + " ", Reads(insert.Reads, insert.Target.Name.Value)),
        DeleteStatement delete => Join("delete", delete.Target.Name + " ", Reads(delete.Reads, delete.Target.Name.Value)),
        UpdateStatement update => Join(
            "update",
            update.Target.Name + " " + string.Join(",", update.Columns.Select(column => column.Value).Distinct(SqlIdentifier.Comparer).Order(SqlOrder)),
            Reads(update.Reads, update.Target.Name.Value)),
        CreateTableStatement table => Join("create " + Temp(table.IsTemporary) + "table", table.Name.Name.Value, Reads(table.Reads, null)),
        CreateIndexStatement index => Join("create " + Temp(index.IsTemporary) + "index", index.Name.Name + " " + index.Table, ""),
        CreateViewStatement view => Join("create " + Temp(view.IsTemporary) + "view", view.Name.Name.Value, ""),
        CreateTriggerStatement trigger => Join("create " + Temp(trigger.IsTemporary) + "trigger", trigger.Name.Name + " " + trigger.Table.Name, ""),
        CreateVirtualTableStatement table => Join("create virtual", table.Name.Name + " " + table.Module, ""),
        DropStatement drop => Join("drop " + Temp(drop.Name.IsInTemp) + drop.Kind, drop.Name.Name.Value, ""),
        AlterTableStatement alter => Join("alter", alter.Name.Name.Value, ""),
        PragmaStatement pragma => Join("pragma", $"{pragma.Schema?.Value}.{pragma.Name.Value}={pragma.Value}", ""),
        BeginStatement => Join("transaction", "BEGIN", ""),
        CommitStatement => Join("transaction", "COMMIT", ""),
        RollbackStatement { Savepoint: null } => Join("transaction", "ROLLBACK", ""),
        RollbackStatement rollback => Join("savepoint", "ROLLBACK " + rollback.Savepoint, ""),
        SavepointStatement savepoint => Join("savepoint", "BEGIN " + savepoint.Name, ""),
        ReleaseStatement release => Join("savepoint", "RELEASE " + release.Name, ""),
        AttachStatement => Join("attach", "", ""),
        DetachStatement detach => Join("detach", detach.Schema?.Value, ""),
        AnalyzeStatement or ReindexStatement or VacuumStatement => statement.GetType().Name,
        _ => statement.ToString(),
    };

    private static IComparer<string?> SqlOrder => Comparer<string?>.Create((x, y) => string.CompareOrdinal(x?.ToLowerInvariant(), y?.ToLowerInvariant()));

    /// <summary>A source of which no column is read is asked for by its bare name, be it a table or a common table that hides it.</summary>
    public static bool IsPerhapsCommonTable(Access access, IEnumerable<Access> accesses) =>
        access.Action == Read && SqlIdentifier.Equals(access.First, SqlGenerator.Shadowed)
        && !accesses.Any(other => other.Action == Read && other.Second != "" && SqlIdentifier.Equals(other.First, SqlGenerator.Shadowed));

    private static string DescribeUpkeep(IReadOnlyList<Access> accesses, SqlStatement statement)
    {
        // ANALYZE asks for every table, REINDEX for every index, VACUUM for nothing at all: the kind is all there is to compare.
        var kind = accesses.Any(access => access.Action == Analyze) ? nameof(AnalyzeStatement)
            : accesses.Any(access => access.Action == Reindex) ? nameof(ReindexStatement)
            : nameof(VacuumStatement);
        return accesses.Count == 0 ? statement.GetType().Name : kind;
    }

    /// <summary>The engine's code tells only of the keyword TEMP, not of the schema's name.</summary>
    private static string KindOf(Access access) => access.Schema == "temp" && s_kinds[access.Action] is var kind && !kind.Contains("temp ", StringComparison.Ordinal)
        ? kind.Replace("create ", "create temp ", StringComparison.Ordinal).Replace("drop ", "drop temp ", StringComparison.Ordinal)
        : s_kinds[access.Action];

    private static string? Details(Access kind) => kind.Action switch
    {
        1 or 3 or 5 or 7 or CreateVirtual or Savepoint => kind.First + " " + kind.Second,
        Pragma => $"{kind.Schema}.{kind.First}={kind.Second}",
        Alter => kind.Second,
        // SQLite is asked with the file's name only where it is a literal.
        Attach => "",
        _ => kind.First,
    };

    private static string Temp(bool isTemporary) => isTemporary ? "temp " : "";

    /// <summary>The tables read, the target left out: the engine reads that for every WHERE.</summary>
    private static string Reads(IEnumerable<Access> accesses, string? target) => Reads(
        accesses.Where(access => access.Action == Read).Select(access => access.First), target);

    private static string Reads(IEnumerable<SqlObjectName> names, string? target)
    {
        // Where the text names the view, the engine reads what the view reads.
        var read = names.Select(name => name.Name.Value).ToList();
        return Reads(read.Contains("both", SqlIdentifier.Comparer) ? read.Concat(SqlCorpus.ViewReads) : read, target);
    }

    private static string Reads(IEnumerable<string?> names, string? target) => string.Join(", ", names
        .Where(name => name is not null && !SqlIdentifier.Equals(name, target) && !s_notTables.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
        .Distinct(SqlIdentifier.Comparer)
        .Order(SqlOrder));

    private static readonly string[] s_notTables = ["sqlite_", "pragma_", "json_", "common", "with"];

    private static string Join(string kind, string? details, string reads) => $"{kind} {details?.Trim()} reads [{reads}]";
}
