using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Creation;

namespace SqliteDiscipline.Analyzers.Timeline.Files;

/// <summary>
/// Which file a path names, as far as code says it: equal where two expressions are seen to give the same path, through names, constants,
/// interpolation and <c>Path.Combine</c>. Absent where that cannot be told.
/// </summary>
internal sealed class PathKey : IEquatable<PathKey>
{
    private const int MaxDepth = 12;

    private readonly string _key;

    private PathKey(string key, ImmutableArray<ISymbol> members) => (_key, Members) = (key, members);

    /// <summary>The one field, property or method that gives the whole path.</summary>
    public ISymbol? Member { get; private init; }

    private PathCall? Call { get; init; }

    /// <summary>The fields, properties and methods that the path rests on: other code that knows the file is found by them.</summary>
    public ImmutableArray<ISymbol> Members { get; }

    public static PathKey? Of(IOperation path, CancellationToken cancellation)
    {
        var call = PathCall.Of(path, cancellation);
        return Of(TextReader.Read(path, cancellation), call, (path as IMemberReferenceOperation)?.Member is { } member && !NewPath.IsGivenBy(member, cancellation) ? member : call?.Method, cancellation);
    }

    public static PathKey? Of(TextTemplate path, CancellationToken cancellation) =>
        Of(path, path.Hole is { } whole ? PathCall.Of(whole, cancellation) : null, null, cancellation);

    private static PathKey? Of(TextTemplate path, PathCall? call, ISymbol? member, CancellationToken cancellation)
    {
        var reading = new Reading(cancellation);
        if (path.Parts.Length == 0 || (call is { IsNew: true } ? call.Key : reading.Text(path, 0) ?? call?.Key) is not { } key)
        {
            return null;
        }

        var members = reading.Members.Concat(new[] { member, call?.Method }.OfType<ISymbol>());
        return new PathKey(key, members.ToImmutableArray()) { Member = member, Call = call };
    }

    /// <summary>The path that a member of the manifest gives.</summary>
    public static PathKey OfMember(ISymbol member) => new("member " + member.ToDisplayString(), ImmutableArray.Create(member)) { Member = member };

    /// <summary>The data source of a connection string of which nothing else is seen.</summary>
    public static PathKey? OfConnectionString(IOperation text, CancellationToken cancellation)
    {
        var reading = new Reading(cancellation);
        return reading.SourceOf(text, depth: 0) is { } key ? new PathKey(key, reading.Members.ToImmutableArray()) : null;
    }

    /// <summary>The constant path.</summary>
    public static PathKey OfConstant(string path) => new(Constant(path), ImmutableArray<ISymbol>.Empty);

    /// <summary>The path of the file that belongs to this one: <c>-wal</c>, <c>-shm</c>.</summary>
    public PathKey With(string suffix) => new(
        _key.EndsWith("'", StringComparison.Ordinal) ? _key.Substring(0, _key.Length - 1) + suffix + "'" : _key + "+" + Constant(suffix), Members);

    /// <summary>Whether it is the same file, by what the path is or by the member that gives it.</summary>
    public bool IsOf(PathKey other) => Equals(other)
        || (Call is not null && other.Call is not null ? Call.MayGive(other.Call) : Member is not null && SymbolEqualityComparer.Default.Equals(Member, other.Member));

    /// <summary>Whether it lies in a folder, as far as that is written out.</summary>
    public bool LiesIn(PathKey folder)
    {
        var place = folder._key;
        return StartsWith(Combined(place, "Combine") + ",") || StartsWith(Combined(place, "Join") + ",") || StartsWith(place + "+'/")
            || (place.EndsWith("'", StringComparison.Ordinal) && StartsWith(place.Substring(0, place.Length - 1).TrimEnd('/') + "/"));

        bool StartsWith(string start) => _key.StartsWith(start, StringComparison.Ordinal);

        // Combine(Combine(a, b), c) is written as Combine(a, b, c).
        static string Combined(string key, string name) =>
            key.StartsWith($"Path.{name}(", StringComparison.Ordinal) && key.IndexOf(')') == key.Length - 1 ? key.Substring(0, key.Length - 1) : $"Path.{name}({key}";
    }

    public bool Equals(PathKey? other) => other is not null && _key == other._key;

    public override bool Equals(object? obj) => Equals(obj as PathKey);

    public override int GetHashCode() => _key.GetHashCode();

    private static string Constant(string text) => "'" + text.Replace('\\', '/') + "'";

