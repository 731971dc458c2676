using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation.Wrapper;

/// <summary>Writes the members that are generated into a factory: for each of its databases, and one to shut down.</summary>
internal static class WrapperWriter
{
    public static string Write(FactoryModel factory, TargetModel target)
    {
        var members = factory.Databases.SelectMany(database => DatabaseMembers.Of(factory, database)).Concat(new[] { Shutdown(factory) });
        var text = CSharpText.Paragraphs(members);
        for (var depth = factory.Types.Count - 1; depth >= 0; depth--)
        {
            var type = factory.Types[depth];
            text = $"partial {type.Keyword} {Identifiers.Escape(type.Name)}{FactoryText.TypeParameters(type)}\n{{\n{CSharpText.Indent(text, 1)}\n}}";
        }

        var experiments = factory.Databases.SelectMany(database => new[] { database.DataSourceFrom, database.KeyFrom })
            .SelectMany(member => member?.Experiments ?? EquatableArray<string>.Empty)
            .Distinct();
        return CSharpText.File(target, factory.Namespace, text, experiments);
    }

    private static string Shutdown(FactoryModel factory)
    {
        var name = factory.ShutdownMember;
        var hook = (factory.IsStatic ? factory.Name : "databases") + "." + name;
        // The last handle of a file moves its log into it, which none that only reads can do.
        var calls = factory.Databases.OrderBy(database => database.Policy.Access != SqliteAccess.ReadOnly).Select(database => $"    {CSharpText.Global(factory.Namespace, database.ConnectionType)}._shutdown();");
        var text = $$"""
            /// <summary>
            /// Checkpoints every file of this process whose database asks for it (<c>CheckpointOnClose</c>), waiting for locks as long as that database waits, and
            /// releases the pooled handles of all databases. It may be called at any time, by any thread and more than once; connections can be opened again.
            /// </summary>
            /// <remarks>
            /// One line has it run when a host stops, by SIGTERM too: <c>lifetime.ApplicationStopped.Register({{CSharpText.Xml(hook)}});</c> on its <c>IHostApplicationLifetime</c>.
            /// Without a host, <c>AppDomain.CurrentDomain.ProcessExit += (_, _) =&gt; {{CSharpText.Xml(hook)}}();</c> does so when the process exits. Since .NET 10, no signal
            /// raises that event: <c>using var onTerm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ =&gt; {{CSharpText.Xml(hook)}}());</c> answers SIGTERM, and a second one Ctrl+C (<c>SIGINT</c>).
            /// </remarks>
            {{CSharpText.GeneratedCode}}
            {{FactoryText.Modifiers(factory, factory.IsPublic)}} void {{name}}()
            {
            {{string.Join("\n", calls)}}
            }
            """;

        // A factory that derives from a factory has one of its own.
        return factory.IsStatic ? text : $"#pragma warning disable CS0108\n{text}\n#pragma warning restore CS0108";
    }
}
