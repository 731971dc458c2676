using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.Analyzers.Rules.Census;

/// <summary>
/// Tells whether two connections are seen to be of one database: by the path, or by what their connection strings are made of, be it a field, an option
/// or a parameter of which only the name is known.
/// </summary>
internal static class DatabaseKey
{
    /// <summary>The string of another connection: it is that one's database, whichever it is.</summary>
    public const string Copied = "copied";

    private const int MaxDepth = 6;

    /// <summary>Equal for the same database; <see langword="null"/> where it cannot be told.</summary>
    public static string? Of(ConnectionSubject connection, CancellationToken cancellation)
    {
        if (connection is { Database: { } database, Factory: { } factory })
        {
            return "declared " + factory.FullNameOf(database);
        }

        if (connection.Text.DataSource is { Length: > 0 } source)
        {
            return "file " + source;
        }

        return connection.Source is { } text ? Join(Timeline.TextReader.Read(text, cancellation).Parts.Select(part => part.Text ?? OfHole(part.Hole!, 0, cancellation))) : null;
    }

    private static string? OfHole(IOperation hole, int depth, CancellationToken cancellation)
    {
        switch (hole)
        {
            case not null when depth > MaxDepth:
                return null;
            case { ConstantValue: { HasValue: true, Value: var constant } }:
                return "constant " + constant;
            case IConversionOperation conversion:
                return OfHole(conversion.Operand, depth + 1, cancellation);
            case IPropertyReferenceOperation { Property.Name: "ConnectionString", Instance.Type: { } type } when IsConnection(type):
                return Copied;
            case IFieldReferenceOperation or IPropertyReferenceOperation or ILocalReferenceOperation
                when SingleValue.Of(hole, cancellation) is { } value && OfHole(value, depth + 1, cancellation) == Copied:
                return Copied;
            case IFieldReferenceOperation { Field: var field }:
                return Name(field);
            case IPropertyReferenceOperation { Property: var property, Arguments.IsEmpty: true }:
                return Name(property);
            case ILocalReferenceOperation { Local: var local }:
                return Name(local);
            case IParameterReferenceOperation { Parameter: var parameter }:
                return Name(parameter);
            case IInvocationOperation call:
                var arguments = call.Arguments.Select(argument => OfHole(argument.Value, depth + 1, cancellation)).Prepend(Name(call.TargetMethod));
                return Join(arguments);
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return Join(new[] { choice.Condition, choice.WhenTrue, otherwise }.Select(part => OfHole(part, depth + 1, cancellation)));
            case IArrayCreationOperation { Initializer.ElementValues: var elements }:
                return Join(elements.Select(element => OfHole(element, depth + 1, cancellation)));
            default:
                return null;
        }
    }

    private static string? Join(IEnumerable<string?> parts)
    {
        var all = parts.ToList();
        return all.Count == 0 || all.Contains(null) ? null : string.Join("|", all);
    }

    // A local or parameter is one of its own in every method.
    private static string Name(ISymbol symbol) => symbol is ILocalSymbol or IParameterSymbol
        ? $"{symbol.ContainingSymbol?.ToDisplayString()}/{symbol.Name}@{symbol.Locations.FirstOrDefault()?.SourceSpan.Start}"
        : $"{symbol.ContainingType?.ToDisplayString()}.{symbol.Name}";

    private static bool IsConnection(ITypeSymbol type)
    {
        for (var candidate = type; candidate is not null; candidate = candidate.BaseType!)
        {
            if (candidate.Name is "DbConnection" or "SqliteConnection")
            {
                return true;
            }
        }

        return false;
    }
}
