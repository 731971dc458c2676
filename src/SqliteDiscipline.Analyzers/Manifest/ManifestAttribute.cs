using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>One attribute of the manifest: what its arguments say, and where each of them is written.</summary>
internal sealed class ManifestAttribute(AttributeData data)
{
    /// <summary>Where the attribute is written; nowhere, for one that was read from a referenced assembly.</summary>
    public Location Location => Syntax?.GetLocation() ?? Location.None;

    private AttributeSyntax? Syntax => data.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;

    /// <summary>The string that a constructor parameter has; <see langword="null"/> also where the code does not compile.</summary>
    public string? Text(int parameter) =>
        parameter < data.ConstructorArguments.Length && data.ConstructorArguments[parameter] is { Kind: TypedConstantKind.Primitive, Value: string text }
            ? text
            : null;

    /// <summary>Whether a property is given, and as what.</summary>
    public bool TryGet<T>(string property, out T value)
    {
        foreach (var argument in data.NamedArguments)
        {
            if (argument.Key != property)
            {
                continue;
            }

            if (argument.Value is { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum, Value: { } given } && Unbox(given) is T typed)
            {
                value = typed;
                return true;
            }
        }

        value = default!;
        return false;

        // The compiler hands an enum over as the number below it.
        static object Unbox(object given) => typeof(T).IsEnum && given is int number ? Enum.ToObject(typeof(T), number) : given;
    }

    /// <summary>The property's value, or the one that holds where it is not given.</summary>
    public T Get<T>(string property, T otherwise) => TryGet<T>(property, out var value) ? value : otherwise;

    /// <summary>Where a property is given; the whole attribute where it is not.</summary>
    public Location At(string property) =>
        Syntax?.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == property)?.GetLocation() ?? Location;

    /// <summary>Where a constructor parameter's value is written; the whole attribute where it is left out.</summary>
    public Location At(int parameter) => ExpressionOf(parameter)?.GetLocation() ?? Location;

    /// <summary>The expression that gives a constructor parameter its value; <see langword="null"/> where it is left out.</summary>
    public ExpressionSyntax? ExpressionOf(int parameter)
    {
        var name = data.AttributeConstructor is { Parameters: var parameters } && parameter < parameters.Length ? parameters[parameter].Name : null;
        var position = 0;
        foreach (var argument in Syntax?.ArgumentList?.Arguments ?? default)
        {
            if (argument.NameEquals is not null)
            {
                continue;
            }

            var isMeant = argument.NameColon is { } colon ? colon.Name.Identifier.ValueText == name : position == parameter;
            if (isMeant)
            {
                return argument.Expression;
            }

            position++;
        }

        return null;
    }
}
