using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Gate;

/// <summary>
/// Tells what is worth looking at: which files can have to do with SQLite at all, and which of their bodies can have to do with a connection, by
/// their words, or because they call a method of the project of which that is true, or use such a field.
/// </summary>
internal sealed class TimelineGate(Compilation compilation, Func<IMethodSymbol, CancellationToken, bool> isClosed)
{
    // A helper of a helper of a helper: what lies deeper is not followed either.
    private const int MaxDepth = 3;

    private readonly ConcurrentDictionary<(ISymbol Symbol, int Depth), bool> _touches = new();
    private readonly ConcurrentDictionary<SyntaxTree, bool> _files = new();
    private readonly ConcurrentDictionary<SyntaxTree, HashSet<int>> _fileHelpers = new();
    private readonly Lazy<FilesInReach> _reach = new(() => new FilesInReach(compilation));
    private HelperNames? _names;

    /// <summary>Whether a file can have to do with connections.</summary>
    public bool Passes(SyntaxTree file) => _reach.Value.Has(file);

    /// <summary>Whether anything of a file is worth looking at: it can have to do with connections, or with the files of databases.</summary>
    public bool IsWorthALook(SyntaxTree file) => Passes(file) || HandlesDatabaseFiles(file);

    /// <summary>
    /// Whether a body is worth a timeline. One that has neither a word of connections nor a statement is followed to a helper that has, no further: the
    /// rest (tests, services, a user interface) is most of a large program, and what happens there is told where it happens.
    /// </summary>
    /// <param name="body">The body.</param>
    /// <param name="read">Gives what it does, where its words leave doubts.</param>
    /// <param name="cancellation">The compiler's wish to stop.</param>
    public bool Passes(SyntaxNode body, Func<IOperation?> read, CancellationToken cancellation) =>
        MemberWords.Of(MemberWords.MemberOf(body)) is { } words
        && (words.Touches
            || (words.Mentions(words.HasStatement ? Names.Within(MaxDepth) : Names.Telling)
                && read() is { } operation
                && CallsOpenHelper(operation, words.HasStatement, cancellation)));

    /// <summary>Whether the operations of a body are worth looking at, one by one.</summary>
    public bool IsWorthALook(SyntaxNode body) => body is PrimaryConstructorBaseTypeSyntax
        || (MemberWords.Of(MemberWords.MemberOf(body)) is { } words
            && (words.Touches || words.Reflects || words.Mentions(Names.Within(MaxDepth)) || words.Mentions(_reach.Value.TypeNames)
                || (HandlesDatabaseFiles(body.SyntaxTree) && (words.CallsFiles || words.Mentions(_fileHelpers.GetOrAdd(body.SyntaxTree, FileHelpersIn))))));

    /// <summary>Whether a method, or the property of an accessor, is worth following.</summary>
    public bool Passes(ISymbol symbol, CancellationToken cancellation) => Touches(symbol, MaxDepth, cancellation);

    // By its own words, or because the code knows of a type that opens databases.
    private bool HandlesDatabaseFiles(SyntaxTree file) => FileWords.Of(file) is { CallsFiles: true } words
        && _files.GetOrAdd(file, tree => words.NamesDatabaseFile || Passes(tree) || FileWords.Among(tree, _reach.Value.TypeNames).Count > 0);

    // What a helper of the same file does to files, its caller does.
    private static HashSet<int> FileHelpersIn(SyntaxTree file) =>
        new(MemberWords.In(file).Where(member => member is { CallsFiles: true, Member: MethodDeclarationSyntax }).SelectMany(member => member.Names.AsEnumerable()).Select(Words.HashOf));

    private bool Touches(ISymbol symbol, int depth, CancellationToken cancellation)
    {
        symbol = (symbol is IMethodSymbol { AssociatedSymbol: { } owner } ? owner : symbol).OriginalDefinition;
        if (symbol.DeclaringSyntaxReferences.IsEmpty)
        {
            return false;
        }

        // A recursion ends with the depth.
        if (_touches.TryGetValue((symbol, depth), out var known))
        {
            return known;
        }

        var touches = symbol.DeclaringSyntaxReferences.Any(reference =>
            compilation.ContainsSyntaxTree(reference.SyntaxTree)
            && Passes(reference.SyntaxTree)
            && MemberWords.MemberOf(reference.GetSyntax(cancellation)) is var member
            && MemberWords.Of(member) is { } words
            && (words.Touches || (depth > 0 && words.Mentions(Names.Within(depth - 1)) && CallsHelper(member, depth - 1, cancellation))));
        _touches[(symbol, depth)] = touches;
        return touches;
    }

    // What is bound as a whole is bound once: the body's own turn comes, too.
    private bool CallsHelper(SyntaxNode member, int depth, CancellationToken cancellation)
    {
        var model = compilation.GetSemanticModel(member.SyntaxTree);
        return Bodies.In(member).Any(body => model.OperationOf(body, cancellation) is { } operation && Called(operation, cancellation).Any(called => Touches(called, depth, cancellation)));
    }

    // A helper's own statement is sent by another one, at the most.
    private bool CallsOpenHelper(IOperation body, bool hasStatement, CancellationToken cancellation) => Called(body, cancellation).Any(called =>
        Touches(called, hasStatement ? MaxDepth : HasStatement(called, cancellation) ? 1 : 0, cancellation)
        && !(called is IMethodSymbol helper && isClosed(helper.OriginalDefinition, cancellation)));

    private bool HasStatement(ISymbol called, CancellationToken cancellation) => called.DeclaringSyntaxReferences.Any(reference =>
        Passes(reference.SyntaxTree) && MemberWords.Of(MemberWords.MemberOf(reference.GetSyntax(cancellation)))?.HasStatement == true);

    // By name first: only a name that a helper bears is worth asking about.
    private IEnumerable<ISymbol> Called(IOperation body, CancellationToken cancellation)
    {
        foreach (var operation in body.Tree())
        {
            ISymbol? called = operation switch
            {
                IInvocationOperation { TargetMethod: { ReducedFrom: var extension } method } => extension ?? method,
                IMemberReferenceOperation { Member: { Kind: SymbolKind.Method or SymbolKind.Property or SymbolKind.Field } member } => member,
                _ => null,
            };
            if (called is not null && Names.Within(MaxDepth).Contains(Words.HashOf(called.Name)))
            {
                cancellation.ThrowIfCancellationRequested();
                yield return called;
            }
        }
    }

    private HelperNames Names => _names ??= new HelperNames(compilation.SyntaxTrees.Where(Passes).SelectMany(MemberWords.In).ToList(), MaxDepth);
}
