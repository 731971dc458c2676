using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Files;

/// <summary>A call of a file API on a database file that may be open at that moment: opened earlier, here or elsewhere, and held by a pool or a field.</summary>
/// <param name="Call">The call.</param>
/// <param name="Openings">Where the file is opened.</param>
internal sealed record LiveDatabase(FileCall Call, ImmutableArray<DatabaseOpening> Openings)
{
    /// <summary>Whether a pool holds it; otherwise it is a connection that the type keeps open.</summary>
    public bool IsPooled { get; private init; }

    /// <summary>Whether it is what a backup was written to, earlier in the body.</summary>
    public bool IsBackup
    {
        get
        {
            var body = RunsBefore.BodyOf(Call.Call.Syntax);
            var targets = body.DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Where(call => call.SpanStart < Call.Call.Syntax.SpanStart
                    && call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "BackupDatabase" } && call.ArgumentList.Arguments.Count > 0)
                .Select(call => call.ArgumentList.Arguments[0].Expression.ToString())
                .ToList();
            return targets.Count > 0 && Openings.Any(opening => opening.Site is { } site && body.Span.Contains(site.Span)
                && site.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is { } declared && targets.Contains(declared.Identifier.ValueText));
        }
    }

    /// <summary>Whether a connection to it is open at that very moment: a <c>using</c> of the body around the call disposes of it later.</summary>
    public bool IsOpenThen => Openings.Any(opening => opening.Site is { } site
        && NameOf(site) is { } name
        && ConnectionInHand.FirstUse(name, Call.Call.Syntax) is not null
        && site.FirstAncestorOrSelf<StatementSyntax>() switch
        {
            LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0, Parent: { } block } => block.Span.Contains(Call.Call.Syntax.Span),
            UsingStatementSyntax { Statement: var scope } => scope.Span.Contains(Call.Call.Syntax.Span),
            _ => false,
        }
        && !RunsBefore.Mentions(RunsBefore.BodyOf(site), Closes, Call.Call.Syntax.SpanStart));

    /// <summary>The file calls of an operation that meet a live database.</summary>
    public static IReadOnlyList<LiveDatabase> Read(IOperation operation, ISymbol container, DatabaseFiles files, CancellationToken cancellation)
    {
        // Every call is asked, and hardly one has to do with a file.
        List<LiveDatabase>? found = null;
        foreach (var call in FileCall.Read(operation, cancellation))
        {
            if (call.Use == FileUse.Overwrite && AbsentFile.IsSeen(operation.Syntax, call.Path, cancellation))
            {
                continue;
            }

            if (OpeningsOf(call, container, files, cancellation) is { IsEmpty: false } openings && operation.SemanticModel is { } model)
            {
                var isPooled = IsPooledBy(openings, call);
                if ((isPooled || openings.Any(opening => opening.IsInHand) || files.KeepsConnection(container.ContainingType))
                    && !RunsBefore.Any(operation.Syntax, model, word => ClearsPool(word) || (!isPooled && Closes(word)), cancellation))
                {
                    (found ??= new()).Add(new LiveDatabase(call, openings) { IsPooled = isPooled });
                }
            }
        }

        return (IReadOnlyList<LiveDatabase>?)found ?? Array.Empty<LiveDatabase>();
    }

    /// <summary>Whether the body takes a live database away before this call already: what cures the first cures all.</summary>
    public bool IsNotFirst(ISymbol container, DatabaseFiles files, CancellationToken cancellation)
    {
        var root = Call.Call;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root.Descendants()
            .Where(operation => operation.Syntax.SpanStart < Call.Call.Syntax.SpanStart)
            .SelectMany(operation => FileCall.Read(operation, cancellation))
            .Any(call => call.Use != FileUse.Read && IsPooledBy(OpeningsOf(call, container, files, cancellation), call));
    }

    /// <summary>Where the file is opened, if some of it may have been by then.</summary>
    private static ImmutableArray<DatabaseOpening> OpeningsOf(FileCall call, ISymbol container, DatabaseFiles files, CancellationToken cancellation)
    {
        var named = PathElements.Of(call.Path, cancellation)
            .Select(path => PathKey.Of(path, cancellation))
            .OfType<PathKey>()
            .SelectMany(path => files.Of(path, call.IsFolder, container as INamedTypeSymbol ?? container.ContainingType, cancellation));

        // To delete the file of a connection that is given is a matter of whether it is open: nothing here says so.
        var openings = (call.Use == FileUse.Read ? named.Concat(files.OfConnection(call.Path, call.Call.Syntax, cancellation)) : named).ToImmutableArray();
        return openings.Any(opening => IsEarlier(opening, call.Call.Syntax)) ? openings : ImmutableArray<DatabaseOpening>.Empty;
    }

    private static bool IsPooledBy(ImmutableArray<DatabaseOpening> openings, FileCall call) =>
        openings.Any(opening => opening.IsPooled && IsEarlier(opening, call.Call.Syntax));

    private static bool Closes(string word) => word is "Close" or "CloseAsync" or "Dispose" or "DisposeAsync";

    internal static bool ClearsPool(string word) => word is "ClearPool" or "ClearAllPools" or "_shutdown" or "Shutdown";

    /// <summary>
    /// Whether the file may have been opened by then. Of what another member does that is assumed, except at the beginning: in a constructor or a
    /// method that sets up, the file is made or prepared first.
    /// </summary>
    private static bool IsEarlier(DatabaseOpening opening, SyntaxNode call)
    {
        var body = RunsBefore.BodyOf(call);
        return opening.Site is { } site && site.SyntaxTree == call.SyntaxTree && body.Span.Contains(site.Span)
            ? site.SpanStart < call.SpanStart && (NameOf(site) is not { } name || ConnectionInHand.FirstUse(name, call) is not null)
            : !IsBeginning(body);
    }

    // Made into a variable, a connection is not open yet.
    private static string? NameOf(SyntaxNode site) =>
        site is not ObjectCreationExpressionSyntax { Type: SimpleNameSyntax { Identifier.ValueText: "SqliteConnectionStringBuilder" } } && site is BaseObjectCreationExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var name } } } ? name : null;

    private static bool IsBeginning(SyntaxNode body) => body switch
    {
        ConstructorDeclarationSyntax or FieldDeclarationSyntax or CompilationUnitSyntax => true,
        PropertyDeclarationSyntax { Initializer: not null } => true,
        MethodDeclarationSyntax { Identifier.ValueText: var name } => name is "Main" || name.StartsWith("Init", StringComparison.Ordinal)
            || name.StartsWith("Setup", StringComparison.OrdinalIgnoreCase) || name.StartsWith("OneTimeSetUp", StringComparison.Ordinal)
            || name.StartsWith("GlobalSetup", StringComparison.Ordinal) || name.StartsWith("Start", StringComparison.Ordinal),
        _ => false,
    };
}
