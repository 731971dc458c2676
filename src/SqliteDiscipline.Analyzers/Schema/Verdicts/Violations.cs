using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema.Verdicts;

/// <summary>Whether what a statement takes is refused, at once or later, and what is left when it is not.</summary>
internal sealed class Violations
{
    private readonly Consequences _consequences;
    private readonly Dictionary<Reference, Tri> _pending = new();
    private readonly List<Reference> _blames = new();

    public Violations(Consequences consequences)
    {
        _consequences = consequences;
        foreach (var parent in consequences.Losing)
        {
            foreach (var reference in consequences.Schema.ReferencesTo(parent))
            {
                Judge(reference, parent);
            }
        }

        if (consequences.IsUncertain || (Raises == Tri.Yes && MayMiscount()))
        {
            Raises = Tri.Maybe;
        }
    }

    /// <summary>Whether the statement fails.</summary>
    public Tri Raises { get; private set; }

    /// <summary>The foreign keys each of which makes it fail, as surely as <see cref="Raises"/> says.</summary>
    public IEnumerable<Reference> Blames => _blames;

    /// <summary>Whether rows may go that were never counted as violations, and are counted off all the same: orphans of the time before enforcement.</summary>
    private bool MayMiscount() =>
        _consequences.Losing.Any(table => table.References.Any(reference => _consequences.State.Contents.UseOf(reference).HasStrays));

    private void Judge(Reference reference, Table parent)
    {
        var consequences = _consequences;
        var orphaned = consequences.Orphaned(reference, consequences.LossOf(parent));
        var key = ParentKey.Of(reference, consequences.Schema);
        if (!orphaned.IsPossible || consequences.Schema.ChildOf(reference) is not { } child)
        {
            return;
        }

        var isKnown = child.HasAllConstraints && key.State == ParentKeyState.Found;
        var state = consequences.State;
        switch (reference.OnDelete)
        {
            case SqliteDeleteAction.Cascade when isKnown:
                break;
            case SqliteDeleteAction.Restrict when !state.DefersAll:
                // It fails at the very row; what else happens to the children comes before or after, as rows and triggers are ordered.
                Fail(reference, isKnown && !reference.IsSelf && !consequences.IsTouchedOtherwise(reference) ? orphaned.Happens : Tri.Maybe);
                break;
            case SqliteDeleteAction.NoAction or SqliteDeleteAction.Restrict when isKnown:
                Pend(reference, Unresolved(reference, child, parent, orphaned));
                break;
            case SqliteDeleteAction.SetNull when isKnown:
                Set(reference, child, orphaned, reference.Columns);
                break;
            case SqliteDeleteAction.SetDefault when isKnown:
                SetDefault(reference, child, parent, orphaned);
                break;
            default:
                Fail(reference, Tri.Maybe);
                break;
        }
    }

    /// <summary>Whether a child row is left without its parent when the statement has run.</summary>
    private Tri Unresolved(Reference reference, Table child, Table parent, Loss orphaned)
    {
        if (_consequences.LossOf(child).IsEverything || IsReplaced(parent))
        {
            return Tri.No;
        }

        return reference.IsSelf || _consequences.IsTouchedOtherwise(reference) ? TriLogic.Doubted(orphaned.Happens) : orphaned.Happens;
    }

    /// <summary>Whether REPLACE can displace a row by one key only, which the new row then has, and no action takes other rows with it.</summary>
    private bool IsReplaced(Table table) =>
        _consequences.Replaced == table && !_consequences.ComesBackTo(table) && table.Keys.Count + _consequences.Schema.IndexesOf(table).Count(index => index.IsUnique) == 1;

    /// <summary>Columns of the child become NULL: NOT NULL and CHECK are asked.</summary>
    private void Set(Reference reference, Table child, Loss orphaned, IEnumerable<string> nulled)
    {
        if (nulled.Any(child.IsNeverNull))
        {
            Fail(reference, reference.IsSelf || _consequences.IsTouchedOtherwise(reference) ? Tri.Maybe : orphaned.Happens);
        }
        else if (child.HasCheck)
        {
            Fail(reference, Tri.Maybe);
        }
    }

