using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>Finds the members that <c>DataSourceFrom</c> and <c>KeyFrom</c> name.</summary>
internal sealed class FactoryMembers(INamedTypeSymbol factory, ManifestProblems problems)
{
    private bool IsFromMetadata => factory.DeclaringSyntaxReferences.IsEmpty;

    public MemberModel? DataSource(ManifestAttribute attribute, string name, string wrapper)
    {
        // What is private to another assembly is not imported from it; what was generated there says the same.
        if (IsFromMetadata)
        {
            var connect = factory.GetMembers(wrapper).OfType<IMethodSymbol>().FirstOrDefault();
            return new MemberModel(name, connect is { Parameters.IsEmpty: false }, factory.IsStatic, Parameters(connect), IsPublic: true, EquatableArray<string>.Empty);
        }

        return Find(attribute, "DataSourceFrom", name, mayHaveParameters: true);
    }

    public MemberModel? Key(ManifestAttribute attribute, string name) => IsFromMetadata
        ? new MemberModel(name, IsMethod: false, factory.IsStatic, EquatableArray<ParameterModel>.Empty, IsPublic: true, EquatableArray<string>.Empty)
        : Find(attribute, "KeyFrom", name, mayHaveParameters: false);

    private MemberModel? Find(ManifestAttribute attribute, string property, string name, bool mayHaveParameters)
    {
        var candidates = Candidates(name);
        if (candidates.Length != 1)
        {
            return Unfit(candidates.IsEmpty ? $"is no member of '{factory.Name}'" : "is ambiguous, for there are several of that name");
        }

        var member = candidates[0];
        if (Fault(member, mayHaveParameters) is { } fault)
        {
            return Unfit(fault);
        }

        var method = member as IMethodSymbol;
        var visibility = method?.Parameters.Select(parameter => Visibility.Of(parameter.Type)).DefaultIfEmpty(Visibility.Public).Min() ?? Visibility.Public;
        return new MemberModel(
            member.Name, method is not null, member.IsStatic, Parameters(method), visibility == Visibility.Public, Experiments.In(member).ToEquatableArray());

        MemberModel? Unfit(string fault)
        {
            problems.Add("SQLD905", attribute.At(property), property, name, fault);
            return null;
        }
    }

    // The members of the nearest type that has any, as a name in code would mean them.
    private ImmutableArray<ISymbol> Candidates(string name)
    {
        for (var type = factory; type is not null; type = type.BaseType)
        {
            var members = type.GetMembers(name)
                .Where(member => SymbolEqualityComparer.Default.Equals(type, factory) || member.DeclaredAccessibility != Accessibility.Private)
                .Where(member => member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary })
                .ToImmutableArray();
            if (!members.IsEmpty)
            {
                return members;
            }
        }

        return ImmutableArray<ISymbol>.Empty;
    }

    private string? Fault(ISymbol member, bool mayHaveParameters) => member switch
    {
        { IsStatic: false } when factory.IsStatic => "is an instance member, and the factory is static",
        IFieldSymbol field => TypeFault(field.Type),
        IPropertySymbol { GetMethod: null } => "cannot be read",
        IPropertySymbol property => TypeFault(property.Type),
        IMethodSymbol method => MethodFault(method, mayHaveParameters),
        _ => "is neither a field nor a property nor a method",
    };

    private string? MethodFault(IMethodSymbol method, bool mayHaveParameters)
    {
        if (method.IsGenericMethod)
        {
            return "is generic";
        }

        if (!method.Parameters.IsEmpty && !mayHaveParameters)
        {
            return "has parameters";
        }

        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind is not (RefKind.None or RefKind.In))
            {
                return $"has a parameter '{parameter.Name}' that is passed by reference";
            }

            if (HasPointer(parameter.Type))
            {
                return $"has a parameter '{parameter.Name}' whose type is a pointer or made of some";
            }

            if (Visibility.Of(parameter.Type) == Visibility.Nested && Visibility.Of(factory) != Visibility.Nested)
            {
                return $"has a parameter '{parameter.Name}' of a type that callers of the wrapper cannot see";
            }
        }

        // A dynamic argument has the whole call bound at run time, where nothing can be passed that lives on the stack alone.
        return method.Parameters.FirstOrDefault(parameter => parameter.Type.TypeKind == TypeKind.Dynamic) is { } late
            && method.Parameters.FirstOrDefault(parameter => parameter.Type.IsRefLikeType) is { } span
                ? $"has a parameter '{late.Name}' that is dynamic beside '{span.Name}', a ref struct: no call can pass both"
                : TypeFault(method.ReturnType);
    }

    private static bool HasPointer(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => true,
        IArrayTypeSymbol array => HasPointer(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(HasPointer) || (named.ContainingType is { } outer && HasPointer(outer)),
        _ => false,
    };

    private static string? TypeFault(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String => null,
        SpecialType.System_Void => "returns nothing",
        _ => $"is of type '{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}', not string",
    };

    private static EquatableArray<ParameterModel> Parameters(IMethodSymbol? method) =>
        (method?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty)
        .Select(parameter => new ParameterModel(HandWritten.Written(parameter.Type), parameter.Name))
        .ToEquatableArray();
}
