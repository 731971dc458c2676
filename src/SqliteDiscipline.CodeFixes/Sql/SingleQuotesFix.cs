using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SqliteDiscipline.CodeFixes.Sql;

/// <summary>SQLD506: spells a string in double quotes with single ones.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(SingleQuotesFix),
    DocumentKinds = new[] { nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument) })]
[Shared]
public sealed class SingleQuotesFix() : SqlEditFix("SQLD506", "Write the string in single quotes");
