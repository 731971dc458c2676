using System.Runtime.CompilerServices;

namespace SqliteDiscipline.Analyzers.Timeline.Gate;

/// <summary>What the words tell that this thread has read last: most words of a program come again and again, and looking one up is cheaper than spelling it out.</summary>
internal sealed class RecentWords
{
    private const int Size = 1024;
    private const int MeaningBits = 16;

    [ThreadStatic]
    private static RecentWords? t_own;

    // What it is known by above (see KeyOf), what it tells below: one number, so that the two belong together.
    private readonly long[] _words = new long[Size];

    private RecentWords()
    {
    }

    public static RecentWords OfThread => t_own ??= new RecentWords();

    /// <summary>What <see cref="Telling.Of"/> says.</summary>
    [MethodImpl(Words.OptimizedAtOnce)]
    public Meanings Of(ReadOnlySpan<char> word, int hash)
    {
        var key = KeyOf(word, hash);
        ref var known = ref _words[hash & (Size - 1)];
        if (known >> MeaningBits != key)
        {
            known = (key << MeaningBits) | (ushort)Telling.Of(word, hash);
        }

        return (Meanings)(ushort)known;
    }

    // Two words of one hash are next to never of one length, too: what one tells is not told of the other.
    private static long KeyOf(ReadOnlySpan<char> word, int hash) => ((long)hash << MeaningBits) | (ushort)word.Length;
}
