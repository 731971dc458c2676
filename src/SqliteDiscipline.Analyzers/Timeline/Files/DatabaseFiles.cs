using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.Analyzers.Timeline.Gate;
using SqliteDiscipline.Analyzers.Timeline.Strings;

namespace SqliteDiscipline.Analyzers.Timeline.Files;

/// <summary>The database files that code opens: per type, by the connection strings in it; and those that the manifest declares.</summary>
internal sealed class DatabaseFiles(Compilation compilation, ProviderTypes types)
{
    private static readonly HashSet<string> s_words = new()
    {
        "SqliteConnection", "SqliteConnectionStringBuilder", "UseSqlite", "AddSqlite", "SqliteFactory",
    };

    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<DatabaseOpening>> _byType = new(SymbolEqualityComparer.Default);

    private readonly Lazy<HashSet<int>> _aliasesForAll = new(() => new HashSet<int>(compilation.SyntaxTrees
        .Where(tree => FileWords.Of(tree).ImportsForAll)
        .SelectMany(Imports.ForAll)
        .SelectMany(Imports.AliasOfDatabases)));

    private readonly Lazy<bool> _speaksOfWal = new(() => compilation.SyntaxTrees.Any(tree =>
        FileWords.Of(tree).NamesJournalMode && RunsBefore.Mentions(tree.GetRoot(), word => Has(word, "journal_mode") && Has(word, "wal"))));

    private readonly Lazy<bool> _speaksOfPooling = new(() => compilation.SyntaxTrees.Any(tree => FileWords.Of(tree).MayHave(Words.HashOf("Pooling"))));

    private readonly Lazy<Dictionary<string, WrapperOfPath>> _wrappers = new(() => WrapperOfPath.In(compilation));

    private ImmutableArray<DatabaseOpening> _declared;

    /// <summary>
    /// Whether the file may have a WAL, or be open for long: SQLite's default is a rollback journal, and of a database that is closed then all
    /// is in the file. EF Core makes its databases with a WAL, and so does the manifest unless it says otherwise.
    /// </summary>
    public bool MayHaveWal(IEnumerable<DatabaseOpening> openings, INamedTypeSymbol? within) =>
        openings.Any(opening => opening.HasWal) || KeepsConnection(within) || _speaksOfWal.Value;

    /// <summary>Whether a type has a field, or a property with one behind it, in which a connection stays open.</summary>
    public bool KeepsConnection(INamedTypeSymbol? type) =>
        type?.GetMembers().Any(member => member is IFieldSymbol { Type: var kept } && types.IsConnection(kept)) == true;

    /// <summary>
    /// Where code that can be seen from a type opens the file, or one of the folder: the type itself, the types around it, and those that the path
    /// comes from.
    /// </summary>
    public IEnumerable<DatabaseOpening> Of(PathKey path, bool isFolder, INamedTypeSymbol? within, CancellationToken cancellation)
    {
        var looked = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        for (var type = within; type is not null; type = type.ContainingType)
        {
            looked.Add(type.OriginalDefinition);
        }

        looked.UnionWith(path.Members.Select(member => member.ContainingType?.OriginalDefinition).OfType<INamedTypeSymbol>());
        return looked.SelectMany(type => In(type, cancellation)).Concat(Declared(cancellation))
            .Where(opening => isFolder ? opening.Path.LiesIn(path) : opening.Path.IsOf(path));
    }

    /// <summary>Where the file is opened that a connection is asked for: what the manifest says of its type, or what is done with it before the call.</summary>
    public IEnumerable<DatabaseOpening> OfConnection(IOperation path, SyntaxNode call, CancellationToken cancellation)
    {
        if (ConnectionInHand.Of(path, types, cancellation) is not { } inHand)
        {
            return Enumerable.Empty<DatabaseOpening>();
        }

        var declared = Declared(cancellation).Where(opening => opening.Connection == inHand.Connection.Type!.ToDisplayString()).ToList();
        return declared.Count > 0 ? declared : new[] { inHand.OpeningBefore(call, cancellation) }.OfType<DatabaseOpening>();
    }

    private ImmutableArray<DatabaseOpening> In(INamedTypeSymbol type, CancellationToken cancellation) =>
        _byType.TryGetValue(type, out var known) ? known : _byType[type] = Find(type, cancellation).ToImmutableArray();

