using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>
/// Reads the connection string that a <c>SqliteConnectionStringBuilder</c> gives, as the text it would be: from its constructor, its
/// initializer, and what is set on the local that holds it.
/// </summary>
internal static class BuilderText
{
    /// <summary>The text of <c>builder.ToString()</c> or <c>builder.ConnectionString</c>; absent for any other expression.</summary>
    public static TextTemplate? Read(IOperation operation, Func<IOperation, TextTemplate> read, CancellationToken cancellation)
    {
        var builder = operation switch
        {
            IInvocationOperation { TargetMethod: { Name: nameof(ToString), Parameters.IsEmpty: true }, Instance: { } instance } => instance,
            IPropertyReferenceOperation { Property.Name: "ConnectionString", Instance: { } instance } => instance,
            _ => null,
        };

        return builder is { Type.Name: "SqliteConnectionStringBuilder" or "DbConnectionStringBuilder" }
            ? ReadBuilder(builder, read, cancellation)
            : null;
    }

    private static TextTemplate? ReadBuilder(IOperation builder, Func<IOperation, TextTemplate> read, CancellationToken cancellation)
    {
        if ((builder as IObjectCreationOperation ?? SingleValue.Of(builder, cancellation)) is not IObjectCreationOperation creation)
        {
            return null;
        }

        var keywords = creation.Arguments.Select(argument => TextTemplate.Concat(new[] { read(argument.Value), TextTemplate.Literal(";") })).ToList();
        foreach (var assignment in creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? Enumerable.Empty<ISimpleAssignmentOperation>())
        {
            keywords.Add(Keyword(assignment, read));
        }

        if (builder is ILocalReferenceOperation local)
        {
            keywords.AddRange(SetOn(local).Select(assignment => Keyword(assignment, IsConditional(assignment, local) ? TextTemplate.Unknown : read)));
        }

        return TextTemplate.Concat(keywords);
    }

    private static IEnumerable<ISimpleAssignmentOperation> SetOn(ILocalReferenceOperation local)
    {
        IOperation root = local;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root.Descendants().OfType<ISimpleAssignmentOperation>().Where(assignment =>
            assignment.Syntax.SpanStart < local.Syntax.SpanStart
            && assignment.Target is IPropertyReferenceOperation { Instance: ILocalReferenceOperation target }
            && SymbolEqualityComparer.Default.Equals(target.Local, local.Local));
    }

    // Set in a block that the use does not stand in: it may not have happened.
    private static bool IsConditional(IOperation assignment, IOperation use) =>
        assignment.Syntax.Parent?.Parent is { } block && !block.Span.Contains(use.Syntax.Span);

    private static TextTemplate Keyword(ISimpleAssignmentOperation assignment, Func<IOperation, TextTemplate> read)
    {
        var property = assignment.Target as IPropertyReferenceOperation;
        var name = property switch
        {
            { Arguments: { Length: 1 } index } when index[0].Value.ConstantValue is { HasValue: true, Value: string keyword } => keyword,
            { Arguments.IsEmpty: true } => property.Property.Name,
            _ => null,
        };

        if (name is null)
        {
            return TextTemplate.Unknown(assignment);
        }

        // The builder's whole text, not one keyword.
        if (name == "ConnectionString")
        {
            return TextTemplate.Concat(new[] { read(assignment.Value), TextTemplate.Literal(";") });
        }

        var value = read(assignment.Value);
        if (value.Constant is not null && EnumName(assignment.Value) is { } member)
        {
            value = TextTemplate.Literal(member);
        }

        return TextTemplate.Concat(new[]
        {
            TextTemplate.Literal(ConnectionKeywords.Canonical(name) + "="),
            Quoted(value),
            TextTemplate.Literal(";"),
        });
    }

    private static TextTemplate Quoted(TextTemplate value) => value.Constant is { } text
        ? TextTemplate.Literal("\"" + text.Replace("\"", "\"\"") + "\"")
        : value;

    private static string? EnumName(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value is IFieldReferenceOperation { Field: { ContainingType.TypeKind: TypeKind.Enum } member } ? member.Name : null;
    }
}
