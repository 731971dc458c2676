using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Building;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.Analyzers.Timeline.Files;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Rules.Sharing;

/// <summary>
/// Fields and automatic properties that keep a connection, or a <c>Lazy</c> of one, for whatever thread comes: static ones, and those of singletons.
/// Those that are never used but to keep a database alive are none, nor those that only one thread at a time comes to.
/// </summary>
internal sealed class ConnectionKeepers(Compilation compilation, ProviderTypes types)
{
    private static readonly HashSet<string> s_threads = new()
    {
        "Task", "ValueTask", "Thread", "ThreadPool", "Parallel", "AsParallel", "Timer", "BackgroundWorker", "WebApplication",
    };

    private static readonly HashSet<string> s_servers = new()
    {
        "WebApplication", "IApplicationBuilder", "IWebHostBuilder", "ControllerBase", "BackgroundService", "IHostedService", "AddHostedService", "MapGrpcService",
    };

    private static readonly HashSet<string> s_upkeep = new() { "Open", "OpenAsync", "Close", "CloseAsync", "Dispose", "DisposeAsync", "IsValueCreated", "State", "ConnectionString", "DataSource", "Database", "ServerVersion" };

    // Of a program that starts no thread, whatever it keeps is its only thread's. A library does not know who calls it.
    private readonly Lazy<bool> _hasOneThread = new(() => compilation.Options.OutputKind == OutputKind.ConsoleApplication
        && !compilation.SyntaxTrees.Any(tree => Speaks(tree, s_threads)));

    // Where requests are served, or work goes on beside, a singleton has several threads in it at once.
    private readonly Lazy<bool> _serves = new(() => compilation.SyntaxTrees.Any(tree => Speaks(tree, s_servers)));

    /// <summary>The member of a type in which one object of it, shared by all threads of a server, keeps a connection of a file that is made there.</summary>
    public (ISymbol Member, string Use)? KeptBySingleton(INamedTypeSymbol type, CancellationToken cancellation) => _serves.Value
        ? type.GetMembers()
            .Where(member => !member.IsStatic)
            .Select(member => SharingUse(member, cancellation) is { } use && IsSeenInFile(member, cancellation) ? (member, use) : ((ISymbol, string)?)null)
            .FirstOrDefault(kept => kept is not null)
        : null;

    /// <summary>How several threads come to use what a member keeps; <see langword="null"/> where they do not, or it keeps no connection.</summary>
    public string? SharingUse(ISymbol member, CancellationToken cancellation)
    {
        if (!Keeps(member, cancellation) || member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ThreadStaticAttribute"))
        {
            return null;
        }

        var uses = new List<SyntaxNode>();
        foreach (var (mention, model) in Mentions(member, cancellation))
        {
            if (ValueAt(mention, model, cancellation) is { } value && IsInMemory(value, cancellation))
            {
                return null;
            }

            if (!IsUpkeep(mention))
            {
                uses.Add(mention);
            }
        }

        // What nobody else can be at counts only for what it leaves to those who come later.
        var alone = new Alone(member, cancellation);
        var kept = uses.Where(alone.Is).SelectMany(alone.KeptFrom).Distinct(SymbolEqualityComparer.Default).OfType<ISymbol>().ToList();
        uses.AddRange(kept.SelectMany(keeper => Mentions(keeper, cancellation)).Select(mention => mention.Mention).Where(mention => !IsUpkeep(mention)));
        uses.RemoveAll(alone.Is);
        var unguarded = uses.Select(use => Guarded.Unguarded(use, alone.Is)).FirstOrDefault(use => use is not null);
        return unguarded is not null && !OneThread.IsOf(uses, member.IsStatic, alone.Is) && !InitialValues(member, cancellation).Any(value => IsInMemory(value, cancellation)) && !_hasOneThread.Value
            ? Telling(unguarded)
            : null;
    }

    private static string Telling(SyntaxNode use) => RunsBefore.BodyOf(use) switch
    {
        ConstructorDeclarationSyntax => "the constructor uses it without a lock",
        MemberDeclarationSyntax user when Guarded.NameOf(user) is { } name => $"'{name}' {(Guarded.IsReturned(use) ? "hands it out" : "uses it without a lock")}",
        _ => "it is used without a lock",
    };

    /// <summary>The method or property by which others use what the member keeps, beside this code and without a lock; <see langword="null"/> where it is of a database in memory.</summary>
    /// <param name="member">The field or property.</param>
    /// <param name="code">The code.</param>
    /// <param name="starter">The member that starts it: what that does itself, it does before.</param>
    /// <param name="cancellation">The compiler's wish to stop.</param>
    public string? UsedFromOutside(ISymbol member, IReadOnlyCollection<SyntaxNode> code, SyntaxNode starter, CancellationToken cancellation)
    {
        if (Values(member, cancellation).Any(value => IsInMemory(value, cancellation)))
        {
            return null;
        }

        return Mentions(member, cancellation)
            .Where(use => !IsUpkeep(use.Mention) && !code.Any(part => part.Contains(use.Mention)) && !starter.Contains(use.Mention) && !Guarded.Is(use.Mention))
            .Select(use => use.Mention.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
            {
                MethodDeclarationSyntax { Identifier.ValueText: not ("Dispose" or "DisposeAsync") } method when IsOpen(method) => method.Identifier.ValueText,
                PropertyDeclarationSyntax property when IsOpen(property) => property.Identifier.ValueText,
                _ => null,
            })
            .FirstOrDefault(name => name is not null);

        static bool IsOpen(MemberDeclarationSyntax user) => user.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword);
    }

