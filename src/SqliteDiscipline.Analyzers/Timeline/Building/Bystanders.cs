using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Creation;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>
/// The bodies that only sound of connections. <c>Query</c> and <c>CreateCommand</c> are said by any program that has to do with databases, most of which may
/// not be SQLite's: where no type of the provider's is met in a body, nor in the helpers that it calls, there is nothing to follow.
/// </summary>
internal sealed class Bystanders(CompilationKnowledge known)
{
    // Behind that, following the body is no dearer than looking further.
    private const int MaxHelpers = 60;

    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<IMethodSymbol>?> _called = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _leading = new(SymbolEqualityComparer.Default);

    /// <param name="body">The body, as a whole.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="cancellation">The compiler's wish to stop.</param>
    public bool IsOne(IOperation body, ISymbol owner, CancellationToken cancellation)
    {
        if (owner is not IMethodSymbol method)
        {
            return IsOne(CalledIn(body, cancellation), cancellation);
        }

        if (!_called.ContainsKey(method))
        {
            _called.TryAdd(method, CalledIn(body, cancellation));
        }

        return IsOne(method, cancellation);
    }

    /// <summary>The same of a method whose turn has not come, as far as it is followed where it is called.</summary>
    public bool IsOne(IMethodSymbol method, CancellationToken cancellation)
    {
        if (!_known.TryGetValue(method, out var isOne))
        {
            _known.TryAdd(method, isOne = IsOne(CalledBy(method, cancellation), cancellation));
        }

        return isOne;
    }

    private bool IsOne(ImmutableArray<IMethodSymbol>? called, CancellationToken cancellation)
    {
        if (called is not { } helpers)
        {
            return false;
        }

        var met = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var pending = new Queue<IMethodSymbol>(helpers);
        while (pending.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var method = pending.Dequeue();
            var isKnown = _known.TryGetValue(method, out var isOne);
            if ((isKnown && isOne) || !met.Add(method))
            {
                continue;
            }

            if (isKnown || met.Count > MaxHelpers || CalledBy(method, cancellation) is not { } further)
            {
                return false;
            }

            foreach (var next in further)
            {
                pending.Enqueue(next);
            }
        }

        foreach (var method in met)
        {
            _known.TryAdd(method, true);
        }

        return true;
    }

    /// <summary>The helpers that a method calls; <see langword="null"/> where it has to do with a connection itself.</summary>
    private ImmutableArray<IMethodSymbol>? CalledBy(IMethodSymbol method, CancellationToken cancellation)
    {
        if (!_called.TryGetValue(method, out var called))
        {
            _called.TryAdd(method, called = known.BoundHelperOf(method, cancellation) is { } helper ? CalledIn(helper.Root, cancellation) : null);
        }

        return called;
    }

    private ImmutableArray<IMethodSymbol>? CalledIn(IOperation body, CancellationToken cancellation)
    {
        var called = ImmutableArray.CreateBuilder<IMethodSymbol>();
        foreach (var operation in body.Tree())
        {
            if (Leads(operation, cancellation))
            {
                return null;
            }

            if (operation switch { IInvocationOperation { TargetMethod: var target } => target, IMethodReferenceOperation { Method: var target } => target, _ => null } is { } method
                && method.MethodKind is not (MethodKind.LocalFunction or MethodKind.DelegateInvoke))
            {
                var helper = ExtensionMembers.Declared((method.ReducedFrom ?? method).OriginalDefinition, known.Compilation, cancellation);
                if (HelperBody.IsOne(helper, known, cancellation))
                {
                    called.Add(helper);
                }
            }
        }

        return called.ToImmutable();
    }

    /// <summary>Whether there is a connection behind an operation, or may be: wherever a timeline finds one.</summary>
    private bool Leads(IOperation operation, CancellationToken cancellation) => Leads(operation.Type) || operation switch
    {
        IVariableDeclaratorOperation { Symbol.Type: var type } => Leads(type),
        IPatternOperation { NarrowedType: var type } => Leads(type),
        IInvocationOperation { TargetMethod: var method } call =>
            Leads(method.ContainingType) || method.ContainingType.Is("SQLitePCL", "raw")
            || SqlParameters.MayRunOnHeld(call, known)
            || (method.Name.StartsWith("Create", StringComparison.Ordinal) && RawConnections.Read(call, known.Types, cancellation) is not null),
        IPropertyReferenceOperation { Property: var property } reference => ExtensionMembers.Is(property) || IsOneRaw(reference, cancellation),
        IFieldReferenceOperation reference => IsOneRaw(reference, cancellation),
        _ => false,
    };

    // Under a general type, only its one value can tell what it is.
    private bool IsOneRaw(IOperation member, CancellationToken cancellation) => member.Type is { } type && Evaluator.IsAbstractConnection(type)
        && SingleValue.Of(member, cancellation) is { } single && RawConnections.Read(single, known.Types, cancellation) is not null;

    private bool Leads(ITypeSymbol? type)
    {
        if (type is null or { SpecialType: not SpecialType.None } or { TypeKind: TypeKind.Enum or TypeKind.TypeParameter })
        {
            return false;
        }

        if (!_leading.TryGetValue(type, out var leads))
        {
            leads = known.Types.IsConnection(type) || ProviderNames.IsCommand(type) || ProviderNames.IsTransaction(type) || EntityFrameworkCalls.IsContext(type, known)
                || type switch
                {
                    IArrayTypeSymbol { ElementType: var element } => Leads(element),
                    INamedTypeSymbol { TypeArguments: var arguments } => arguments.Any(Leads),
                    _ => false,
                };
            _leading.TryAdd(type, leads);
        }

        return leads;
    }
}
