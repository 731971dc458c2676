using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Values that the body does not make, but meets: in parameters, fields, properties, variables of the code around, results of calls.</summary>
internal sealed partial class Evaluator
{
    /// <summary>What a reference stands for that nothing was put into along this path.</summary>
    private Value? Meet(IOperation reference, Place? place)
    {
        var type = reference.Type;
        if (type is null || type.IsValueType)
        {
            return null;
        }

        var variable = VariableOf(reference);
        if (Known.Types.IsConnection(type))
        {
            if (OriginOf(reference) is not { } origin)
            {
                return null;
            }

            var subject = variable is null ? Subjects.Returned(this, reference, null) : Subjects.Variable(this, reference, variable, origin);
            Emit(new Created(Shown(reference), Where(reference), subject));
            return new ConnectionValue(subject);
        }

        if (ProviderNames.IsCommand(type) || ProviderNames.IsTransaction(type))
        {
            return MeetCommand(reference, variable, type);
        }

        if (type.SpecialType == SpecialType.System_String || type is IArrayTypeSymbol || ListCalls.IsOfTexts(type) || MadeObjects.IsDictionary(type) || IsAbstractConnection(type) || type.TypeKind == TypeKind.Delegate)
        {
            return MeetElsewhere(reference, type);
        }

        if (!EntityFrameworkCalls.IsContext(type, Known))
        {
            return null;
        }

        // Within a context, its own Database is met.
        var context = reference is IPropertyReferenceOperation { Instance.Type: { } owner } && EntityFrameworkCalls.IsContext(owner, Known) ? owner : type;
        return new ContextValue(Subjects.Context(this, ContextKey(reference, variable), context, variable));
    }

    private object ContextKey(IOperation reference, ISymbol? variable) =>
        variable is null || reference is not IMemberReferenceOperation { Instance: { } instance } ? (object?)variable ?? reference.Syntax
        : ReceiverOf(instance) is { IsKnown: true, Key: null } ? variable : reference.Syntax;

    private Value? MeetCommand(IOperation reference, ISymbol? variable, ITypeSymbol type)
    {
        if (OriginOf(reference) is null)
        {
            return null;
        }

        // A transaction in a field was begun by other code, if at all.
        if (!(ProviderNames.IsTransaction(type) && reference is IMemberReferenceOperation)
            && SingleValue.Of(Original(reference), Cancellation) is { } made && made is IObjectCreationOperation or IInvocationOperation && IsInReach(made, reference))
        {
            return Evaluate(made);
        }

        var id = new ObjectId(Body.Frame, (object?)variable ?? reference.Syntax);
        var subject = Subjects.OfCommand(this, id.Site, variable);
        if (ProviderNames.IsTransaction(type))
        {
            return new TransactionValue(subject, null) { MayBeNull = !IsGivenForSure(variable) };
        }

        Emit(new Created(Shown(reference), Where(reference), subject));
        State = State.With(new Place(id, CommandPlaces.Connection), new ConnectionValue(subject));
        return new CommandValue(id);
    }

    private static bool IsGivenForSure(ISymbol? variable) =>
        variable is IParameterSymbol { NullableAnnotation: NullableAnnotation.NotAnnotated, HasExplicitDefaultValue: false };

    // The initializer of a field of this object speaks of the same fields; that of a local around, of locals that are met here too.
    private static bool IsInReach(IOperation made, IOperation reference) =>
        reference is IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } or IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation }
        && made.Syntax.SyntaxTree == reference.Syntax.SyntaxTree;

    /// <summary>Strings, lists, delegates and connections under a general type: only their one value can tell what they are.</summary>
    private Value? MeetElsewhere(IOperation reference, ITypeSymbol type)
    {
        if (reference is IParameterReferenceOperation || SingleValue.Of(Original(reference), Cancellation) is not { } single)
        {
            return null;
        }

        if (type.SpecialType == SpecialType.System_String)
        {
            // As it reads there; a name behind which nothing can be seen is the better hole.
            var text = TextReader.Read(single, Cancellation);
            return text.Hole is null ? new StringValue(text) : null;
        }

        single = single is IConversionOperation { OperatorMethod: null } conversion ? conversion.Operand : single;
        if (single is IArrayCreationOperation or IArrayInitializerOperation || CollectionExpression.Is(single))
        {
            return ListCalls.IsList(type) && !ListCalls.IsUnchanged(reference) ? null : Evaluate(single);
        }

        if (single is IObjectCreationOperation list && ListCalls.IsList(list.Type))
        {
            return ListCalls.IsUnchanged(reference) ? ListCalls.Written(this, list) : null;
        }

        if (single is IObjectCreationOperation dictionary && MadeObjects.IsDictionary(dictionary.Type))
        {
            return ListCalls.IsUnchanged(reference) ? MadeObjects.Entries(this, dictionary) : null;
        }

        return IsAbstractConnection(type) && RawConnections.Read(single, Known.Types, Cancellation) is not null && VariableOf(reference) is { } variable
            && OriginOf(reference) is { } origin
            ? new ConnectionValue(Subjects.Variable(this, reference, variable, origin))
            : null;
    }

    /// <summary>Whether it is a general type, under which a connection may be kept.</summary>
    public static bool IsAbstractConnection(ITypeSymbol type) => type.Name is "DbConnection" or "IDbConnection";

    private static ISymbol? VariableOf(IOperation reference) => reference switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        IFieldReferenceOperation { Field: var field } => field,
        IPropertyReferenceOperation { Property: var property } => property,
        _ => null,
    };

    /// <summary>Where a variable comes from; a local of this body that holds nothing certain is nothing that could be told apart.</summary>
    private ConnectionOrigin? OriginOf(IOperation reference) => reference switch
    {
        IParameterReferenceOperation { Parameter: var parameter } =>
            Body.IsWithin(ExtensionMembers.OwnerOf(parameter, Body.Symbol)) ? ConnectionOrigin.Parameter : ConnectionOrigin.Captured,
        ILocalReferenceOperation { IsDeclaration: false, Local: var local } => IsDeclaredHere(local) ? null : ConnectionOrigin.Captured,
        ILocalReferenceOperation => null,
        IFieldReferenceOperation or IPropertyReferenceOperation => ConnectionOrigin.Member,
        _ => ConnectionOrigin.Call,
    };

    private bool IsDeclaredHere(ILocalSymbol local) =>
        Body.IsWithin(local.ContainingSymbol) || local.DeclaringSyntaxReferences.FirstOrDefault() is not { } declaration
        || (declaration.SyntaxTree == Body.Graph.OriginalOperation.Syntax.SyntaxTree && Body.Graph.OriginalOperation.Syntax.Span.Contains(declaration.Span));
}

/// <summary>An EF Core context, its <c>Database</c>, or what it is otherwise reached by.</summary>
internal sealed record ContextValue(ConnectionSubject Subject) : Value;
