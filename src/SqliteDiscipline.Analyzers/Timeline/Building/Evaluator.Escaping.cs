using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Connections that other code gets hold of.</summary>
internal sealed partial class Evaluator
{
    /// <summary>It is no longer known which variable holds the connection: whatever is done to it may be missed.</summary>
    public void Lose(ConnectionSubject subject) =>
        Emit(new Unknown(Shown(Body.Graph.OriginalOperation), Body.Building.Body.GetLocation(), subject));

    /// <summary>The body returns a value.</summary>
    public void Return(IOperation expression, Value? value)
    {
        if (Body.Frame is null)
        {
            HandOutValue(value, expression, HandOut.Returned, Body.Symbol);
        }

        State = State.With(Body.Returned, value);
    }

    /// <summary>The value goes into an object that is not followed.</summary>
    private void Collect(Value? value, IOperation into) => HandOutValue(value, into, into is IReturnOperation ? HandOut.Returned : HandOut.Collected, null);

    /// <summary>Other code gets the value, and with it the connection that it leads to.</summary>
    public void HandOutValue(Value? value, IOperation operation, HandOut how, ISymbol? receiver)
    {
        switch (value)
        {
            case ConnectionValue { Subject: var subject }:
                Emit(new HandedOut(Shown(operation), Where(operation), subject, how, receiver));
                break;
            case HandleValue { Subject: var subject }:
                Emit(new Unknown(Shown(operation), Where(operation), subject));
                break;
            case ReaderValue { Connection: var subject, ClosesConnection: var closes }:
                Emit(new ReaderHandedOut(Shown(operation), Where(operation), subject, how, receiver) { ClosesConnection = closes });
                break;
            case TransactionValue { Connection: var subject }:
                Emit(new Unknown(Shown(operation), Where(operation), subject));
                break;
            case CommandValue { Id: var id }:
                if (State[new Place(id, CommandPlaces.Connection)] is ConnectionValue { Subject: var connection })
                {
                    Emit(new Unknown(Shown(operation), Where(operation), connection));
                }

                // Whoever has it may change it.
                State = State.With(new Place(id, CommandPlaces.Text), null);
                break;
            case SequenceValue { Elements: var elements }:
                foreach (var element in elements.Items)
                {
                    HandOutValue(element, operation, how, receiver);
                }

                break;
            case ObjectValue { Key: ObjectId made }:
                foreach (var held in ContentOf(made))
                {
                    HandOutValue(held, operation, how is HandOut.Passed or HandOut.Captured ? how : HandOut.Collected, receiver);
                }

                break;
            case DelegateValue { Operation: IFlowAnonymousFunctionOperation lambda }:
                HandOutCaptured(lambda.Syntax, operation, receiver);
                break;
            case DelegateValue { Method: { MethodKind: MethodKind.LocalFunction, DeclaringSyntaxReferences: var declarations } } when declarations.Length > 0:
                HandOutCaptured(declarations[0].GetSyntax(Cancellation), operation, receiver);
                break;
            case ContextValue { Subject: var context } when how == HandOut.Passed:
                Emit(new HandedOut(Shown(operation), Where(operation), context, how, receiver));
                break;
        }
    }

    /// <summary>An operator of a type's own gets its operands, and may keep what it gets.</summary>
    private void HandOutTo(IMethodSymbol? operation, IOperation use, params Value?[] operands)
    {
        if (operation is not null)
        {
            foreach (var operand in operands)
            {
                HandOutValue(operand, use, HandOut.Passed, operation);
            }
        }
    }

    /// <summary>What a lambda captures can be used whenever its receiver likes.</summary>
    private void HandOutCaptured(SyntaxNode function, IOperation operation, ISymbol? receiver)
    {
        MeetParameters(function, operation);
        foreach (var (name, value) in State.Named)
        {
            var subject = value switch
            {
                ConnectionValue connection => connection.Subject,
                CommandValue command => (State[new Place(command.Id, CommandPlaces.Connection)] as ConnectionValue)?.Subject,
                _ => null,
            };
            if (subject is not null && Names.Mentions(function, name))
            {
                Emit(new HandedOut(Shown(operation), Where(operation), subject, HandOut.Captured, receiver));
            }
            else if (value is ObjectValue && Names.Mentions(function, name))
            {
                HandOutValue(value, operation, HandOut.Captured, receiver);
            }
        }
    }

    // A connection that is given, and that only the lambda speaks of so far.
    private void MeetParameters(SyntaxNode function, IOperation operation)
    {
        if (Body.Frame is not null || Body.Symbol is not IMethodSymbol { Parameters: var parameters })
        {
            return;
        }

        foreach (var parameter in ExtensionMembers.ParameterOf(Body.Symbol, Known.Compilation, Cancellation) is { } extended ? parameters.Add(extended) : parameters)
        {
            var place = ExtensionMembers.IsReceiver(parameter) ? ExtensionMembers.ReceiverOf(Body.Symbol, parameter) : new Place(parameter);
            if (Known.Types.IsConnection(parameter.Type) && State[place] is null && Names.Mentions(function, parameter.Name))
            {
                var subject = Subjects.Parameter(this, parameter);
                Emit(new Created(Shown(operation), Where(operation), subject));
                State = State.With(place, new ConnectionValue(subject));
            }
        }
    }
}
