using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>Which connection it is. Equal where the code says that it is the same one, whatever names it goes by.</summary>
internal sealed class ConnectionSubject : IEquatable<ConnectionSubject>
{
    /// <summary>Every connection of the process: what <c>ClearAllPools</c> is about.</summary>
    public static readonly ConnectionSubject All = new(ConnectionOrigin.Member, string.Empty, null);

    // What the identity rests on: the creating node, or the symbol that stands for a connection whose making is not seen.
    private readonly object _identity;
    private readonly object? _frame;

    /// <param name="origin">Where it comes from.</param>
    /// <param name="identity">The node that makes it, or the symbol that it is known by.</param>
    /// <param name="frame">In which inlined call, if in one.</param>
    public ConnectionSubject(ConnectionOrigin origin, object identity, object? frame) =>
        (Origin, _identity, _frame) = (origin, identity, frame);

    public ConnectionOrigin Origin { get; }

    /// <summary>The parameter, field, property, captured local or called method that it is known by; <see langword="null"/> where it is made here.</summary>
    public ISymbol? Symbol { get; init; }

    /// <summary>What can be seen of its connection string.</summary>
    public ConnectionText Text { get; init; } = ConnectionText.Unknown;

    /// <summary>The expression of the connection string that it is made with, where there is one.</summary>
    public IOperation? Source { get; init; }

    /// <summary>Its static type: <c>SqliteConnection</c>, a generated connection, or the EF Core context.</summary>
    public ITypeSymbol? Type { get; init; }

    /// <summary>The factory whose typed connection it is.</summary>
    public FactoryModel? Factory { get; init; }

    /// <summary>The declared database that it is a typed connection of.</summary>
    public DatabaseModel? Database { get; init; }

    /// <summary>The expression that makes it, where one is seen to.</summary>
    public SyntaxNode? Made => IsMadeHere ? _identity as SyntaxNode : null;

    /// <summary>Whether this body makes it, so that its whole life until it is handed out is seen.</summary>
    public bool IsMadeHere => Origin is ConnectionOrigin.Raw or ConnectionOrigin.Factory;

    /// <summary>Whether a helper makes it, or meets it as its own.</summary>
    public bool IsOfHelper => _frame is Building.Frame && Origin is not ConnectionOrigin.Parameter;

    /// <summary>Whether the body or a helper gets it for itself, from nothing that was there before.</summary>
    public bool IsOwn => IsOfHelper || (_frame is null && Origin is ConnectionOrigin.Raw or ConnectionOrigin.Factory or ConnectionOrigin.Call);

    /// <summary>Whether it is seen to be of an in-memory database.</summary>
    public bool IsInMemory { get; init; }

    public bool Equals(ConnectionSubject? other) =>
        other is not null && Origin == other.Origin && _identity.Equals(other._identity) && Equals(_frame, other._frame);

    public override bool Equals(object? obj) => Equals(obj as ConnectionSubject);

    public override int GetHashCode() => (_identity.GetHashCode() * 31) + (_frame?.GetHashCode() ?? 0);
}

internal enum ConnectionOrigin : byte
{
    /// <summary>Made here, raw: <c>new SqliteConnection</c>, also of a derived type, or by a provider factory.</summary>
    Raw,

    /// <summary>Made here by a generated <c>_connect_*</c> or <c>_create_*</c>.</summary>
    Factory,

    /// <summary>A parameter.</summary>
    Parameter,

    /// <summary>A local of the code around this lambda or local function.</summary>
    Captured,

    /// <summary>A field or property.</summary>
    Member,

    /// <summary>Returned, or assigned to an <c>out</c> argument, by code that is not followed.</summary>
    Call,

    /// <summary>The connection object that this body is a member of.</summary>
    This,

    /// <summary>That of a command or transaction whose making is not seen.</summary>
    Command,

    /// <summary>The connection behind an EF Core context.</summary>
    Context,
}
