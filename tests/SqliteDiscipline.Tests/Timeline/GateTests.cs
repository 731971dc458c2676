using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline.Gate;
using Xunit;

namespace SqliteDiscipline.Tests.Timeline;

/// <summary>Which bodies are worth a timeline, by their words alone.</summary>
public sealed class GateTests
{
    private static readonly CSharpCompilation s_compilation = Compile();

    [Theory]
    [InlineData("Direct", true)]
    [InlineData("Through", true)]
    [InlineData("ThroughProperty", true)]
    [InlineData("SameNameElsewhere", false)]
    [InlineData("Nothing", false)]
    [InlineData("Recursive", false)]
    public void Body(string method, bool passes)
    {
        var tree = s_compilation.SyntaxTrees[0];
        var body = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().First(candidate => candidate.Identifier.ValueText == method);

        Assert.Equal(passes, new TimelineGate(s_compilation, isClosed: (_, _) => false).Passes(body.Body!, s_compilation.GetSemanticModel(tree), default));
    }

    private static CSharpCompilation Compile() => CSharpCompilation.Create("Words", [CSharpSyntaxTree.ParseText(
        """
        class C
        {
            void Direct(dynamic c) { c.CommandText = ""; }
            void Through() { Inner(); }
            void Inner() { Add(); }
            void Add() { Direct(null); }
            object Property => Made();
            object Made() { Direct(null); return this; }
            void ThroughProperty() { var x = Property; }
            void SameNameElsewhere(System.Collections.Generic.List<int> list) { list.Add(1); Recursive(); }
            void Recursive() { Again(); }
            void Again() { Recursive(); }
            void Nothing() { System.Console.WriteLine(); }
        }
        """)], [Microsoft.CodeAnalysis.MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);
}
