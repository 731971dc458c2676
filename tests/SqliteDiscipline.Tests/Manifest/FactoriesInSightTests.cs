using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SqliteDiscipline.Analyzers.Manifest;
using Xunit;

namespace SqliteDiscipline.Tests.Manifest;

public sealed class FactoriesInSightTests
{
    private static readonly ImmutableArray<MetadataReference> s_framework =
        [.. new[] { "System.Private.CoreLib.dll", "System.Runtime.dll", "netstandard.dll" }.Select(name => MetadataReference.CreateFromFile(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name)))];

    private static readonly MetadataReference s_attributes = MetadataReference.CreateFromFile(typeof(SqliteDatabaseAttribute).Assembly.Location);

    /// <summary>A package of which only the analyzers are taken leaves out its attributes, also those of a library that is referenced.</summary>
    [Theory]
    [InlineData("""SqliteDatabase("a", "a.db")""")]
    [InlineData("""SqliteDatabase("a", "a.db", Profile = SqliteProfile.Durable)""")]
    public void FactoryOfALibrary_WhereTheAttributesAreNotReferenced_IsInSight_AndNothingIsKnownOfItsDatabases(string database)
    {
        var library = Library($"using SqliteDiscipline; [SqliteConnectionFactory, {database}] public static partial class Databases {{ }}");
        var (with, without) = (Compile("App", "", s_attributes, library), Compile("App", "", library));

        var seen = Assert.IsAssignableFrom<INamedTypeSymbol>(Assert.Single(FactoriesInSight.In(with, default).Symbols));
        Assert.Equal("Databases", seen.Name);
        Assert.Single(ManifestReadings.Of(seen, default).Model!.Databases);

        var named = Assert.IsAssignableFrom<INamedTypeSymbol>(Assert.Single(FactoriesInSight.In(without, default).Symbols));
        Assert.Equal("Databases", named.Name);
        Assert.Null(ManifestReadings.Of(named, default).Model);
    }

    private static PortableExecutableReference Library(string source)
    {
        var image = new MemoryStream();
        Assert.True(Compile("Library", source, s_attributes).Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static CSharpCompilation Compile(string name, string source, params ReadOnlySpan<MetadataReference> references) => CSharpCompilation.Create(
        name, [CSharpSyntaxTree.ParseText(source)], [.. s_framework, .. references], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
}
