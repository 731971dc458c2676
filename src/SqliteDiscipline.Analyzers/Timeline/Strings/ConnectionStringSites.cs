using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Creation;

namespace SqliteDiscipline.Analyzers.Timeline.Strings;

/// <summary>Finds where text becomes a connection string of Microsoft.Data.Sqlite. A string that merely looks like one is none.</summary>
internal static class ConnectionStringSites
{
    /// <summary>The operations among which <see cref="Read"/> finds them.</summary>
    public static readonly OperationKind[] Kinds = { OperationKind.ObjectCreation, OperationKind.Invocation, OperationKind.SimpleAssignment };

    private const string ProviderNamespace = "Microsoft.Data.Sqlite";

    /// <summary>The texts that this very operation makes connection strings of: more than one where it chooses.</summary>
    public static IEnumerable<ConnectionStringSite> Read(IOperation operation, ProviderTypes types, CancellationToken cancellation) =>
        TextOf(operation, types, cancellation) is { } text
            ? TextChoices.Of(text, cancellation).Select(choice => new ConnectionStringSite(choice.Text, text, choice.IsCertain))
            : Enumerable.Empty<ConnectionStringSite>();

    /// <summary>Whether the operation is a builder whose text is a connection string of ours.</summary>
    public static bool IsBuilder(ITypeSymbol? type) => type.Is(ProviderNamespace, "SqliteConnectionStringBuilder");

    /// <summary>Whether a method of this name may take the text of one; what else does is a constructor, or the property.</summary>
    public static bool IsMethod(string name) => name is "UseSqlite" or "AddSqlite" or "CreateDataSource" or "CreateConnection" or "CreateInstance" or "Invoke";

    private static IOperation? TextOf(IOperation operation, ProviderTypes types, CancellationToken cancellation) => operation switch
    {
        // What a derived type does with the string that it is given is its own affair.
        IObjectCreationOperation creation when IsConnection(creation.Type, types) || IsBuilder(creation.Type) => ConnectionStringOf.Arguments(creation.Arguments),
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Constructor, ContainingType: var type } } initializer
            when IsConnection(type, types) => ConnectionStringOf.Arguments(initializer.Arguments),
        IInvocationOperation { TargetMethod.Name: "UseSqlite" or "AddSqlite" } invocation => EntityFrameworkForms.Read(invocation)?.Text,
        IInvocationOperation { TargetMethod.Name: "CreateDataSource" or "CreateConnection" } invocation =>
            ProviderFactoryForms.Read(invocation, types, cancellation)?.Text,
        IInvocationOperation { TargetMethod.Name: "CreateInstance" or "Invoke" } invocation => ReflectionForms.Read(invocation, types, cancellation)?.Text,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "ConnectionString", Instance: { } owner } } assignment
            when IsOwner(owner, types, cancellation) => assignment.Value,
        _ => null,
    };

    private static bool IsOwner(IOperation owner, ProviderTypes types, CancellationToken cancellation) =>
        Made(owner, cancellation) is { } type && (types.IsConnection(type) || IsBuilder(type));

    /// <summary>The type of an object: its static one, or that of the one value that it can have.</summary>
    internal static ITypeSymbol? Made(IOperation instance, CancellationToken cancellation)
    {
        if (instance.Type.Is("System.Data.Common", "DbConnection") || instance.Type.Is("System.Data", "IDbConnection")
            || instance.Type.Is("System.Data.Common", "DbConnectionStringBuilder"))
        {
            var value = SingleValue.Of(instance, cancellation);
            return (value is IConversionOperation conversion ? conversion.Operand : value)?.Type;
        }

        return instance.Type;
    }

    private static bool IsConnection(ITypeSymbol? type, ProviderTypes types) => SymbolEqualityComparer.Default.Equals(type, types.Connection);
}

/// <summary>A text that becomes a connection string.</summary>
/// <param name="Text">The expression of the text.</param>
/// <param name="Given">The expression that is given where it becomes one: the same, or a name or a choice of it.</param>
/// <param name="IsCertain">Whether it is ours for sure: one of several behind a name may be meant for another provider.</param>
internal sealed record ConnectionStringSite(IOperation Text, IOperation Given, bool IsCertain)
{
    /// <summary>The connection strings that the text gives: as far as all of it is seen, then with each choice of a part.</summary>
    public IEnumerable<(ConnectionText Text, bool IsCertain)> Read(CancellationToken cancellation) =>
        TextChoices.Texts(Text, cancellation).Select(choice => (ConnectionText.Of(choice.Text, Text, cancellation), IsCertain && choice.IsCertain));

    /// <summary>Where to show a fault whose own place cannot be shown: of what is given, the smallest expression.</summary>
    public Location Location => (Given.Syntax.Span.Contains(Text.Syntax.Span) && Given.Syntax.SyntaxTree == Text.Syntax.SyntaxTree ? Text : Given).Syntax.GetLocation();
}
