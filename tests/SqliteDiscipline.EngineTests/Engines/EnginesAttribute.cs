using System.Reflection;
using Xunit.Sdk;

namespace SqliteDiscipline.EngineTests.Engines;

/// <summary>Providers on one native library, which this machine may lack: those named, and in a long run every one.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class EnginesAttribute(NativeLibraryKind native, params string[] ordinary) : DataAttribute
{
    public override string Skip
    {
        get => new EngineUnderTest(EngineUnderTest.Providers[0], native).NativePath is null ? $"There is no native SQLite here of this kind: {native}." : null!;
        set => throw new NotSupportedException();
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => 
        (LongRun.IsAsked ? EngineUnderTest.Providers : ordinary).Select(provider => new object[] { provider, native });
}
