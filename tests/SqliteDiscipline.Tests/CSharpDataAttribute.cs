using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Sdk;

namespace SqliteDiscipline.Tests;

/// <summary>
/// Inline data that is C# of a version: 1200 is C# 12, as in <see cref="LanguageVersion"/>. Older compilers, on which the same tests run, cannot read
/// it, and there the row does not exist.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class CSharpDataAttribute(int version, params object[] data) : DataAttribute
{
    private static readonly int s_newest = (int)LanguageVersion.Latest.MapSpecifiedToEffectiveVersion();

    /// <summary>Whether the compiler that is tested on reads C# of that version.</summary>
    public static bool IsRead(int version) => version <= s_newest;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => IsRead(version) ? [data] : [];
}
