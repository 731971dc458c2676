using System.Buffers;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Timeline.Gate;

/// <summary>
/// The words of a text, in order: identifiers, keywords, and those within strings and comments alike. Read from the characters alone, because
/// that is some hundred times cheaper than asking the syntax, and most files have no word that matters.
/// </summary>
internal ref struct Words
{
    /// <summary>
    /// For what runs for every word of a program: a compiler that has just started would otherwise run it some 100,000 times before its loop is optimized.
    /// It is AggressiveOptimization, which .NET Standard 2.0 has no name for and older runtimes ignore.
    /// </summary>
    public const MethodImplOptions OptimizedAtOnce = (MethodImplOptions)512;

    private static readonly bool[] s_isWord = Enumerable.Range(0, 128).Select(code => (char)code is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_').ToArray();

    private readonly char[] _buffer;
    private readonly int _length;
    private int _position;
    private int _start;

    private Words(char[] buffer, int length)
    {
        (_buffer, _length) = (buffer, length);
        (_position, _start, Hash) = (0, 0, 0);
    }

    /// <summary>The word that the reader is at.</summary>
    public readonly ReadOnlySpan<char> Current => _buffer.AsSpan(_start, _position - _start);

    /// <summary>Its hash, that of <see cref="HashOf"/>.</summary>
    public int Hash { get; private set; }

    public static Words In(SourceText text, TextSpan span)
    {
        var buffer = ArrayPool<char>.Shared.Rent(span.Length);
        text.CopyTo(span.Start, buffer, 0, span.Length);
        return new Words(buffer, span.Length);
    }

    /// <summary>What <see cref="Hash"/> is for a word. Two words may have the same: who compares these alone lets through a little too much.</summary>
    public static int HashOf(string word)
    {
        var hash = Seed;
        foreach (var character in word)
        {
            hash = Mix(hash, character);
        }

        return hash;
    }

    [MethodImpl(OptimizedAtOnce)]
    public bool MoveNext()
    {
        var (buffer, length, isWord) = (_buffer, _length, s_isWord);
        var i = _position;
        while (i < length && !IsWord(buffer[i], isWord))
        {
            i++;
        }

        _start = i;
        var hash = Seed;
        while (i < length && IsWord(buffer[i], isWord))
        {
            hash = Mix(hash, buffer[i]);
            i++;
        }

        _position = i;
        Hash = hash;
        return i > _start;
    }

    public readonly void Dispose() => ArrayPool<char>.Shared.Return(_buffer);

    private const int Seed = unchecked((int)2166136261);

    private static int Mix(int hash, char character) => unchecked((hash ^ character) * 16777619);

    private static bool IsWord(char character, bool[] isWord) => character >= isWord.Length || isWord[character];
}
