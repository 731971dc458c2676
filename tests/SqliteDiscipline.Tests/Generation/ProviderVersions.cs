using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Tests.Generation;

/// <summary>The versions of Microsoft.Data.Sqlite that generated code must compile against.</summary>
internal static class ProviderVersions
{
    public static readonly ImmutableArray<string> All = ["6.0.7", "8.0.30", "9.0.20", "10.0.11"];

    private static readonly string s_packages = typeof(ProviderVersions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "PackageFolder").Value!;

    public static ImmutableArray<MetadataReference> References(string version)
    {
        var library = Path.Combine(s_packages, "microsoft.data.sqlite.core", version, "lib");
        var provider = new[] { "net8.0", "net6.0" }.Select(framework => Path.Combine(library, framework, "Microsoft.Data.Sqlite.dll")).First(File.Exists);
        return
        [
            MetadataReference.CreateFromFile(typeof(SqliteDatabaseAttribute).Assembly.Location),
            MetadataReference.CreateFromFile(provider),
            MetadataReference.CreateFromImage(CoreFor(provider)),
        ];
    }

    /// <summary>
    /// The SQLitePCLRaw.core of the tests, under the version that the provider asks for: newer ones differ in nothing that is used here, and
    /// not every registry has them.
    /// </summary>
    private static byte[] CoreFor(string provider)
    {
        var asked = Read(File.ReadAllBytes(provider), reader => reader.AssemblyReferences.Select(reader.GetAssemblyReference)
            .Single(reference => reader.GetString(reference.Name) == "SQLitePCLRaw.core").Version);
        var image = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "SQLitePCLRaw.core.dll"));

        // A row of the Assembly table: the hash algorithm, then the four parts of the version.
        var row = Read(image, (reader, metadata) => metadata + reader.GetTableMetadataOffset(TableIndex.Assembly) + sizeof(int));
        foreach (var part in new[] { asked.Major, asked.Minor, asked.Build, asked.Revision })
        {
            BitConverter.TryWriteBytes(image.AsSpan(row), (ushort)part);
            row += sizeof(ushort);
        }

        return image;
    }

    private static T Read<T>(byte[] image, Func<MetadataReader, T> read) => Read(image, (reader, _) => read(reader));

    private static T Read<T>(byte[] image, Func<MetadataReader, int, T> read)
    {
        using var file = new PEReader(new MemoryStream(image));
        return read(file.GetMetadataReader(), file.PEHeaders.MetadataStartOffset);
    }
}
