using SqliteDiscipline.Analyzers.Sql;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>Objects of a schema in the order in which they were made, and found by name: a text may make thousands, and every statement of it names one.</summary>
/// <param name="nameOf">The name of an object, and whether it is in the schema <c>temp</c>.</param>
/// <param name="objects">Those that are there already.</param>
internal sealed class NamedObjects<T>(Func<T, (string Name, bool IsTemporary)> nameOf, IEnumerable<T> objects)
{
    private readonly List<T> _objects = objects.ToList();
    private readonly Dictionary<string, int> _lasting = new(SqlIdentifier.Comparer!);
    private readonly Dictionary<string, int> _temporary = new(SqlIdentifier.Comparer!);

    // Nobody has asked for a name yet, or one is gone or was renamed since: the places have to be found anew. A text makes far more than it drops.
    private bool _isMoved = true;

    public IReadOnlyList<T> All => _objects;

    public T this[int index] => _objects[index];

    /// <summary>The place of the first one of that name; -1 where there is none.</summary>
    public int Find(string name, bool isTemporary)
    {
        if (_isMoved)
        {
            _lasting.Clear();
            _temporary.Clear();
            for (var i = 0; i < _objects.Count; i++)
            {
                Note(i);
            }

            _isMoved = false;
        }

        return (isTemporary ? _temporary : _lasting).TryGetValue(name, out var index) ? index : -1;
    }

    public bool Has(string name, bool isTemporary) => Find(name, isTemporary) >= 0;

    public void Add(T made)
    {
        _objects.Add(made);
        if (!_isMoved)
        {
            Note(_objects.Count - 1);
        }
    }

    /// <summary>Puts another version in the place of one, under the same name.</summary>
    public void Update(int index, T version) => _objects[index] = version;

    public void Replace(Func<T, T> change)
    {
        for (var i = 0; i < _objects.Count; i++)
        {
            _objects[i] = change(_objects[i]);
        }

        _isMoved = true;
    }

    public void RemoveAt(int index)
    {
        _objects.RemoveAt(index);
        _isMoved = true;
    }

    public void RemoveAll(Predicate<T> isMeant) => _isMoved |= _objects.RemoveAll(isMeant) > 0;

    private void Note(int index)
    {
        var (name, isTemporary) = nameOf(_objects[index]);
        var places = isTemporary ? _temporary : _lasting;
        if (!places.ContainsKey(name))
        {
            places.Add(name, index);
        }
    }
}
