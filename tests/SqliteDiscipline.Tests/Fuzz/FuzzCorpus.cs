using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Machinery;

namespace SqliteDiscipline.Tests.Fuzz;

/// <summary>What is mutated: the samples, and the code and SQL that our own tests are about.</summary>
internal static partial class FuzzCorpus
{
    private const int LongestSource = 6000;

    public static IReadOnlyList<string> Sources { get; }

    public static IReadOnlyList<string> Scripts { get; }

    static FuzzCorpus()
    {
        var samples = Files("samples").Select(File.ReadAllText).Where(text => text.Length <= LongestSource).ToList();
        var literals = Files("tests").SelectMany(Literals).Select(text => Markup().Replace(text, string.Empty)).Distinct().ToList();
        Sources = [.. samples, .. literals.Where(IsCode).Select(Whole)];
        Scripts = [.. samples.Concat(literals.Where(IsCode)).SelectMany(LiteralsOf).Concat(literals).Where(text => Script().IsMatch(text)).Distinct()];
    }

    // In an order of their own, or a seed would mean something else on every machine.
    private static IOrderedEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Literals(string file) => LiteralsOf(File.ReadAllText(file));

    private static IEnumerable<string> LiteralsOf(string source) => CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens()
        .Where(token => token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken) || token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken)
            || token.IsKind(SyntaxKind.InterpolatedStringTextToken))
        .Select(token => token.ValueText)
        .Where(text => text.Length is > 10 and <= LongestSource);

    private static bool IsCode(string text) => text.Contains(';', StringComparison.Ordinal) && (text.Contains("Sqlite", StringComparison.Ordinal) || text.Contains("onnection", StringComparison.Ordinal)) && !Script().IsMatch(text);

    // Many tests are about statements or members, and put a class around them.
    private static string Whole(string text)
    {
        const string Usings = "using System; using System.Data; using System.IO; using System.Threading.Tasks; using Dapper; using Microsoft.Data.Sqlite; using SqliteDiscipline;\n";
        var members = CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot();
        return members.Members.All(member => member is BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax) && members.Members.Count > 0
            ? (members.Usings.Count > 0 ? text : Usings + text)
            : members.Members.Any(member => member is MethodDeclarationSyntax or FieldDeclarationSyntax or PropertyDeclarationSyntax)
                ? $"{Usings}class Store\n{{\n{text}\n}}\n"
                : $"{Usings}class Store\n{{\n    async Task Run(SqliteConnection connection, SqliteTransaction transaction, string path)\n    {{\n{text}\n    }}\n}}\n";
    }

    [GeneratedRegex(@"\{\|[A-Za-z0-9#]+:|\|\}|\[\||\|\]|\$\$")]
    private static partial Regex Markup();

    [GeneratedRegex(@"^\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP|PRAGMA|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|ATTACH|DETACH|VACUUM|WITH|REINDEX|ANALYZE)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Script();
}
