using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Choosing;

/// <summary>Picks the database that a raw connection opens: by what can be seen of its connection string, never by guessing.</summary>
internal static class DatabasePicker
{
    /// <summary>The offers for a site. The first is unambiguous or there is a choice among all; none where nothing fits.</summary>
    public static ImmutableArray<Offer> Offers(RawSite site, CancellationToken cancellation)
    {
        var databases = DatabaseUse.InSight(site.Model.Compilation, cancellation).ToImmutableArray();
        if (databases.IsEmpty)
        {
            return ImmutableArray<Offer>.Empty;
        }

        var matches = Matches(site, databases, cancellation);
        if (matches.IsEmpty)
        {
            if (IsVisible(site.Text))
            {
                // A path that is only known at run time may yet be this one; that is the author's to say.
                var possible = databases.Where(use => use.Database.DataSource is null && !IsConstant(use)).Select(use => Choice(site, use));
                return Undeclared(site, databases) is { } undeclared ? possible.Prepend(undeclared).ToImmutableArray() : possible.ToImmutableArray();
            }

            matches = databases;
        }

        matches = PreferAccess(site, matches);
        return matches.Length == 1
            ? ImmutableArray.Create(Change(site, matches[0]) is null ? new Offer(matches[0], FixKeys.Unambiguous) : Choice(site, matches[0]))
            : matches.Select(use => Choice(site, use)).ToImmutableArray();
    }

    /// <summary>Whether anything of the data source can be seen that tells one database from another.</summary>
    public static bool IsVisible(ConnectionText text) => !string.IsNullOrEmpty(text.DataSource) || !string.IsNullOrEmpty(text.DataSourceEnding);

    private static ImmutableArray<DatabaseUse> Matches(RawSite site, ImmutableArray<DatabaseUse> databases, CancellationToken cancellation)
    {
        var text = site.Text;
        var tests = new List<Func<DatabaseUse, bool>>
        {
            use => text.DataSource is { Length: > 0 } source && DataSourceOf(use) is { } declared && DataSources.AreSame(source, declared),
            use => text.DataSource is { Length: > 0 } source && DataSourceOf(use) is { } declared && DataSources.MayBeSame(source, declared),
            use => text.DataSource is null && text.DataSourceEnding is { Length: > 0 } ending && DataSourceOf(use) is { } declared
                && DataSources.FileName(declared) == ending,
            use => use.DataSourceMember is { } member && Mentions(site, member, cancellation),
            use => text.DataSource is null && text.DataSourceEnding is { Length: > 0 } ending && PathArgument.IsHandedOn(use, cancellation)
                && NameOf(ending) == use.Database.Name,
        };

        return tests
            .Select(test => databases.Where(test).ToImmutableArray())
            .FirstOrDefault(found => !found.IsEmpty) is { IsDefault: false } first ? first : ImmutableArray<DatabaseUse>.Empty;
    }

    /// <summary>Whether the site's path is what the database's path is.</summary>
    private static bool Mentions(RawSite site, ISymbol member, CancellationToken cancellation) => PathArgument.Expressions(site, cancellation)
        .SelectMany(expression => expression.DescendantsAndSelf())
        .Any(operation => operation switch
        {
            IInvocationOperation invocation => SymbolEqualityComparer.Default.Equals(invocation.TargetMethod, member),
            IMemberReferenceOperation reference => SymbolEqualityComparer.Default.Equals(reference.Member, member),
            _ => false,
        });

    private static string? DataSourceOf(DatabaseUse use) => use.Database.DataSource ?? (use.DataSourceMember as IFieldSymbol)?.ConstantValue as string;

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

    private static Offer Choice(RawSite site, DatabaseUse use) => Change(site, use) is { } change
        ? new Offer(use, FixKeys.Changing(use, change.Keyword), change.Text)
        : new Offer(use, FixKeys.Chosen(use));

    /// <summary>What the wrapper does otherwise than the connection string says.</summary>
    private static (string Keyword, string Text)? Change(RawSite site, DatabaseUse use)
    {
        if (site.Text.Keywords.ContainsKey(ConnectionKeywords.Password) && use.Database.KeyFrom is null)
        {
            return (ConnectionKeywords.Password, "the password is dropped, no KeyFrom is declared");
        }

        return AskedAccess.Of(site.Text) == SqliteAccess.ReadOnly && use.Database.Policy.Access != SqliteAccess.ReadOnly
            ? (ConnectionKeywords.Mode, "opened for writing too, no ReadOnly access is declared")
            : null;
    }

    /// <summary>The data source is seen and no database has it: it can be declared, where the factory's source is at hand.</summary>
    private static Offer? Undeclared(RawSite site, ImmutableArray<DatabaseUse> databases)
    {
        var own = databases.FirstOrDefault(use => use.Factory.DeclaringSyntaxReferences.Length > 0
            && SymbolEqualityComparer.Default.Equals(use.Factory.ContainingAssembly, site.Model.Compilation.Assembly));
        if (own is null || site.Text.DataSource is not { Length: > 0 } source || site.Text.Keywords.ContainsKey(ConnectionKeywords.Password)
            || AskedAccess.Of(site.Text) != SqliteAccess.ReadWriteCreate)
        {
            return null;
        }

        var database = NewDatabase.Of(DataSources.Normalize(source), own.Model.Databases.Select(existing => existing.Name), site.Model.Compilation);
        return new Offer(own with { Database = database }, FixKeys.Unambiguous, Declares: true);
    }

    private static string NameOf(string fileName) => NewDatabase.NameOf(fileName);
}
