using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline.Files;

namespace SqliteDiscipline.Analyzers.Rules.Sharing;

/// <summary>
/// The places that what keeps a connection comes to while nobody else has it: in its constructor or the <c>StartAsync</c> of a hosted service, before it
/// gives any of its own code away; in its <c>Dispose</c>; in private members that are only called from there. What is static has a method that begins it.
/// </summary>
internal sealed class Alone(ISymbol member, CancellationToken cancellation)
{
    private const int MaxDepth = 3;

    private readonly List<SyntaxNode> _types = member.ContainingType.DeclaringSyntaxReferences.Select(part => part.GetSyntax(cancellation)).ToList();

    private readonly bool _isHosted = member.ContainingType.AllInterfaces.Any(implemented => implemented.Name == "IHostedService") || member.ContainingType.BaseType?.Name == "BackgroundService";

    public bool Is(SyntaxNode place) => Is(place, 0);

    private bool Is(SyntaxNode place, int depth)
    {
        var body = RunsBefore.BodyOf(place);
        if (!_types.Contains(body.Parent!)
            || place.Ancestors().TakeWhile(around => around != body).Any(around => around is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            || (place is SimpleNameSyntax name && OwnMethod(name) is { } method && !IsCalled(name, method)))
        {
            return false;
        }

        return body switch
        {
            ConstructorDeclarationSyntax made => made.Modifiers.Any(SyntaxKind.StaticKeyword) == member.IsStatic && !GivesAway(made, place.SpanStart, 0),
            MethodDeclarationSyntax start when member.IsStatic && IsAssigned(start, place.SpanStart) => Mentions(start).Count == 0 && !GivesAway(start, place.SpanStart, 0),
            MethodDeclarationSyntax { Identifier.ValueText: "Dispose" or "DisposeAsync" or "DisposeAsyncCore" } => !member.IsStatic,
            MethodDeclarationSyntax { Identifier.ValueText: "StartAsync" } start when _isHosted => !GivesAway(start, place.SpanStart, 0),
            MethodDeclarationSyntax { Identifier.ValueText: "StopAsync" } stop when _isHosted => IsLast(stop, place.SpanStart),
            MemberDeclarationSyntax helper when depth < MaxDepth && Guarded.IsPrivate(helper) && !GivesAway(helper, place.SpanStart, 0) =>
                Mentions(helper) is { Count: > 0 } mentions && mentions.TrueForAll(mention => Is(mention, depth + 1)),
            _ => false,
        };
    }

    /// <summary>
    /// The members in which something that is made of the connection at a place stays for later, <c>_count = _one.CreateCommand()</c>: who uses those,
    /// uses the connection.
    /// </summary>
    public IEnumerable<ISymbol> KeptFrom(SyntaxNode place) => KeptFrom(place, 0).Distinct(SymbolEqualityComparer.Default);

    private IEnumerable<ISymbol> KeptFrom(SyntaxNode place, int depth)
    {
        var value = place;
        while (value.Parent is ExpressionSyntax and not (AssignmentExpressionSyntax or AnonymousFunctionExpressionSyntax) or BaseArgumentListSyntax
            || (value.Parent is ArgumentSyntax && !IsPutAway(value)))
        {
            value = value.Parent;
            if (value is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var asked } && IsReading(asked))
            {
                return Enumerable.Empty<ISymbol>();
            }
        }

        var body = RunsBefore.BodyOf(place);
        return (value.Parent switch
        {
            _ when depth >= MaxDepth => Enumerable.Empty<ISymbol>(),
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var list } } } => Named(list),
            AssignmentExpressionSyntax { Left: var target } when target != value => Named(target is ElementAccessExpressionSyntax element ? element.Expression : target).Concat(Local(target)),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var local } } => OfLocal(local),
            ReturnStatementSyntax or ArrowExpressionClauseSyntax when body is MemberDeclarationSyntax helper => Mentions(helper).SelectMany(call => KeptFrom(call, depth + 1)),
            _ => Enumerable.Empty<ISymbol>(),
        }).Where(kept => !SymbolEqualityComparer.Default.Equals(kept, member));

        IEnumerable<ISymbol> Named(ExpressionSyntax target) => LastName(target) is { } name
            ? member.ContainingType.GetMembers(name).Where(kept => kept is IFieldSymbol { Type: var type } && MayUse(type) || kept is IPropertySymbol { Type: var given } && MayUse(given))
            : Enumerable.Empty<ISymbol>();

        IEnumerable<ISymbol> Local(ExpressionSyntax target) => target is IdentifierNameSyntax { Identifier.ValueText: var local } && member.ContainingType.GetMembers(local).IsEmpty
            ? OfLocal(local)
            : Enumerable.Empty<ISymbol>();

        IEnumerable<ISymbol> OfLocal(string local) => body.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == local && name.SpanStart > place.SpanStart)
            .SelectMany(name => KeptFrom(name, depth + 1));
    }

    // What was read is no longer of the connection.
    private static bool IsReading(string method) => method.StartsWith("Get", StringComparison.Ordinal) || method.StartsWith("Query", StringComparison.Ordinal)
        || (method.StartsWith("Execute", StringComparison.Ordinal) && method is not ("ExecuteReader" or "ExecuteReaderAsync"));

    private static bool MayUse(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { TypeArguments: { IsEmpty: false } arguments } => arguments.Any(MayUse),
        IArrayTypeSymbol { ElementType: var element } => MayUse(element),
        _ => type is { IsReferenceType: true, SpecialType: SpecialType.None },
    };

    private static bool IsPutAway(SyntaxNode value) =>
        value.Parent!.Parent!.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "TryAdd" or "Push" or "Enqueue" } };

    /// <summary>Whether code of the object is handed to somebody before a place, who may run it from then on beside what comes after.</summary>
    private bool GivesAway(SyntaxNode code, int before, int depth) => code.DescendantNodes().TakeWhile(node => node.SpanStart < before).Any(node => node switch
    {
        ThisExpressionSyntax { Parent: ArgumentSyntax or AssignmentExpressionSyntax } => true,
        MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax, Name.Identifier.ValueText: "StartAsync" } => true,
        SimpleNameSyntax name when OwnMethod(name) is { } method => !IsCalled(name, method) || IsInLambda(name, code)
            || (depth < MaxDepth && method.DeclaringSyntaxReferences.Any(declared => GivesAway(declared.GetSyntax(cancellation), int.MaxValue, depth + 1))),
        SimpleNameSyntax name => name.Identifier.ValueText == member.Name && IsInLambda(name, code),
        _ => false,
    });

    private static bool IsInLambda(SyntaxNode node, SyntaxNode code) => node.Ancestors().TakeWhile(around => around != code).Any(around => around is AnonymousFunctionExpressionSyntax);

    /// <summary>Whether a method that begins what is static has made the connection, whatever happens, before a place.</summary>
    private bool IsAssigned(MethodDeclarationSyntax start, int before) => OneThread.IsBeginning(start) && start.Body is { Statements: var statements } && statements
        .TakeWhile(statement => statement.Span.End <= before)
        .Any(statement => statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: var target } } && LastName(target) == member.Name);

    // Those of the host have been stopped, or the connection goes with it.
    private bool IsLast(MethodDeclarationSyntax stop, int at) => stop.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(access => access.Name.Identifier.ValueText switch
    {
        "StopAsync" => access.Expression is BaseExpressionSyntax && access.SpanStart < at,
        "Dispose" or "DisposeAsync" or "Close" or "CloseAsync" => LastName(access.Expression) == member.Name,
        _ => false,
    });

    private IMethodSymbol? OwnMethod(SimpleNameSyntax name) => name.Parent is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } access && access.Name == name
        ? null
        : member.ContainingType.GetMembers(name.Identifier.ValueText).OfType<IMethodSymbol>().FirstOrDefault(method => member.IsStatic || !method.IsStatic);

    // What is asynchronous and not awaited runs on beside its caller.
    private static bool IsCalled(SimpleNameSyntax name, IMethodSymbol method) => OneThread.IsCalled(name, method.IsAsync)
        || name.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } };

    private List<SimpleNameSyntax> Mentions(MemberDeclarationSyntax helper) => _types
        .SelectMany(type => type.DescendantNodes().OfType<SimpleNameSyntax>())
        .Where(name => name.Identifier.ValueText == Guarded.NameOf(helper) && !helper.Span.Contains(name.Span))
        .ToList();

    private static string? LastName(ExpressionSyntax target) => target switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or IdentifierNameSyntax, Name.Identifier.ValueText: var name } => name,
        PostfixUnaryExpressionSyntax { Operand: var operand } => LastName(operand),
        _ => null,
    };
}
