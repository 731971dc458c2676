using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.CodeFixes.Choosing;
using SqliteDiscipline.CodeFixes.Rewriting;

namespace SqliteDiscipline.CodeFixes.Declaring;

/// <summary>Adds the databases that sites open and their factory does not declare yet: one attribute for each file, however many sites.</summary>
internal sealed class DatabaseDeclarations
{
    private readonly Dictionary<(ISymbol Factory, string DataSource), DatabaseUse> _declared;

    private DatabaseDeclarations(
        Dictionary<(ISymbol Factory, string DataSource), DatabaseUse> declared, IReadOnlyDictionary<DocumentId, ImmutableArray<TextChange>> changes)
    {
        _declared = declared;
        Changes = changes;
    }

    /// <summary>The attributes, as changes of the factories' files.</summary>
    public IReadOnlyDictionary<DocumentId, ImmutableArray<TextChange>> Changes { get; }

    public static DatabaseDeclarations For(ImmutableArray<PickedSite> sites, Solution solution, CancellationToken cancellation)
    {
        var declared = new Dictionary<(ISymbol, string), DatabaseUse>();
        var names = new Dictionary<ISymbol, List<string>>(SymbolEqualityComparer.Default);
        var changes = new Dictionary<DocumentId, ImmutableArray<TextChange>>();
        foreach (var site in sites.Where(site => site.Offer.Declares))
        {
            var use = site.Offer.Use;
            var key = Key(use);
            if (declared.Keys.Any(other => SymbolEqualityComparer.Default.Equals(other.Item1, key.Factory) && other.Item2 == key.DataSource))
            {
                continue;
            }

            if (!names.TryGetValue(use.Factory, out var taken))
            {
                names.Add(use.Factory, taken = use.Model.Databases.Select(database => database.Name).ToList());
            }

            var database = NewDatabase.Of(key.DataSource, taken, site.Site.Model.Compilation);
            taken.Add(database.Name);
            declared.Add(key, use with { Database = database });
            if (Attribute(use.Factory, database.Name, key.DataSource, solution, cancellation) is var (document, change))
            {
                changes[document] = changes.TryGetValue(document, out var present) ? present.Add(change) : ImmutableArray.Create(change);
            }
        }

        return new DatabaseDeclarations(declared, changes.ToDictionary(change => change.Key, change => Merged(change.Value)));
    }

    /// <summary>The database that the offer means, under the name that it was declared by.</summary>
    public DatabaseUse Resolve(Offer offer)
    {
        var key = Key(offer.Use);
        return offer.Declares
            ? _declared.First(entry => SymbolEqualityComparer.Default.Equals(entry.Key.Factory, key.Factory) && entry.Key.DataSource == key.DataSource).Value
            : offer.Use;
    }

    // Several attributes go in at one place, in the order in which their sites stand.
    private static ImmutableArray<TextChange> Merged(ImmutableArray<TextChange> changes) => changes
        .GroupBy(change => change.Span)
        .Select(place => new TextChange(place.Key, string.Concat(place.Select(change => change.NewText))))
        .ToImmutableArray();

    private static (ISymbol Factory, string DataSource) Key(DatabaseUse use) => (use.Factory, use.Database.DataSource ?? string.Empty);

    private static (DocumentId Document, TextChange Change)? Attribute(
        INamedTypeSymbol factory, string name, string dataSource, Solution solution, CancellationToken cancellation)
    {
        // Beside its like: a factory may be split over several files.
        var present = factory.GetAttributes().LastOrDefault(attribute => attribute.AttributeClass?.Name == "SqliteDatabaseAttribute");
        if (present?.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax { Parent: AttributeListSyntax list } attribute
            || solution.GetDocumentId(list.SyntaxTree) is not { } document)
        {
            return null;
        }

        var text = list.SyntaxTree.GetText(cancellation);
        var line = text.Lines.GetLineFromPosition(list.SpanStart);
        var indent = text.ToString(TextSpan.FromBounds(line.Start, list.SpanStart));
        return (document, new TextChange(
            new TextSpan(list.Span.End, 0),
            Usings.NewLine(text) + (string.IsNullOrWhiteSpace(indent) ? indent : string.Empty)
            + $"[{attribute.Name}({Literal(name)}, {Literal(dataSource)})]"));
    }

    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
