using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace SqliteDiscipline.PackageTests;

/// <summary>
/// SQLitePCLRaw.core, which every provider stands on. Microsoft.Data.Sqlite 8 and later ask for 2.1; not every registry has it. Consumers are
/// compiled against those providers, never run with them, so 2.0 under the other version's name is as good: what we use of it did not change.
/// </summary>
internal static class NativeBinding
{
    public const string Version = "2.0.6";

    private static readonly Version s_asked = new(2, 1, 12, 3116);

    /// <summary>Copies the assembly from a packages folder, under the version that the later providers ask for.</summary>
    public static void Copy(string packages, string target)
    {
        var image = File.ReadAllBytes(Path.Combine(packages, "sqlitepclraw.core", Version, "lib", "netstandard2.0", "SQLitePCLRaw.core.dll"));

        // The one row of the Assembly table: a hash algorithm, then the version's four parts.
        using var reader = new PEReader([.. image]);
        var row = reader.PEHeaders.MetadataStartOffset + reader.GetMetadataReader().GetTableMetadataOffset(TableIndex.Assembly);
        var parts = new[] { s_asked.Major, s_asked.Minor, s_asked.Build, s_asked.Revision };
        for (var i = 0; i < parts.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(row + sizeof(uint) + (i * sizeof(ushort))), (ushort)parts[i]);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllBytes(target, image);
    }
}
