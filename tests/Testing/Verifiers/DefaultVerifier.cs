using System.Collections.Immutable;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>A verifier for any test framework: it fails by an exception.</summary>
public class DefaultVerifier(ImmutableStack<string> context) : IVerifier
{
    public DefaultVerifier()
        : this([])
    {
    }

    protected ImmutableStack<string> Context { get; } = context;

    public virtual void Empty<T>(string collectionName, IEnumerable<T> collection)
    {
        var items = collection.ToList();
        if (items.Count > 0)
        {
            Fail($"'{collectionName}' should be empty, and holds {items.Count}: {string.Join(", ", items)}");
        }
    }

    public virtual void NotEmpty<T>(string collectionName, IEnumerable<T> collection)
    {
        if (!collection.Any())
        {
            Fail($"'{collectionName}' is empty");
        }
    }

    public virtual void Equal<T>(T expected, T actual, string? message = null)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            Fail(message ?? $"expected '{expected}', and it is '{actual}'");
        }
    }

    public virtual void True(bool assert, string? message = null)
    {
        if (!assert)
        {
            Fail(message ?? "expected true, and it is false");
        }
    }

    public virtual void False(bool assert, string? message = null)
    {
        if (assert)
        {
            Fail(message ?? "expected false, and it is true");
        }
    }

    public virtual void Fail(string? message = null) => throw new InvalidOperationException(CreateMessage(message));

    public virtual void LanguageIsSupported(string language) =>
        True(language == LanguageNames.CSharp, $"'{language}' is not a language that this harness compiles");

    public virtual void SequenceEqual<T>(
        IEnumerable<T> expected, IEnumerable<T> actual, IEqualityComparer<T>? equalityComparer = null, string? message = null)
    {
        if (!expected.SequenceEqual(actual, equalityComparer))
        {
            Fail(message ?? $"expected [{string.Join(", ", expected)}], and it is [{string.Join(", ", actual)}]");
        }
    }

    public virtual IVerifier PushContext(string context) => new DefaultVerifier(Context.Push(context));

    protected virtual string CreateMessage(string? message) =>
        string.Join(Environment.NewLine, Context.Reverse().Select(step => $"Context: {step}").Append(message ?? "failed"));
}
