using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SqliteDiscipline.CodeFixes;

/// <summary>SQLD103, SQLD201, SQLD207, SQLD210, SQLD211, SQLD301, SQLD302, SQLD304, SQLD307, SQLD308: puts the statements right: those that are missing in, and all of them in the order in which they work.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StatementEditsFix))]
[Shared]
public sealed class StatementEditsFix() : SourceEditFix("SQLD103", "SQLD201", "SQLD207", "SQLD210", "SQLD211", "SQLD301", "SQLD302", "SQLD304", "SQLD307", "SQLD308");
