using System.Text;

namespace Aico;

/// <summary>What is on the disk, as the disk has it.</summary>
internal static class Evidence
{
    private const int PageSize = 4096;

    /// <summary>Whether a log is beside the file that still holds what the file does not.</summary>
    public static string Wal(string database) =>
        new FileInfo(database + "-wal") is { Exists: true, Length: > 0 } ? "some of it only in the WAL" : "all of it in the file";

    /// <summary>Whether a text can be read in the file or its log without any key.</summary>
    public static string PlainText(string database, string text) =>
        Bytes(database).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 ? "in plain text" : "not there";

    /// <summary>The file and its log.</summary>
    public static byte[] Bytes(string database) =>
        [.. new[] { database, database + "-wal" }.Where(File.Exists).SelectMany(File.ReadAllBytes)];

    /// <summary>What a bad disk does: one page of the file is no more what it was.</summary>
    public static void Damage(string database, int page)
    {
        using var file = File.OpenWrite(database);
        file.Position = (page - 1) * PageSize;
        file.Write([.. Enumerable.Repeat((byte)0xFF, PageSize)]);
    }
}
