using Xunit;

namespace SqliteDiscipline.Tests;

/// <summary>A theory of which every row needs C# of a version, as <see cref="CSharpDataAttribute"/> counts them: on an older compiler there is no row that could be run.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CSharpTheoryAttribute : TheoryAttribute
{
    public CSharpTheoryAttribute(int version)
    {
        if (!CSharpDataAttribute.IsRead(version))
        {
            Skip = $"C# {version / 100} cannot be read by this compiler";
        }
    }
}