    private void SetDefault(Reference reference, Table child, Table parent, Loss orphaned)
    {
        var defaults = reference.Columns.Select(column => (Name: column, Kind: child.Find(column)?.Default ?? DefaultKind.Unknown)).ToList();
        Set(reference, child, orphaned, defaults.Where(column => column.Kind == DefaultKind.Null).Select(column => column.Name));
        if (defaults.Any(column => column.Kind is DefaultKind.Expression or DefaultKind.Unknown))
        {
            Fail(reference, Tri.Maybe);
            return;
        }

        var isInKey = child.Keys.Any(key => key.Overlaps(reference))
            || _consequences.Schema.IndexesOf(child).Any(index => index.IsUnique && index.Terms.Any(term => term.Column is null || reference.Columns.Contains(term.Column, SqlIdentifier.Comparer)));
        var hasNull = defaults.Any(column => column.Kind == DefaultKind.Null);
        if (!hasNull)
        {
            var isGone = _consequences.LossOf(parent).IsEverything;
            Pend(reference, isGone ? Unresolved(reference, child, parent, orphaned) : TriLogic.Doubted(orphaned.Happens));
        }

        // Another foreign key of the same columns may find no parent for the default.
        foreach (var other in child.References.Where(other => other != reference && other.Overlaps(reference.Columns)))
        {
            if (!defaults.Any(column => column.Kind == DefaultKind.Null && other.Columns.Contains(column.Name, SqlIdentifier.Comparer)))
            {
                Pend(other, TriLogic.Doubted(orphaned.Happens));
            }
        }

        // Two rows with the same default may collide.
        if (isInKey)
        {
            Fail(reference, Tri.Maybe);
        }
    }

    private void Pend(Reference reference, Tri violated)
    {
        var state = _consequences.State;
        if (state.IsInTransaction && (reference.IsDeferred || state.DefersAll))
        {
            _pending[reference] = _pending.TryGetValue(reference, out var before) ? TriLogic.Or(before, violated) : violated;
        }
        else
        {
            Fail(reference, violated);
        }
    }

    private void Fail(Reference reference, Tri fails)
    {
        if (fails == Tri.No || fails < Raises)
        {
            return;
        }

        if (fails > Raises)
        {
            _blames.Clear();
            Raises = fails;
        }

        _blames.Add(reference);
    }

    /// <summary>What is known of the rows when the statement has passed.</summary>
    public Contents After()
    {
        var contents = _consequences.State.Contents;
        foreach (var table in _consequences.Losing)
        {
            contents = contents.With(table, _consequences.LossOf(table).IsEverything ? Tri.No : TriLogic.Doubted(contents.RowsOf(table)));
        }

        foreach (var reference in _consequences.Touched)
        {
            contents = contents.With(reference, After(reference, _consequences.State.Contents.UseOf(reference)));
        }

        return contents;
    }

    private Use After(Reference reference, Use use)
    {
        var schema = _consequences.Schema;
        var child = schema.ChildOf(reference)!;
        var childLoss = _consequences.LossOf(child);
        if (childLoss.IsEverything)
        {
            // The engine counted a row as one without a parent that was its own, and does not count it back when it goes: COMMIT fails over an empty table.
            return use.Dangling != Tri.No && Affinities.MayMissItself(reference, schema) ? Use.None with { Dangling = Tri.Maybe } : Use.None;
        }

        var parentLoss = ParentKey.Of(reference, schema).Table is { } parent ? _consequences.LossOf(parent) : default;
        var isTouched = childLoss.IsPossible || _consequences.IsChangedOtherwise(reference);
        var isCovered = !_consequences.IsChangedOtherwise(reference) && (!childLoss.IsPossible || _consequences.IsLostBy(child, reference));
        var coverage = use.Coverage switch
        {
            _ when parentLoss.IsEverything => Coverage.None,
            Coverage.EveryParent when isCovered => Coverage.EveryParent,
            Coverage.SomeParent when isCovered && !parentLoss.IsPossible => Coverage.SomeParent,
            Coverage.None => Coverage.None,
            _ => Coverage.Unknown,
        };
        var dangling = isTouched ? TriLogic.Doubted(use.Dangling) : use.Dangling;
        return use with { Coverage = coverage, Dangling = _pending.TryGetValue(reference, out var pending) ? TriLogic.Or(dangling, pending) : dangling };
    }
}
