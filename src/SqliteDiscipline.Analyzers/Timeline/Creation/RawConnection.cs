using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Timeline.Creation;

/// <summary>A place where a raw connection comes to be, however it is written.</summary>
/// <param name="Location">Where to point: the creating expression, without what it is chained to.</param>
/// <param name="Form">In which of the forms.</param>
/// <param name="Type">The type that is made: <c>SqliteConnection</c> or one derived from it; <see langword="null"/> where the form does not name it.</param>
/// <param name="Text">The expression of its connection string, where there is one.</param>
/// <param name="Generic">The generic method or type that makes it of its type argument.</param>
internal sealed record RawConnection(Location Location, RawForm Form, ITypeSymbol? Type = null, IOperation? Text = null, ISymbol? Generic = null)
{
    /// <summary>Whether it can be given one of several connection strings, of which no one text tells.</summary>
    public bool HasChoice => Text is IConversionOperation or IConditionalOperation or ISwitchExpressionOperation or IThrowOperation;

    /// <summary>Whether every connection string it can be given is seen to name an in-memory database.</summary>
    public bool IsInMemory(CancellationToken cancellation) => Text is not null && IsInMemory(Text, cancellation);

    /// <summary>Whether one of several connection strings that it can be given is seen to be for reading only.</summary>
    public bool MayBeReadOnly(CancellationToken cancellation) =>
        HasChoice && Choices(Text!).Any(choice => choice is not IThrowOperation && ConnectionText.Read(choice, cancellation).IsReadOnly);

    private static bool IsInMemory(IOperation text, CancellationToken cancellation) =>
        Choices(text).All(choice => choice is IThrowOperation || ConnectionText.Read(choice, cancellation).IsInMemory);

    private static IEnumerable<IOperation> Choices(IOperation text) => text switch
    {
        IConversionOperation { OperatorMethod: null } conversion => Choices(conversion.Operand),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Choices(choice.WhenTrue).Concat(Choices(otherwise)),
        ISwitchExpressionOperation { Arms: { Length: > 0 } arms } => arms.SelectMany(arm => Choices(arm.Value)),
        _ => new[] { text },
    };

    /// <summary>The span of an operation, without the receiver that an extension method is chained to.</summary>
    internal static Location LocationOf(IOperation operation)
    {
        var syntax = operation.Syntax;
        return syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } }
            && operation is IInvocationOperation { TargetMethod.IsExtensionMethod: true }
                ? Location.Create(syntax.SyntaxTree, TextSpan.FromBounds(name.SpanStart, syntax.Span.End))
                : syntax.GetLocation();
    }
}

/// <summary>The forms in which a raw connection is made.</summary>
internal enum RawForm
{
    /// <summary><c>new SqliteConnection(…)</c>, target-typed too, or <c>new</c> of a derived type.</summary>
    ObjectCreation,

    /// <summary><c>: base(…)</c> of a derived type, explicit or implicit.</summary>
    BaseConstructor,

    /// <summary>A generic method or type that runs <c>new T()</c>, bound with <c>T = SqliteConnection</c>.</summary>
    TypeArgument,

    /// <summary><c>Activator.CreateInstance</c>, <c>ActivatorUtilities.CreateInstance</c>, <c>ConstructorInfo.Invoke</c>, <c>[UnsafeAccessor]</c>, <c>Lazy&lt;T&gt;()</c>.</summary>
    Reflection,

    /// <summary><c>SqliteFactory.Instance.CreateConnection()</c> and its kin.</summary>
    ProviderFactory,

    /// <summary><c>AddScoped&lt;SqliteConnection&gt;()</c>: the container makes it.</summary>
    Registration,

    /// <summary><c>UseSqlite(string)</c>, <c>AddSqlite&lt;T&gt;(string)</c>: EF Core makes it.</summary>
    EntityFramework,
}
