using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation.Wrapper;

/// <summary>The members of a factory that serve one of its databases.</summary>
internal sealed class DatabaseMembers
{
    private readonly FactoryModel _factory;
    private readonly DatabaseModel _database;
    private readonly EquatableArray<ParameterModel> _parameters;

    private DatabaseMembers(FactoryModel factory, DatabaseModel database)
    {
        _factory = factory;
        _database = database;
        _parameters = database.DataSourceFrom?.Parameters ?? EquatableArray<ParameterModel>.Empty;
    }

    private string Type => CSharpText.Global(_factory.Namespace, _database.ConnectionType);

    private string Name => CSharpText.Xml(_database.Name);

    private string BusyTimeout => PolicyPragmas.Number(_database.Policy.BusyTimeout);

    private string Create => $"{FactoryText.Caller(_factory)}{_factory.Member("create", _database)}({FactoryText.Names(_parameters)})";

    public static IEnumerable<string> Of(FactoryModel factory, DatabaseModel database)
    {
        var members = new DatabaseMembers(factory, database);
        yield return members.Connecting();
        yield return members.Creating();
        if (database.Policy.Access != SqliteAccess.ReadOnly)
        {
            yield return members.Checkpointing();
        }

        yield return members.Verifying();
        yield return members.BackingUp();
    }

    private string Connecting()
    {
        var connection = Unused("connection");
        return $$"""
            /// <summary>Opens a connection to the database <c>{{Name}}</c>, under the policy that <see cref="{{Type}}"/> states.</summary>{{Comments()}}{{Blocking()}}
            /// <returns>An open connection, which the caller disposes.</returns>
            {{Declaration(Type, "connect")}}
            {
                var {{connection}} = {{Create}};
                try
                {
                    {{connection}}.Open();
                    return {{connection}};
                }
                catch
                {
                    {{connection}}.Dispose();
                    throw;
                }
            }
            """;
    }

    private string Creating() => $$"""
        /// <summary>Makes a closed connection to the database <c>{{Name}}</c>, for those who open it themselves; its policy holds from then on.</summary>{{Comments()}}
        /// <returns>A closed connection, which the caller disposes.</returns>
        {{Declaration(Type, "create")}}
        {
            return new {{Type}}({{string.Join(", ", Arguments())}});
        }
        """;

    private string Checkpointing() => $$"""
        /// <summary>
        /// Moves the write-ahead log of the database <c>{{Name}}</c> into its file and empties it, waiting up to {{BusyTimeout}} ms for those who read or write. Where
        /// the journal is not WAL there is nothing to do.
        /// </summary>{{Comments()}}
        /// <returns>Whether it is complete; otherwise somebody was in the way, and what is left stays in the log.</returns>
        /// <exception cref="global::Microsoft.Data.Sqlite.SqliteException">There is no such file, or SQLite could not read or write it.</exception>
        {{Declaration("bool", "checkpoint")}}
        {{OnCreated(connection => $"return {connection}._checkpoint();")}}
        """;

    private string Verifying() => $$"""
        /// <summary>
        /// Checks the file of the database <c>{{Name}}</c> by <c>quick_check</c> and <c>foreign_key_check</c>, which read all of it. A damaged file is reported, not
        /// refused, and nothing is changed: a WAL that was left beside it stays there. (A rollback journal that a crash has left SQLite plays back before it reads anything.)
        /// </summary>{{Comments()}}
        /// <returns>What was found.</returns>
        /// <exception cref="global::Microsoft.Data.Sqlite.SqliteException">There is no such file, or it could not be read within {{BusyTimeout}} ms.</exception>
        {{Declaration(Type + ".Verification", "verify")}}
        {{OnCreated(connection => $"return {connection}._verify();")}}
        """;

    private string BackingUp()
    {
        var destination = Unused("destination");
        return $$"""
            /// <summary>
            /// Copies the database <c>{{Name}}</c>, as it is at one moment, into a file of its own, while others read and write it. The copy is made under another name in
            /// the same folder, checked by <c>quick_check</c> (but for tables whose check needs a collation or a function of the program's own), and then renamed into place: there is the
            /// old file or the new one, never half of one. A process that is killed meanwhile leaves that other file, <c>….tmp</c>, which nobody needs.
            /// </summary>{{Comments()}}
            /// <param name="{{destination}}">
            /// The path of the file, which is replaced if it is there, with its permissions (since .NET 7; a new one has those of the database; the owner may write it). Its journal is DELETE, so that it
            /// is complete without any other. Its name needs room for 37 letters more.
            /// </param>
            /// <exception cref="global::System.ArgumentException">The destination is the database itself or one of its files, or no file in a folder that is there.</exception>
            /// <exception cref="global::System.InvalidOperationException">The database is in memory.</exception>
            /// <exception cref="global::System.IO.IOException">The destination could not be replaced, or is a database whose log is beside it.</exception>
            /// <exception cref="global::Microsoft.Data.Sqlite.SqliteException">
            /// There is no such database, it was locked for more than {{BusyTimeout}} ms (code 5), or the copy is not sound (code 11).
            /// </exception>
            {{Declaration("void", "backup", "string " + destination)}}
            {{OnCreated(connection => $"{connection}._backup({destination});")}}
            """;
    }

    // It stays closed: maintenance has a handle of its own.
    private string OnCreated(Func<string, string> statement)
    {
        var connection = Unused("connection");
        return $$"""
            {
                using (var {{connection}} = {{Create}})
                {
                    {{statement(connection)}}
                }
            }
            """;
    }

    private string Declaration(string returned, string verb, params string[] further)
    {
        var isPublic = _factory.IsPublic && _database.DataSourceFrom is not { IsPublic: false };
        var declared = _parameters.Select(parameter => $"{parameter.Type} {Identifiers.Escape(parameter.Name)}").Concat(further);
        return $"{CSharpText.GeneratedCode}\n{FactoryText.Modifiers(_factory, isPublic)} {returned} {_factory.Member(verb, _database)}({string.Join(", ", declared)})";
    }

    private string Comments() => string.Concat(_parameters.Select(
        parameter => $"\n/// <param name=\"{parameter.Name}\">As <c>{_database.DataSourceFrom!.Name}</c> takes it.</param>"));

    private string Blocking() => _database.Policy.MaxConnections == 0 ? string.Empty : $"""

        /// <remarks>
        /// While as many as may be are open, this keeps its thread. Code that awaits something while it holds a connection may need that thread to get on: there,
        /// <c>{_factory.Member("create", _database)}</c> and <c>OpenAsync</c>, which waits without one.
        /// </remarks>
        """;

    private IEnumerable<string> Arguments()
    {
        yield return _database.DataSourceFrom is { } source ? FactoryText.Call(_factory, source) : CSharpText.Literal(_database.DataSource!);
        if (_database.KeyFrom is { } key)
        {
            yield return FactoryText.Call(_factory, key);
        }
    }

    // A name that none of the user's parameters bears.
    private string Unused(string name) => _parameters.Any(parameter => parameter.Name == name) ? Unused(name + "_") : name;
}
