using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Data.Sqlite;
using SqliteDiscipline.Analyzers.Generation;
using Xunit;

namespace SqliteDiscipline.EngineTests.Generation;

/// <summary>A manifest, what is generated from it, compiled, loaded, and ready to run on files in a folder of its own.</summary>
/// <remarks>The manifest's text may say <c>{folder}</c> inside string literals.</remarks>
internal sealed class Generated : IDisposable
{
    private static readonly ImmutableArray<MetadataReference> s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file
                           && !file.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
                           && !file.StartsWith("SqliteDiscipline.", StringComparison.Ordinal) || Path.GetFileName(path) == "SqliteDiscipline.dll")
            .Select(path => MetadataReference.CreateFromFile(path))];

    private readonly AssemblyLoadContext _context = new("Generated", isCollectible: true);
    private readonly Assembly _assembly;

    public Generated(string manifest)
    {
        SQLitePCL.Batteries_V2.Init();
        Folder = Directory.CreateTempSubdirectory("sqlite-discipline-").FullName;
        var source = "using SqliteDiscipline;\n" + manifest.Replace("{folder}", Folder.Replace("\\", "\\\\"), StringComparison.Ordinal);
        var parse = new CSharpParseOptions(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create(
            "Generated" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(source, parse)],
            s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new SqliteConnectionGenerator().AsSourceGenerator()], parseOptions: parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out var whole, out _);

        using var image = new MemoryStream();
        var emitted = whole.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        _assembly = _context.LoadFromStream(image);
    }

    public string Folder { get; }

    /// <summary>A factory whose databases lie in its folder.</summary>
    public static Generated With(string attributes, string members = "") =>
        new($"[SqliteConnectionFactory]\n{attributes}\npublic static partial class Databases {{ {members} }}");

    public string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>Calls a generated member of the factory that gives a connection.</summary>
    public SqliteConnection Call(string member, params object[] arguments) => (SqliteConnection)Invoke(member, arguments)!;

    /// <summary>Calls a generated member of the factory.</summary>
    public object? Invoke(string member, params object[] arguments)
    {
        var method = _assembly.GetType("Databases", throwOnError: true)!.GetMethod(member)!;
        try
        {
            return method.Invoke(null, arguments);
        }
        catch (TargetInvocationException failure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure.InnerException!);
            throw;
        }
    }

    public bool Has(string member) => _assembly.GetType("Databases", throwOnError: true)!.GetMethod(member) is not null;

    public long Size(string file) => new FileInfo(PathOf(file)) is { Exists: true } info ? info.Length : 0;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _context.Unload();
        Directory.Delete(Folder, recursive: true);
    }
}

internal static class Engine
{
    public static string? Ask(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public static void Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
