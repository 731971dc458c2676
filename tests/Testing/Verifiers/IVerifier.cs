namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What a harness needs of a test framework.</summary>
public interface IVerifier
{
    void Empty<T>(string collectionName, IEnumerable<T> collection);

    void Equal<T>(T expected, T actual, string? message = null);

    void True(bool assert, string? message = null);

    void False(bool assert, string? message = null);

    void Fail(string? message = null);

    void LanguageIsSupported(string language);

    void NotEmpty<T>(string collectionName, IEnumerable<T> collection);

    void SequenceEqual<T>(IEnumerable<T> expected, IEnumerable<T> actual, IEqualityComparer<T>? equalityComparer = null, string? message = null);

    /// <summary>The same verifier, whose messages begin by saying where in the test they arose.</summary>
    IVerifier PushContext(string context);
}
