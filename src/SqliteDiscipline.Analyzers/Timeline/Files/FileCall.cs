using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Creation;

namespace SqliteDiscipline.Analyzers.Timeline.Files;

/// <summary>What a call of a file API does to the file of a path that it is given.</summary>
/// <param name="Path">The path.</param>
/// <param name="Use">What is done.</param>
/// <param name="Call">The call.</param>
internal sealed record FileCall(IOperation Path, FileUse Use, IOperation Call)
{
    public static readonly OperationKind[] Kinds = { OperationKind.Invocation, OperationKind.ObjectCreation };

    private static readonly FileCall[] s_none = Array.Empty<FileCall>();

    /// <summary>Whether the path is that of a folder, and all that lies in it is meant.</summary>
    public bool IsFolder { get; init; }

    /// <summary>The name of what is called: <c>File.Copy</c>, <c>FileStream</c>.</summary>
    public string Name => Call is IInvocationOperation { TargetMethod: var method } ? $"{method.ContainingType.Name}.{method.Name}" : Call.Type?.Name ?? string.Empty;

    public static IEnumerable<FileCall> Read(IOperation operation, CancellationToken cancellation)
    {
        var calls = OfApi(operation, cancellation);
        return operation is IInvocationOperation call && calls == s_none ? FileHelper.Read(call, cancellation) : calls;
    }

    /// <summary>What a call of the framework's own does.</summary>
    internal static IEnumerable<FileCall> OfApi(IOperation operation, CancellationToken cancellation) => operation switch
    {
        IInvocationOperation { TargetMethod.ContainingType: { Name: "File" } type } call when type.Is("System.IO", "File") => OfFile(call, cancellation),
        IInvocationOperation { Instance: { } file, TargetMethod.ContainingType: { Name: "FileInfo" or "FileSystemInfo" } } call
            when file.Type.Is("System.IO", "FileInfo") => OfInfo(call, PathOf(file, cancellation) ?? file, cancellation),
        IInvocationOperation { TargetMethod: { Name: "CreateEntryFromFile" or "CreateEntryFromFileAsync", ContainingType: { Name: "ZipFileExtensions" } type } } call
            when type.Is("System.IO.Compression", "ZipFileExtensions") && Argument(call.Arguments, "sourceFileName") is { } source =>
            new[] { new FileCall(source, FileUse.Read, call) },
        IInvocationOperation { TargetMethod: { Name: "ExtractToFile" or "ExtractToFileAsync", ContainingType: { Name: "ZipFileExtensions" } type } } call
            when type.Is("System.IO.Compression", "ZipFileExtensions") =>
            Uses(call, (Overwrites(call) ? Destination(call) : null, FileUse.Overwrite)),
        IObjectCreationOperation { Type: { Name: "FileStream" } type } creation when type.Is("System.IO", "FileStream") && Argument(creation.Arguments, "path") is { } path =>
            OfStream(path, creation, creation.Arguments, cancellation),
        IInvocationOperation call when FolderCalls.Read(call, cancellation) is { } folder => new[] { folder },
        _ => s_none,
    };

    private static IEnumerable<FileCall> OfFile(IInvocationOperation call, CancellationToken cancellation)
    {
        var path = Argument(call.Arguments, "path");
        var source = Argument(call.Arguments, "sourceFileName");
        var destination = Destination(call);
        switch (call.TargetMethod.Name)
        {
            case "Copy":
                return Uses(call, (source, FileUse.Read), (Overwrites(call) ? destination : null, FileUse.Overwrite));
            case "Move":
                return Uses(call, (source, FileUse.Move), (Overwrites(call) ? destination : null, FileUse.Overwrite));
            case "Replace":
                return Uses(call, (source, FileUse.Move), (destination, FileUse.Overwrite));
            case "Delete":
                return Uses(call, (path, FileUse.Delete));
            case "OpenRead" or "ReadAllBytes" or "ReadAllBytesAsync":
                return Uses(call, (path, FileUse.Read));
            case "Open" when path is not null:
                return OfStream(path, call, call.Arguments, cancellation);

            // It opens what is there, unless it is told otherwise.
            case "OpenHandle" when path is not null:
                return Argument(call.Arguments, "mode") is null ? Uses(call, (path, FileUse.Read)) : OfStream(path, call, call.Arguments, cancellation);
            case "Create" or "CreateText" or "WriteAllBytes" or "WriteAllBytesAsync" or "WriteAllText" or "WriteAllTextAsync" or "WriteAllLines" or "WriteAllLinesAsync":
                return Uses(call, (path, FileUse.Overwrite));
            default:
                return Enumerable.Empty<FileCall>();
        }
    }

