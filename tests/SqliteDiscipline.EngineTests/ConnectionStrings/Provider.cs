using System.Data.Common;
using System.Reflection;
using System.Runtime.Loader;
using SqliteDiscipline.EngineTests.Engines;

namespace SqliteDiscipline.EngineTests.ConnectionStrings;

/// <summary>One version of Microsoft.Data.Sqlite, loaded beside the others; the native library and what binds to it are those of the tests.</summary>
internal sealed class Provider
{
    private readonly Type _builder;
    private readonly Type _connection;

    private Provider(Assembly assembly)
    {
        SQLitePCL.Batteries_V2.Init();
        _builder = assembly.GetType("Microsoft.Data.Sqlite.SqliteConnectionStringBuilder", throwOnError: true)!;
        _connection = assembly.GetType("Microsoft.Data.Sqlite.SqliteConnection", throwOnError: true)!;
        Version = assembly.GetName().Version!.Major;
    }

    /// <summary>The major version.</summary>
    public int Version { get; }

    public static Provider Of(string version)
    {
        if (version == EngineUnderTest.Providers[0])
        {
            return new Provider(typeof(Microsoft.Data.Sqlite.SqliteConnection).Assembly);
        }

        var context = new AssemblyLoadContext("Microsoft.Data.Sqlite " + version);

        // It asks for a later SQLitePCLRaw than some registries have; what it uses of it has not changed.
        context.Resolving += static (_, name) => name.Name!.StartsWith("SQLitePCLRaw", StringComparison.Ordinal)
            ? AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(name.Name))
            : null;
        return new Provider(context.LoadFromAssemblyPath(
            EngineUnderTest.Managed("microsoft.data.sqlite.core", version, "Microsoft.Data.Sqlite", "net8.0")));
    }

    /// <summary>Whether every way to give it the string takes it: the builder, and a connection that is then opened.</summary>
    public bool Takes(string connectionString)
    {
        var asBuilder = Succeeds(() => Make(_builder, connectionString));
        var asConnection = Succeeds(() =>
        {
            using var connection = (DbConnection)Make(_connection, connectionString);
            connection.Open();
        });
        return asBuilder == asConnection
            ? asBuilder
            : throw new InvalidOperationException($"'{connectionString}': the builder {(asBuilder ? "takes" : "refuses")} what the connection does not");
    }

    /// <summary>Whether the builder takes it, keyword by keyword.</summary>
    public bool BuilderTakes(string keyword, object value) => Succeeds(() => ((DbConnectionStringBuilder)Make(_builder))[keyword] = value);

    private static bool Succeeds(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception refused) when (Innermost(refused) is ArgumentException or FormatException or OverflowException)
        {
            return false;
        }
    }

    private static Exception Innermost(Exception failure) => failure is TargetInvocationException { InnerException: { } inner } ? inner : failure;

    private static object Make(Type type, params object[] arguments) => Activator.CreateInstance(type, arguments)!;
}
