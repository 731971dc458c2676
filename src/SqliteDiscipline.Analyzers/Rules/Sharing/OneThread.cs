using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline.Files;

namespace SqliteDiscipline.Analyzers.Rules.Sharing;

/// <summary>
/// The thread or task of its own in which alone a place is come to, as a loop that consumes a queue is: the place stands in what one <c>Task.Run</c>,
/// <c>StartNew</c> or <c>new Thread</c> is given, in the <c>ExecuteAsync</c> of a background service, or in a private method that is only called from there.
/// </summary>
internal static class OneThread
{
    private const int MaxDepth = 3;

    private static readonly string[] s_beginnings = { "Start", "Init", "Main", "Run", "Begin", "Launch", "Setup", "SetUp" };

    /// <summary>Whether all places are on the same one, or are left before it is started.</summary>
    /// <param name="places">The places.</param>
    /// <param name="areStatic">Whether what is used there is static: the constructor of every object comes to it then.</param>
    /// <param name="isAlone">Whether a place is come to while there is no other thread.</param>
    public static bool IsOf(IReadOnlyCollection<SyntaxNode> places, bool areStatic, Func<SyntaxNode, bool> isAlone)
    {
        var threads = places.Select(place => (Place: place, Thread: Of(place, 0, loops: false, isAlone))).ToList();
        return threads.Select(at => at.Thread).OfType<SyntaxNode>().Distinct().ToList() is { Count: 1 } only
            && threads.All(at => at.Thread is not null || IsBefore(at.Place, only[0], areStatic));
    }

    /// <summary>Whether a method is named as what runs once, at the beginning.</summary>
    public static bool IsBeginning(MethodDeclarationSyntax method) => s_beginnings.Any(beginning => method.Identifier.ValueText.StartsWith(beginning, StringComparison.Ordinal));

    // What is not awaited runs on beside its caller; a lambda may give it back to be awaited.
    public static bool IsCalled(SimpleNameSyntax name, bool isAsync) => Whole(name).Parent is InvocationExpressionSyntax call
        && (!isAsync || call.Parent is AnonymousFunctionExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" or "Wait" or "Result" }
            || call.Ancestors().TakeWhile(around => around is ExpressionSyntax and not AnonymousFunctionExpressionSyntax).Any(around => around is AwaitExpressionSyntax));

    private static bool IsBefore(SyntaxNode place, SyntaxNode start, bool isStatic)
    {
        var body = RunsBefore.BodyOf(place);
        return !place.Ancestors().Any(around => around is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            && (body == RunsBefore.BodyOf(start) ? place.SpanStart < start.SpanStart : body is ConstructorDeclarationSyntax made && made.Modifiers.Any(SyntaxKind.StaticKeyword) == isStatic);
    }

    /// <summary>What starts the thread of a place; <see langword="null"/> where several may come to it.</summary>
    private static SyntaxNode? Of(SyntaxNode place, int depth, bool loops, Func<SyntaxNode, bool> isAlone)
    {
        foreach (var function in place.Ancestors())
        {
            switch (function)
            {
                // A lambda, and who runs it: one that is given to something else may run anywhere.
                case AnonymousFunctionExpressionSyntax lambda:
                    return StartOf(lambda) is { } start && RunsOnce(start, loops || Loops(lambda)) ? start : null;
                case MethodDeclarationSyntax method:
                    return OfMethod(method, depth, loops || Loops(method), isAlone);
                case LocalFunctionStatementSyntax or MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    private static SyntaxNode? OfMethod(MethodDeclarationSyntax method, int depth, bool loops, Func<SyntaxNode, bool> isAlone)
    {
        if (method.Identifier.ValueText == "ExecuteAsync" && method.Modifiers.Any(SyntaxKind.OverrideKeyword) && method.Modifiers.Any(SyntaxKind.ProtectedKeyword))
        {
            return method;
        }

        // What mentions a private method is all in its type; of a type in several parts only one is seen here.
        if (depth >= MaxDepth || method.Parent is not TypeDeclarationSyntax type || type.Modifiers.Any(SyntaxKind.PartialKeyword)
            || method.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword))
        {
            return null;
        }

        var mentions = type.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == method.Identifier.ValueText && !method.Span.Contains(name.Span) && !isAlone(name))
            .ToList();
        if (mentions.Count == 1 && StartOf(Whole(mentions[0])) is { } start)
        {
            return RunsOnce(start, loops) ? start : null;
        }

        var threads = mentions.Select(mention => IsCalled(mention, method.Modifiers.Any(SyntaxKind.AsyncKeyword)) ? Of(mention, depth + 1, loops, isAlone) : null).Distinct().ToList();
        return threads.Count == 1 ? threads[0] : null;
    }

    private static ExpressionSyntax Whole(SimpleNameSyntax name) => name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;

    /// <summary>The call that runs what it is given on a thread of its own: <c>Task.Run(Loop)</c>, <c>new Thread(Loop)</c>.</summary>
    private static SyntaxNode? StartOf(ExpressionSyntax given) => given.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: { } call } arguments } && arguments.Arguments[0] == given.Parent
        ? call switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Run" or "StartNew", Expression: var starter } }
                when LastName(starter) is "Task" or "Factory" or "TaskFactory" => call,
            ObjectCreationExpressionSyntax { Type: var made } wrapped when LastName(made) is "ThreadStart" or "ParameterizedThreadStart" => StartOf(wrapped),
            ObjectCreationExpressionSyntax { Type: var made } when LastName(made) is "Thread" => call,
            ImplicitObjectCreationExpressionSyntax when TypeFor(call) is { } made && LastName(made) is "Thread" => call,
            _ => null,
        }
        : null;

    // new(Loop) is of the type of the field or variable that it is for.
    private static TypeSyntax? TypeFor(SyntaxNode creation) => creation.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: var type } } } => type,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var field } } => creation.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members
            .OfType<FieldDeclarationSyntax>()
            .FirstOrDefault(declared => declared.Declaration.Variables.Any(variable => variable.Identifier.ValueText == field))?.Declaration.Type,
        _ => null,
    };

    private static string? LastName(SyntaxNode name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax { Right: var right } => LastName(right),
        MemberAccessExpressionSyntax { Name: var right } => LastName(right),
        NullableTypeSyntax { ElementType: var element } => LastName(element),
        _ => null,
    };

    // Started for each request or element, it is several. What loops is started once; so is what a beginning starts.
    private static bool RunsOnce(SyntaxNode start, bool loops)
    {
        var starter = RunsBefore.BodyOf(start);
        return !start.Ancestors().TakeWhile(around => around != starter).Any(IsLoop)
            && (loops
                || starter is ConstructorDeclarationSyntax or FieldDeclarationSyntax or CompilationUnitSyntax
                || (starter is MethodDeclarationSyntax method && IsBeginning(method)));
    }

    private static bool Loops(SyntaxNode code) =>
        code.DescendantNodes().Any(node => node is WhileStatementSyntax or CommonForEachStatementSyntax { AwaitKeyword.RawKind: (int)SyntaxKind.AwaitKeyword }
            || (node is CommonForEachStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetConsumingEnumerable" } } }));

    private static bool IsLoop(SyntaxNode node) => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or AnonymousFunctionExpressionSyntax;
}
