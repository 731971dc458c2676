using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Rules;
using SqliteDiscipline.CodeFixes.Choosing;
using SqliteDiscipline.CodeFixes.Pragmas;
using SqliteDiscipline.CodeFixes.Rewriting;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Declaring;

/// <summary>Moves pragmas of typed connections to the attributes of their databases: each once, however many connections set it.</summary>
internal static class ManifestPragmas
{
    private static readonly char[] s_qualifiers = { '.', ':' };

    public static async Task<Solution> MoveAsync(Solution solution, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var changes = new Dictionary<DocumentId, List<TextChange>>();
        var declared = new Dictionary<(string Factory, string Database, string Pragma), string>();
        foreach (var connection in diagnostics
                     .Where(diagnostic => diagnostic.AdditionalLocations.Count > 0 && diagnostic.Properties.ContainsKey(SQLD202SetOnOneConnection.NameKey))
                     .GroupBy(diagnostic => (diagnostic.AdditionalLocations[0].SourceTree, diagnostic.AdditionalLocations[0].SourceSpan))
                     .OrderBy(group => group.Key.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(group => group.Key.SourceSpan.Start))
        {
            if (solution.GetDocument(connection.Key.SourceTree) is not { } document
                || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
                || connection.Key.SourceTree!.GetRoot(cancellation).FindNode(connection.Key.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax creation
                || Holder.Of(creation, model, cancellation) is not { } holder
                || DatabaseUse.InSight(model.Compilation, cancellation).FirstOrDefault(use => IsOf(use, creation, model, cancellation)) is not { } use
                || AttributeOf(use, cancellation) is not { } attribute
                || solution.GetDocument(attribute.SyntaxTree) is not { } manifest
                || await manifest.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } manifestModel
                || NameAt(attribute, manifestModel) is not { } written)
            {
                continue;
            }

            var pragmas = connection
                .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .Select(diagnostic => new PragmaModel(diagnostic.Properties[SQLD202SetOnOneConnection.NameKey]!, diagnostic.Properties[SQLD202SetOnOneConnection.ValueKey]!))
                .Where(pragma => IsNewOrSame(declared, use, pragma))
                .Distinct()
                .ToList();
            var removal = PragmaRemoval.After(holder.Statement, holder, With(use.Database.Policy, pragmas), model, cancellation);

            // Where the statement stays, the setting would be said twice.
            pragmas.RemoveAll(pragma => !connection.Any(diagnostic => diagnostic.Properties[SQLD202SetOnOneConnection.NameKey] == pragma.Name
                && removal.Consumed.Any(gone => gone.IntersectsWith(diagnostic.Location.SourceSpan))));
            if (pragmas.Count == 0)
            {
                continue;
            }

            Add(changes, document.Id, removal.Changes);
            foreach (var pragma in pragmas.Where(pragma => !declared.ContainsKey(KeyOf(use, pragma))))
            {
                declared.Add(KeyOf(use, pragma), pragma.Value);
                Add(changes, manifest.Id, new[] { Declaration(attribute, written, use.Database, pragma) });
            }
        }

        return await ApplyAsync(solution, changes, cancellation).ConfigureAwait(false);
    }

    private static bool IsNewOrSame(Dictionary<(string, string, string), string> declared, DatabaseUse use, PragmaModel pragma) =>
        !declared.TryGetValue(KeyOf(use, pragma), out var value) || string.Equals(value, pragma.Value, StringComparison.OrdinalIgnoreCase);

    private static (string Factory, string Database, string Pragma) KeyOf(DatabaseUse use, PragmaModel pragma) =>
        (use.Factory.ToDisplayString(), use.Database.Name, pragma.Name.ToLowerInvariant());

    private static bool IsOf(DatabaseUse use, ExpressionSyntax creation, SemanticModel model, CancellationToken cancellation) =>
        model.GetTypeInfo(creation, cancellation).Type?.ToDisplayString() == use.Model.FullNameOf(use.Database);

    /// <summary>The attribute of the database that a further one is to follow: its last pragma, or its declaration.</summary>
    private static AttributeSyntax? AttributeOf(DatabaseUse use, CancellationToken cancellation) => use.Factory.GetAttributes()
        .Where(attribute => attribute.ConstructorArguments.Length > 0 && attribute.ConstructorArguments[0].Value as string == use.Database.Name)
        .Where(attribute => attribute.AttributeClass?.Name is "SqliteDatabaseAttribute" or "SqlitePragmaAttribute")
        .OrderBy(attribute => attribute.AttributeClass!.Name, StringComparer.Ordinal)
        .LastOrDefault()
        ?.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;

    private static PolicyModel With(PolicyModel policy, List<PragmaModel> pragmas) =>
        policy with { Pragmas = new EquatableArray<PragmaModel>(policy.Pragmas.Items.AddRange(pragmas)) };

    /// <summary>The setting as the manifest says it: an attribute of its own, below the database's.</summary>
    private static TextChange Declaration(AttributeSyntax attribute, string name, DatabaseModel database, PragmaModel pragma)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        var text = list.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(list.SpanStart);
        var indent = text.ToString(TextSpan.FromBounds(line.Start, list.SpanStart));
        return new TextChange(
            new TextSpan(list.Span.End, 0),
            Usings.NewLine(text) + (string.IsNullOrWhiteSpace(indent) ? indent : string.Empty)
            + $"[{name}({Literal(database.Name)}, {Literal(pragma.Name)}, {Literal(pragma.Value)})]");
    }

    /// <summary>The shortest name that means the attribute there: as the one beside it is written, by a <c>using</c>, or in full.</summary>
    private static string? NameAt(AttributeSyntax attribute, SemanticModel model)
    {
        var written = attribute.Name.ToString();
        var qualifier = written.Substring(0, written.LastIndexOfAny(s_qualifiers) + 1);
        return new[] { qualifier, string.Empty, "SqliteDiscipline.", "global::SqliteDiscipline." }
            .Select(beginning => beginning + "SqlitePragma")
            .FirstOrDefault(name => model.GetSpeculativeSymbolInfo(attribute.SpanStart, Written(name)).Symbol?.ContainingType is { Name: "SqlitePragmaAttribute", ContainingNamespace.Name: "SqliteDiscipline" });

        static AttributeSyntax Written(string name) => SyntaxFactory.Attribute(SyntaxFactory.ParseName(name), SyntaxFactory.ParseAttributeArgumentList("(\"a\", \"b\", \"c\")"));
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static void Add(Dictionary<DocumentId, List<TextChange>> changes, DocumentId document, IEnumerable<TextChange> added)
    {
        if (!changes.TryGetValue(document, out var list))
        {
            changes.Add(document, list = new List<TextChange>());
        }

        list.AddRange(added);
    }

    // Several attributes go in at one place, in the order in which they were found; what is found once for each framework, once.
    private static Task<Solution> ApplyAsync(Solution solution, Dictionary<DocumentId, List<TextChange>> changes, CancellationToken cancellation) => SharedFiles.ApplyAsync(
        solution,
        changes.GroupBy(change => SharedFiles.KeyOf(solution.GetDocument(change.Key)!)).Select(file => new KeyValuePair<DocumentId, IEnumerable<TextChange>>(
            file.First().Key,
            file.SelectMany(change => change.Value).Distinct().GroupBy(change => change.Span)
                .Select(place => place.Key.IsEmpty ? new TextChange(place.Key, string.Concat(place.Select(change => change.NewText))) : place.First()))),
        cancellation);
}
