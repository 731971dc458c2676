using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SqliteDiscipline.Analyzers.Sql.Pragmas;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>The <c>sqlite_discipline.*</c> options in force for a file, as its <c>.editorconfig</c> gives them.</summary>
internal sealed class RuleOptions
{
    public const string Prefix = "sqlite_discipline.";
    public const string AllowInMemoryKey = Prefix + "allow_in_memory";
    public const string FactoriesKey = Prefix + "factories";
    public const string RequiredPragmasKey = Prefix + "required_pragmas";

    /// <summary>All options that there are. The compiler gives their names in lower case.</summary>
    public static readonly ImmutableArray<string> Keys = ImmutableArray.Create(AllowInMemoryKey, FactoriesKey, RequiredPragmasKey);

    // Files of one folder share their options object, so most files cost one look-up here.
    private static readonly ConditionalWeakTable<AnalyzerConfigOptions, RuleOptions> s_cache = new();

    private static readonly ImmutableArray<string> s_requiredByDefault = ImmutableArray.Create("foreign_keys", "busy_timeout", "synchronous");

    private RuleOptions(bool allowInMemory, ImmutableHashSet<string> factories, ImmutableArray<string> requiredPragmas)
    {
        AllowInMemory = allowInMemory;
        Factories = factories;
        RequiredPragmas = requiredPragmas;
    }

    /// <summary>Whether raw connections that are seen to be in-memory are left alone. Default: <see langword="true"/>.</summary>
    public bool AllowInMemory { get; }

    /// <summary>The documentation ids of types and methods that are blessed without an attribute.</summary>
    public ImmutableHashSet<string> Factories { get; }

    /// <summary>What a hand-written factory has to set on every connection that it hands out, in lower case.</summary>
    public ImmutableArray<string> RequiredPragmas { get; }

    public static RuleOptions Of(AnalyzerConfigOptions options) => s_cache.GetValue(options, Read);

    /// <summary>The items of a list option: separated by semicolons, or by commas outside parentheses (a method's id holds commas of its own).</summary>
    public static IEnumerable<string> Items(string value)
    {
        var start = 0;
        var depth = 0;
        for (var i = 0; i <= value.Length; i++)
        {
            var c = i < value.Length ? value[i] : ';';
            depth += c is '(' or '{' or '[' ? 1 : c is ')' or '}' or ']' ? -1 : 0;
            if (c == ';' || (c == ',' && depth <= 0))
            {
                var item = value.Substring(start, i - start).Trim();
                if (item.Length > 0)
                {
                    yield return item;
                }

                start = i + 1;
                depth = 0;
            }
        }
    }

    /// <summary>Whether this has the form of a type's or method's documentation id.</summary>
    public static bool IsFactoryId(string item) =>
        item.Length > 2 && (item.StartsWith("T:", StringComparison.Ordinal) || item.StartsWith("M:", StringComparison.Ordinal)
            || item.StartsWith("P:", StringComparison.Ordinal));

    private static RuleOptions Read(AnalyzerConfigOptions options)
    {
        // What is not understood is reported once by SQLD909. An item of a list is left out; where nothing remains, and for other values, the default holds.
        var allowInMemory = !options.TryGetValue(AllowInMemoryKey, out var allow) || !bool.TryParse(allow, out var allowed) || allowed;
        var factories = options.TryGetValue(FactoriesKey, out var ids) ? Items(ids).Where(IsFactoryId).ToImmutableHashSet() : ImmutableHashSet<string>.Empty;
        var required = options.TryGetValue(RequiredPragmasKey, out var pragmas)
            ? Items(pragmas).Where(pragma => PragmaTable.Find(pragma) is not null).Select(pragma => pragma.ToLowerInvariant()).Distinct().ToImmutableArray()
            : s_requiredByDefault;
        if (required.IsEmpty && Items(pragmas!).Any())
        {
            required = s_requiredByDefault;
        }

        return new RuleOptions(allowInMemory, factories, required);
    }
}
