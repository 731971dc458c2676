using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.CodeFixes.Rewriting;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Choosing;

/// <summary>Picks the database that a raw connection opens: by what can be seen of its connection string, never by guessing.</summary>
internal static class DatabasePicker
{
    /// <summary>
    /// The offers for a site, the likeliest first. Only one whose file is seen to be the database's own bears the key that a FixAll applies:
    /// a guess could send the rows of one file into another.
    /// </summary>
    public static ImmutableArray<Offer> Offers(RawSite site, CancellationToken cancellation)
    {
        var databases = DatabaseUse.InSight(site.Model.Compilation, cancellation).ToImmutableArray();
        if (databases.IsEmpty)
        {
            return ImmutableArray<Offer>.Empty;
        }

        if (First(Sure(site, cancellation), databases) is { } sure)
        {
            sure = PreferAccess(site, sure);
            return sure.Length == 1 && Change(site, sure[0], cancellation) is null
                ? ImmutableArray.Create(new Offer(sure[0], FixKeys.Unambiguous))
                : Choices(site, sure, cancellation);
        }

        if (First(Likely(site, cancellation), databases) is { } likely)
        {
            var choices = Choices(site, PreferAccess(site, likely), cancellation);
            return Undeclared(site, databases, cancellation) is { } other ? choices.Add(other with { Key = FixKeys.Declared }) : choices;
        }

        if (!IsVisible(site.Text))
        {
            return Choices(site, PreferAccess(site, databases), cancellation);
        }

        // A path that is only known at run time may yet be this one; that is the author's to say.
        var possible = Choices(site, databases.Where(use => use.Database.DataSource is null && !IsConstant(use)), cancellation);
        return Undeclared(site, databases, cancellation) is { } undeclared ? possible.Insert(0, undeclared) : possible;
    }

    /// <summary>Whether anything of the data source can be seen that tells one database from another.</summary>
    public static bool IsVisible(ConnectionText text) => !string.IsNullOrEmpty(text.DataSource) || !string.IsNullOrEmpty(text.DataSourceEnding);

    /// <summary>The databases that pass the first test which any passes.</summary>
    private static ImmutableArray<DatabaseUse>? First(IEnumerable<Func<DatabaseUse, bool>> tests, ImmutableArray<DatabaseUse> databases)
    {
        var found = tests.Select(test => databases.Where(test).ToImmutableArray()).FirstOrDefault(matches => !matches.IsEmpty);
        return found.IsDefault ? null : found;
    }

    /// <summary>The file is the database's own: the same path, the member that gives the path, or a path that is handed on as it is, of the same name or source.</summary>
    private static IEnumerable<Func<DatabaseUse, bool>> Sure(RawSite site, CancellationToken cancellation)
    {
        var text = site.Text;
        yield return use => text.DataSource is { Length: > 0 } source && DataSourceOf(use, site, cancellation) is { } declared && DataSources.AreSame(source, declared);
        yield return use => use.DataSourceMember is { } member && PathArgument.Path(site, cancellation).Any(expression => Names(expression, member));
        yield return use => text is { DataSourceExpression: not null, DataSourceEnding: { Length: > 0 } ending }
            && PathArgument.IsHandedOn(use, cancellation) && NewDatabase.NameOf(ending) == use.Database.Name;
        yield return use => text.DataSource is null && PathArgument.IsHandedOn(use, cancellation)
            && ServedSources.Contain(PathSource.Of(site, cancellation), use, site.Model.Compilation, cancellation);
    }

    /// <summary>Something speaks for the database: the name of the file, or a mention of the member that gives its path.</summary>
    private static IEnumerable<Func<DatabaseUse, bool>> Likely(RawSite site, CancellationToken cancellation)
    {
        var text = site.Text;
        yield return use => text.DataSource is { Length: > 0 } source && DataSourceOf(use, site, cancellation) is { } declared && DataSources.MayBeSame(source, declared);
        yield return use => text.DataSource is null && text.DataSourceEnding is { Length: > 0 } ending && DataSourceOf(use, site, cancellation) is { } declared
            && DataSources.FileName(declared) == ending;
        yield return use => use.DataSourceMember is { } member && PathArgument.Expressions(site, cancellation)
            .SelectMany(expression => expression.DescendantsAndSelf())
            .Any(expression => Names(expression, member));
        yield return use => text.DataSource is null && text.DataSourceEnding is { Length: > 0 } ending && PathArgument.IsHandedOn(use, cancellation)
            && NewDatabase.NameOf(ending) == use.Database.Name;
    }

    private static bool Names(IOperation expression, ISymbol member) => expression switch
    {
        IInvocationOperation invocation => SymbolEqualityComparer.Default.Equals(invocation.TargetMethod, member),
        IMemberReferenceOperation reference => SymbolEqualityComparer.Default.Equals(reference.Member, member),
        _ => false,
    };

