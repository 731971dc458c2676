using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SqliteDiscipline.CodeFixes;

/// <summary>SQLD204, SQLD206: writes the value that keeps the data safe.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SafeValueFix))]
[Shared]
public sealed class SafeValueFix() : SourceEditFix("SQLD204", "SQLD206");
