using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SqliteDiscipline.CodeFixes;

/// <summary>SQLD205: writes the name or value that is nearest.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PragmaSpellingFix))]
[Shared]
public sealed class PragmaSpellingFix() : SourceEditFix("SQLD205");
