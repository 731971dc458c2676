using System.Text;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>Turns the name of a database into parts of C# identifiers.</summary>
internal static class Identifiers
{
    /// <summary><c>audit-log</c> → <c>AuditLog</c>: letters and digits only, a capital after every separator.</summary>
    public static string Pascal(string name)
    {
        var result = new StringBuilder(name.Length);
        var capital = true;
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c))
            {
                capital = true;
                continue;
            }

            result.Append(capital ? char.ToUpperInvariant(c) : c);
            capital = false;
        }

        return result.ToString();
    }

    /// <summary><c>audit-log</c> → <c>audit_log</c>: what is no letter or digit becomes an underscore; letters keep their case.</summary>
    public static string Snake(string name)
    {
        var result = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            result.Append(char.IsLetterOrDigit(c) ? c : '_');
        }

        return result.ToString();
    }
}
