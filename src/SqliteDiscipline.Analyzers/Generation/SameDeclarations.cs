using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SqliteDiscipline.Analyzers.Generation;

/// <summary>
/// Takes two compilations for the same where they declare the same. A manifest consists of declarations and constants only, so who types in a body
/// changes nothing about it, and the compiler need not be asked what it means now.
/// </summary>
internal sealed class SameDeclarations : IEqualityComparer<Compilation>
{
    public static readonly SameDeclarations Instance = new();

    public bool Equals(Compilation x, Compilation y) => ReferenceEquals(x, y)
        || (x.AssemblyName == y.AssemblyName
            && x.Options.Equals(y.Options)
            && x.ExternalReferences.SequenceEqual(y.ExternalReferences)
            && DeclareTheSame(((CSharpCompilation)x).SyntaxTrees, ((CSharpCompilation)y).SyntaxTrees));

    public int GetHashCode(Compilation compilation) => compilation.AssemblyName?.GetHashCode() ?? 0;

    private static bool DeclareTheSame(ImmutableArray<SyntaxTree> before, ImmutableArray<SyntaxTree> after)
    {
        if (before.Length != after.Length)
        {
            return false;
        }

        for (var i = 0; i < before.Length; i++)
        {
            if (!ReferenceEquals(before[i], after[i])
                && !(before[i].Options.Equals(after[i].Options) && SyntaxFactory.AreEquivalent(before[i], after[i], topLevel: true)))
            {
                return false;
            }
        }

        return true;
    }
}
