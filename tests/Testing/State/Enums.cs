namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Which of the compiler's own diagnostics a test must account for.</summary>
public enum CompilerDiagnostics
{
    None,
    Errors,
    Warnings,
    Suggestions,
    All,
}

/// <summary>Default checks that a test may leave out.</summary>
[Flags]
public enum TestBehaviors
{
    None = 0,

    /// <summary>Do not check that nothing is reported once the sources say that they are generated.</summary>
    SkipGeneratedCodeCheck = 1,

    /// <summary>Do not check that <c>#pragma warning disable</c> silences what is reported.</summary>
    SkipSuppressionCheck = 2,

    /// <summary>Do not compare what the generators emit with <see cref="ProjectState.GeneratedSources"/>.</summary>
    SkipGeneratedSourcesCheck = 4,
}

/// <summary>Default checks that a code-fix test may leave out.</summary>
[Flags]
public enum CodeFixTestBehaviors
{
    None = 0,

    SkipFixAllInDocumentCheck = 1,
    SkipFixAllInProjectCheck = 2,
    SkipFixAllInSolutionCheck = 4,
    SkipFixAllCheck = SkipFixAllInDocumentCheck | SkipFixAllInProjectCheck | SkipFixAllInSolutionCheck,

    /// <summary>Apply one fix only, instead of going on until nothing is left to fix.</summary>
    FixOne = 8,

    /// <summary>Allow fixes for diagnostics that are reported by an end-of-compilation action only.</summary>
    SkipLocalDiagnosticCheck = 16,
}

/// <summary>How closely the syntax tree that a fix leaves must resemble the tree that parsing its text gives.</summary>
public enum CodeActionValidationMode
{
    None,

    /// <summary>The same nodes and tokens, whatever trivia hang on which of them.</summary>
    SemanticStructure,

    /// <summary>The same nodes, tokens and trivia.</summary>
    Full,
}

/// <summary>What markup in a state's sources means.</summary>
public enum MarkupMode
{
    /// <summary>There is none; what looks like markup is code.</summary>
    None,

    /// <summary>It is taken out and means nothing.</summary>
    Ignore,

    /// <summary>It is taken out; what names a fixable diagnostic means nothing.</summary>
    IgnoreFixable,

    /// <summary>It is taken out, and each span is an expected diagnostic.</summary>
    Allow,
}

/// <summary>Finer points of markup.</summary>
[Flags]
public enum MarkupOptions
{
    None = 0,

    /// <summary><c>[|…|]</c> means the first descriptor of the first analyzer even where there are more.</summary>
    UseFirstDescriptor = 1,

    /// <summary><c>$$</c> is code (the start of a raw interpolated string), not the place of a diagnostic.</summary>
    TreatPositionIndicatorsAsCode = 2,
}

/// <summary>What a state takes over from the one it follows from (the fixed state from the test state, and so on).</summary>
public enum StateInheritanceMode
{
    /// <summary>Whatever it does not itself give, save the diagnostics that are fixed.</summary>
    AutoInherit,

    /// <summary>Nothing.</summary>
    Explicit,

    /// <summary>Whatever it does not itself give.</summary>
    AutoInheritAll,
}
