using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Creation;

namespace SqliteDiscipline.Analyzers.Timeline.Files;

/// <summary>Calls that take a folder with all that lies in it: packing it, deleting or moving it.</summary>
internal static class FolderCalls
{
    // The parameters that take a folder.
    private static readonly string[] s_folders = { "path", "sourceDirName", "sourceDirectoryName" };

    public static FileCall? Read(IInvocationOperation call, CancellationToken cancellation) =>
        Use(call) is { } use && Folder(call, cancellation) is { } folder ? new FileCall(folder, use, call) { IsFolder = true } : null;

    private static FileUse? Use(IInvocationOperation call)
    {
        var type = call.TargetMethod.ContainingType;
        return (type?.Name, call.TargetMethod.Name) switch
        {
            // Without 'recursive' it refuses a folder that holds a file.
            ("Directory" or "DirectoryInfo", "Delete") when type.Is("System.IO", type!.Name) && IsRecursive(call) => FileUse.Delete,
            ("Directory", "Move") or ("DirectoryInfo", "MoveTo") when type.Is("System.IO", type!.Name) => FileUse.Move,
            ("ZipFile", "CreateFromDirectory" or "CreateFromDirectoryAsync") when type.Is("System.IO.Compression", "ZipFile") => FileUse.Read,
            ("TarFile", "CreateFromDirectory" or "CreateFromDirectoryAsync") when type.Is("System.Formats.Tar", "TarFile") => FileUse.Read,
            _ => null,
        };
    }

    private static IOperation? Folder(IInvocationOperation call, CancellationToken cancellation) =>
        call.Instance is { } info ? FileCall.PathOf(info, cancellation) ?? info
        : s_folders.Select(name => FileCall.Argument(call.Arguments, name)).FirstOrDefault(path => path is not null);

    private static bool IsRecursive(IInvocationOperation call) =>
        FileCall.Argument(call.Arguments, "recursive") is { ConstantValue: { HasValue: true, Value: true } };
}
