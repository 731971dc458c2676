using Microsoft.Data.Sqlite;
using Xunit;

namespace SqliteDiscipline.EngineTests.Generation;

/// <summary>Who gets which pooled handle.</summary>
[Collection(nameof(PooledHandles))]
public sealed class PoolTests
{
    [Fact]
    public void Pool_IsSharedWithNobody()
    {
        using var generated = Generated.With("[SqliteDatabase(\"one\", \"{folder}/main.db\")] [SqliteDatabase(\"two\", \"{folder}/main.db\")]");
        var handles = new HashSet<object>(ReferenceEqualityComparer.Instance);
        using (var one = generated.Call("_connect_one"))
        {
            Assert.True(handles.Add(one.Handle!));
        }

        using (var two = generated.Call("_connect_two"))
        {
            Assert.True(handles.Add(two.Handle!));
        }

        using (var raw = new SqliteConnection($"Data Source={generated.PathOf("main.db")};Foreign Keys=True;Default Timeout=5"))
        {
            raw.Open();
            Assert.True(handles.Add(raw.Handle!));
        }

        using (var again = generated.Call("_connect_one"))
        {
            Assert.False(handles.Add(again.Handle!));
        }
    }
}
