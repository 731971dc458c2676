using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Schema.Sources;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.CodeFixes.Sql;

/// <summary>SQL that runs once on each database, to bring it from one version to the next, as far as words tell. Schema text that every start runs is none.</summary>
internal static class MigrationStep
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // Of code: SchemaVersion, s_migrations, UpgradeFrom, V2. Of SQL: PRAGMA user_version and the usual tables; a column may be called "version" anywhere.
    private static readonly Regex s_name = new(@"version|migrat|upgrad|^_*v\d+(_|$)", Options);
    private static readonly Regex s_words = new(@"user_version|schema_?version|migration", Options);
    private static readonly Regex s_change = new(@"\b(CREATE|ALTER)\s+(TEMP\w*\s+|UNIQUE\s+)?(TABLE|INDEX)\b", Options);
    private static readonly Regex s_repeatable = new(@"\bIF\s+NOT\s+EXISTS\b", Options);

    public static bool Has(Location place)
    {
        if (place.SourceTree is not { } tree)
        {
            return FileScripts.IsNumbered(place.GetLineSpan().Path);
        }

        var text = tree.GetRoot().FindNode(place.SourceSpan);
        var member = MemberWords.MemberOf(text);
        return SpeaksOfVersions(member) || IsOneOfSeveral(text) || Around(member).Any(s_name.IsMatch) || IsTakenByVersion(member);
    }

    private static bool SpeaksOfVersions(SyntaxNode member) => member.DescendantTokens().Any(token => token.Kind() switch
    {
        SyntaxKind.IdentifierToken => s_name.IsMatch(token.ValueText),
        SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken => s_words.IsMatch(token.ValueText),
        _ => token.Parent is LiteralExpressionSyntax && s_words.IsMatch(token.ValueText),
    });

    /// <summary>Whether it is an element of a list of changes, of which not every one may run again and again.</summary>
    private static bool IsOneOfSeveral(SyntaxNode text)
    {
        var list = text.Ancestors().FirstOrDefault(node => node is InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ArrayInitializerExpression or (int)SyntaxKind.CollectionInitializerExpression }
            || CollectionExpressionName == node.GetType().Name);
        var changes = list?.ChildNodes().Select(element => element.ToString()).Where(element => s_change.IsMatch(element)).ToList();
        return changes is { Count: > 1 } && !changes.TrueForAll(s_repeatable.IsMatch);
    }

    // Not known to the oldest compiler that we load in.
    private const string CollectionExpressionName = "CollectionExpressionSyntax";

    /// <summary>The names of the types and namespaces that a member is in.</summary>
    private static IEnumerable<string> Around(SyntaxNode member) => member.Ancestors().SelectMany(node => node switch
    {
        BaseTypeDeclarationSyntax type => new[] { type.Identifier.ValueText },
        BaseNamespaceDeclarationSyntax place => place.Name.ToString().Split('.'),
        _ => Array.Empty<string>(),
    });

    /// <summary>Whether a member of the same type that speaks of versions names this one.</summary>
    private static bool IsTakenByVersion(SyntaxNode member) => MemberWords.Of(member) is { Names: var names } && member.Parent is TypeDeclarationSyntax type
        && names.SelectMany(name => FileTokens.Of(type.SyntaxTree).UsesOf(name, type.Span)).Select(MemberWords.MemberOf).Distinct().Any(SpeaksOfVersions);
}
