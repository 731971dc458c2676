using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Files by name; the name is the path that locations and <c>.editorconfig</c> sections see.</summary>
public class SourceFileCollection : List<(string filename, SourceText content)>
{
    public void Add((string filename, string content) file) =>
        Add((file.filename, SourceText.From(file.content, Encoding.UTF8)));

    public void Add((Type sourceGeneratorType, string filename, string content) file) =>
        Add((file.sourceGeneratorType, file.filename, SourceText.From(file.content, Encoding.UTF8)));

    /// <summary>A file that a generator emits; it stands where the compiler puts it: assembly, type, hint name.</summary>
    public void Add((Type sourceGeneratorType, string filename, SourceText content) file) =>
        Add((
            Path.Combine(
                file.sourceGeneratorType.Assembly.GetName().Name ?? string.Empty,
                file.sourceGeneratorType.FullName ?? string.Empty,
                file.filename),
            file.content));
}

/// <summary>Sources that need no name of their own: <c>/0/Test0.cs</c>, <c>/0/Test1.cs</c>, …</summary>
public class SourceFileList(string defaultPrefix, string defaultExtension) : SourceFileCollection
{
    public void Add(string content) => Add((NextName, content));

    public void Add(SourceText content) => Add((NextName, content));

    private string NextName => $"{defaultPrefix}{Count}.{defaultExtension}";
}
