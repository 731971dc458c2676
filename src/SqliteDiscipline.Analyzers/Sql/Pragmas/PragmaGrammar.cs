using System.Collections.Immutable;

namespace SqliteDiscipline.Analyzers.Sql.Pragmas;

/// <summary>The grammars of values. What stands here was measured on the engine, and tests hold it to it.</summary>
internal static class PragmaGrammar
{
    private static readonly PragmaWord[] s_switch =
    {
        new("on", "1"), new("yes", "1"), new("true", "1"), new("off", "0"), new("no", "0"), new("false", "0"),
    };

    /// <summary>A boolean. Every word that is not known is false.</summary>
    public static readonly PragmaValues Boolean = new(Words(s_switch), ReadBoolean);

    /// <summary>writable_schema: a boolean, or RESET.</summary>
    public static readonly PragmaValues BooleanOrReset = new(Words(s_switch.Append(new PragmaWord("reset", "0")).ToArray()), ReadBoolean);

    /// <summary>secure_delete: a boolean, or FAST.</summary>
    public static readonly PragmaValues BooleanOrFast = new(Words(s_switch.Append(new PragmaWord("fast", "2")).ToArray()), ReadBoolean);

    /// <summary>cache_spill: a boolean, or a number of pages. Here every word that is not known is true, and it answers with a number of its own.</summary>
    public static readonly PragmaValues CacheSpill = new(
        Words(new("on", null), new("yes", null), new("true", null), new("off", "0"), new("no", "0"), new("false", "0")),
        (_, value) =>
        {
            var isNumber = Numbers.TryReadInt32(value, out var pages);
            var isOn = ReadSwitch(value, otherwise: !isNumber || pages != 0);
            var isMeant = isNumber && Numbers.Says(value, pages) && pages != 0 == isOn;
            return new PragmaReading(isMeant ? PragmaOutcome.AsWritten : PragmaOutcome.Misread, isOn ? null : "0", isOn ? "ON" : "OFF");
        });

    /// <summary>synchronous. The number of levels is a power of two to SQLite: 7 is 0 again.</summary>
    public static readonly PragmaValues Synchronous = new(
        Words(
            new("off", "0"), new("normal", "1"), new("full", "2"), new("extra", "3"), new("no", "0"), new("false", "0"),
            new("on", "1", "NORMAL"), new("yes", "1", "NORMAL"), new("true", "1", "NORMAL")),
        (values, value) =>
        {
            var level = StartsWithDigit(value) ? Math.Max(0, (((byte)Numbers.ReadInt32(value) + 1) & 7) - 1) : 1;
            var answer = Numbers.Text(level);
            return level > 3 ? PragmaReading.Misread(answer, "FULL") : ReadNumber(value, level, values.WordFor(answer)!);
        });

    /// <summary>journal_mode. SQLite takes the first mode that starts with the value, so that nothing at all is DELETE.</summary>
    public static readonly PragmaValues Journal = new(
        Words(
            new("delete", "delete"), new("persist", "persist"), new("off", "off"), new("truncate", "truncate"), new("memory", "memory"), new("wal", "wal")),
        (values, value) => values.Words.FirstOrDefault(word => SqlIdentifier.EqualsAt(word.Text, 0, value)).Answer is { } mode
            ? PragmaReading.Misread(mode, mode.ToUpperInvariant())
            : PragmaReading.Ignored);

    public static readonly PragmaValues Locking = new(
        Words(new("normal", "normal"), new("exclusive", "exclusive")),
        (_, _) => PragmaReading.Ignored);

    /// <summary>temp_store. Of a number only the first digit counts.</summary>
    public static readonly PragmaValues TempStore = new(
        Words(new("default", "0"), new("file", "1"), new("memory", "2")),
        (values, value) =>
        {
            var store = value.Length > 0 && value[0] is >= '0' and <= '2' ? value[0] - '0' : 0;
            return ReadNumber(value, store, values.WordFor(Numbers.Text(store))!);
        });

    public static readonly PragmaValues AutoVacuum = new(
        Words(new("none", "0"), new("full", "1"), new("incremental", "2")),
        (values, value) =>
        {
            var mode = Numbers.ReadInt32(value) is >= 0 and <= 2 and var number ? number : 0;
            return ReadNumber(value, mode, values.WordFor(Numbers.Text(mode))!);
        });

    /// <summary>encoding: the one that refuses what it does not know. Which of the two UTF-16 is, the machine decides.</summary>
    public static readonly PragmaValues Encoding = new(
        Words(
            new("utf-8", "UTF-8"), new("utf-16", null), new("utf-16le", "UTF-16le"), new("utf-16be", "UTF-16be"),
            new("utf8", "UTF-8"), new("utf16", null), new("utf16le", "UTF-16le"), new("utf16be", "UTF-16be")),
        (_, _) => PragmaReading.Refused);

    /// <summary>wal_checkpoint. What is not known is PASSIVE; NOOP is new in 3.51.</summary>
    public static readonly PragmaValues Checkpoint = new(
        Words(new("passive", null), new("full", null), new("restart", null), new("truncate", null), new("noop", null)),
        (_, _) => PragmaReading.Misread(null, "PASSIVE"));

    /// <summary>A number of 32 bits, any.</summary>
    public static readonly PragmaValues Number = Int32((_, number) => number);

