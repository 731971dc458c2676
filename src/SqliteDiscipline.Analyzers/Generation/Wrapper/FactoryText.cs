using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation.Wrapper;

/// <summary>How generated members of a factory name the factory and its members.</summary>
internal static class FactoryText
{
    public static string Modifiers(FactoryModel factory, bool isPublic) => (isPublic ? "public" : "internal") + (factory.IsStatic ? " static" : string.Empty);

    /// <summary>A use of one of the user's members.</summary>
    public static string Call(FactoryModel factory, MemberModel member) =>
        (member.IsStatic ? Self(factory) + "." : "this.") + Identifiers.Escape(member.Name) + (member.IsMethod ? $"({Names(member.Parameters)})" : string.Empty);

    /// <summary>What stands before a generated member's name. Qualified, for a parameter may bear the same name.</summary>
    public static string Caller(FactoryModel factory) => factory.IsStatic ? Self(factory) + "." : "this.";

    public static string Names(EquatableArray<ParameterModel> parameters) => string.Join(", ", parameters.Select(parameter => Identifiers.Escape(parameter.Name)));

    public static string TypeParameters(TypeDeclarationModel type) =>
        type.TypeParameters.Count == 0 ? string.Empty : $"<{string.Join(", ", type.TypeParameters.Select(Identifiers.Escape))}>";

    private static string Self(FactoryModel factory)
    {
        var outermost = factory.Types[0];
        var rest = factory.Types.Items.Skip(1).Select(type => "." + Identifiers.Escape(type.Name) + TypeParameters(type));
        return CSharpText.Global(factory.Namespace, outermost.Name) + TypeParameters(outermost) + string.Concat(rest);
    }
}
