using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>Something wrong in a manifest, reported by the rule of that id.</summary>
internal sealed record ManifestProblem(string Id, Location Location, ImmutableArray<object> Arguments);

/// <summary>The problems found so far while a manifest is read.</summary>
internal sealed class ManifestProblems
{
    private readonly ImmutableArray<ManifestProblem>.Builder _found = ImmutableArray.CreateBuilder<ManifestProblem>();

    public int Count => _found.Count;

    public void Add(string id, Location location, params object[] arguments) =>
        _found.Add(new ManifestProblem(id, location, arguments.ToImmutableArray()));

    public ImmutableArray<ManifestProblem> ToImmutable() => _found.ToImmutable();
}