    // Of a manifest with branches, another build has another file there.
    private static string? DataSourceOf(DatabaseUse use, RawSite site, CancellationToken cancellation) =>
        (use.Database.DataSource ?? (use.DataSourceMember as IFieldSymbol)?.ConstantValue as string) is { } declared && !BranchedManifest.Decides(use, site, cancellation)
            ? declared
            : null;

    private static bool IsConstant(DatabaseUse use) => use.DataSourceMember is IFieldSymbol { HasConstantValue: true };

    private static ImmutableArray<DatabaseUse> PreferAccess(RawSite site, ImmutableArray<DatabaseUse> matches)
    {
        var asked = AskedAccess.Of(site.Text);
        return Preferring(use => use.Database.Policy.Access == asked)
            ?? Preferring(use => use.Database.Policy.Access == SqliteAccess.ReadOnly == (asked == SqliteAccess.ReadOnly))
            ?? matches;

        ImmutableArray<DatabaseUse>? Preferring(Func<DatabaseUse, bool> fits) =>
            matches.Where(fits).ToImmutableArray() is { IsEmpty: false } preferred ? preferred : null;
    }

    private static ImmutableArray<Offer> Choices(RawSite site, IEnumerable<DatabaseUse> uses, CancellationToken cancellation) =>
        uses.Select(use => Choice(site, use, cancellation)).ToImmutableArray();

    private static Offer Choice(RawSite site, DatabaseUse use, CancellationToken cancellation) => Change(site, use, cancellation) is { } change
        ? new Offer(use, FixKeys.Changing(use, change.Keyword), change.Text)
        : new Offer(use, FixKeys.Chosen(use));

    /// <summary>What the wrapper does otherwise than the connection string says.</summary>
    public static (string Keyword, string Text)? Change(RawSite site, DatabaseUse use, CancellationToken cancellation)
    {
        if (use.Database.KeyFrom is null && site.HasKey)
        {
            return (ConnectionKeywords.Password, site.Text.Keywords.ContainsKey(ConnectionKeywords.Password)
                ? "the password is dropped, no KeyFrom is declared"
                : "the key is sent too late, no KeyFrom is declared");
        }

        if (site.Text.Keywords.TryGetValue(ConnectionKeywords.RecursiveTriggers, out var recursive)
            && string.Equals(recursive, "True", StringComparison.OrdinalIgnoreCase)
            && !use.Database.Policy.Pragmas.Items.Any(pragma => pragma.Name.Equals("recursive_triggers", StringComparison.OrdinalIgnoreCase)))
        {
            return (ConnectionKeywords.RecursiveTriggers, "triggers no longer recurse, no recursive_triggers pragma is declared");
        }

        // Who opens without the pool may delete or move the file as soon as it has closed the connection.
        if (site.Text.IsUnpooled)
        {
            return (ConnectionKeywords.Pooling, "the pool keeps the file open after it is closed");
        }

        if (HiddenSettings.Of(site, cancellation) is { } hidden)
        {
            return hidden;
        }

        return (AskedAccess.Of(site.Text), use.Database.Policy.Access) switch
        {
            (SqliteAccess.ReadOnly, not SqliteAccess.ReadOnly) => (ConnectionKeywords.Mode, "opened for writing too, no ReadOnly access is declared"),
            (not SqliteAccess.ReadOnly, SqliteAccess.ReadOnly) => (ConnectionKeywords.Mode, "opened for reading only"),
            (SqliteAccess.ReadWrite, SqliteAccess.ReadWriteCreate) => (ConnectionKeywords.Mode, "a missing file is created, no ReadWrite access is declared"),
            _ => null,
        };
    }

    /// <summary>The data source is seen and no database has it: it can be declared, where the factory's source is at hand.</summary>
    private static Offer? Undeclared(RawSite site, ImmutableArray<DatabaseUse> databases, CancellationToken cancellation)
    {
        var own = databases.FirstOrDefault(use => use.Factory.DeclaringSyntaxReferences.Length > 0
            && SymbolEqualityComparer.Default.Equals(use.Factory.ContainingAssembly, site.Model.Compilation.Assembly));
        if (own is null || site.Text.DataSource is not { Length: > 0 } source || site.HasKey
            || AskedAccess.Of(site.Text) != SqliteAccess.ReadWriteCreate
            || HiddenSettings.Of(site, cancellation) is not null
            || Branches.AreAt(own.Factory, site, cancellation))
        {
            return null;
        }

        var database = NewDatabase.Of(DataSources.Normalize(source), own.Model.Databases.Select(existing => existing.Name), site.Model.Compilation);
        return new Offer(own with { Database = database }, FixKeys.Unambiguous, Declares: true);
    }
}
