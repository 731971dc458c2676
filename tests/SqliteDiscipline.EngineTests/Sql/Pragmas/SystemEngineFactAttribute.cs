using Xunit;

namespace SqliteDiscipline.EngineTests.Sql.Pragmas;

/// <summary>A test that runs on one native library, and is skipped, saying so, where the machine has not got it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SystemEngineFactAttribute : FactAttribute
{
    public SystemEngineFactAttribute() =>
        Skip = NativeEngine.Find("libsqlite3.so.0") is null ? "this machine has no libsqlite3.so.0; the tests run on the bundled e_sqlite3 alone" : null;
}
