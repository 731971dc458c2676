using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SqliteDiscipline.CodeFixes.Sql;

/// <summary>SQLD501: creates an index for a child key, right behind the statement that declares the key.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(AddIndexFix),
    DocumentKinds = new[] { nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument) })]
[Shared]
public sealed class AddIndexFix() : SqlEditFix("SQLD501", "Create an index for the foreign key")
{
    // What has run on the databases that there are does not run there again: they would never get the index, and nobody would be told any more.
    private protected override bool IsForNewDatabasesOnly(Diagnostic diagnostic) => MigrationStep.Has(diagnostic.Location);
}
