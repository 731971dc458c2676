using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Tests.Harness;

/// <summary>Gives bad names others, by way of their text; what may go wrong in that is what the toys derived from it do.</summary>
public abstract class RenameFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["BAD001"];

    public override FixAllProvider? GetFixAllProvider() =>
        FixAllProvider.Create((context, document, diagnostics) => FixAsync(document, diagnostics, context.CancellationToken));

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            context.RegisterCodeFix(
                CodeAction.Create("Rename", cancellation => FixAsync(context.Document, [diagnostic], cancellation)!, "rename"), diagnostic);
        }

        return Task.CompletedTask;
    }

    protected abstract string NewName(string name);

    protected virtual async Task<Document?> FixAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken);
        return document.WithText(text.WithChanges(diagnostics
            .Select(diagnostic => diagnostic.Location.SourceSpan)
            .OrderBy(span => span.Start)
            .Select(span => new TextChange(span, NewName(text.ToString(span))))));
    }
}

/// <summary>Does it right.</summary>
public sealed class GoodNameFix : RenameFix
{
    protected override string NewName(string name) => $"Good{name[3..]}";
}

/// <summary>Fixes, and what it leaves needs fixing again.</summary>
public sealed class EndlessFix : RenameFix
{
    protected override string NewName(string name) => $"{name}X";
}

/// <summary>Says that it fixes, and changes nothing.</summary>
public sealed class IdleFix : RenameFix
{
    protected override string NewName(string name) => name;
}

/// <summary>Leaves what does not compile.</summary>
public sealed class BreakingFix : RenameFix
{
    protected override string NewName(string name) => $"9{name}";
}

/// <summary>Right one by one, and forgets all but the first when it fixes all.</summary>
public sealed class ForgetfulFix : RenameFix
{
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        (context, document, diagnostics) => FixAsync(
            document, [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).Take(1)], context.CancellationToken));

    protected override string NewName(string name) => $"Good{name[3..]}";
}

/// <summary>Right one by one, and cannot fix all.</summary>
public sealed class SingleFix : RenameFix
{
    public override FixAllProvider? GetFixAllProvider() => null;

    protected override string NewName(string name) => $"Good{name[3..]}";
}

/// <summary>Offers nothing.</summary>
public sealed class ReluctantFix : RenameFix
{
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => Task.CompletedTask;

    protected override string NewName(string name) => name;
}

/// <summary>Offers two ways, in a group of which only the members can be applied.</summary>
public sealed class ChoiceFix : RenameFix
{
    public override FixAllProvider? GetFixAllProvider() => null;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        context.RegisterCodeFix(
            CodeAction.Create("Rename", [Action("Good"), Action("Fine")], isInlinable: false), context.Diagnostics);
        return Task.CompletedTask;

        CodeAction Action(string prefix) => CodeAction.Create(prefix, cancellation => RenameAsync(prefix, cancellation), prefix);

        async Task<Document> RenameAsync(string prefix, CancellationToken cancellation)
        {
            var text = await context.Document.GetTextAsync(cancellation);
            return context.Document.WithText(text.Replace(new TextSpan(context.Span.Start, 3), prefix));
        }
    }

    protected override string NewName(string name) => name;
}

/// <summary>Renames by a token that reads right and is none that the text parses to: two words in one.</summary>
public sealed class CrookedTreeFix : RenameFix
{
    public override FixAllProvider? GetFixAllProvider() => null;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        context.RegisterCodeFix(CodeAction.Create("Rename", FixTreeAsync, "rename"), context.Diagnostics);
        return Task.CompletedTask;

        async Task<Document> FixTreeAsync(CancellationToken cancellation)
        {
            var root = (await context.Document.GetSyntaxRootAsync(cancellation))!;
            var token = root.FindToken(context.Span.Start);
            return context.Document.WithSyntaxRoot(root.ReplaceToken(token, SyntaxFactory.Identifier("Good<T>")));
        }
    }

    protected override string NewName(string name) => name;
}

/// <summary>Adds a file beside the one it fixes.</summary>
public sealed class FileAddingFix : RenameFix
{
    public override FixAllProvider? GetFixAllProvider() => null;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        context.RegisterCodeFix(CodeAction.Create("Add", AddAsync, "add"), context.Diagnostics);
        return Task.CompletedTask;

        async Task<Solution> AddAsync(CancellationToken cancellation)
        {
            var renamed = (await FixAsync(context.Document, context.Diagnostics, cancellation))!;
            return renamed.Project.AddDocument("Added.cs", "class Added { }\n", renamed.Folders).Project.Solution;
        }
    }

    protected override string NewName(string name) => $"Good{name[3..]}";
}

/// <summary>Declares a method to be generated, and calls one that is: offered only where the generated one is seen.</summary>
public sealed class CallingFix : RenameFix
{
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var compilation = await context.Document.Project.GetCompilationAsync(context.CancellationToken);
        if (compilation?.GetTypeByMetadataName("C")?.GetMembers("Good").IsEmpty is false)
        {
            await base.RegisterCodeFixesAsync(context);
        }
    }

    protected override string NewName(string name) => $"Declare{name[3..]}";

    protected override async Task<Document?> FixAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var renamed = (await base.FixAsync(document, diagnostics, cancellationToken))!;
        var text = (await renamed.GetTextAsync(cancellationToken)).ToString();
        return renamed.WithText(SourceText.From(text.Replace("Method() { }", "Method() { Good(); C.Method(); }", StringComparison.Ordinal)));
    }
}
