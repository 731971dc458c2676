using SqliteDiscipline.Benchmarks;
using SqliteDiscipline.Benchmarks.Analysis;

// No arguments: everything, as two tables in Markdown. "--quick": the same in some seconds, less exactly. "cost" or "wait": one of the tables.
// The rest is what the program says to its own children.
switch (args)
{
    case ["cost-of", var provider, "all"]:
        if (!Engine.Choose(provider, Engine.Package))
        {
            return 1;
        }

        OpeningRun.Quick();
        return 0;

    case ["cost-of", var provider, var group]:
        if (!Engine.Choose(provider, Engine.Package))
        {
            return 1;
        }

        OpeningRun.Thorough(group);
        return 0;

    case ["wait-on", var provider, var native, var rounds]:
        if (Engine.Choose(provider, native))
        {
            Waiting.Run(provider, native, int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture));
        }

        return 0;

    case ["hold", var provider, var native, var path]:
        if (!Engine.Choose(provider, native))
        {
            return 1;
        }

        Waiting.Hold(path);
        return 0;

    case ["analysis", .. var rest]:
        AnalysisTable.Write(rest);
        return 0;

    case ["keystroke", .. var rest]:
        KeystrokeTable.Write(rest);
        return 0;

    default:
        var isQuick = args.Contains("--quick");
        if (!args.Contains("wait"))
        {
            Tables.Cost(isQuick);
        }

        if (!args.Contains("cost"))
        {
            Tables.Wait(isQuick);
        }

        return 0;
}
