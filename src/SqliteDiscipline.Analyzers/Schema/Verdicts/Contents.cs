using System.Collections.Immutable;
using SqliteDiscipline.Analyzers.Sql;

namespace SqliteDiscipline.Analyzers.Schema.Verdicts;

/// <summary>What is known of a database's rows at one moment. A value; what has not changed is as supposed at the start.</summary>
internal sealed class Contents : IEquatable<Contents>
{
    /// <summary>Every table has rows, and every foreign key is used for all it can be: what a verdict supposes at the start.</summary>
    public static readonly Contents Full = new(
        ImmutableDictionary.Create<string, Tri>(SqlIdentifier.Comparer), ImmutableDictionary.Create<string, Use>(SqlIdentifier.Comparer));

    private readonly ImmutableDictionary<string, Tri> _rows;
    private readonly ImmutableDictionary<string, Use> _uses;

    private Contents(ImmutableDictionary<string, Tri> rows, ImmutableDictionary<string, Use> uses)
    {
        _rows = rows;
        _uses = uses;
    }

    /// <summary>Whether some foreign key may have rows that the engine counts as violations.</summary>
    public Tri IsViolated => _uses.Values.Select(use => use.Dangling).DefaultIfEmpty(Tri.No).Max();

    /// <summary>Whether the table has rows.</summary>
    public Tri RowsOf(Table table) => _rows.TryGetValue(KeyOf(table), out var rows) ? rows : Tri.Yes;

    public Use UseOf(Reference reference) => _uses.TryGetValue(KeyOf(reference), out var use) ? use : Use.Full;

    public Contents With(Table table, Tri rows) => rows == RowsOf(table) ? this : new(_rows.SetItem(KeyOf(table), rows), _uses);

    public Contents With(Reference reference, Use use) => use == UseOf(reference) ? this : new(_rows, _uses.SetItem(KeyOf(reference), use));

    /// <summary>Forgets a table that is gone, and what it referred to.</summary>
    public Contents Without(Table table) => new(_rows.Remove(KeyOf(table)), _uses.RemoveRange(table.References.Select(KeyOf)));

    /// <summary>The same, of a table under its new name.</summary>
    public Contents Renamed(Table table, Table renamed)
    {
        var contents = Without(table).With(renamed, RowsOf(table));
        return table.References.Zip(renamed.References, (before, after) => (before, after))
            .Aggregate(contents, (known, reference) => known.With(reference.after, UseOf(reference.before)));
    }

    /// <summary>What is known where the paths of a program meet: what holds on both.</summary>
    public Contents Join(Contents other)
    {
        var (rows, uses) = (_rows, _uses);
        foreach (var table in rows.Keys.Union(other._rows.Keys, SqlIdentifier.Comparer).ToList())
        {
            var (x, y) = (_rows.TryGetValue(table!, out var left) ? left : Tri.Yes, other._rows.TryGetValue(table!, out var right) ? right : Tri.Yes);
            rows = rows.SetItem(table!, x == y ? x : Tri.Maybe);
        }

        foreach (var reference in uses.Keys.Union(other._uses.Keys, SqlIdentifier.Comparer).ToList())
        {
            var (x, y) = (_uses.TryGetValue(reference!, out var left) ? left : Use.Full, other._uses.TryGetValue(reference!, out var right) ? right : Use.Full);
            uses = uses.SetItem(reference!, x.Join(y));
        }

        return new Contents(rows, uses);
    }

    public bool Equals(Contents? other) => other is not null && AreEqual(_rows, other._rows) && AreEqual(_uses, other._uses);

    public override bool Equals(object? obj) => Equals(obj as Contents);

    public override int GetHashCode() => unchecked((_rows.Count * 31) + _uses.Count);

    private static bool AreEqual<T>(ImmutableDictionary<string, T> x, ImmutableDictionary<string, T> y)
        where T : IEquatable<T> => AreEqual(x, y, (left, right) => left.Equals(right));

    private static bool AreEqual(ImmutableDictionary<string, Tri> x, ImmutableDictionary<string, Tri> y) => AreEqual(x, y, (left, right) => left == right);

    private static bool AreEqual<T>(ImmutableDictionary<string, T> x, ImmutableDictionary<string, T> y, Func<T, T, bool> equals) =>
        ReferenceEquals(x, y) || (x.Count == y.Count && x.All(item => y.TryGetValue(item.Key, out var value) && equals(item.Value, value)));

    private static string KeyOf(Table table) => Qualified(table.Name, table.IsTemporary);

    private static string KeyOf(Reference reference) => Qualified(reference.Child, reference.IsTemporary) + "\n" + reference.Ordinal;

    private static string Qualified(string name, bool isTemporary) => isTemporary ? "temp\n" + name : name;
}
