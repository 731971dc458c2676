using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>A <c>StringBuilder</c>: what is appended to it, one after the other.</summary>
internal static class BuilderCalls
{
    private const string Text = "Text";

    public static BuilderValue Create(Evaluator at, IObjectCreationOperation creation, CallArguments arguments)
    {
        var id = new ObjectId(at.Body.Frame, creation.Syntax);
        var initial = arguments.Find(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String);
        at.State = at.State.With(new Place(id, Text), new StringValue(initial is { } given ? Evaluator.TextOfPart(given.Argument.Value, given.Value) : TextTemplate.Literal(string.Empty)));
        return new BuilderValue(id);
    }

    public static Value? Call(Evaluator at, IInvocationOperation call, BuilderValue builder, CallArguments arguments)
    {
        var place = new Place(builder.Id, Text);
        switch (call.TargetMethod.Name)
        {
            case "Append" or "AppendLine" when arguments.Items.Length <= 1:
                var added = arguments.Items.Select(item => Evaluator.TextOfPart(item.Argument.Value, item.Value)).ToList();
                if (call.TargetMethod.Name == "AppendLine")
                {
                    added.Add(TextTemplate.Literal("\n"));
                }

                at.State = at.State.With(place, at.State[place] is StringValue before ? new StringValue(TextTemplate.Concat(added.Prepend(before.Text))) : null);
                return builder;
            case "Clear":
                at.State = at.State.With(place, new StringValue(TextTemplate.Literal(string.Empty)));
                return builder;
            case "ToString" when arguments.Items.Length == 0:
                return at.State[place];
            default:
                // Whatever it does, what stands there now is not what stood there before.
                at.State = at.State.With(place, null);
                return builder;
        }
    }
}