    /// <summary>busy_timeout, wal_autocheckpoint: 0 and less are off.</summary>
    public static readonly PragmaValues NumberOrOff = new(
        Words(new("off", "0"), new("no", "0"), new("false", "0"), new("none", "0")),
        (_, value) =>
        {
            var number = Numbers.ReadInt32(value);
            var isMeant = Numbers.Says(value, number);
            var answer = Numbers.Text(Math.Max(0, number));
            return new PragmaReading(isMeant ? PragmaOutcome.AsWritten : PragmaOutcome.Misread, answer, answer == "0" ? "0, which is off" : answer);
        });

    /// <summary>default_cache_size: the sign is dropped, and 0 is the default of the build.</summary>
    public static readonly PragmaValues PageCount = Int32((_, number) => number == 0 ? null : number == int.MinValue ? int.MaxValue : Math.Abs(number));

    /// <summary>page_size: a power of two from 512 to 65536; anything else changes nothing.</summary>
    public static readonly PragmaValues PageSize = new(
        ImmutableArray<PragmaWord>.Empty,
        (_, value) => Numbers.ReadInt32(value) is >= 512 and <= 65536 and var size && (size & (size - 1)) == 0 ? ReadNumber(value, size) : PragmaReading.Ignored);

    /// <summary>incremental_vacuum: how many pages; anything that is no number above 0 is all of them.</summary>
    public static readonly PragmaValues PagesToFree = new(
        ImmutableArray<PragmaWord>.Empty,
        (_, value) => Numbers.ReadInt32(value) is var pages && Numbers.Says(value, pages)
            ? PragmaReading.AsWritten(null, Numbers.Text(pages))
            : PragmaReading.Misread(null, pages > 0 ? Numbers.Text(pages) : "all pages"));

    /// <summary>journal_size_limit: 64 bits; every negative number is "no limit".</summary>
    public static readonly PragmaValues SizeLimit = Int64(number => Math.Max(-1, number));

    /// <summary>mmap_size: 64 bits, up to what the build allows; a negative number is the default of the build.</summary>
    public static readonly PragmaValues MappedSize = Int64(number => number < 0 ? null : number, isBounded: true);

    /// <summary>soft_heap_limit, hard_heap_limit: 64 bits; what is no such number, or negative, changes nothing.</summary>
    public static readonly PragmaValues HeapLimit = StrictInt64(number => number < 0 ? null : number);

    /// <summary>threads, analysis_limit: the same, of which 31 bits count, up to what the build allows.</summary>
    public static readonly PragmaValues BoundedNumber = StrictInt64(number => number < 0 ? null : number & int.MaxValue);

    /// <summary>max_page_count: the same, and no less than the file has; 0 changes nothing.</summary>
    public static readonly PragmaValues MaxPages = StrictInt64(number => number <= 0 ? null : number);

    /// <summary>The name of a table or index, a directory, a key: it depends on the database what that is.</summary>
    public static readonly PragmaValues Text = new(ImmutableArray<PragmaWord>.Empty, (_, _) => PragmaReading.Unknown);

    /// <summary>Takes none; one that is given changes nothing.</summary>
    public static readonly PragmaValues None = new(ImmutableArray<PragmaWord>.Empty, (_, _) => PragmaReading.Ignored);

    private static ImmutableArray<PragmaWord> Words(params PragmaWord[] words) => words.ToImmutableArray();

    private static PragmaReading ReadBoolean(PragmaValues values, string value)
    {
        var isOn = ReadSwitch(value, otherwise: false);
        var isMeant = Numbers.TryReadInt32(value, out var number) && Numbers.Says(value, number) && number != 0 == isOn;
        return new PragmaReading(isMeant ? PragmaOutcome.AsWritten : PragmaOutcome.Misread, isOn ? "1" : "0", isOn ? "ON" : "OFF");
    }

    // Eight bits of a number count: 256 is false. One with a minus sign is a word like any other.
    private static bool ReadSwitch(string value, bool otherwise) => StartsWithDigit(value)
        ? (byte)Numbers.ReadInt32(value) != 0
        : s_switch.FirstOrDefault(word => SqlIdentifier.Equals(word.Text, value)) is { Text: not null } word ? word.Answer == "1" : otherwise;

    private static bool StartsWithDigit(string value) => value.Length > 0 && value[0] is >= '0' and <= '9';

    private static PragmaReading ReadNumber(string value, long number, string? word = null) => Numbers.Says(value, number)
        ? PragmaReading.AsWritten(Numbers.Text(number), word)
        : PragmaReading.Misread(Numbers.Text(number), word);

    private static PragmaValues Int32(Func<string, int, int?> kept) => new(
        ImmutableArray<PragmaWord>.Empty,
        (_, value) =>
        {
            var number = Numbers.ReadInt32(value);
            return Kept(value, number, kept(value, number));
        });

    private static PragmaValues Int64(Func<long, long?> kept, bool isBounded = false) => new(
        ImmutableArray<PragmaWord>.Empty,
        (_, value) =>
        {
            Numbers.ReadInt64(value, out var number);
            return Kept(value, number, kept(number)) with { IsBounded = isBounded };
        });

    private static PragmaValues StrictInt64(Func<long, long?> kept) => new(
        ImmutableArray<PragmaWord>.Empty,
        (_, value) => Numbers.ReadInt64(value, out var number) && kept(number) is { } answer
            ? ReadNumber(value, answer) with { IsBounded = true }
            : PragmaReading.Ignored);

    // What is kept may differ from the number by the pragma's own, documented rule; misread is a value that does not say the number.
    private static PragmaReading Kept(string value, long number, long? kept) => new(
        Numbers.Says(value, number) ? PragmaOutcome.AsWritten : PragmaOutcome.Misread,
        kept is { } answer ? Numbers.Text(answer) : null,
        Numbers.Text(number));
}
