using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>A method that is being walked to find out what a call of it comes to, and for the sake of which other it is.</summary>
internal sealed class Asking(IMethodSymbol method, Asking? outer)
{
    /// <summary>Whether a method came up that is being walked already, so that another walk of this one may find more.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>Whether the method is being walked already.</summary>
    public bool Has(IMethodSymbol called)
    {
        for (var asking = this; asking is not null; asking = asking.Outer)
        {
            if (SymbolEqualityComparer.Default.Equals(asking.Method, called))
            {
                for (var inner = this; inner != asking; inner = inner!.Outer)
                {
                    inner!.IsCutShort = true;
                }

                return true;
            }
        }

        return false;
    }

    private IMethodSymbol Method { get; } = method;

    private Asking? Outer { get; } = outer;
}
