using System.Reflection;
using SqliteDiscipline.EngineTests.Generation;
using Xunit;
using Xunit.Abstractions;

namespace SqliteDiscipline.EngineTests.Engines;

/// <summary>What holds on the engine that the tests are built with holds on every other: the very same tests run there.</summary>
public sealed class OtherEnginesTests(ITestOutputHelper output)
{
    [Theory]
    [Engines(NativeLibraryKind.OfThePackage, "8.0.30", "9.0.20", "10.0.11")]
    [Engines(NativeLibraryKind.OfTheSystem, "6.0.7", "10.0.11")]
    [Engines(NativeLibraryKind.Newest, "10.0.11")]
    public async Task EverythingHolds(string provider, NativeLibraryKind native)
    {
        var engine = new EngineUnderTest(provider, native);
        var context = new EngineContext(engine);
        var run = await NestedRun.Of(context.Tests, IsAsked);

        // Another engine indeed.
        var found = (string[])context.Tests.GetType(typeof(RunningEngine).FullName!, throwOnError: true)!.GetMethod(nameof(RunningEngine.Describe))!.Invoke(null, null)!;
        Assert.StartsWith(provider, found[0], StringComparison.Ordinal);
        Assert.True(native == NativeLibraryKind.OfThePackage || found[1] != RunningEngine.Describe()[1], $"{engine} runs on {found[1]}, as all tests do.");

        output.WriteLine($"{engine} (SQLite {found[1]}, foreign keys by default {found[2]}): {run.Passed} passed, {run.Failures.Count} failed");
        Assert.True(run.Failures.Count == 0, $"{engine}: {run.Failures.Count} failed\n{string.Join('\n', run.Failures)}");
        Assert.InRange(run.Passed, 1, int.MaxValue);
    }

    private static bool IsAsked(MethodInfo method) =>
        method.DeclaringType!.Namespace == typeof(Generated).Namespace
        && (LongRun.IsAsked || IsMarked(method) || IsMarked(method.DeclaringType));

    // By name: over there it is another type.
    private static bool IsMarked(MemberInfo member) =>
        member.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == typeof(OnEveryEngineAttribute).FullName);
}
