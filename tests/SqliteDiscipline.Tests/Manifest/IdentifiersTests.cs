using Microsoft.CodeAnalysis.CSharp;
using SqliteDiscipline.Analyzers.Manifest;
using Xunit;

namespace SqliteDiscipline.Tests.Manifest;

public sealed class IdentifiersTests
{
    [Theory]
    [InlineData("conversations", "Conversations", "conversations")]
    [InlineData("audit-log", "AuditLog", "audit_log")]
    [InlineData("auditLog", "AuditLog", "auditLog")]
    [InlineData("A.B c", "ABC", "A_B_c")]
    [InlineData("2024-log", "2024Log", "2024_log")]
    [InlineData("_x_", "X", "_x_")]
    [InlineData("größe", "Größe", "größe")]
    [InlineData("cafe\u0301 x", "Cafe\u0301X", "cafe\u0301_x")]
    [InlineData("a\U0001F5C4b", "AB", "a__b")]
    public void Name_GivesIdentifiers(string name, string pascal, string snake)
    {
        Assert.Equal(pascal, Identifiers.Pascal(name));
        Assert.Equal(snake, Identifiers.Snake(name));
        Assert.True(SyntaxFacts.IsValidIdentifier(DatabaseModel.ConnectionTypeOf(pascal)));
        Assert.True(SyntaxFacts.IsValidIdentifier("_connect_" + snake));
    }

    // One code unit is all that an identifier is made of: every one of them must do, first or later.
    [Fact]
    public void EveryCharacter_GivesValidIdentifiers()
    {
        for (var c = 1; c <= char.MaxValue; c++)
        {
            foreach (var name in new[] { $"{(char)c}", $"{(char)c}a", $"a{(char)c}", $"a {(char)c}" })
            {
                if (!Identifiers.HasLetter(name))
                {
                    continue;
                }

                var (type, member) = (DatabaseModel.ConnectionTypeOf(Identifiers.Pascal(name)), "_connect_" + Identifiers.Snake(name));
                Assert.True(SyntaxFacts.IsValidIdentifier(type), $"U+{c:X4}: {type}");
                Assert.True(SyntaxFacts.IsValidIdentifier(member), $"U+{c:X4}: {member}");
            }
        }
    }
}
