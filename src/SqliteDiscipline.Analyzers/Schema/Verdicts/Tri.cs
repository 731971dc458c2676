namespace SqliteDiscipline.Analyzers.Schema.Verdicts;

/// <summary>What is known of a yes-or-no question; ordered, so that the greater of two answers is the answer to "either".</summary>
internal enum Tri : byte
{
    No,
    Maybe,
    Yes,
}

/// <summary>What a statement takes from a table.</summary>
/// <param name="Happens">Whether a row goes.</param>
/// <param name="IsEverything">Whether none is left.</param>
internal readonly record struct Loss(Tri Happens, bool IsEverything)
{
    public bool IsPossible => Happens != Tri.No || IsEverything;

    public static Loss operator |(Loss x, Loss y) => new(TriLogic.Or(x.Happens, y.Happens), x.IsEverything || y.IsEverything);
}

internal static class TriLogic
{
    public static Tri Or(Tri x, Tri y) => x > y ? x : y;

    /// <summary>Yes is no longer sure; no stays no.</summary>
    public static Tri Doubted(Tri x) => x == Tri.No ? Tri.No : Tri.Maybe;
}
