using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Tests.Harness;

/// <summary>Gives every partial class a <c>GoodMethod</c> for each of its methods that is called <c>Declare…</c>.</summary>
[Generator]
public sealed class PartGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var names = context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => node is MethodDeclarationSyntax method && method.Identifier.Text.StartsWith("Declare", StringComparison.Ordinal),
            static (syntax, _) => (
                Type: ((ClassDeclarationSyntax)syntax.Node.Parent!).Identifier.Text,
                Method: ((MethodDeclarationSyntax)syntax.Node).Identifier.Text["Declare".Length..]));
        context.RegisterSourceOutput(names, static (output, name) => output.AddSource(
            $"{name.Type}.{name.Method}.g.cs", SourceText.From(Text(name.Type, name.Method), Encoding.UTF8)));
    }

    public static string Text(string type, string method) => $"partial class {type} {{ internal static void {method}() {{ }} }}\n";
}

/// <summary>Fails whenever it is run.</summary>
[Generator]
public sealed class ThrowingGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(context.CompilationProvider, static (_, _) => throw new InvalidOperationException("a toy's failure"));
}

/// <summary>Reports a diagnostic of its own.</summary>
[Generator]
public sealed class ReportingGenerator : IIncrementalGenerator
{
    public static readonly DiagnosticDescriptor Rule = new DiagnosticDescriptor(
        "GEN001", "Seen", "'{0}' was seen", "Names", DiagnosticSeverity.Info, isEnabledByDefault: true);

    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(context.CompilationProvider, static (output, compilation) =>
            output.ReportDiagnostic(Diagnostic.Create(Rule, Location.None, compilation.AssemblyName)));
}

/// <summary>Emits what does not compile.</summary>
[Generator]
public sealed class BrokenGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterPostInitializationOutput(static output =>
            output.AddSource("Broken.g.cs", SourceText.From("class Broken { int M() => missing; }", Encoding.UTF8)));
}