    private IEnumerable<DatabaseOpening> Find(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var part in type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)))
        {
            // By its words first: binding a type that has nothing to do with SQLite would cost.
            if (!compilation.ContainsSyntaxTree(part.SyntaxTree)
                || !part.DescendantNodes().OfType<SimpleNameSyntax>().Any(name => s_words.Contains(name.Identifier.ValueText) || _wrappers.Value.ContainsKey(name.Identifier.ValueText)))
            {
                continue;
            }

            var model = compilation.GetSemanticModel(part.SyntaxTree);
            var aliases = new HashSet<int>(Imports.In(part.SyntaxTree.GetRoot(cancellation)).SelectMany(Imports.AliasOfDatabases).Concat(_aliasesForAll.Value));
            foreach (var node in part.DescendantNodes().Where(node => IsCandidate(node, aliases) || WrapperAt(node) is not null))
            {
                if (model.OperationOf(node, cancellation) is not { } operation)
                {
                    continue;
                }

                foreach (var opening in WrapperAt(node)?.Openings(operation, part, model, cancellation) ?? Enumerable.Empty<DatabaseOpening>())
                {
                    yield return opening;
                }

                foreach (var site in ConnectionStringSites.Read(operation, types, cancellation))
                {
                    var text = ConnectionText.Read(site.Text, cancellation);
                    foreach (var opening in ReferenceEquals(text, ConnectionText.Unknown) ? OfWhole(site.Text, node, cancellation) : Openings(text, node, part, model, cancellation))
                    {
                        yield return opening;
                    }
                }
            }
        }
    }

    private WrapperOfPath? WrapperAt(SyntaxNode node) =>
        node is InvocationExpressionSyntax { Expression: var called } && NameOf(called) is { } name && _wrappers.Value.TryGetValue(name, out var wrapper) ? wrapper : null;

    private static bool Has(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;

    // By its words first, here too.
    private static bool IsCandidate(SyntaxNode node, HashSet<int> aliases) => node switch
    {
        ObjectCreationExpressionSyntax { Type: var type } => NameOf(type) is { } name && (s_words.Contains(name) || aliases.Contains(Words.HashOf(name))),
        ImplicitObjectCreationExpressionSyntax or ConstructorInitializerSyntax => true,
        InvocationExpressionSyntax { Expression: var called } => NameOf(called) is { } name && ConnectionStringSites.IsMethod(name),
        AssignmentExpressionSyntax { Left: var target } => NameOf(target) is "ConnectionString",
        _ => false,
    };

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax { Right: var name } => name.Identifier.ValueText,
        AliasQualifiedNameSyntax { Name: var name } => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Name: var name } => name.Identifier.ValueText,
        MemberBindingExpressionSyntax { Name: var name } => name.Identifier.ValueText,
        _ => null,
    };

    // Of a string that is known at run time only, its file has at least a name: pooled, as is the default, unless the program knows of that keyword.
    private IEnumerable<DatabaseOpening> OfWhole(IOperation text, SyntaxNode site, CancellationToken cancellation) => PathKey.OfConnectionString(text, cancellation) is { } path
        ? new[] { new DatabaseOpening(path, site) { IsPooled = !_speaksOfPooling.Value, HasWal = site is InvocationExpressionSyntax } }
        : Enumerable.Empty<DatabaseOpening>();

    private static IEnumerable<DatabaseOpening> Openings(
        ConnectionText text, SyntaxNode site, SyntaxNode type, SemanticModel model, CancellationToken cancellation)
    {
        if (text.IsInMemory || (text.Keywords.TryGetValue(ConnectionKeywords.Mode, out var mode) && mode is null)
            || text.Entries.LastOrDefault(entry => ConnectionKeywords.Canonical(entry.Keyword) == ConnectionKeywords.DataSource) is not { } source)
        {
            return Enumerable.Empty<DatabaseOpening>();
        }

        var pooling = text.Keywords.TryGetValue("Pooling", out var value) ? value : "True";
        var isPooled = bool.TryParse(pooling, out var pooled) && pooled && text.IsWhole;
        var given = source.Value.Hole is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter }
            ? Given(parameter, method, type, model, cancellation)
            : Enumerable.Empty<(IOperation Path, SyntaxNode Site)>();
        return given.Select(argument => (Path: PathKey.Of(argument.Path, cancellation), argument.Site))
            .Append((Path: PathKey.Of(source.Value, cancellation), Site: site))
            .Where(opening => opening.Path is not null)
            .Select(opening => new DatabaseOpening(opening.Path!, opening.Site)
            {
                IsPooled = isPooled,
                HasPassword = text.Keywords.ContainsKey(ConnectionKeywords.Password),
                HasWal = site is InvocationExpressionSyntax,
            });
    }

    /// <summary>What a helper of the type, <c>Open(string path)</c>, is called with in it.</summary>
    internal static IEnumerable<(IOperation Path, SyntaxNode Site)> Given(
        IParameterSymbol parameter, IMethodSymbol method, SyntaxNode type, SemanticModel model, CancellationToken cancellation) => type
        .DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Where(call => (call.Expression as SimpleNameSyntax ?? (call.Expression as MemberAccessExpressionSyntax)?.Name)?.Identifier.ValueText == method.Name)
        .Select(call => model.OperationOf(call, cancellation))
        .OfType<IInvocationOperation>()
        .Where(call => SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, method.OriginalDefinition))
        .Select(call => (call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value!, call.Syntax))
        .Where(argument => argument.Item1 is not null);

    private ImmutableArray<DatabaseOpening> Declared(CancellationToken cancellation)
    {
        if (_declared.IsDefault)
        {
            _declared = FactoriesInSight.In(compilation, cancellation).Manifests.SelectMany(type => DeclaredBy(type, cancellation)).ToImmutableArray();
        }

        return _declared;
    }

    private IEnumerable<DatabaseOpening> DeclaredBy(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (ManifestReadings.Of(type, cancellation).Model is not { } factory)
        {
            yield break;
        }

        foreach (var database in factory.Databases)
        {
            foreach (var path in PathsOf(database, type, cancellation))
            {
                yield return new DatabaseOpening(path, null)
                {
                    IsPooled = true,
                    Connection = factory.FullNameOf(database),
                    HasPassword = database.KeyFrom is not null,
                    HasWal = database.Policy.JournalMode == SqliteJournalMode.Wal,
                    Backup = factory.IsStatic && database.DataSourceFrom is not { Parameters.Count: > 0 } ? (type, factory.Member("backup", database)) : null,
                };
            }
        }
    }

    /// <summary>The constant, or the member that gives the path; and what that member is seen to return.</summary>
    private IEnumerable<PathKey> PathsOf(DatabaseModel database, INamedTypeSymbol factory, CancellationToken cancellation)
    {
        if (database.DataSource is { } source)
        {
            yield return PathKey.OfConstant(source);
        }
        else if (database.DataSourceFrom is { } from && factory.GetMembers(from.Name).FirstOrDefault() is { } member)
        {
            yield return PathKey.OfMember(member);
            if (SingleValue.OfMember(member, compilation, cancellation) is { } value)
            {
                foreach (var returned in PathElements.Of(value, cancellation).Select(path => PathKey.Of(path, cancellation)).OfType<PathKey>())
                {
                    yield return returned;
                }
            }
        }
    }
}

/// <summary>A place where a database file is opened, or the manifest's word that it is one.</summary>
/// <param name="Path">Which file.</param>
/// <param name="Site">Where; <see langword="null"/> for what the manifest declares.</param>
internal sealed record DatabaseOpening(PathKey Path, SyntaxNode? Site)
{
    /// <summary>Whether its handle goes to a pool and stays open after <c>Close</c>, as far as that is seen.</summary>
    public bool IsPooled { get; init; }

    /// <summary>Whether the connection is at hand where the file is touched, however it was opened.</summary>
    public bool IsInHand { get; init; }

    /// <summary>The type of the connections that the manifest declares.</summary>
    public string? Connection { get; init; }

    public bool HasPassword { get; init; }

    /// <summary>Whether whoever opens it there has it in WAL mode.</summary>
    public bool HasWal { get; init; }

    /// <summary>The generated member that backs it up.</summary>
    public (INamedTypeSymbol Factory, string Member)? Backup { get; init; }

    /// <summary>Whether that member is given the path before the destination.</summary>
    public bool IsBackupOfPath { get; init; }
}
