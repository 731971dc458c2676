using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Creation;

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

        var keywords = Initial(creation, read);
        if (builder is ILocalReferenceOperation local)
        {
            keywords.AddRange(SetOn(local.Local, local)
                .Where(assignment => assignment.Syntax.SpanStart < local.Syntax.SpanStart)
                .Select(assignment => Keyword(assignment, IsConditional(assignment, local) ? TextTemplate.Unknown : read)));
        }

        return TextTemplate.Concat(keywords);
    }

    /// <summary>
    /// The text that a builder comes to in the end, with everything that its body sets on it; what may not happen, or is set twice, is a hole.
    /// </summary>
    /// <param name="builder">The expression that makes it, or the local that it is in.</param>
    /// <param name="cancellation">Cancels.</param>
    public static TextTemplate? Final(IOperation builder, CancellationToken cancellation)
    {
        if ((builder as IObjectCreationOperation ?? SingleValue.Of(builder, cancellation)) is not IObjectCreationOperation creation)
        {
            return null;
        }

        TextTemplate Read(IOperation value) => TextReader.Read(value, cancellation);

        var keywords = Initial(creation, Read);
        if (LocalUses.LocalOf(creation) is { } local)
        {
            keywords.AddRange(SetOn(local, creation).Select(assignment => Keyword(assignment, IsConditional(assignment, creation) ? TextTemplate.Unknown : Read)));
        }

        return TextTemplate.Concat(keywords);
    }

    private static List<TextTemplate> Initial(IObjectCreationOperation creation, Func<IOperation, TextTemplate> read) => creation.Arguments
        .Select(argument => TextTemplate.Concat(new[] { read(argument.Value), TextTemplate.Literal(";") }))
        .Concat((creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? Enumerable.Empty<ISimpleAssignmentOperation>())
            .Select(assignment => Keyword(assignment, read)))
        .ToList();

    private static IEnumerable<ISimpleAssignmentOperation> SetOn(ILocalSymbol local, IOperation within) => LocalUses.Of(local, within)
        .Select(use => use.Parent)
        .OfType<IPropertyReferenceOperation>()
        .Select(property => property.Parent)
        .OfType<ISimpleAssignmentOperation>()
        .Where(assignment => assignment.Target is IPropertyReferenceOperation);

    // Set in a block that the use does not stand in: it may not have happened.
    private static bool IsConditional(IOperation assignment, IOperation use) =>
        assignment.Syntax.Parent?.Parent is { } block && !block.Span.Contains(use.Syntax.Span);

    private static TextTemplate Keyword(ISimpleAssignmentOperation assignment, Func<IOperation, TextTemplate> read)
    {
        var property = assignment.Target as IPropertyReferenceOperation;
        var name = property switch
        {
            { Arguments: { Length: 1 } index } when index[0].Value.ConstantValue is { HasValue: true, Value: string keyword } => keyword,
            { Arguments.IsEmpty: true } => ConnectionKeywords.Canonical(property.Property.Name),
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
            TextTemplate.Literal(name + "=", assignment.Syntax),
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
