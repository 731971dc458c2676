using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Creation;

namespace SqliteDiscipline.Analyzers.Timeline.Files;

/// <summary>A connection that is asked for its own file: <c>connection.DataSource</c>. Whoever has it has that file open, or in the pool.</summary>
/// <param name="Connection">The connection.</param>
internal sealed record ConnectionInHand(IOperation Connection)
{
    private const int MaxDepth = 6;

    // What can be asked of a connection that was never opened.
    private static readonly HashSet<string> s_questions = new() { "DataSource", "ConnectionString", "State", "Database", "ServerVersion", "DefaultTimeout" };

    public static ConnectionInHand? Of(IOperation path, ProviderTypes types, CancellationToken cancellation)
    {
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            switch (path)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    path = conversion.Operand;
                    break;
                case IInvocationOperation { TargetMethod: { Name: "GetFullPath", ContainingType: var type }, Arguments: { Length: 1 } full } when type.Is("System.IO", "Path"):
                    path = full[0].Value;
                    break;
                case IPropertyReferenceOperation { Property.Name: "DataSource", Instance: { } connection } when types.IsConnection(connection.Type):
                    return new ConnectionInHand(connection);
                case ILocalReferenceOperation when SingleValue.Of(path, cancellation) is { } value:
                    path = value;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The data source that it is seen to be made with.</summary>
    public static TextTemplate? SourceOf(IOperation connection, CancellationToken cancellation) => TextOf(connection, cancellation)?.Entries
        .LastOrDefault(entry => ConnectionKeywords.Canonical(entry.Keyword) == ConnectionKeywords.DataSource)?.Value;

    /// <summary>
    /// Where it is opened, as far as anything says so before the call: something is done with it in the body, or it is kept in the type, where another member
    /// opens it.
    /// </summary>
    public DatabaseOpening? OpeningBefore(SyntaxNode call, CancellationToken cancellation)
    {
        if (TextOf(Connection, cancellation)?.IsInMemory == true)
        {
            return null;
        }

        var (holder, site) = Connection switch
        {
            ILocalReferenceOperation { Local: var local } => ((ISymbol)local, FirstUse(local.Name, call)),
            IParameterReferenceOperation { Parameter: var parameter } => (parameter, FirstUse(parameter.Name, call)),
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol, Instance: null or IInstanceReferenceOperation } kept => (kept.Member, null),
            _ => (null, null),
        };
        return holder is null || (site is null && holder is ILocalSymbol or IParameterSymbol)
            ? null
            : new DatabaseOpening(PathKey.OfMember(holder), site) { IsInHand = true };
    }

    /// <summary>The first thing that is done before the call with the connection of that name, and not only asked of it.</summary>
    public static IdentifierNameSyntax? FirstUse(string name, SyntaxNode call) => RunsBefore.BodyOf(call).DescendantNodes()
        .OfType<IdentifierNameSyntax>()
        .Where(use => use.Identifier.ValueText == name && use.SpanStart < call.SpanStart)
        .FirstOrDefault(use => use.Parent switch
        {
            MemberAccessExpressionSyntax { Expression: var receiver, Name.Identifier.ValueText: var member } => receiver == use && !s_questions.Contains(member),
            NameColonSyntax or NameEqualsSyntax or BinaryExpressionSyntax or IsPatternExpressionSyntax => false,
            _ => true,
        });

    private static ConnectionText? TextOf(IOperation connection, CancellationToken cancellation) =>
        (connection as IObjectCreationOperation ?? SingleValue.Of(connection, cancellation)) is IObjectCreationOperation creation
        && ConnectionStringOf.Creation(creation) is { } text
            ? ConnectionText.Read(text, cancellation)
            : null;
}
