using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Rules.Census;

/// <summary>
/// Who calls a member. Looked for by its name, as all the words of a program are known, and only where that stands the name is bound: <c>connection.Open()</c> is no call
/// of some type's own <c>Open</c>. Of a member, any that has its name in a type above or below is taken for it, and so is a name that does not bind.
/// </summary>
/// <param name="compilation">The program.</param>
/// <param name="files">Those of its files in which callers may stand.</param>
internal sealed class Callers(Compilation compilation, IReadOnlyCollection<SyntaxTree> files)
{
    /// <summary>Those that call one of the members, those that call one of these, and so on: the nearest first, each once.</summary>
    public IEnumerable<MemberWords> Of(IEnumerable<ISymbol> members, int maxDistance, CancellationToken cancellation)
    {
        var called = members.ToList();
        var seen = new HashSet<SyntaxNode>();
        for (var distance = 0; distance < maxDistance && called.Count > 0; distance++)
        {
            var names = NamesOf(called);
            var callers = With(new HashSet<int>(names.Select(name => Words.HashOf(name.Key)))).Where(caller => !seen.Contains(caller.Member) && Calls(caller, names, cancellation) && seen.Add(caller.Member)).ToList();
            foreach (var caller in callers)
            {
                yield return caller;
            }

            called = callers.SelectMany(caller => DeclaredBy(caller.Member, cancellation)).ToList();
        }
    }

    /// <summary>The members of the files that have one of the words.</summary>
    public IEnumerable<MemberWords> With(HashSet<int> words) => files
        .Where(file => MayHave(FileWords.Of(file), words))
        .SelectMany(MemberWords.In)
        .Where(member => member.Mentions(words));

    public bool Calls(MemberWords caller, IEnumerable<ISymbol> called, CancellationToken cancellation) => Calls(caller, NamesOf(called), cancellation);

    /// <summary>The symbols of a member's declaration: of a field there may be several, of a program without a class there is none.</summary>
    public IEnumerable<ISymbol> DeclaredBy(SyntaxNode member, CancellationToken cancellation)
    {
        var model = compilation.GetSemanticModel(member.SyntaxTree);
        var declarations = member is BaseFieldDeclarationSyntax { Declaration.Variables: var variables } ? variables : Enumerable.Repeat(member, 1);
        return declarations
            .Where(declaration => declaration is not CompilationUnitSyntax)
            .Select(declaration => model.GetDeclaredSymbol(declaration, cancellation))
            .OfType<ISymbol>();
    }

    private bool Calls(MemberWords caller, ILookup<string, INamedTypeSymbol> names, CancellationToken cancellation)
    {
        var tree = caller.Member.SyntaxTree;
        return FileTokens.Of(tree).NamesIn(caller.Member.Span).Any(token =>
            token.Parent is SimpleNameSyntax name && names.Contains(token.ValueText) && MayStandFor(name, names[token.ValueText], compilation.GetSemanticModel(tree), cancellation));
    }

    private static bool MayStandFor(SimpleNameSyntax name, IEnumerable<INamedTypeSymbol> types, SemanticModel model, CancellationToken cancellation)
    {
        var bound = model.GetSymbolInfo(name, cancellation);
        var symbols = bound.Symbol is { } symbol ? ImmutableArray.Create(symbol) : bound.CandidateSymbols;
        return symbols.IsEmpty || symbols.Any(candidate => TypeOf(candidate) is { } own && types.Any(type => IsOrDerives(own, type) || IsOrDerives(type, own)));
    }

    /// <summary>By which names members of which types are called. Constructors, operators and what a <c>using</c> runs are called by the type's, if by any.</summary>
    private static ILookup<string, INamedTypeSymbol> NamesOf(IEnumerable<ISymbol> members) =>
        (from member in members
         where member.ContainingType is not null
         from name in NamesOf(member)
         select (name, type: member.ContainingType)).ToLookup(called => called.name, called => called.type);

    private static string[] NamesOf(ISymbol member) => member switch
    {
        IMethodSymbol { AssociatedSymbol: { } property } => new[] { property.Name },
        IMethodSymbol { MethodKind: not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation) } => new[] { member.ContainingType.Name },
        IMethodSymbol { Name: "Dispose" or "DisposeAsync" } => new[] { member.Name, member.ContainingType.Name },
        _ => new[] { member.Name.Substring(member.Name.LastIndexOf('.') + 1) },
    };

    private static INamedTypeSymbol? TypeOf(ISymbol named) => named switch
    {
        INamedTypeSymbol type => type,
        IMethodSymbol { MethodKind: not MethodKind.LocalFunction } or IPropertySymbol or IFieldSymbol or IEventSymbol => named.ContainingType,
        _ => null,
    };

    private static bool IsOrDerives(INamedTypeSymbol type, INamedTypeSymbol from)
    {
        for (var candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (IsOne(candidate, from))
            {
                return true;
            }
        }

        return type.AllInterfaces.Any(contract => IsOne(contract, from));
    }

    private static bool IsOne(INamedTypeSymbol one, INamedTypeSymbol other) => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, other.OriginalDefinition);

    private static bool MayHave(FileWords file, HashSet<int> words)
    {
        foreach (var word in words)
        {
            if (file.MayHave(word))
            {
                return true;
            }
        }

        return false;
    }
}
