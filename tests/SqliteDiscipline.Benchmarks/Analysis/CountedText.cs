using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Benchmarks.Analysis;

/// <summary>The text of a file that knows whether anybody has read it.</summary>
internal sealed class CountedText(SourceText text) : SourceText
{
    public bool IsRead { get; set; }

    public override Encoding? Encoding => text.Encoding;

    public override int Length => text.Length;

    public override char this[int position]
    {
        get
        {
            IsRead = true;
            return text[position];
        }
    }

    public override void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)
    {
        IsRead = true;
        text.CopyTo(sourceIndex, destination, destinationIndex, count);
    }

    /// <summary>The same file; parsing it has read it once.</summary>
    public static SyntaxTree In(SyntaxTree file) => CSharpSyntaxTree.ParseText(new CountedText(file.GetText()), (CSharpParseOptions)file.Options, file.FilePath);
}
