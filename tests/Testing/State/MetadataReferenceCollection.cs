using System.Collections.Concurrent;
using System.Reflection;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Assemblies that the code under test refers to.</summary>
public class MetadataReferenceCollection : List<MetadataReference>
{
    public void Add(Assembly assembly) => Add(SharedReferences.Get(assembly.Location));

    public void Add(string path) => Add(SharedReferences.Get(path));
}

/// <summary>One reference per file for the whole run: reading the framework's metadata anew for each test would be most of its cost.</summary>
internal static class SharedReferences
{
    private static readonly ConcurrentDictionary<string, MetadataReference> ByPath = new(StringComparer.Ordinal);

    public static MetadataReference Get(string path) => ByPath.GetOrAdd(path, static file => MetadataReference.CreateFromFile(file));
}
