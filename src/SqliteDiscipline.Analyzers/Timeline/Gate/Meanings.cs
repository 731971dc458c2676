namespace SqliteDiscipline.Analyzers.Timeline.Gate;

/// <summary>What a word can tell of the code that it stands in.</summary>
[Flags]
internal enum Meanings : ushort
{
    Nothing = 0,

    /// <summary>A provider, or what one does with a connection.</summary>
    OfConnections = 1,

    /// <summary>What one does with a connection where there are databases at all: <c>Open</c>, <c>Query</c>.</summary>
    OfConnectionsAmongDatabases = 2,

    /// <summary>What ends in <c>Connection</c>.</summary>
    NameOfConnection = 4,

    /// <summary>A namespace of databases.</summary>
    OfDatabases = 8,

    /// <summary><c>Data</c>, which is a namespace of databases behind <see cref="System"/>.</summary>
    Data = 0x10,
    System = 0x20,

    /// <summary><c>using</c>, which holds for all files behind <see cref="Global"/>.</summary>
    Using = 0x40,
    Global = 0x80,

    /// <summary>A type that does something with files.</summary>
    FileCall = 0x100,

    /// <summary>What is called on a FileInfo or DirectoryInfo that a field keeps.</summary>
    FileMember = 0x200,

    /// <summary>How a path ends that is a database's.</summary>
    DatabaseFile = 0x400,

    /// <summary>What makes objects of types that it is given: what type, may be told elsewhere.</summary>
    Reflection = 0x800,

    /// <summary>The verb of a statement, as SQL is spelt: not as a method is named.</summary>
    Statement = 0x1000,

    /// <summary>What begins a statement that makes or changes a schema.</summary>
    DdlVerb = 0x2000,

    /// <summary>What such a statement makes or changes.</summary>
    DdlObject = 0x4000,

    /// <summary>The pragma that a database gets a WAL by.</summary>
    JournalMode = 0x8000,
}

internal static class MeaningsExtensions
{
    /// <summary>Whether it is one of some meanings.</summary>
    public static bool HasAny(this Meanings meanings, Meanings some) => (meanings & some) != 0;
}
