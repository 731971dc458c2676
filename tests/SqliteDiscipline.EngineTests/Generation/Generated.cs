using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Data.Sqlite;
using SqliteDiscipline.Analyzers.Generation;
using SqliteDiscipline.EngineTests.Engines;
using Xunit;

namespace SqliteDiscipline.EngineTests.Generation;

/// <summary>A manifest, what is generated from it, compiled, loaded, and ready to run on files in a folder of its own.</summary>
/// <remarks>The manifest's text may say <c>{folder}</c> inside string literals.</remarks>
internal sealed class Generated : IDisposable
{
    // What the same manifest comes to in another folder differs in the folder's name alone, and all names have one length.
    private static readonly ConcurrentDictionary<string, Lazy<byte[]>> s_images = ImagesInCommon();
    private static readonly string s_anyFolder = NameOf(Guid.Empty);

    private static readonly ImmutableArray<MetadataReference> s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) is var name
                           && (name.StartsWith("System.", StringComparison.Ordinal)
                               || name is "netstandard" or "mscorlib" or "SqliteDiscipline"
                               || (name is "Microsoft.Data.Sqlite" or "SQLitePCLRaw.core" && !LongRun.IsAsked)))
            .Concat(LongRun.IsAsked ? [typeof(SqliteConnection).Assembly.Location, typeof(SQLitePCL.raw).Assembly.Location] : [])
            .Select(path => MetadataReference.CreateFromFile(path))];

    private readonly LoadContext _context = new();
    private readonly Assembly _assembly;

    public Generated(string manifest)
    {
        SQLitePCL.Batteries_V2.Init();
        Folder = NameOf(Guid.NewGuid());
        Directory.CreateDirectory(Folder);
        Image = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(s_images.GetOrAdd(manifest, text => new(() => Compile(text))).Value)
            .Replace(InImage(s_anyFolder), InImage(Folder), StringComparison.Ordinal));
        _assembly = _context.LoadFromStream(new MemoryStream(Image));
    }

    public string Folder { get; }

    /// <summary>The compiled assembly.</summary>
    public byte[] Image { get; }

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
            ExceptionDispatchInfo.Throw(failure.InnerException!);
            throw;
        }
    }

    /// <summary>Closes the handles that wait in the pools of these databases.</summary>
    public void Release() => Invoke("_shutdown");

    public bool Has(string member) => _assembly.GetType("Databases", throwOnError: true)!.GetMethod(member) is not null;

    public long Size(string file) => new FileInfo(PathOf(file)) is { Exists: true } info ? info.Length : 0;

    public void Dispose()
    {
        // Not every pool of the process: other tests rely on theirs.
        Release();
        _context.Unload();
        Directory.Delete(Folder, recursive: true);
    }

    private static byte[] Compile(string manifest)
    {
        var source = "using SqliteDiscipline;\n" + manifest.Replace("{folder}", s_anyFolder.Replace("\\", "\\\\"), StringComparison.Ordinal);
        var parse = new CSharpParseOptions(LanguageVersion.Latest, preprocessorSymbols: ["NET7_0_OR_GREATER"]);
        var compilation = CSharpCompilation.Create(
            "Generated",
            [CSharpSyntaxTree.ParseText(source, parse)],
            s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new SqliteConnectionGenerator().AsSourceGenerator()], parseOptions: parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out var whole, out _);

        using var image = new MemoryStream();
        var emitted = whole.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return image.ToArray();
    }

    // Compiled against the oldest provider, it runs on all; only a long run compiles it again for each. The dictionary is of a type that all engines share.
    private static ConcurrentDictionary<string, Lazy<byte[]>> ImagesInCommon()
    {
        var name = "images for " + (LongRun.IsAsked ? typeof(SqliteConnection).Assembly.FullName : "all");
        lock (AppDomain.CurrentDomain)
        {
            if (AppDomain.CurrentDomain.GetData(name) is not ConcurrentDictionary<string, Lazy<byte[]>> images)
            {
                AppDomain.CurrentDomain.SetData(name, images = new());
            }

            return images;
        }
    }

    private static string NameOf(Guid folder) => Path.Combine(Path.GetTempPath(), "sqlite-discipline-" + folder.ToString("N"));

    // String literals are UTF-16 there.
    private static string InImage(string text) => Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(text));

    /// <summary>What was generated runs on the provider that its test runs on.</summary>
    private sealed class LoadContext() : AssemblyLoadContext("Generated", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) => GetLoadContext(typeof(Generated).Assembly)!.LoadFromAssemblyName(assemblyName);
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
