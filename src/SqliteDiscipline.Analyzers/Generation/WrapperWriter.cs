using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation;

/// <summary>Writes the members that hand out a factory's connections.</summary>
internal static class WrapperWriter
{
    public static string Write(FactoryModel factory, TargetModel target)
    {
        var text = string.Join("\n\n", factory.Databases.Select(database => Members(factory, database)));
        for (var depth = factory.Types.Count - 1; depth >= 0; depth--)
        {
            var type = factory.Types[depth];
            text = $"partial {type.Keyword} {Identifiers.Escape(type.Name)}{TypeParameters(type)}\n{{\n{CSharpText.Indent(text, 1)}\n}}";
        }

        return CSharpText.File(target, factory.Namespace, text);
    }

    private static string Members(FactoryModel factory, DatabaseModel database)
    {
        var type = CSharpText.Global(factory.Namespace, database.ConnectionType);
        var access = factory.IsPublic && database.DataSourceFrom is not { IsPublic: false } ? "public" : "internal";
        var modifiers = factory.IsStatic ? access + " static" : access;
        var parameters = database.DataSourceFrom?.Parameters ?? EquatableArray<ParameterModel>.Empty;
        var declared = string.Join(", ", parameters.Select(parameter => $"{parameter.Type} {Identifiers.Escape(parameter.Name)}"));
        var passed = Names(parameters);
        var local = parameters.Any(parameter => parameter.Name == "connection") ? $"connection{parameters.Count}" : "connection";
        var comments = string.Concat(parameters.Select(
            parameter => $"\n/// <param name=\"{parameter.Name}\">As <c>{database.DataSourceFrom!.Name}</c> takes it.</param>"));
        var (connect, create) = (factory.Member("connect", database), factory.Member("create", database));
        var name = CSharpText.Xml(database.Name);

        return $$"""
            /// <summary>Opens a connection to the database <c>{{name}}</c>, under the policy that <see cref="{{type}}"/> states.</summary>{{comments}}
            /// <returns>An open connection, which the caller disposes.</returns>
            {{CSharpText.GeneratedCode}}
            {{modifiers}} {{type}} {{connect}}({{declared}})
            {
                var {{local}} = {{Caller(factory)}}{{create}}({{passed}});
                try
                {
                    {{local}}.Open();
                    return {{local}};
                }
                catch
                {
                    {{local}}.Dispose();
                    throw;
                }
            }

            /// <summary>Makes a closed connection to the database <c>{{name}}</c>, for those who open it themselves; its policy holds from then on.</summary>{{comments}}
            /// <returns>A closed connection, which the caller disposes.</returns>
            {{CSharpText.GeneratedCode}}
            {{modifiers}} {{type}} {{create}}({{declared}})
            {
                return new {{type}}({{string.Join(", ", Arguments(factory, database))}});
            }
            """;
    }

    private static IEnumerable<string> Arguments(FactoryModel factory, DatabaseModel database)
    {
        yield return database.DataSourceFrom is { } source ? Call(factory, source) : CSharpText.Literal(database.DataSource!);
        if (database.KeyFrom is { } key)
        {
            yield return Call(factory, key);
        }
    }

    private static string Call(FactoryModel factory, MemberModel member) =>
        (member.IsStatic ? Self(factory) + "." : "this.") + Identifiers.Escape(member.Name) + (member.IsMethod ? $"({Names(member.Parameters)})" : string.Empty);

    // Qualified, for a parameter of the wrapper may bear the member's name.
    private static string Caller(FactoryModel factory) => factory.IsStatic ? Self(factory) + "." : "this.";

    private static string Self(FactoryModel factory)
    {
        var outermost = factory.Types[0];
        var rest = factory.Types.Items.Skip(1).Select(type => "." + Identifiers.Escape(type.Name) + TypeParameters(type));
        return CSharpText.Global(factory.Namespace, outermost.Name) + TypeParameters(outermost) + string.Concat(rest);
    }

    private static string Names(EquatableArray<ParameterModel> parameters) => string.Join(", ", parameters.Select(parameter => Identifiers.Escape(parameter.Name)));

    private static string TypeParameters(TypeDeclarationModel type) =>
        type.TypeParameters.Count == 0 ? string.Empty : $"<{string.Join(", ", type.TypeParameters.Select(Identifiers.Escape))}>";
}
