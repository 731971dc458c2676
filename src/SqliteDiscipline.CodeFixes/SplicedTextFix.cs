using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SqliteDiscipline.CodeFixes;

/// <summary>SQLD209: gives spliced text as a parameter where SQLite and the code allow it; otherwise doubles its quotes, and puts quotes around it where there are none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SplicedTextFix))]
[Shared]
public sealed class SplicedTextFix() : SourceEditFix("SQLD209");
