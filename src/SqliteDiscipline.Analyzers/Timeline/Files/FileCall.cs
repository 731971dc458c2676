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

    /// <summary>Whether the path is that of a folder, and all that lies in it is meant.</summary>
    public bool IsFolder { get; init; }

    /// <summary>The name of what is called: <c>File.Copy</c>, <c>FileStream</c>.</summary>
    public string Name => Call is IInvocationOperation { TargetMethod: var method } ? $"{method.ContainingType.Name}.{method.Name}" : Call.Type?.Name ?? string.Empty;

    public static IEnumerable<FileCall> Read(IOperation operation, CancellationToken cancellation) => operation switch
    {
        IInvocationOperation { TargetMethod.ContainingType: { Name: "File" } type } call when type.Is("System.IO", "File") => OfFile(call),
        IInvocationOperation { Instance: { } file, TargetMethod.ContainingType: { Name: "FileInfo" or "FileSystemInfo" } } call
            when file.Type.Is("System.IO", "FileInfo") => OfInfo(call, PathOf(file, cancellation) ?? file),
        IInvocationOperation { TargetMethod: { Name: "CreateEntryFromFile" or "CreateEntryFromFileAsync", ContainingType: { Name: "ZipFileExtensions" } type } } call
            when type.Is("System.IO.Compression", "ZipFileExtensions") && Argument(call.Arguments, "sourceFileName") is { } source =>
            new[] { new FileCall(source, FileUse.Read, call) },
        IObjectCreationOperation { Type: { Name: "FileStream" } type } creation when type.Is("System.IO", "FileStream") && Argument(creation.Arguments, "path") is { } path =>
            OfStream(path, creation, creation.Arguments),
        IInvocationOperation call when DeletingHelper.Read(call, cancellation) is { } helper => new[] { helper },
        IInvocationOperation call => FolderCalls.Read(call, cancellation),
        _ => Enumerable.Empty<FileCall>(),
    };

    private static IEnumerable<FileCall> OfFile(IInvocationOperation call)
    {
        var path = Argument(call.Arguments, "path");
        var source = Argument(call.Arguments, "sourceFileName");
        var destination = Argument(call.Arguments, "destFileName") ?? Argument(call.Arguments, "destinationFileName");
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
                return OfStream(path, call, call.Arguments);
            case "Create" or "WriteAllBytes" or "WriteAllBytesAsync":
                return Uses(call, (path, FileUse.Overwrite));
            default:
                return Enumerable.Empty<FileCall>();
        }
    }

    private static IEnumerable<FileCall> OfInfo(IInvocationOperation call, IOperation path) => call.TargetMethod.Name switch
    {
        "CopyTo" or "OpenRead" => Uses(call, (path, FileUse.Read)),
        "Delete" => Uses(call, (path, FileUse.Delete)),
        "MoveTo" => Uses(call, (path, FileUse.Move)),
        "Create" => Uses(call, (path, FileUse.Overwrite)),
        "Open" => OfStream(path, call, call.Arguments),
        _ => Enumerable.Empty<FileCall>(),
    };

    // A stream that makes the file anew, or one that looks into it; the mode has to be seen.
    private static IEnumerable<FileCall> OfStream(IOperation path, IOperation call, ImmutableArray<IArgumentOperation> arguments) =>
        Argument(arguments, "mode") is IFieldReferenceOperation { Field.Name: var mode }
            ? mode is "Create" or "Truncate" ? Uses(call, (path, FileUse.Overwrite))
            : mode is "Open" or "OpenOrCreate" ? Uses(call, (path, FileUse.Read)) : Enumerable.Empty<FileCall>()
            : Enumerable.Empty<FileCall>();

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
