using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Choosing;

/// <summary>
/// Where a path comes from that is known at run time only, as a text to be compared: two sites of one source open one database, two sources may be two files.
/// A value behind a name counts, not the name: a field that a constructor fills with its parameter, and the parameter, are one source. So is what the constructors
/// of several types are given: ten repositories are made for one database, while a method is given any file.
/// </summary>
internal static class PathSource
{
    private const int MaxDepth = 12;

    /// <summary>The source of the site's path, or, where that cannot be told from the rest, of its connection string.</summary>
    public static string? Of(RawSite site, CancellationToken cancellation) =>
        (site.Text.DataSourceOrigin ?? site.TextOperation) is { } origin ? Of(origin, cancellation) : null;

    /// <summary>The source of a value.</summary>
    public static string Of(IOperation value, CancellationToken cancellation) => Of(value, 0, cancellation);

    private static string Of(IOperation value, int depth, CancellationToken cancellation)
    {
        if (depth > MaxDepth)
        {
            return "...";
        }

        if (value.ConstantValue is { HasValue: true, Value: var constant })
        {
            return Convert.ToString(constant, CultureInfo.InvariantCulture) ?? string.Empty;
        }

        if (Within(value, cancellation) is { } within)
        {
            return Of(within, depth + 1, cancellation);
        }

        if (SingleValue.Of(value, cancellation) is { } behind)
        {
            return Of(behind, depth + 1, cancellation);
        }

        return value switch
        {
            ILocalReferenceOperation local => Named(local.Local),
            IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } given } when IsString(given) =>
                "constructor/" + constructor.Parameters.Where(IsString).TakeWhile(parameter => parameter.Ordinal < given.Ordinal).Count(),
            IParameterReferenceOperation parameter => Named(parameter.Parameter),
            IInstanceReferenceOperation => "this",
            _ when IsService(value.Type) => value.Type!.ToDisplayString(),
            IMemberReferenceOperation { Member: var member } when IsOfProject(member, value) => Named(member) + Arguments(value),
            IMemberReferenceOperation { Member: var member } => Named(member) + All(value.ChildOperations),
            IInvocationOperation { TargetMethod: var method } => Named(method) + (IsOfProject(method, value) ? Arguments(value) : All(value.ChildOperations)),
            IObjectCreationOperation { Constructor: { } made } => Named(made) + All(value.ChildOperations),
            _ => value.Kind + All(value.ChildOperations),
        };

        // A member of the project means the same whichever object it is asked of: the settings in hand.
        string Arguments(IOperation call) => All(call.ChildOperations.OfType<IArgumentOperation>());

        string All(IEnumerable<IOperation> parts) => "(" + string.Join(", ", parts.Select(part => Of(part, depth + 1, cancellation))) + ")";
    }

    /// <summary>What an operation hands on as it is: a conversion, an argument, a builder's text, and the path that a fix takes out of a text.</summary>
    private static IOperation? Within(IOperation value, CancellationToken cancellation) => value switch
    {
        IConversionOperation { OperatorMethod: null } conversion => conversion.Operand,
        IParenthesizedOperation parenthesized => parenthesized.Operand,
        IArgumentOperation argument => argument.Value,
        IPropertyReferenceOperation { Property.Name: "DataSource", Instance: IObjectCreationOperation { Arguments: { Length: 1 } text, Initializer: null } made } when IsBuilder(made) =>
            ConnectionText.Read(text[0].Value, cancellation).DataSourceOrigin ?? text[0].Value,
        IPropertyReferenceOperation { Property.Name: "DataSource", Instance: { } builder } when IsBuilder(builder) => builder,
        _ => BuilderOf(value),
    };

    /// <summary><c>builder</c> of <c>builder.ToString()</c> and <c>builder.ConnectionString</c>.</summary>
    public static IOperation? BuilderOf(IOperation value)
    {
        var builder = value switch
        {
            IInvocationOperation { TargetMethod: { Name: nameof(ToString), Parameters.IsEmpty: true }, Instance: { } instance } => instance,
            IPropertyReferenceOperation { Property.Name: "ConnectionString", Instance: { } instance } => instance,
            _ => null,
        };
        return builder is not null && IsBuilder(builder) ? builder : null;
    }

    private static bool IsString(IParameterSymbol parameter) => parameter.Type.SpecialType == SpecialType.System_String;

    private static bool IsBuilder(IOperation value) => value.Type.Is("Microsoft.Data.Sqlite", "SqliteConnectionStringBuilder");

    // Whichever IConfiguration is in hand, it is the program's own.
    private static bool IsService(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Interface, IsGenericType: false };

    private static bool IsOfProject(ISymbol member, IOperation use) =>
        SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, use.SemanticModel?.Compilation.Assembly);

    private static string Named(ISymbol symbol) => symbol switch
    {
        ILocalSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction } => Named(symbol.ContainingSymbol) + "/" + symbol.Name + Place(symbol),
        IParameterSymbol => Named(symbol.ContainingSymbol) + "/" + symbol.Name,
        _ => symbol.OriginalDefinition.GetDocumentationCommentId() ?? symbol.ToDisplayString() + Place(symbol),
    };

    private static string Place(ISymbol symbol) => "@" + symbol.Locations.FirstOrDefault()?.GetLineSpan();
}