    private static IEnumerable<FileCall> OfInfo(IInvocationOperation call, IOperation path, CancellationToken cancellation) => call.TargetMethod.Name switch
    {
        "CopyTo" => Uses(call, (path, FileUse.Read), (Overwrites(call) ? Destination(call) : null, FileUse.Overwrite)),
        "OpenRead" => Uses(call, (path, FileUse.Read)),
        "Delete" => Uses(call, (path, FileUse.Delete)),
        "MoveTo" => Uses(call, (path, FileUse.Move), (Overwrites(call) ? Destination(call) : null, FileUse.Overwrite)),
        "Replace" => Uses(call, (path, FileUse.Move), (Destination(call), FileUse.Overwrite)),
        "Create" or "CreateText" => Uses(call, (path, FileUse.Overwrite)),
        "Open" => OfStream(path, call, call.Arguments, cancellation),
        _ => Enumerable.Empty<FileCall>(),
    };

    // A stream that makes the file anew, or one that looks into it; the mode has to be seen.
    private static IEnumerable<FileCall> OfStream(IOperation path, IOperation call, ImmutableArray<IArgumentOperation> arguments, CancellationToken cancellation) =>
        ModeOf(arguments, cancellation) switch
        {
            "Create" or "Truncate" => Uses(call, (path, FileUse.Overwrite)),
            "Open" or "OpenOrCreate" => Uses(call, (path, FileUse.Read)),
            _ => Enumerable.Empty<FileCall>(),
        };

    private static string? ModeOf(ImmutableArray<IArgumentOperation> arguments, CancellationToken cancellation)
    {
        if (Argument(arguments, "options") is not { } options)
        {
            return NameOf(Argument(arguments, "mode"));
        }

        // What is set on them later is not followed.
        var made = options as IObjectCreationOperation ?? SingleValue.Of(options, cancellation) as IObjectCreationOperation;
        if (made?.Type?.Name != "FileStreamOptions")
        {
            return NameOf(Argument(arguments, "mode"));
        }

        var mode = made.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().FirstOrDefault(set => set.Target is IPropertyReferenceOperation { Property.Name: "Mode" });
        return mode is not null ? NameOf(mode.Value) : made == options ? "Open" : null;

        static string? NameOf(IOperation? mode) => (mode as IFieldReferenceOperation)?.Field.Name;
    }

    private static IEnumerable<FileCall> Uses(IOperation call, params (IOperation? Path, FileUse Use)[] uses) =>
        uses.Where(use => use.Path is not null).Select(use => new FileCall(use.Path!, use.Use, call));

    /// <summary>The argument that is given for a parameter.</summary>
    internal static IOperation? Argument(ImmutableArray<IArgumentOperation> arguments, string name) =>
        arguments.FirstOrDefault(argument => argument.Parameter?.Name == name && argument.ArgumentKind == ArgumentKind.Explicit)?.Value;

    /// <summary>The path that a <c>FileInfo</c> or <c>DirectoryInfo</c> is made with, where that is seen.</summary>
    internal static IOperation? PathOf(IOperation info, CancellationToken cancellation) =>
        (info as IObjectCreationOperation ?? SingleValue.Of(info, cancellation)) is IObjectCreationOperation { Arguments: { Length: 1 } arguments }
            ? arguments[0].Value
            : null;

    private static IOperation? Destination(IInvocationOperation call) => Argument(call.Arguments, "destFileName") ?? Argument(call.Arguments, "destinationFileName");

    private static bool Overwrites(IInvocationOperation call) => Argument(call.Arguments, "overwrite") is { ConstantValue: { HasValue: true, Value: true } };
}

internal enum FileUse : byte
{
    /// <summary>Its bytes are read or copied.</summary>
    Read,

    /// <summary>It is deleted.</summary>
    Delete,

    /// <summary>It is moved away.</summary>
    Move,

    /// <summary>Other bytes take its place.</summary>
    Overwrite,
}