    private static bool Speaks(SyntaxTree tree, HashSet<string> words) => words.Any(word => FileWords.Of(tree).MayHave(Words.HashOf(word)))
        && tree.GetRoot().DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && words.Contains(token.ValueText));

    private bool Keeps(ISymbol member, CancellationToken cancellation) => member switch
    {
        IFieldSymbol { IsImplicitlyDeclared: false, IsConst: false, Type: var type } => IsConnection(type) || IsGivenConnection(member, type, cancellation),
        IPropertySymbol { Type: var type } property => Members.IsAuto(property) && (IsConnection(type) || IsGivenConnection(member, type, cancellation)),
        _ => false,
    };

    /// <summary>Whether it is declared as any provider's, and all that it is seen to be given is SQLite's.</summary>
    private bool IsGivenConnection(ISymbol member, ITypeSymbol type, CancellationToken cancellation)
    {
        if (!type.Is("System.Data", "IDbConnection") && !type.Is("System.Data.Common", "DbConnection"))
        {
            return false;
        }

        var given = Values(member, cancellation).Where(value => value.ConstantValue is not { HasValue: true, Value: null }).ToList();
        return given.Count > 0 && given.All(value => types.IsConnection(value.Type));
    }

    // Made by code that is seen, and not handed in: what the container injects may be of any kind.
    private bool IsSeenInFile(ISymbol member, CancellationToken cancellation) => Values(member, cancellation).Any(value =>
        RawConnections.Read(value, types, cancellation) is not null
        || (value is IInvocationOperation { TargetMethod: var method } && types.IsConnection(method.ReturnType))
        || (value is IObjectCreationOperation { Type.Name: "Lazy" } lazy && lazy.Descendants().Any(made => RawConnections.Read(made, types, cancellation) is not null)));

    private IEnumerable<IOperation> Values(ISymbol member, CancellationToken cancellation) => InitialValues(member, cancellation)
        .Concat(Mentions(member, cancellation).Select(mention => ValueAt(mention.Mention, mention.Model, cancellation)).OfType<IOperation>());

    private bool IsConnection(ITypeSymbol type) =>
        types.IsConnection(type) || (type is INamedTypeSymbol { Name: "Lazy", TypeArguments: { Length: 1 } lazy } && types.IsConnection(lazy[0]));

    private IEnumerable<(SimpleNameSyntax Mention, SemanticModel Model)> Mentions(ISymbol member, CancellationToken cancellation)
    {
        var scopes = member.DeclaredAccessibility == Accessibility.Private
            ? member.ContainingType.DeclaringSyntaxReferences.Select(part => part.GetSyntax(cancellation))
            : compilation.SyntaxTrees.Where(tree => FileWords.Of(tree).MayHave(Words.HashOf(member.Name))).Select(tree => tree.GetRoot(cancellation));
        foreach (var scope in scopes)
        {
            SemanticModel? model = null;
            foreach (var name in scope.DescendantNodes().OfType<SimpleNameSyntax>().Where(name => name.Identifier.ValueText == member.Name))
            {
                model ??= compilation.GetSemanticModel(scope.SyntaxTree);
                if (SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, member))
                {
                    yield return (name, model);
                }
            }
        }
    }

    /// <summary>What is assigned to it at a mention, if that is an assignment.</summary>
    private static IOperation? ValueAt(SimpleNameSyntax mention, SemanticModel model, CancellationToken cancellation) =>
        Whole(mention).Parent is AssignmentExpressionSyntax { Right: var right } assignment && assignment.Left == Whole(mention) ? model.OperationOf(right, cancellation) : null;

    private IEnumerable<IOperation> InitialValues(ISymbol member, CancellationToken cancellation) => member.DeclaringSyntaxReferences
        .Select(reference => reference.GetSyntax(cancellation) switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var value } => value,
            PropertyDeclarationSyntax { Initializer.Value: var value } => value,
            _ => null,
        })
        .Select(value => value is null ? null : compilation.GetSemanticModel(value.SyntaxTree).OperationOf(value, cancellation))
        .OfType<IOperation>();

    /// <summary>Whether some connection that the value makes, also by a method of the project, is of an in-memory database.</summary>
    private bool IsInMemory(IOperation value, CancellationToken cancellation) =>
        value.DescendantsAndSelf().Any(operation => RawConnections.Read(operation, types, cancellation)?.IsInMemory(cancellation) == true)
        || value.DescendantsAndSelf().OfType<IInvocationOperation>()
            .SelectMany(call => call.TargetMethod.DeclaringSyntaxReferences)
            .Where(helper => compilation.ContainsSyntaxTree(helper.SyntaxTree))
            .Select(helper => compilation.GetSemanticModel(helper.SyntaxTree).OperationOf(helper.GetSyntax(cancellation), cancellation))
            .OfType<IOperation>()
            .Any(body => body.Descendants().OfType<IObjectCreationOperation>().Any(creation => RawConnections.Read(creation, types, cancellation)?.IsInMemory(cancellation) == true));

    // Made, opened, closed, asked whether it is there: nobody has read or written anything yet.
    public static bool IsUpkeep(SimpleNameSyntax mention)
    {
        var whole = Whole(mention);
        return whole.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == whole && assignment.Parent is ExpressionStatementSyntax or AwaitExpressionSyntax,
            MemberAccessExpressionSyntax access => s_upkeep.Contains(access.Name.Identifier.ValueText),
            ConditionalAccessExpressionSyntax { WhenNotNull: var what } => what.DescendantNodesAndSelf().OfType<MemberBindingExpressionSyntax>().FirstOrDefault() is { } binding
                && s_upkeep.Contains(binding.Name.Identifier.ValueText),
            BinaryExpressionSyntax or IsPatternExpressionSyntax or InvocationExpressionSyntax => true,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } } => true,
            _ => false,
        };
    }

    /// <summary>The expression that the mention is, with what only stands around it: <c>this._one</c>, <c>_one!</c>, <c>(_one)</c>.</summary>
    private static ExpressionSyntax Whole(SimpleNameSyntax mention)
    {
        ExpressionSyntax whole = mention.Parent is MemberAccessExpressionSyntax access && access.Name == mention ? access : mention;
        while (whole.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            whole = (ExpressionSyntax)whole.Parent;
        }

        return whole;
    }
}
