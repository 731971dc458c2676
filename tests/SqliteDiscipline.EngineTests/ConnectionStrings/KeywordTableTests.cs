using SqliteDiscipline.Analyzers;
using Xunit;

namespace SqliteDiscipline.EngineTests.ConnectionStrings;

/// <summary>The table by which SQLD105 judges, held against the provider: every keyword and value is given to it, in each version that can be had.</summary>
public sealed class KeywordTableTests
{
    private static readonly string[] s_values =
    [
        "True", "true", " FALSE ", "ON", "off", "yes", "no", "1", "0", "-1", "+5", " 5 ", "5.5", "5s", "1,000", "0x10", "99999999999",
        "", " ", "ReadWriteCreate", "readwrite", " ReadOnly ", "Memory", "ReadOnly,Memory", "ReadOnly, 1", "rw", "rwc", "ro", "memory ro",
        "Default", "private", "Shared", "Shared;", "WAL", "Normal", "9", "unix",
    ];

    public static TheoryData<string> Versions => ["6.0.7", "8.0.30", "9.0.20", "10.0.11"];

    [Theory]
    [MemberData(nameof(Versions))]
    public void AcceptedKeyword_TakesWhatTheTableSays(string version)
    {
        var provider = Provider.Of(version);
        var taken = 0;
        foreach (var keyword in ConnectionKeywordTable.Accepted)
        {
            foreach (var value in s_values.Where(value => CanBeOpened(keyword.Spelling, value)))
            {
                // Its own data source would keep the string from opening in memory.
                var place = keyword.Spelling is "Mode" ? string.Empty : "Mode=Memory;";
                var takes = provider.Takes($"{place}{keyword.Spelling}=\"{value}\"");
                taken += takes ? 1 : 0;

                Assert.True(takes == Accepts(keyword.Spelling, value, provider), $"{version}, {keyword.Spelling}=\"{value}\": the provider {(takes ? "takes" : "refuses")} it");
                Assert.Equal(takes, provider.BuilderTakes(keyword.Spelling.ToUpperInvariant(), value));
            }
        }

        Assert.InRange(taken, 100, 300);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void RefusedKeyword_IsRefused_AndWhatWasMeantIsTaken(string version)
    {
        var provider = Provider.Of(version);
        foreach (var keyword in ConnectionKeywordTable.Refused)
        {
            foreach (var value in new[] { "3", "True", "WAL" })
            {
                Assert.False(provider.Takes($"Mode=Memory;{keyword.Spelling}={value}"), $"{version} takes '{keyword.Spelling}'");
                Assert.False(provider.BuilderTakes(keyword.Spelling, value));
                Assert.False(Accepts(keyword.Spelling, value, provider));
            }

            if (keyword.Instead is { } instead)
            {
                Assert.True(provider.Takes($"Mode=Memory;{instead}={(instead.Contains("Timeout") ? "5" : "True")}"), $"{version} refuses '{instead}'");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void ValueThatWasMeant_IsTaken(string version)
    {
        var provider = Provider.Of(version);
        var meant = (
            from keyword in ConnectionKeywordTable.Accepted
            where keyword.Since <= provider.Version
            from value in s_values
            let refusal = ConnectionKeywordTable.Judge(keyword.Spelling, value, provider.Version)
            where refusal?.Value is not null
            select $"{(keyword.Spelling == "Mode" ? "" : "Mode=Memory;")}{keyword.Spelling}={refusal.Value}").ToList();

        Assert.NotEmpty(meant);
        Assert.All(meant, text => Assert.True(provider.Takes(text), $"{version} refuses {text}"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void KeywordOfNoTable_IsRefused(string version)
    {
        var provider = Provider.Of(version);
        foreach (var keyword in new[] { "Server", "Initial Catalog", "Data  Source", "Foreign  Keys", "User Id", "Auto Retry", "foo" })
        {
            Assert.False(provider.Takes($"Mode=Memory;{keyword}=x"));
            Assert.False(Accepts(keyword, "x", provider));
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void KeywordWithoutValue_IsPassedOver(string version)
    {
        Assert.True(Provider.Of(version).Takes("Mode=Memory;Version=;Journal Mode= ;;Pooling="));
    }

    private static bool Accepts(string keyword, string value, Provider provider) => ConnectionKeywordTable.Judge(keyword, value, provider.Version) is null;

    // What the provider takes and the library or the file system then does not is another matter: a password without encryption, a file system
    // that does not exist, a mode in which the file would have to be there.
    private static bool CanBeOpened(string keyword, string value) => keyword switch
    {
        "Password" or "Vfs" => value.Length == 0,
        "Mode" => !value.Contains("readonly", StringComparison.OrdinalIgnoreCase) && value is not ("1" or "readwrite"),
        _ => true,
    };
}
