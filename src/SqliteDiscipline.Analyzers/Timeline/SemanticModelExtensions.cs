using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline;

internal static class SemanticModelExtensions
{
    /// <summary>
    /// The operation of a node; <see langword="null"/> also where the compiler itself fails on code that does not bind, as Roslyn 4.5 does on some interpolated
    /// strings without a type (<c>Unexpected value 'UnconvertedInterpolatedString'</c>): while somebody types, that is nobody's mistake.
    /// </summary>
    public static IOperation? OperationOf(this SemanticModel model, SyntaxNode node, CancellationToken cancellation = default)
    {
        try
        {
            return model.GetOperation(node, cancellation);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
