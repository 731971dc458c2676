using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Takes the markup out of a state's files, and keeps what it said.</summary>
internal sealed class MarkupReader(MarkupVocabulary vocabulary, MarkupMode mode)
{
    private readonly Dictionary<int, FileLinePositionSpan> _keys = [];

    /// <summary>The diagnostics that spans named.</summary>
    public List<DiagnosticResult> Expected { get; } = [];

    public EvaluatedFile Read(string path, SourceText text)
    {
        if (mode == MarkupMode.None)
        {
            return new EvaluatedFile(path, text);
        }

        var marked = MarkedText.Parse(text.ToString(), vocabulary.Options);
        var code = SourceText.From(marked.Code, text.Encoding, text.ChecksumAlgorithm);
        foreach (var mark in marked.Spans)
        {
            var span = new FileLinePositionSpan(path, code.Lines.GetLinePositionSpan(mark.Span));
            if (mark.Name.StartsWith('#') && int.TryParse(mark.Name.AsSpan(1), CultureInfo.InvariantCulture, out var key))
            {
                if (!_keys.TryAdd(key, span))
                {
                    throw new ArgumentException($"'{{|#{key}:' marks more than one span");
                }
            }
            else if (Diagnostic(mark.Name) is { } diagnostic)
            {
                Expected.Add(diagnostic.WithSpan(span));
            }
        }

        foreach (var position in marked.Positions)
        {
            if (Diagnostic(string.Empty) is { } diagnostic)
            {
                Expected.Add(diagnostic.WithLocation(path, code.Lines.GetLinePosition(position)));
            }
        }

        return new EvaluatedFile(path, code);
    }

    /// <summary>Puts the spans of <c>{|#n:…|}</c> where an expected diagnostic names them.</summary>
    public DiagnosticResult Resolve(DiagnosticResult expected) => expected.WithSpansMapped(location =>
    {
        if (!location.Options.HasFlag(DiagnosticLocationOptions.InterpretAsMarkupKey))
        {
            return location;
        }

        var key = location.Span.StartLinePosition.Line;
        return _keys.TryGetValue(key, out var span)
            ? new DiagnosticLocation(span, location.Options & ~DiagnosticLocationOptions.InterpretAsMarkupKey)
            : throw new ArgumentException($"{expected.Id} is expected at markup #{key}, and no source has '{{|#{key}:'");
    });

    private DiagnosticResult? Diagnostic(string id)
    {
        if (mode == MarkupMode.Ignore)
        {
            return null;
        }

        var descriptor = id.Length == 0
            ? vocabulary.DefaultDescriptor()
                ?? throw new ArgumentException("'[|…|]' says nothing where the analyzers report more than one diagnostic; name it: '{|ID:…|}'")
            : vocabulary.Supported.FirstOrDefault(supported => supported.Id == id);
        if (mode == MarkupMode.IgnoreFixable && vocabulary.Fixable.Contains(descriptor?.Id ?? id))
        {
            return null;
        }

        var result = descriptor is null ? new DiagnosticResult(id, DiagnosticSeverity.Error) : new DiagnosticResult(descriptor);
        return result.WithMessage(null).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations | DiagnosticOptions.IgnoreSeverity);
    }
}
