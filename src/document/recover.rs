//! Where does a bracket end that its author did not close?
//!
//! To the grammar, an open `[` swallows the rest of the file. To its author it ends where its neighbor closes or the
//! next key or header begins, and so it does here: one mistake is told, and the rest of the file is read as it was meant.

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use super::Problems;
use super::tree::span;

/// The tokens with a closing bracket for every list or inline table that is left open. The place of such a bracket is
/// of no meaning. `tokens` are those of `source`, which has errors.
pub(super) fn closed(tokens: &[Token], source: Source<'_>, problems: &mut Problems) -> Vec<Token> {
    let (open, closed) = (Vec::new(), Vec::with_capacity(tokens.len()));
    let mut brackets = Brackets { open, open_lists: 0, closed, problems };
    let mut in_header = tokens.first().is_some_and(|first| first.kind() == TokenKind::LeftSquareBracket);
    for (at, token) in tokens.iter().enumerate() {
        match token.kind() {
            kind if in_header && kind != TokenKind::Newline => {}
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => brackets.push(token),
            TokenKind::RightSquareBracket => brackets.close_within(TokenKind::LeftSquareBracket, token),
            TokenKind::RightCurlyBracket => brackets.close_within(TokenKind::LeftCurlyBracket, token),
            TokenKind::Newline => {
                match statement(&tokens[at + 1..], source) {
                    Some(Start::Margin) => while brackets.close_last(token) {},
                    Some(Start::Indented) => {
                        while brackets.open.last().is_some_and(|open| open.kind() == TokenKind::LeftSquareBracket) {
                            brackets.close_last(token);
                        }
                    }
                    None => {}
                }
                // The brackets of a header are none of these.
                in_header = brackets.open.is_empty()
                    && tokens.get(at + 1).is_some_and(|next| next.kind() == TokenKind::LeftSquareBracket);
            }
            _ => {}
        }
        brackets.closed.push(*token);
    }
    brackets.closed
}

struct Brackets<'p> {
    open: Vec<Token>,
    /// How many of the open ones are lists.
    open_lists: usize,
    closed: Vec<Token>,
    problems: &'p mut Problems,
}

impl Brackets<'_> {
    fn push(&mut self, token: &Token) {
        self.open_lists += usize::from(token.kind() == TokenKind::LeftSquareBracket);
        self.open.push(*token);
    }

    fn pop(&mut self) -> Option<Token> {
        let open = self.open.pop()?;
        self.open_lists -= usize::from(open.kind() == TokenKind::LeftSquareBracket);
        Some(open)
    }

    /// Meets a closing bracket: those inside the one that it closes are left open.
    fn close_within(&mut self, opening: TokenKind, token: &Token) {
        let is_list = opening == TokenKind::LeftSquareBracket;
        let n_open = if is_list { self.open_lists } else { self.open.len() - self.open_lists };
        if n_open == 0 {
            return;
        }
        while self.open.last().is_some_and(|open| open.kind() != opening) {
            self.close_last(token);
        }
        self.pop();
    }

    /// Closes the last bracket before `token`; `false` if none is open.
    fn close_last(&mut self, token: &Token) -> bool {
        let Some(open) = self.pop() else { return false };
        let (sign, what) = match open.kind() {
            TokenKind::LeftSquareBracket => ("]", "list"),
            _ => ("}", "inline table"),
        };
        self.problems.add_unclosed(span(open.span()), span(token.span()).start, what, sign);
        self.closed.extend(Source::new(sign).lex().next());
        true
    }
}

/// How a line starts that starts a statement.
enum Start {
    /// At the margin: no bracket can still be open.
    Margin,
    /// Indented: it may be a line of an inline table.
    Indented,
}

/// Whether a line starts with `key =`, `[name` or `[[name`, with which no line of a list can start.
fn statement(line: &[Token], source: Source<'_>) -> Option<Start> {
    let is_word = |token: &Token| {
        let text = source.get(token).map_or("", |raw| raw.as_str());
        let is_name = text.starts_with(|c: char| c.is_ascii_alphabetic());
        token.kind() == TokenKind::Atom && is_name && !matches!(text, "true" | "false" | "inf" | "nan")
    };
    let mut tokens = line.iter().filter(|token| token.kind() != TokenKind::Whitespace).take(3);
    let (first, second, third) = (tokens.next()?, tokens.next()?, tokens.next());
    let is_statement = match (first.kind(), second.kind()) {
        (TokenKind::Atom, TokenKind::Equals) => is_word(first),
        (TokenKind::LeftSquareBracket, TokenKind::Atom) => is_word(second),
        (TokenKind::LeftSquareBracket, TokenKind::LeftSquareBracket) => third.is_some_and(is_word),
        _ => false,
    };
    let at_margin = line.first().is_some_and(|token| token.kind() != TokenKind::Whitespace);
    is_statement.then_some(if at_margin { Start::Margin } else { Start::Indented })
}
