using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Transactions;

/// <summary>Which statements of a connection read and write its main file, and not a temporary table or an attached file.</summary>
/// <param name="events">What happens to the connection.</param>
internal sealed class MainFile(IReadOnlyCollection<TimelineEvent> events)
{
    private readonly HashSet<string> _temporary = new(
        events.OfType<Ran>()
            .Select(ran => ran.Statement)
            .OfType<CreateStatement>()
            .Where(create => create.IsTemporary)
            .Select(create => create.Name.Name.Value ?? string.Empty),
        SqlIdentifier.Comparer!);

    // A bare name may then be one of the other file.
    private readonly bool _hasOthers = events.Any(happening => happening is Ran { Statement: AttachStatement });

    public bool IsWrittenBy(Ran ran) => ran.Statement.WritesMainFile && !_hasOthers && ran.Statement switch
    {
        DataStatement data => IsMain(data.Target),
        SchemaStatement schema => IsMain(schema.Name),
        _ => true,
    };

    public bool IsReadBy(Ran ran) => ran.Statement is { Site.Explain: ExplainKind.None } && ran.Statement switch
    {
        SelectStatement select => select.ReadsFunction || select.Reads.Any(IsMain),
        DataStatement data => data.Reads.Any(IsMain),
        PragmaStatement pragma => pragma.ReadsMainFile,
        _ => false,
    };

    private bool IsMain(SqlObjectName name) => name.MayBeInMain && !(name is { Schema: null, Name.Value: { } value } && _temporary.Contains(value));
}
