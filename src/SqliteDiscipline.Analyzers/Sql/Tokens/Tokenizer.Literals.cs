namespace SqliteDiscipline.Analyzers.Sql.Tokens;

/// <summary>White space, comments, quotings, numbers and parameters.</summary>
internal sealed partial class Tokenizer
{
    private TokenKind ScanWhitespace()
    {
        do
        {
            _position++;
        }
        while (_position < _end && Characters.IsSpace(_text[_position]));

        return TokenKind.Whitespace;
    }

    private TokenKind ScanLineComment()
    {
        // The line feed is not the comment's own; a carriage return is.
        MoveTo(_text.IndexOf('\n', _position, _end - _position), past: 0);
        return TokenKind.Comment;
    }

    private TokenKind ScanBlockComment()
    {
        // `/*/` does not close itself.
        MoveTo(_text.IndexOf("*/", _position + 2, _end - _position - 2, StringComparison.Ordinal), past: 2);
        return TokenKind.Comment;
    }

    private TokenKind ScanQuoted(char quote)
    {
        var kind = quote == '\'' ? TokenKind.String : TokenKind.QuotedIdentifier;
        for (_position++; _position < _end; _position++)
        {
            if (_text[_position] != quote)
            {
                continue;
            }

            if (Peek(1) != quote)
            {
                _position++;
                return kind;
            }

            _position++;
        }

        return TokenKind.Illegal;
    }

    private TokenKind ScanBracketed()
    {
        var close = _text.IndexOf(']', _position, _end - _position);
        MoveTo(close, past: 1);
        return close < 0 ? TokenKind.Illegal : TokenKind.QuotedIdentifier;
    }

    private TokenKind ScanBlob()
    {
        var start = _position;
        _position += 2;
        while (Characters.IsHexDigit(Peek(0)))
        {
            _position++;
        }

        var isWhole = Peek(0) == '\'' && (_position - start) % 2 == 0;
        var hasHole = false;
        while (_position < _end && _text[_position] != '\'')
        {
            hasHole |= IsHole(_position);
            _position++;
        }

        if (_position < _end)
        {
            _position++;
        }
        else
        {
            return TokenKind.Illegal;
        }

        return isWhole || hasHole ? TokenKind.Blob : TokenKind.Illegal;
    }

    private TokenKind ScanNumber()
    {
        var kind = TokenKind.Integer;
        var separated = true;
        if (_text[_position] == '0' && Peek(1) is 'x' or 'X' && Characters.IsHexDigit(Peek(2)))
        {
            _position += 2;
            separated = PassDigits(hexadecimal: true);
        }
        else
        {
            separated = PassDigits();
            if (Peek(0) == '.')
            {
                kind = TokenKind.Float;
                _position++;
                separated &= PassDigits();
            }

            if (Peek(0) is 'e' or 'E' && (Characters.IsDigit(Peek(1)) || (Peek(1) is '+' or '-' && Characters.IsDigit(Peek(2)))))
            {
                kind = TokenKind.Float;
                _position += 2;
                separated &= PassDigits();
            }
        }

        // Letters that follow a number belong to it and spoil it; a hole may bring more digits.
        var hasHole = false;
        var letters = _position;
        for (; _position < _end && Characters.IsNamePart(_text[_position]); _position++)
        {
            hasHole |= IsHole(_position);
        }

        return hasHole || (separated && _position == letters) ? kind : TokenKind.Illegal;
    }

    /// <summary>Passes digits and <c>_</c> between them (SQLite 3.46); false where a separator has no digit on either side.</summary>
    private bool PassDigits(bool hexadecimal = false)
    {
        var isSeparated = true;
        while (_position < _end)
        {
            if (_text[_position] == '_')
            {
                isSeparated &= IsDigitAt(_position - 1) && IsDigitAt(_position + 1);
            }
            else if (!IsDigitAt(_position))
            {
                break;
            }

            _position++;
        }

        return isSeparated;

        bool IsDigitAt(int position) =>
            position < _end && (hexadecimal ? Characters.IsHexDigit(_text[position]) : Characters.IsDigit(_text[position]));
    }

    private TokenKind ScanNumberedParameter()
    {
        do
        {
            _position++;
        }
        while (Characters.IsDigit(Peek(0)) || IsHole(_position));

        return TokenKind.Parameter;
    }

    private TokenKind ScanNamedParameter()
    {
        var start = _position;
        var letters = 0;
        for (_position++; _position < _end; _position++)
        {
            var c = _text[_position];
            if (Characters.IsNamePart(c))
            {
                letters++;
            }
            else if (c == '(' && letters > 0)
            {
                // The Tcl form: everything up to the parenthesis is the parameter's name, if no space comes first.
                return PassTclSuffix() ? TokenKind.Parameter : TokenKind.Illegal;
            }
            else if (c == ':' && Peek(1) == ':')
            {
                _position++;
            }
            else
            {
                break;
            }
        }

        // SQLite keeps #1 for its own nested parsing.
        var isRegister = _text[start] == '#' && start + 1 < _end && Characters.IsDigit(_text[start + 1]);
        return letters > 0 && !isRegister ? TokenKind.Parameter : TokenKind.Illegal;
    }

    private bool PassTclSuffix()
    {
        do
        {
            _position++;
        }
        while (_position < _end && !Characters.IsSpace(_text[_position]) && _text[_position] != ')');

        if (Peek(0) != ')')
        {
            return false;
        }

        _position++;
        return true;
    }

    private void MoveTo(int index, int past) => _position = index < 0 ? _end : index + past;
}
