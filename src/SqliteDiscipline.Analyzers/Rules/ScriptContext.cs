using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Sources;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>What a rule that judges a text of DDL may ask, and where it reports.</summary>
/// <param name="script">The text.</param>
/// <param name="rules">What is known of the compilation.</param>
/// <param name="report">Takes what is reported.</param>
/// <param name="cancellation">The compiler's wish to stop.</param>
internal sealed class ScriptContext(SqlScript script, RuleContext rules, Action<Diagnostic> report, CancellationToken cancellation)
{
    public SqlScript Script => script;

    public Compilation Compilation => rules.Compilation;

    /// <summary>The schema of the database that the text is for, as all its sources leave it.</summary>
    public DatabaseSchema Schema { get; } = rules.Schemas(cancellation).SchemaOf(script);

    /// <summary>The declared database that the text is for, where that can be told.</summary>
    public DatabaseModel? Database => rules.Schemas(cancellation).DatabaseOf(script);

    /// <summary>Whether a text that is taken for another engine's makes something of this name.</summary>
    public bool IsMadeByOthers(string? name) => name is not null && rules.Schemas(cancellation).IsMadeByOthers(name);

    /// <summary>Whether another text renames the table or the column, or makes such a table in an attached file: see <see cref="SchemaSources.IsRenamedOrAttachedElsewhere"/>.</summary>
    public bool IsRenamedOrAttachedElsewhere(string table, string? column = null) => rules.Schemas(cancellation).IsRenamedOrAttachedElsewhere(table, column, script);

    /// <summary>What code makes of a schema by other means than SQL.</summary>
    public SchemaCalls Calls => SchemaCalls.Of(Compilation);

    /// <summary>The columns that the database has had at one time or another.</summary>
    public PastColumns Past => rules.Schemas(cancellation).PastOf(script);

    /// <summary>The foreign keys that this text declares, with their tables, as far as they are still in force.</summary>
    public IEnumerable<(Table Child, Reference Reference)> References => Schema.ReferencesIn(script);

    public IEnumerable<SqlStatement> Statements => script.Statements;

    public void Report(DiagnosticDescriptor descriptor, TextSpan span, params object?[] arguments) =>
        Report(descriptor, span, ImmutableDictionary<string, string?>.Empty, arguments);

    /// <summary>Reports with what the fix needs, see <see cref="Schema.Sources.SqlEdit"/>.</summary>
    public void Report(DiagnosticDescriptor descriptor, TextSpan span, ImmutableDictionary<string, string?> fix, params object?[] arguments) =>
        report(Diagnostic.Create(descriptor, script.LocationOf(span), fix, arguments));
}