    private sealed class Reading(CancellationToken cancellation)
    {
        public List<ISymbol> Members { get; } = new();

        public string? Text(TextTemplate template, int depth)
        {
            var parts = template.Parts.Select(part => part.Text is { } text ? Constant(text) : Expression(part.Hole!, depth + 1)).ToList();
            return parts.Contains(null) ? null : string.Join("+", parts);
        }

        private string? Expression(IOperation expression, int depth)
        {
            cancellation.ThrowIfCancellationRequested();
            if (depth > MaxDepth)
            {
                return null;
            }

            switch (expression)
            {
                // Two calls give two files.
                case IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false } or IPropertyReferenceOperation { Property.DeclaringSyntaxReferences.IsEmpty: false }
                    when IsMade(expression):
                    return null;
                case IConversionOperation { OperatorMethod: null } conversion:
                    return Value(conversion.Operand, depth);
                case IPropertyReferenceOperation { Property: { Name: "FullName", ContainingType: { Name: "FileSystemInfo" } }, Instance: { } info }
                    when FileCall.PathOf(info, cancellation) is { } made:
                    return Value(made, depth);
                case IPropertyReferenceOperation { Property.Name: "DataSource", Instance: { Type.Name: "SqliteConnection" } connection }
                    when ConnectionInHand.SourceOf(connection, cancellation) is { } source:
                    return Text(source, depth + 1);
                case IPropertyReferenceOperation { Property.Name: "DataSource", Instance: { Type.Name: "SqliteConnectionStringBuilder" } builder }:
                    return Source(builder, depth);
                case { Type: { Name: "FileInfo" or "DirectoryInfo", BaseType: { Name: "FileSystemInfo" } system } } when depth <= 1:
                    return Receiver(expression, depth) is { } holder && system.GetMembers("FullName").FirstOrDefault() is { } fullName ? holder + Symbol(fullName) : null;
                case IInvocationOperation { TargetMethod: { Name: "GetFullPath", ContainingType: var path }, Arguments: { Length: 1 } full } when path.Is("System.IO", "Path"):
                    return Value(full[0].Value, depth);
                case ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IInvocationOperation
                    when SingleValue.Of(expression, cancellation) is { } value && !IsMade(value):
                    Remember(expression);
                    return Value(value, depth) ?? Named(expression, depth);
                // It makes sure that the folder is there, and returns the path.
                case IInvocationOperation { Arguments.IsEmpty: true, TargetMethod: { IsVirtual: false, IsAbstract: false, IsOverride: false, DeclaringSyntaxReferences.IsEmpty: false } method }
                    when SingleValue.OfMember(method, expression.SemanticModel!.Compilation, cancellation) is { } returned:
                    Members.Add(method);
                    return Value(returned, depth) ?? Named(expression, depth);
                case IPropertyReferenceOperation { Arguments.IsEmpty: true, Property: { IsVirtual: false, IsAbstract: false, IsOverride: false, SetMethod: null, DeclaringSyntaxReferences.IsEmpty: false } property }
                    when !Building.Members.IsAuto(property) && SingleValue.OfMember(property, expression.SemanticModel!.Compilation, cancellation) is { } gotten:
                    Members.Add(property);
                    return Value(gotten, depth) ?? Named(expression, depth);
                default:
                    return Named(expression, depth);
            }
        }

        /// <summary>The data source that a connection string names; where only the whole of it is named, what a builder of it calls so.</summary>
        public string? SourceOf(IOperation text, int depth) => ConnectionText.Read(text, cancellation) is { Entries.Count: > 0 } read
            ? read.Entries.LastOrDefault(entry => ConnectionKeywords.Canonical(entry.Keyword) == ConnectionKeywords.DataSource) is { } source ? Text(source.Value, depth + 1) : null
            : Value(text, depth) is { } whole ? $"DataSource({whole})" : null;

