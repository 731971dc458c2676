using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Baselines;

/// <summary>Tells the key of a diagnostic.</summary>
/// <param name="folder">The folder that files are told from.</param>
/// <param name="options">What holds the files that are no C#.</param>
internal sealed class FindingKeys(string folder, AnalyzerOptions options)
{
    // A baseline is for people too: of a line that goes on for a page, what it begins with and a number that stands for the rest.
    private const int LongestText = 160;

    private static readonly char[] s_separators = { '/', '\\' };

    private readonly string[] _folder = Parts(folder);

    public FindingKey Of(Diagnostic diagnostic, CancellationToken cancellation)
    {
        var location = diagnostic.Location;
        var path = location.SourceTree?.FilePath ?? location.GetLineSpan().Path ?? string.Empty;
        return new FindingKey(diagnostic.Id, FileOf(path), MemberAround(location, cancellation), LineOf(location, path, cancellation));
    }

    /// <summary>A file as it stands in a key.</summary>
    public string FileOf(string path) => OneLine(Relative(path));

    /// <summary>A line as it stands in a key.</summary>
    public static string Normalize(string line)
    {
        var text = OneLine(line);
        return text.Length <= LongestText ? text : $"{text.Substring(0, LongestText)}… {Hash(text):x8}";
    }

    private string LineOf(Location location, string path, CancellationToken cancellation)
    {
        var text = location.SourceTree?.GetText(cancellation)
            ?? options.AdditionalFiles.FirstOrDefault(file => file.Path == path)?.GetText(cancellation);
        return text is null || location.SourceSpan.Start > text.Length
            ? string.Empty
            : Normalize(text.Lines.GetLineFromPosition(location.SourceSpan.Start).ToString());
    }

    private static string MemberAround(Location location, CancellationToken cancellation)
    {
        if (location.SourceTree is not { } tree)
        {
            return FindingKey.NoMember;
        }

        var around = tree.GetRoot(cancellation).FindToken(location.SourceSpan.Start).Parent?.AncestorsAndSelf() ?? Enumerable.Empty<SyntaxNode>();
        var name = string.Join(".", around.Select(NameOf).Where(part => !string.IsNullOrEmpty(part)).Reverse());
        return name.Length == 0 ? FindingKey.NoMember : OneLine(name);
    }

    // What overloads have in common: a finding stays the same one when a parameter is added.
    private static string? NameOf(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        DelegateDeclarationSyntax type => type.Identifier.ValueText,
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        ConstructorDeclarationSyntax => ".ctor",
        DestructorDeclarationSyntax => "Finalize",
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        EventDeclarationSyntax declared => declared.Identifier.ValueText,
        IndexerDeclarationSyntax => "this[]",
        OperatorDeclarationSyntax declared => "operator" + declared.OperatorToken.ValueText,
        ConversionOperatorDeclarationSyntax => "operator",
        EnumMemberDeclarationSyntax member => member.Identifier.ValueText,
        VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } field => field.Identifier.ValueText,
        _ => null,
    };

    private string Relative(string path)
    {
        var parts = Parts(path);
        var common = 0;
        while (common < parts.Length - 1 && common < _folder.Length && parts[common] == _folder[common])
        {
            common++;
        }

        return common == 0 && _folder.Length > 0
            ? string.Join("/", parts)
            : string.Join("/", Enumerable.Repeat("..", _folder.Length - common).Concat(parts.Skip(common)));
    }

    private static string[] Parts(string path) => path.Split(s_separators, StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray();

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        var isGap = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                isGap = line.Length > 0;
                continue;
            }

            if (isGap)
            {
                line.Append(' ');
            }

            isGap = false;

            // Half a surrogate pair would not survive being written down, and the cut may come between the halves.
            line.Append(char.IsSurrogate(c) ? '\uFFFD' : c);
        }

        return line.ToString();
    }

    // FNV-1a: the same on every machine and in every process.
    private static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return hash;
    }
}
