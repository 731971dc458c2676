using System.Runtime.CompilerServices;

namespace SqliteDiscipline.Analyzers.Timeline.Gate;

/// <summary>What the words tell that this thread has read last: most words of a program come again and again, and looking one up is cheaper than spelling it out.</summary>
internal sealed class RecentWords
{
    private const int Size = 1024;

    [ThreadStatic]
    private static RecentWords? t_own;

    // The hash above, what it tells below: one number, so that the two belong together.
    private readonly long[] _words = new long[Size];

    private RecentWords()
    {
    }

    public static RecentWords OfThread => t_own ??= new RecentWords();

    /// <summary>What <see cref="Telling.Of"/> says.</summary>
    [MethodImpl(Words.OptimizedAtOnce)]
    public Meanings Of(ReadOnlySpan<char> word, int hash)
    {
        ref var known = ref _words[hash & (Size - 1)];
        if ((int)(known >> 32) != hash)
        {
            known = ((long)hash << 32) | (uint)Telling.Of(word, hash);
        }

        return (Meanings)(int)known;
    }
}