        // new SqliteConnectionStringBuilder(_connectionString).DataSource; what is set on it later is not followed.
        private string? Source(IOperation builder, int depth)
        {
            if ((builder as IObjectCreationOperation ?? SingleValue.Of(builder, cancellation)) is not IObjectCreationOperation made
                || AssignedNames.In(RunsBefore.BodyOf(builder.Syntax), "DataSource").Any(assigned => assigned.Target is MemberAccessExpressionSyntax { Expression: var changed } && changed.ToString() == builder.Syntax.ToString()))
            {
                return null;
            }

            var set = made.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().FirstOrDefault(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: "DataSource" });
            return set is not null ? Value(set.Value, depth) : made.Arguments.Length == 1 ? SourceOf(made.Arguments[0].Value, depth) : null;
        }

        private string? Value(IOperation value, int depth) => Text(TextReader.Read(value, cancellation), depth + 1);

        private string? Named(IOperation expression, int depth)
        {
            switch (expression)
            {
                case IParameterReferenceOperation { Parameter: var parameter } when Building.ExtensionMembers.IsReceiver(parameter):
                    // Each member of the block may be called on another path.
                    return expression.SemanticModel?.GetEnclosingSymbol(expression.Syntax.SpanStart, cancellation) is { } body
                        ? Symbol(parameter) + Symbol(Building.ExtensionMembers.OwnerOf(parameter, body))
                        : null;
                case IParameterReferenceOperation { Parameter: var parameter }:
                    return Symbol(parameter);
                case ILocalReferenceOperation { Local: var local } reference when SingleValue.Of(reference, cancellation) is not null:
                    return Symbol(local);
                case IFieldReferenceOperation { Field: var field } reference:
                    Members.Add(field);
                    return Receiver(reference.Instance, depth) is { } owner ? owner + Symbol(field) : null;
                case IPropertyReferenceOperation { Property: var property, Arguments.IsEmpty: true } reference:
                    Members.Add(property);
                    return Receiver(reference.Instance, depth) is { } owning ? owning + Symbol(property) : null;
                case IInvocationOperation { TargetMethod: { IsStatic: true } method } call when IsRepeatable(method):
                    var arguments = call.Arguments.SelectMany(Elements).Select(argument => Value(argument, depth)).ToList();
                    if (method.Name is "Combine" or "Join")
                    {
                        arguments = arguments.Select(argument => Combined(argument, $"{method.ContainingType.Name}.{method.Name}(")).ToList();
                    }

                    return arguments.Contains(null) ? null : $"{method.ContainingType.Name}.{method.Name}({string.Join(",", arguments)})";
                case IInvocationOperation { Arguments.IsEmpty: true, TargetMethod: var method } call when method.DeclaringSyntaxReferences.Length > 0:
                    Members.Add(method);
                    return Receiver(call.Instance, depth) is { } of ? of + Symbol(method) : null;
                default:
                    return null;
            }
        }

        // What is combined first is the same file: Combine(Combine(a, b), c).
        private static string? Combined(string? key, string call) =>
            key is not null && key.StartsWith(call, StringComparison.Ordinal) && key.IndexOf(')') == key.Length - 1 ? key.Substring(call.Length, key.Length - call.Length - 1) : key;

        private void Remember(IOperation reference)
        {
            if (reference is IFieldReferenceOperation or IPropertyReferenceOperation)
            {
                Members.Add(((IMemberReferenceOperation)reference).Member);
            }
        }

        private string? Receiver(IOperation? instance, int depth) =>
            instance is null or IInstanceReferenceOperation ? string.Empty
            : Expression(instance, depth + 1) is { } receiver ? receiver + "." : null;

        private static string Symbol(ISymbol symbol) =>
            symbol.OriginalDefinition.ToDisplayString() + "@" + (symbol.Locations.FirstOrDefault()?.GetLineSpan().ToString() ?? string.Empty);

        // A new name at every call: only the place that keeps it names it.
        private bool IsMade(IOperation value) => value switch
        {
            IInvocationOperation { TargetMethod: { IsStatic: true } method } when method.ContainingType.Is("System.IO", "Path") => !IsRepeatable(method),
            IInvocationOperation { TargetMethod: var method } => NewPath.IsGivenBy(method, cancellation),
            IPropertyReferenceOperation { Property: var property } => NewPath.IsGivenBy(property, cancellation),
            _ => false,
        };

        private static bool IsRepeatable(IMethodSymbol method) =>
            (method.ContainingType.Is("System.IO", "Path") && (method.Name is "Combine" or "Join" or "GetTempPath" or "GetDirectoryName" or "GetFileName"
                or "ChangeExtension" or "GetFileNameWithoutExtension"))
            || (method.ContainingType.Is("System", "Environment") && (method.Name is "GetFolderPath" or "GetEnvironmentVariable"))
            || (method.ContainingType.Is("System.IO", "Directory") && method.Name is "GetCurrentDirectory");

        private static IEnumerable<IOperation> Elements(IArgumentOperation argument) =>
            argument is { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer.ElementValues: var elements } } ? elements
            : argument.ArgumentKind == ArgumentKind.DefaultValue ? Enumerable.Empty<IOperation>() : new[] { argument.Value };
    }
}
