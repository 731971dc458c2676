using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Creation;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Says which connection an expression is about.</summary>
internal static class Subjects
{
    /// <summary>One that is made raw, here or wherever the one value of a field was made.</summary>
    public static ConnectionSubject Raw(Evaluator at, IOperation creation, RawConnection raw)
    {
        var text = raw.Text is null ? ConnectionText.Unknown : raw.MayBeReadOnly(at.Cancellation) ? ConnectionText.OfSomeMode : TextOf(at, raw.Text);
        return new ConnectionSubject(ConnectionOrigin.Raw, creation.Syntax, at.Body.Frame)
        {
            Type = raw.Type ?? at.Known.Types.Connection,
            Source = raw.Text,
            Text = text,
            IsInMemory = text.IsInMemory || (raw.HasChoice && raw.IsInMemory(at.Cancellation)),
            Factory = at.Known.DatabaseOf(raw.Type)?.Factory,
            Database = at.Known.DatabaseOf(raw.Type)?.Database,
        };
    }

    // In a helper, a parameter is what the caller gives.
    private static ConnectionText TextOf(Evaluator at, IOperation text) => at.Body.Caller is null
        ? ConnectionText.Read(text, at.Cancellation)
        : ConnectionText.Read(text, parameter => GivenTo(at, parameter), at.Cancellation);

    private static TextTemplate? GivenTo(Evaluator at, IParameterReferenceOperation parameter) => (at.State[at.PlaceOf(parameter)!.Value] as StringValue)?.Text switch
    {
        // Nothing is known of it on the caller's path: what can be read of it as it stands there is the better text.
        { Hole: { } hole } when at.Known.Compilation.ContainsSyntaxTree(hole.Syntax.SyntaxTree)
                                && at.Known.Compilation.GetSemanticModel(hole.Syntax.SyntaxTree).OperationOf(hole.Syntax, at.Cancellation) is { } given => TextReader.Read(given, at.Cancellation),
        var known => known,
    };

    /// <summary>One that a generated member hands out.</summary>
    public static ConnectionSubject Made(Evaluator at, IInvocationOperation call) => Typed(at, ConnectionOrigin.Factory, call.Syntax, at.Body.Frame, call.Type);

    /// <summary>One that other code returns.</summary>
    public static ConnectionSubject Returned(Evaluator at, IOperation call, ISymbol? method) =>
        Typed(at, ConnectionOrigin.Call, call.Syntax, at.Body.Frame, call.Type, method);

    /// <summary>One in a tuple that other code returns.</summary>
    public static ConnectionSubject Element(Evaluator at, IOperation call, IFieldSymbol element, ISymbol method) =>
        Typed(at, ConnectionOrigin.Call, (call.Syntax, element.Name), at.Body.Frame, element.Type, method);

    /// <summary>The connection object that the body is a member of.</summary>
    public static ConnectionSubject This(Evaluator at, IInstanceReferenceOperation instance) =>
        Typed(at, ConnectionOrigin.This, "this", at.Body.Caller?.Receiver, instance.Type);

    /// <summary>That of a command or transaction whose making is not seen.</summary>
    public static ConnectionSubject OfCommand(Evaluator at, object command, ISymbol? symbol) =>
        Typed(at, ConnectionOrigin.Command, command, null, at.Known.Types.Connection, symbol);

    /// <summary>The one behind an EF Core context.</summary>
    public static ConnectionSubject Context(Evaluator at, object context, ITypeSymbol? type, ISymbol? symbol)
    {
        var declared = at.Known.DatabaseOfContext(type);
        return new ConnectionSubject(ConnectionOrigin.Context, context, null)
        {
            Type = type,
            Symbol = symbol,
            Factory = declared?.Factory,
            Database = declared?.Database,
        };
    }

    /// <summary>One that a variable holds when the body is entered.</summary>
    public static ConnectionSubject Variable(Evaluator at, IOperation reference, ISymbol variable, ConnectionOrigin origin)
    {
        var receiver = reference is IMemberReferenceOperation { Instance: { } instance } ? at.ReceiverOf(instance) : (IsKnown: true, Key: null);
        var isOwn = SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, at.Body.Symbol) || ExtensionMembers.IsReceiver(variable);
        var frame = origin != ConnectionOrigin.Member ? (isOwn ? at.Body.Frame : null) : receiver.IsKnown ? receiver.Key : reference.Syntax;
        var single = SingleValue.Of(at.Original(reference), at.Cancellation);
        var raw = single is null ? null : RawConnections.Read(single, at.Known.Types, at.Cancellation);
        return Typed(at, origin, variable, frame, reference.Type, variable, raw);
    }

    /// <summary>One that the body is given, before it is mentioned.</summary>
    public static ConnectionSubject Parameter(Evaluator at, IParameterSymbol parameter) =>
        Typed(at, ConnectionOrigin.Parameter, parameter, at.Body.Frame, parameter.Type, parameter);

    /// <summary>One that a member of an object holds, which is not mentioned here.</summary>
    public static ConnectionSubject Held(Evaluator at, IOperation instance, ISymbol member)
    {
        var receiver = at.ReceiverOf(instance);
        var type = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
        return Typed(at, ConnectionOrigin.Member, member, receiver.IsKnown ? receiver.Key : instance.Syntax, type, member);
    }

    private static ConnectionSubject Typed(
        Evaluator at, ConnectionOrigin origin, object identity, object? frame, ITypeSymbol? type, ISymbol? symbol = null, RawConnection? raw = null)
    {
        var declared = at.Known.DatabaseOf(type);
        return new ConnectionSubject(origin, identity, frame)
        {
            Type = type,
            Symbol = symbol,
            Factory = declared?.Factory,
            Database = declared?.Database,
            Source = raw?.Text,
            Text = raw?.Text is null ? ConnectionText.Unknown : ConnectionText.Read(raw.Text, at.Cancellation),
            IsInMemory = raw?.IsInMemory(at.Cancellation) == true,
        };
    }
}
